/** replacements: the value of one field is set at others (api/filters/replacement). */
import { GoError } from '../../../base/go/values';
import { quote } from '../../../base/go/quote';
import { YamlError } from '../../../api/yaml';
import { effectiveNamespace, isSelected, printId } from '../resources/id';
import { selectorOf } from '../resources/resources';
import { become, container, copyNode, isEmpty, scalar, valueOf } from '../yaml/node';
import { toPrintable } from '../yaml/json';
import { lookup, matchPath, splitFieldPath } from '../yaml/paths';
import { printNode } from '../yaml/print';
import { composeNode } from '../yaml/read';
import { fullSelector } from './patches';
import type { FieldOptions, IdValue, ReplacementValue, SelectorValue } from '../kustomization/types';
import type { ResId } from '../resources/id';
import type { Kind, Node } from '../yaml/node';
import type { Resource } from '../resources/resource';
import type { Transformer } from './simple';

type Source = NonNullable<ReplacementValue['source']>;
type Target = NonNullable<ReplacementValue['targets']>[number];

const DEFAULT_PATH = 'metadata.name';

const fullId = (value: IdValue): ResId => ({ group: '', version: '', kind: '', name: '', namespace: '', ...value, clusterScoped: false });
const idsOf = (resource: Resource): ResId[] => [{ ...resource.id, clusterScoped: false }, ...resource.previousIds];

function printSource(source: Source): string {
  const { delimiter = '', index = 0, create = false } = source.options ?? {};
  return [printId(fullId(source)), ...(source.fieldPath ? [source.fieldPath] : []), ...(delimiter === '' && !create ? [] : [`${delimiter}(${index}), create=${create}`])].join(':');
}

function sourceOf(list: readonly Resource[], source: Source): Resource {
  const wanted = fullId(source);
  const matches = list.filter((resource) => idsOf(resource).some((id) =>
    (wanted.name === '' || wanted.name === id.name) && (wanted.namespace === '' || effectiveNamespace(wanted) === effectiveNamespace(id)) && isSelected(id, wanted)));
  if (matches.length > 1) throw new GoError(`multiple matches for selector ${printSource(source)}`);
  if (matches.length === 0) throw new GoError(`nothing selected by ${printSource(source)}`);
  return matches[0]!;
}

const attempt = <T>(prefix: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof GoError || error instanceof YamlError) throw new GoError(`${prefix}: ${error.message}`);
    throw error;
  }
};

function valueToSet(list: readonly Resource[], { source, sourceValue }: ReplacementValue): Node {
  if (sourceValue !== undefined && source !== undefined) throw new GoError('value and resource selectors are mutually exclusive');
  if (sourceValue !== undefined) return scalar(sourceValue);
  const from = sourceOf(list, source!);
  const path = source!.fieldPath || DEFAULT_PATH;
  const node = attempt('error looking up replacement source', () => lookup(from.node, splitFieldPath(path)));
  if (node === undefined || isEmpty(node)) throw new GoError(`fieldPath \`${path}\` is missing for replacement source ${printId(fullId(source!))}`);
  const { delimiter = '', index = 0 } = source!.options ?? {};
  if (delimiter === '') return node;
  if (node.kind !== 'scalar') throw new GoError('delimiter option can only be used with scalar nodes');
  const parts = valueOf(node).split(delimiter);
  if (index >= parts.length || index < 0) throw new GoError(`options.index ${index} is out of bounds for value ${valueOf(node)}`);
  return { ...copyNode(node), value: parts[index]! };
}

const matchesLabels = (resource: Resource, { labelSelector = '', annotationSelector = '' }: SelectorValue): boolean => resource.matches(labelSelector, annotationSelector);

const hasId = ({ group = '', version = '', kind = '', name = '', namespace = '' }: IdValue): boolean => `${group}${version}${kind}${name}${namespace}` !== '';

