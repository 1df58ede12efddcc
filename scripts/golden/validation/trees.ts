import type { MappingTree, Tree } from '@site/src/simulation/api/yaml';

const text = (value: string): Tree => ({ type: 'scalar', start: 0, end: 0, scalar: { kind: 'string', value }, merge: false });

/** The mapping with a key set at a path of mappings; what is missing on the way is made. */
export function withText(tree: MappingTree, path: readonly string[], value: string): MappingTree {
  const [name = '', ...rest] = path;
  const old = tree.entries.findLast(({ key }) => key.type === 'scalar' && key.scalar.kind === 'string' && key.scalar.value === name)?.value;
  const inner: MappingTree = old?.type === 'mapping' ? old : { type: 'mapping', start: 0, end: 0, entries: [] };
  return { ...tree, entries: [...tree.entries, { key: text(name), value: rest.length === 0 ? text(value) : withText(inner, rest, value) }] };
}
