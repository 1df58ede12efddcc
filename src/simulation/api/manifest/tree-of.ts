import { isObject } from '../schema/walk';
import type { MappingTree, Tree } from '../yaml';

const PLACE = { start: 0, end: 0 };

/** A JSON value as the tree that its text would be read into: so that what a patch makes is decoded as what a client sends. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { type: 'sequence', ...PLACE, items: value.map(treeOf) };
  if (isObject(value)) return mappingOf(value);
  if (typeof value === 'string') return { type: 'scalar', ...PLACE, scalar: { kind: 'string', value }, merge: false };
  if (typeof value === 'boolean') return { type: 'scalar', ...PLACE, scalar: { kind: 'bool', value }, merge: false };
  if (typeof value === 'number') return { type: 'scalar', ...PLACE, scalar: { kind: 'number', value, text: JSON.stringify(value), integer: Number.isInteger(value) }, merge: false };
  return { type: 'scalar', ...PLACE, scalar: { kind: 'null' }, merge: false };
}

/** The same for an object. */
export function mappingOf(object: Readonly<Record<string, unknown>>): MappingTree {
  return { type: 'mapping', ...PLACE, entries: Object.entries(object).map(([name, value]) => ({ key: treeOf(name), value: treeOf(value) })) };
}
