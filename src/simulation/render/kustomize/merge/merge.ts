/** Strategic merge as kyaml carries it out (merge2 over walk): map by map; lists by their keys where the type says so, with new items first. */
import { GoError } from '../../../base/go/values';
import { clearField, container, demand, field, fieldNames, getField, isEmpty, isEmptyMap, isMissing, isNull, scalar, setField, valueOf } from '../yaml/node';
import { printNode } from '../yaml/print';
import { schemaOfField, schemaOfItems, schemaOfKind } from './schema';
import { setElement } from './elements';
import type { MergeSchema } from './schema';
import type { Node } from '../yaml/node';

type Optional = Node | undefined;
type Directive = 'merge' | 'replace' | 'delete';

/** Changes `target` by the patch, and the patch itself: its directives go. Undefined where nothing is left. */
export const mergePatch = (target: Node, patch: Node): Optional => walk(target, patch, undefined);

function schemaOf(nodes: readonly Optional[], schema: MergeSchema | undefined): MergeSchema | undefined {
  if (schema !== undefined) return schema;
  for (const node of nodes) {
    if (isMissing(node)) continue;
    const [kind, apiVersion] = [valueOf(field(node, 'kind')), valueOf(field(node, 'apiVersion'))];
    const found = kind === '' || apiVersion === '' ? undefined : schemaOfKind(apiVersion, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

function walk(target: Optional, patch: Optional, known: MergeSchema | undefined): Optional {
  const schema = schemaOf([target, patch], known);
  const kind = [target, patch].find((node) => !isMissing(node))?.kind;
  if (kind === 'list' || kind === 'map' || kind === 'scalar') [target, patch].forEach((node) => demand(node, kind));
  if (kind === 'list') return schema?.keys === undefined ? (patch ?? target) : walkList(target, patch, schema);
  if (kind === 'scalar') return patch ?? target;
  return kind === 'map' || kind === undefined ? walkMap(target, patch, schema) : undefined;
}

function walkMap(target: Optional, patch: Optional, schema: MergeSchema | undefined): Optional {
  const result = visitMap(target, patch);
  if (result === undefined) return undefined;
  const names = new Set([result, ...(patch === undefined ? [] : [patch])].flatMap((node) => (node.kind === 'map' || isNull(node) ? fieldNames(node) : [])));
  for (const name of [...names].sort()) {
    const value = walk(field(result, name), field(patch, name), schemaOfField(schema, name));
    if (result.kind === 'map') setField(result, name, value);
  }
  return result;
}

/** What is empty takes the style of what fills it. */
function takeStyle(target: Optional, patch: Optional): void {
  if (target !== undefined && patch !== undefined && target.kind !== 'scalar' && target.content.length === 0) target.style = patch.style;
}

function visitMap(target: Optional, patch: Optional): Optional {
  takeStyle(target, patch);
  if (isMissing(target)) {
    if (patch !== undefined && (patch.kind === 'map' || patch.kind === 'list') && directive(patch) === 'delete') return undefined;
    // A null that nobody touches stays.
    if (patch === undefined && target !== undefined && (target as Node).value !== '') return { ...scalar((target as Node).value, '!!null'), keep: true };
    return patch;
  }
  return visitPresent(target, patch);
}

function visitPresent(target: Node, patch: Optional): Optional {
  if (isNull(patch)) return undefined;
  const found = directive(patch);
  if (found === 'delete') return undefined;
  return found === 'replace' ? patch : target;
}

/** The directive of a map or list, which is taken out of it. */
function directive(patch: Optional): Directive {
  if (patch === undefined) return 'merge';
  if (patch.kind === 'map') {
    const value = getField(patch, '$patch');
    if (value === undefined) return 'merge';
    const known = directiveOf(value.value);
    clearField(patch, '$patch');
    return known;
  }
  if (patch.kind === 'list') {
    const item = patch.content.find((one) => one.kind === 'map' && field(one, '$patch') !== undefined);
    if (item === undefined || item.content.length > 2) return 'merge';
    const { value } = field(item, '$patch')!;
    const known = directiveOf(value);
    setElement(patch, undefined, ['$patch'], [value]);
    return known;
  }
  throw new GoError(`no implemented strategic merge patch strategy for '${patch.tag || '!!str'}' ('${printNode(patch)}')`);
}

function directiveOf(value: string): Directive {
  if (value === 'merge' || value === 'replace' || value === 'delete') return value;
  throw new GoError(`unknown patch strategy '${value}'`);
}

function walkList(target: Optional, patch: Optional, schema: MergeSchema): Optional {
  takeStyle(target, patch);
  const result = isMissing(target) ? patch : visitPresent(target, patch);
  if (result === undefined) return undefined;
  const sources = [result, patch] as const;
  // The patch's items come first.
  const inOrder = [patch, result].filter((node): node is Node => node !== undefined);
  const keys = schema.keys ?? [];
  if (keys.length > 0) return mergeItems(result, sources, listOf(inOrder, (item) => keys.map((key) => (isEmpty(field(item, key)) ? '' : field(item, key)!.value))), keys, schema);
  return mergeItems(result, sources, listOf(inOrder, (item) => [item.value]), [''], schema);
}

function listOf(nodes: readonly Node[], valuesOf: (item: Node) => string[]): string[][] {
  const seen = new Set<string>();
  return nodes.flatMap((node) => node.content).flatMap((item) => {
    const values = valuesOf(item);
    const key = JSON.stringify(values);
    if (seen.has(key)) return [];
    seen.add(key);
    return [values];
  });
}

/** Values that name the same item, one of them by fewer keys, are made one. */
function unify(list: string[][]): void {
  for (let i = 0; i < list.length; i += 1) {
    const first = list[i]!;
    for (let j = 0; j < list.length; j += 1) {
      const second = list[j]!;
      if (first.length !== second.length || !first.some((value, k) => value === second[k])) continue;
      if (first.some((value, k) => value !== second[k] && value !== '' && second[k] !== '')) continue;
      const both = first.map((value, k) => value || second[k]!);
      list[i] = both;
      list[j] = both;
    }
  }
}

/** The keys that any of the values has, with the values for them. */
function usedKeys(list: readonly (readonly string[])[], values: readonly string[], keys: readonly string[]): readonly [keys: readonly string[], values: readonly string[]] {
  const used = new Set(list.flatMap((each) => each.flatMap((value, i) => (value === '' ? [] : [keys[i]!]))));
  if (used.size === 0) return [keys, values];
  return [keys.filter((key) => used.has(key)), values.filter((value, i) => value !== '' || used.has(keys[i]!))];
}

function itemOf(list: Optional, keys: readonly string[], values: readonly string[]): Optional {
  if (list === undefined || list.kind !== 'list') return undefined;
  const [own, wanted] = usedKeys([values], values, keys);
  if (own.length === 0 || own[0] === '') return list.content.find((item) => item.value === (wanted[0] ?? ''));
  return list.content.find((item) => !isMissing(item) && item.kind === 'map' && own.every((key, i) => field(item, key)?.value === wanted[i]));
}

function mergeItems(target: Node, sources: readonly Optional[], list: string[][], keys: readonly string[], schema: MergeSchema): Optional {
  let added = container('list');
  if (keys.length > 1) unify(list);
  let [usedNames, usedValues]: readonly [readonly string[], readonly string[]] = [keys, []];
  for (const values of list) {
    [usedNames, usedValues] = usedKeys(list, values, keys);
    const item = walk(itemOf(sources[0], usedNames, usedValues), itemOf(sources[1], usedNames, usedValues), schemaOfItems(schema));
    if (isMissing(item) || isEmptyMap(item)) {
      usedNames.forEach(() => setElement(target, undefined, usedNames, usedValues));
      continue;
    }
    usedNames.forEach((key, i) => {
      if (field(item, key) === undefined && (usedValues[i] ?? '') !== '' && key !== '') setField(item, key, scalar(usedValues[i]!));
    });
    setElement(added, item, usedNames, usedValues);
  }
  if (list.length > 0) added = appendItems(added, target, usedNames);
  else added = target;
  return isMissing(added) ? undefined : added;
}

/** Puts the items of the second list behind those of the first that are not known by the same keys. */
function appendItems(first: Node, second: Node, keys: readonly string[]): Node {
  for (const item of second.content) {
    if (keys[0] === '') {
      setElement(first, item, [''], [item.value]);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      const value = getField(item, key);
      if (value === undefined) first.content.push(item);
      else values.push(value.value);
    }
    if (keys.length > 1) setElement(first, undefined, keys, values);
    setElement(first, item, keys, values);
  }
  return first;
}
