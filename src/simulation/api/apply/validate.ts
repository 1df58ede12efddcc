import { goFloatValue, goSyntax } from '../../base/go/print';
import { isObject } from '../schema/walk';
import { atomFor } from './atoms';
import type { Atom, ListAtom, MapAtom, ScalarAtom } from './atoms';
import { itemElement } from './list-items';
import { fieldElement, indexElement, printElement } from './path-element';
import type { PathElement } from './path-element';

export interface TypeError {
  readonly path: string;
  readonly message: string;
}

const error = (message: string): readonly TypeError[] => [{ path: '', message }];

const under = (element: PathElement, errors: readonly TypeError[]): readonly TypeError[] => {
  if (errors.length === 0) return errors;
  const prefix = printElement(element);
  return errors.map(({ path, message }) => ({ path: `${prefix}${path}`, message }));
};

/** ValidationErrors.Error. */
export function printTypeErrors(errors: readonly TypeError[]): string {
  const lines = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return lines.length === 1 ? lines[0]! : ['errors:', ...lines.map((line) => `  ${line}`)].join('\n');
}

const goType = (value: unknown): string => (Array.isArray(value) ? '[]interface {}' : isObject(value) ? 'map[string]interface {}' : typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? 'float64' : 'string');
/** %v and %#v of structured-merge-diff's wrapper of a value. */
const shown = (value: unknown): string => `&{${goFloatValue(value)}}`;
const shownFully = (value: unknown): string => `&value.valueUnstructured{Value:${goSyntax(value)}}`;

/** Whether an object has the shape of its type (typed.AsTyped). What is there twice in a list by key is an error unless `duplicates` are let pass. */
export function typeErrors(value: unknown, type: Atom, duplicates = false): readonly TypeError[] {
  const atom = atomFor(type, value);
  if (value === null) return [];
  if (atom.map !== undefined) return mapErrors(value, atom.map, duplicates);
  if (atom.scalar !== undefined) return scalarErrors(value, atom.scalar);
  return atom.list === undefined ? [] : listErrors(value, atom.list, duplicates);
}

function scalarErrors(value: unknown, scalar: ScalarAtom): readonly TypeError[] {
  switch (scalar) {
    case 'numeric':
      return typeof value === 'number' ? [] : error(`expected numeric (int or float), got ${goType(value)}`);
    case 'string':
      return typeof value === 'string' ? [] : error(`expected string, got ${shownFully(value)}`);
    case 'boolean':
      return typeof value === 'boolean' ? [] : error(`expected boolean, got ${shown(value)}`);
    case 'untyped':
      return typeof value === 'object' ? error(`expected any scalar, got ${shown(value)}`) : [];
  }
}

function listErrors(value: unknown, list: ListAtom, duplicates: boolean): readonly TypeError[] {
  if (!Array.isArray(value)) return error(`expected list, got ${shown(value)}`);
  const errors: TypeError[] = [];
  const seen = new Set<PathElement>();
  for (const [index, item] of value.entries()) {
    let step: PathElement = indexElement(index);
    if (list.relation === 'associative') {
      const found = itemElement(list, item);
      if ('error' in found) return [...errors, ...error(`element ${index}: ${found.error}`)];
      step = found.element;
      if (seen.has(step) && !duplicates) errors.push(...error(`duplicate entries for key ${printElement(step)}`));
      seen.add(step);
    }
    errors.push(...under(step, typeErrors(item, list.element(), duplicates)));
  }
  return errors;
}

function mapErrors(value: unknown, map: MapAtom, duplicates: boolean): readonly TypeError[] {
  if (!isObject(value)) return error(`expected map, got ${shown(value)}`);
  const errors: TypeError[] = [];
  for (const name of Object.keys(value).sort()) {
    const ref = map.field(name) ?? map.element;
    if (ref === undefined) return [...errors, ...under(fieldElement(name), error('field not declared in schema'))];
    errors.push(...under(fieldElement(name), typeErrors(value[name], ref(), duplicates)));
  }
  return errors;
}
