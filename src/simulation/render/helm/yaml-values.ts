/** Values of Go from YAML and JSON: every number is a float64, as encoding/json decodes it into interface{}. */
import { GoFloat, marshal } from '../../base/go/values';
import type { Value } from '../../base/go/values';
import { entriesOf } from '../../api/manifest/json';
import { jsonName } from '../../api/manifest/go-values';
import { JsonError, parseJsonValue } from '../../api/manifest/json-text';
import { parseDocument, YamlError } from '../../api/yaml';
import type { Printable, Tree } from '../../api/yaml';
import { newMap } from './functions/table';

export type Decoded<T = Value> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export function valueOfTree(tree: Tree): Value {
  if (tree.type === 'sequence') return tree.items.map(valueOfTree);
  if (tree.type === 'mapping') {
    const map = newMap();
    for (const { name, value } of entriesOf(tree).entries) map[name] = valueOfTree(value);
    return map;
  }
  const { scalar } = tree;
  return scalar.kind === 'null' ? null : scalar.kind === 'number' ? new GoFloat(scalar.value) : scalar.value;
}

/** The tree of a YAML document, or sigs.k8s.io/yaml's error. Undefined where there is no document. */
export function yamlTree(text: string): Decoded<Tree | undefined> {
  try {
    return { ok: true, value: parseDocument(text) };
  } catch (error) {
    if (error instanceof YamlError) return { ok: false, error: `error converting YAML to JSON: ${error.message}` };
    throw error;
  }
}

/** yaml.Unmarshal into a map[string]interface{}; nothing, or null, leaves it empty. */
export function yamlMap(text: string, target = 'map[string]interface {}'): Decoded<Readonly<Record<string, Value>>> {
  const tree = yamlTree(text);
  if (!tree.ok) return tree;
  const node = tree.value;
  if (node === undefined || (node.type === 'scalar' && node.scalar.kind === 'null')) return { ok: true, value: newMap() };
  if (node.type === 'mapping') return { ok: true, value: valueOfTree(node) as Readonly<Record<string, Value>> };
  return { ok: false, error: `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonName(node)} into Go value of type ${target}` };
}

/** json.Unmarshal. */
export function jsonTree(text: string): Decoded<Tree> {
  try {
    const { tree, end } = parseJsonValue(text, 0);
    const rest = /[^ \t\r\n]/.exec(text.slice(end));
    if (rest === null) return { ok: true, value: tree };
    return { ok: false, error: `invalid character '${rest[0]}' after top-level value` };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, error: error.message };
    throw error;
  }
}

/** json.Marshal, then the value that YAML is written from; its numbers are those of the JSON text. */
export function printableOf(value: Value): Printable {
  const tree = parseJsonValue(marshal(value), 0).tree;
  const walk = (node: Tree): Printable => {
    if (node.type === 'sequence') return node.items.map(walk);
    if (node.type === 'mapping') {
      const entries = newMap() as Record<string, Printable>;
      for (const { key, value: item } of node.entries) if (key.type === 'scalar' && key.scalar.kind === 'string') entries[key.scalar.value] = walk(item);
      return entries;
    }
    return node.scalar.kind === 'null' ? null : node.scalar.value;
  };
  return walk(tree);
}

