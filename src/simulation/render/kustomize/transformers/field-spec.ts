/** Carries a change out at the fields a spec leads to (filters/fieldspec): through lists, and making what is missing where the spec says so. */
import { GoError } from '../../../base/go/values';
import { isNull, NULL, setField, scalar, WrongKind } from '../yaml/node';
import { lookup, splitPath } from '../yaml/paths';
import { printId } from '../resources/id';
import type { FieldSpec } from '../kustomization/field-specs';
import type { Kind, Node } from '../yaml/node';
import type { Resource } from '../resources/resource';

export interface Change {
  readonly set: (node: Node) => void;
  /** What is made where the field is missing; nothing without it. */
  readonly createKind?: Kind;
  readonly createTag?: string;
}

/** An error on the way to a field: still of the kind that it was. */
export class FieldError extends GoError {
  constructor(message: string, readonly inner: GoError) {
    super(message);
  }
}

const behind = (prefix: string, act: () => void): void => {
  try {
    act();
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new FieldError(`${prefix}: ${error.message}`, error instanceof FieldError ? error.inner : error);
  }
};

function visit(node: Node, path: readonly string[], spec: FieldSpec, change: Change): void {
  const [part, ...rest] = path;
  if (part === undefined) return change.set(node);
  if (isNull(node)) return;
  if (node.kind === 'list') return behind(`visit traversal on path: [${path.join(' ')}]`, () => node.content.forEach((item) => visit(item, path, spec, change)));
  if (node.kind !== 'map') throw new GoError('expected sequence or mapping node');
  const name = part.endsWith('[]') ? part.slice(0, -2) : part;
  const isList = name !== part;
  if (name === '') throw new GoError('cannot set or create an empty field name');
  const create = spec.create && change.createKind !== undefined && !isList;
  const kind: Kind | undefined = !create ? (isList ? 'list' : undefined) : rest.length === 0 ? change.createKind : 'map';
  let field: Node | undefined;
  behind(`fieldName: ${name}`, () => {
    field = lookup(node, [name], create ? kind : undefined);
  });
  if (field === undefined) return;
  if (field.tag === NULL && kind !== undefined) {
    field.kind = kind;
    field.tag = !create ? '' : rest.length === 0 ? (change.createTag ?? '') : '!!map';
  }
  visit(field, rest, spec, change);
}

export function changeField(resource: Resource, spec: FieldSpec, change: Change): void {
  const { node } = resource;
  if (node === undefined) return;
  const { gvk } = resource;
  if ((spec.kind !== '' && spec.kind !== gvk.kind) || (spec.group !== '' && spec.group !== gvk.group) || (spec.version !== '' && spec.version !== gvk.version)) return;
  const path = splitPath(spec.path, '/');
  behind(`considering field '${spec.path}' of object ${printId(resource.id)}`, () => visit(node, path, spec, change));
}

/** SetEntry: the same node at every field that has no value yet. */
export function entry(name: string, value: string, tag: string): (node: Node) => void {
  const made = scalar(value, tag);
  return (node) => void setField(node, name, made);
}

export const isWrongKind = (error: unknown): error is FieldError & { readonly inner: WrongKind } => error instanceof FieldError && error.inner instanceof WrongKind;
