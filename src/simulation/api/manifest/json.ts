import type { JsonValue } from '../scalars';
import type { MappingTree, Tree } from '../yaml';

/** One key of a mapping with its value. */
export interface Entry {
  readonly name: string;
  readonly key: Tree;
  readonly value: Tree;
}

export interface Entries {
  /** Each key once, in the order in which Go's encoder writes a map (bytes of the keys): explicit keys win over merged ones, later ones over earlier. */
  readonly entries: readonly Entry[];
  /** Keys that an explicit later one replaced. */
  readonly duplicates: readonly Entry[];
}

/**
 * The text of a scalar key in JSON (sigs.k8s.io/yaml convertToJSONableObject): numbers and booleans become text. Undefined for a
 * collection, which no JSON object can have as a key.
 */
export function keyText(key: Tree): string | undefined {
  if (key.type !== 'scalar') return undefined;
  switch (key.scalar.kind) {
    case 'string':
      return key.scalar.value;
    case 'number':
      return key.scalar.text;
    case 'bool':
      return String(key.scalar.value);
    case 'null':
      return 'null';
  }
}

const MAX_MERGE_DEPTH = 20;

/** Reads a mapping's keys and resolves its merge keys (`<<`). The parser has checked that these name mappings. */
export function entriesOf(node: MappingTree): Entries {
  const explicit = new Map<string, Entry>();
  const merged = new Map<string, Entry>();
  const duplicates: Entry[] = [];
  const merge = (value: Tree, depth: number): void => {
    if (depth > MAX_MERGE_DEPTH) return;
    // Of several maps the first wins, so later ones only add.
    for (const source of value.type === 'sequence' ? value.items : [value]) {
      if (source.type !== 'mapping') continue;
      for (const entry of source.entries) {
        const name = keyText(entry.key);
        if (name === '<<') merge(entry.value, depth + 1);
        else if (name !== undefined && !merged.has(name)) merged.set(name, { name, key: entry.key, value: entry.value });
      }
    }
  };
  for (const { key, value } of node.entries) {
    const name = keyText(key);
    if (name === undefined) continue;
    if (name === '<<') {
      merge(value, 0);
      continue;
    }
    if (explicit.has(name)) duplicates.push({ name, key, value });
    explicit.set(name, { name, key, value });
  }
  for (const [name, entry] of merged) if (!explicit.has(name)) explicit.set(name, entry);
  return { entries: [...explicit.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), duplicates };
}

/** A tree as JSON has it; keys sorted. The tree must not contain itself, and must not expand beyond reason. */
export function toJson(node: Tree): JsonValue {
  if (node.type === 'sequence') return node.items.map(toJson);
  // fromEntries defines own properties, so a key called __proto__ stays a key.
  if (node.type === 'mapping') return Object.fromEntries(entriesOf(node).entries.map(({ name, value }) => [name, toJson(value)]));
  return node.scalar.kind === 'null' ? null : node.scalar.value;
}