function apply(list: readonly Resource[], value: Node, target: Target): void {
  const { select, reject = [], options } = target;
  if (select === undefined) throw new GoError('target must specify resources to select');
  const paths = (target.fieldPaths ?? []).length === 0 ? [DEFAULT_PATH] : target.fieldPaths!;
  const [selects, rejects] = attempt('error creating target selector', () => [selectorOf(fullSelector(select)), reject.filter(hasId).map((one) => selectorOf(fullSelector(one)))] as const);
  const fits = (match: typeof selects, id: ResId): boolean => match.gvk(id) && match.name(id.name) && match.namespace(id.namespace);
  for (const resource of list) {
    const ids = idsOf(resource);
    if (!matchesLabels(resource, select) || resource.node === undefined) continue;
    if (reject.some((one) => ((one.labelSelector ?? '') !== '' || (one.annotationSelector ?? '') !== '') && matchesLabels(resource, one))) continue;
    if (rejects.some((match) => ids.some((id) => fits(match, id)))) continue;
    if (ids.some((id) => fits(selects, id))) paths.forEach((path) => setAt(resource.node!, value, path, options));
  }
}

function setAt(node: Node, value: Node, path: string, options: FieldOptions | undefined): void {
  const create = options?.create === true ? value.kind : undefined;
  if (setWithin(node, value, path, create)) return;
  const failed = `unable to find ${create === undefined ? '' : 'or create '}field ${quote(path)} in replacement target`;
  const places = attempt(failed, () => matchPath(node, splitFieldPath(path), create)) ?? [];
  if (places.length === 0) throw new GoError(failed);
  places.forEach((place) => setValue(place, value, options));
}

function setValue(place: Node, source: Node, options: FieldOptions | undefined): void {
  const value = copyNode(source);
  const { delimiter = '', index = 0 } = options ?? {};
  if (delimiter !== '') {
    if (place.kind !== 'scalar') throw new GoError('delimiter option can only be used with scalar nodes');
    const parts = place.value.split(delimiter);
    const part = valueOf(value);
    if (index < 0) parts.unshift(part);
    else if (index >= parts.length) parts.push(part);
    else parts[index] = part;
    value.value = parts.join(delimiter);
  }
  if (place.kind === 'scalar') place.value = value.value;
  else become(place, value);
}

/** A path that leads into a document within a text: JSON or YAML in a ConfigMap, say. Whether it did. */
function setWithin(node: Node, value: Node, path: string, create: Kind | undefined): boolean {
  const parts = splitFieldPath(path);
  try {
    for (let i = 1; i < parts.length; i += 1) {
      const text = quietly(() => lookup(node, parts.slice(0, i)));
      if (text?.kind !== 'scalar') continue;
      const inner = quietly(() => composeNode(text.value) ?? container('none'));
      if (inner === undefined) continue;
      const places = inner.kind === 'none' ? [] : (matchPath(inner, parts.slice(i), create) ?? []);
      if (places.length === 0) return false;
      for (const place of places) {
        if (place.kind === 'scalar') place.value = value.value;
        else become(place, value);
      }
      text.value = printWithin(inner, text.value);
      return true;
    }
  } catch (error) {
    if (!(error instanceof GoError || error instanceof YamlError)) throw error;
  }
  return false;
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof GoError || error instanceof YamlError) return undefined;
    throw error;
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]));
}

/** In the form that the text had. */
function printWithin(node: Node, before: string): string {
  if (!/^\s*[[{]/.test(before)) return printNode(node).trim();
  const json = sortKeys(toPrintable(node));
  const text = before.includes('\n') && before.includes('  ') ? JSON.stringify(json, undefined, 2) : JSON.stringify(json);
  return text.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export const replace = (replacements: readonly ReplacementValue[]): Transformer => ({ list }) => {
  for (const replacement of replacements) {
    const { source, sourceValue, targets } = replacement;
    if ((source === undefined && sourceValue === undefined) || targets === undefined) throw new GoError('replacements must specify a source and at least one target');
    const value = valueToSet(list, replacement);
    targets.forEach((target) => apply(list, value, target));
  }
};
