import { quote } from '../../base/go/quote';
import { START, YamlError } from './error';
import type { MappingTree, Tree } from './nodes';

/** How large a part of a document aliases may make up, by its size (go-yaml decode.go allowedAliasRatio). */
function allowedAliasRatio(count: number): number {
  if (count <= 400_000) return 0.99;
  if (count >= 4_000_000) return 0.1;
  return 0.99 - 0.89 * ((count - 400_000) / 3_600_000);
}

/** `%#v` of what a node decodes to: `map[interface {}]interface {}{"a":1}`. */
export function goSyntax(node: Tree): string {
  if (node.type === 'sequence') return `[]interface {}{${node.items.map(goSyntax).join(', ')}}`;
  if (node.type === 'mapping') {
    const pairs = node.entries.map(({ key, value }) => [goSyntax(key), goSyntax(value)] as const);
    return `map[interface {}]interface {}{${[...new Map(pairs)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}:${value}`).join(', ')}}`;
  }
  switch (node.scalar.kind) {
    case 'null':
      return 'interface {}(nil)';
    case 'string':
      return quote(node.scalar.value);
    case 'number':
      return node.scalar.text;
    case 'bool':
      return String(node.scalar.value);
  }
}

const at = (node: Tree): typeof START => ({ ...START, index: node.start });

/** What stands in the way of turning a document into JSON (sigs.k8s.io/yaml convertToJSONableObject, then encoding/json): keys, then numbers. */
export function checkJson(root: Tree): void {
  const keys = new Set<Tree>();
  const visit = (node: Tree, numbers: boolean): void => {
    if (node.type === 'scalar') {
      if (numbers && node.scalar.kind === 'number' && !Number.isFinite(node.scalar.value)) throw new YamlError(`json: unsupported value: ${node.scalar.text}`, at(node), 'notJson', '');
      return;
    }
    if (keys.has(node)) return;
    keys.add(node);
    if (node.type === 'sequence') {
      node.items.forEach((item) => visit(item, numbers));
      return;
    }
    for (const { key, value } of node.entries) {
      if (!numbers && key.type === 'scalar' && key.scalar.kind === 'null') {
        throw new YamlError(`unsupported map key of type: %!s(<nil>), key: <nil>, value: ${value.type === 'scalar' && value.scalar.kind === 'null' ? '<nil>' : goSyntax(value)}`, at(key), 'notJson', '');
      }
      visit(value, numbers);
    }
  };
  visit(root, false);
  keys.clear();
  visit(root, true);
}

/**
 * Decodes a document as go-yaml does (decode.go unmarshal), for its errors only: keys that no map can have, merges of what is no map,
 * anchors that contain themselves, more aliases than reason allows. Throws a YamlError at the first.
 */
export function checkDocument(root: Tree): void {
  const seen = new Set<Tree>();
  const active = new Set<Tree>();
  let count = 0;
  let aliased = 0;
  let depth = 0;

  const visit = (node: Tree): void => {
    // A node that was met before stands here by an alias, which counts too.
    const byAlias = seen.has(node);
    if (byAlias) {
      count += 1;
      if (depth > 0) aliased += 1;
      depth += 1;
    }
    count += 1;
    if (depth > 0) aliased += 1;
    if (aliased > 100 && count > 1000 && aliased / count > allowedAliasRatio(count)) throw new YamlError('document contains excessive aliasing', at(node), 'excessiveAliasing');
    if (active.has(node)) throw new YamlError(`anchor '${node.anchor ?? ''}' value contains itself`, at(node), 'recursiveAnchor');
    seen.add(node);
    if (node.type === 'scalar') {
      if (node.error !== undefined) throw new YamlError(node.error, at(node), 'badTag');
    } else {
      active.add(node);
      if (node.type === 'sequence') node.items.forEach(visit);
      else mapping(node);
      active.delete(node);
    }
    if (byAlias) depth -= 1;
  };
  const mapping = (node: MappingTree): void => {
    for (const { key, value } of node.entries) {
      if (key.type === 'scalar' && key.merge) {
        merge(value);
        continue;
      }
      visit(key);
      if (key.type !== 'scalar') throw new YamlError(`invalid map key: ${goSyntax(key)}`, at(key), 'complexKey');
      visit(value);
    }
  };
  const merge = (value: Tree): void => {
    const sources = value.type === 'sequence' ? [...value.items].reverse() : [value];
    for (const source of sources) {
      // A list of maps by an alias is no list of maps to go-yaml.
      if (source.type !== 'mapping' || (value.type === 'sequence' && seen.has(value))) throw new YamlError('map merge requires map or sequence of maps as the value', at(source), 'badMerge');
      visit(source);
    }
    if (value.type === 'sequence') seen.add(value);
  };
  visit(root);
}
