/** vars: `$(NAME)` in certain fields is the value of a field elsewhere (api/filters/refvar, accumulator). */
import { GoError, sprint } from '../../../base/go/values';
import { isMissing, isText } from '../yaml/node';
import { toPrintable } from '../yaml/json';
import { lookup, splitFieldPath } from '../yaml/paths';
import { changeField } from './field-spec';
import type { Value } from '../../../base/go/values';
import type { FieldSpec } from '../kustomization/field-specs';
import type { Node } from '../yaml/node';
import type { Resource } from '../resources/resource';
import type { Transformer } from './simple';

export interface Var {
  readonly name: string;
  readonly fieldPath: string;
  /** `%v` of the variable. */
  readonly printed: string;
}

type VarValue = string | number | boolean;
/** A map or list, which no variable may be: `%T` and `%v`. */
interface Unfit {
  readonly type: string;
  readonly printed: string;
}

/** convertSliceIndex: `containers[0]` are two steps. */
const withIndexes = (fields: readonly string[]): string[] => fields.flatMap((part) => {
  const found = /^(.*)\[(\d+)\]$/.exec(part);
  return found === null ? [part] : [...(found[1] === '' ? [] : [found[1]!]), found[2]!];
});

/** RNode.GetFieldValue. Undefined where there is no such field, null for what is no scalar. */
function fieldValue(resource: Resource, path: string): VarValue | Unfit | undefined {
  let node: Node | undefined;
  try {
    node = lookup(resource.node, withIndexes(splitFieldPath(path)));
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
  if (node === undefined) return undefined;
  if (node.kind !== 'scalar') return { type: node.kind === 'map' ? 'map[string]interface {}' : '[]interface {}', printed: sprint(toPrintable(node) as Value) };
  if (node.tag === '!!int' || node.tag === '!!float') return Number(node.value);
  return node.tag === '!!bool' ? node.value.toLowerCase() === 'true' : node.value;
}

export function varValues(vars: readonly Var[], resources: readonly Resource[]): Map<string, VarValue | Unfit> {
  return new Map(vars.map((one) => {
    const resource = resources.find(({ varNames }) => varNames.includes(one.name));
    if (resource === undefined) throw new GoError(`var '${one.printed}' cannot be mapped to a field in the set of known resources`);
    const value = fieldValue(resource, one.fieldPath);
    if (value === undefined) throw new GoError(`field specified in var '${one.printed}' not found in corresponding resource`);
    return [one.name, value];
  }));
}

/** DoReplacements: `$$` is a dollar sign; what is nothing but one variable takes its type, too. */
function expand(input: string, mapping: (name: string) => VarValue): VarValue {
  let result = '';
  for (let i = 0; i < input.length; i += 1) {
    if (input[i] !== '$' || i + 1 >= input.length) {
      result += input[i]!;
      continue;
    }
    const next = input[i + 1]!;
    const close = next === '(' ? input.indexOf(')', i + 2) : -1;
    if (close > 0) {
      const value = mapping(input.slice(i + 2, close));
      if (i === 0 && close === input.length - 1) return value;
      result += String(value);
      i = close;
    } else {
      result += next === '$' ? '$' : `$${next}`;
      i += 1;
    }
  }
  return result;
}

/** `used` learns which variables were found. */
export const replaceVars = (values: ReadonlyMap<string, VarValue | Unfit>, specs: readonly FieldSpec[], used: Set<string>, warn: (line: string) => void): Transformer => ({ list }) => {
  const mapping = (name: string): VarValue => {
    const value = values.get(name);
    if (typeof value === 'object') warn(`MakePrimitiveReplacer: bad replacement type=${value.type} val=${value.printed}`);
    if (value === undefined || typeof value === 'object') return `$(${name})`;
    used.add(name);
    return value;
  };
  const update = (node: Node): void => {
    const value = expand(node.value, mapping);
    Object.assign(node, { value: String(value), tag: typeof value === 'string' ? '!!str' : typeof value === 'boolean' ? '!!bool' : Number.isInteger(value) ? '!!int' : '!!float', style: '' });
  };
  const set = (node: Node): void => {
    if (isMissing(node)) return;
    if (node.kind === 'scalar') {
      if (isText(node)) update(node);
    } else if (node.kind === 'map') {
      node.content.forEach((item, i) => {
        if (i % 2 === 0 && !isText(item)) throw new GoError(`invalid map key: value='${item.value}', tag='${item.tag}'`);
        if (i % 2 === 1 && isText(item)) update(item);
      });
    } else {
      for (const item of node.content) {
        if (!isText(item)) throw new GoError('invalid value type expect a string');
        update(item);
      }
    }
  };
  for (const resource of list) for (const spec of specs) changeField(resource, spec, { set });
};
