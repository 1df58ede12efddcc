/**
 * A YAML document as kustomize changes it (kyaml's RNode over go-yaml v3's Node): keys in their order, scalars as texts with a tag and a
 * style. A node that was made and not read may have no tag; then its text says what it is, when it is written.
 */
import { GoError } from '../../../base/go/values';
import { resolvePlain } from '../../../api/yaml/resolve';
import { printNode } from './print';
import type { Kind, Node, Style } from './types';

export type { Kind, Node, Style } from './types';

export const STRING = '!!str';
export const NULL = '!!null';
export const MAP = '!!map';

export const scalar = (value: string, tag = '', style: Style = ''): Node => ({ kind: 'scalar', tag, value, style, content: [] });
/** yaml.NewStringRNode. */
export const text = (value: string): Node => scalar(value, STRING, value.includes('\n') ? 'literal' : '');
export const container = (kind: Kind, content: Node[] = []): Node => ({ kind, tag: '', value: '', style: '', content });

export const isNull = (node: Node | undefined): boolean => node !== undefined && node.tag === NULL;
export const isMissing = (node: Node | undefined): node is undefined => node === undefined || node.tag === NULL;
/** IsNilOrEmpty: nothing, null, or a list or map without items. */
export const isEmpty = (node: Node | undefined): boolean => isMissing(node) || ((node.kind === 'map' || node.kind === 'list') && node.content.length === 0);
export const isEmptyMap = (node: Node | undefined): boolean => isMissing(node) || (node.kind === 'map' && node.content.length === 0);
export const isText = (node: Node): boolean => node.kind === 'scalar' && (node.tag === STRING || node.tag === '');
export const valueOf = (node: Node | undefined): string => (isMissing(node) ? '' : node.value);

/** SetYNode: the node becomes what the other is. */
export function become(node: Node, other: Node): void {
  const { kind, tag, value, style, content, tagged = false } = other;
  Object.assign(node, { kind, tag, value, style, content, tagged });
}

export const copyNode = (node: Node): Node => ({ ...node, content: node.content.map(copyNode) });

const KIND_NAMES: Readonly<Record<Kind, string>> = { scalar: 'ScalarNode', map: 'MappingNode', list: 'SequenceNode', none: '' };

/** What stands in a place where something else was wanted. */
export class WrongKind extends GoError {
  constructor(readonly node: Node, wanted: Kind) {
    super(`wrong node kind: expected ${KIND_NAMES[wanted]} but got ${KIND_NAMES[node.kind]}: node contents:\n${printNode(node)}`);
  }
}

/** ErrorIfInvalid: null is of any kind. */
export function demand(node: Node | undefined, kind: Kind): void {
  if (!isMissing(node) && node.kind !== kind) throw new WrongKind(node, kind);
}

/** The entries of a map as kyaml sees them: of a list, too, two items are one. */
function indexOf(node: Node, name: string): number {
  const { content } = node;
  for (let i = 0; i + 1 < content.length; i += 2) if (content[i]!.value === name) return i;
  return -1;
}

/** A field's value, of a map only. */
export function field(node: Node | undefined, name: string): Node | undefined {
  if (node === undefined || node.kind !== 'map') return undefined;
  const at = indexOf(node, name);
  return at < 0 ? undefined : node.content[at + 1];
}

export function fieldNames(node: Node): string[] {
  const names: string[] = [];
  for (let i = 0; i + 1 < node.content.length; i += 2) names.push(node.content[i]!.value);
  return names;
}

/** FieldMatcher by name: nothing in what is null, an error in what is no map. */
export function getField(node: Node | undefined, name: string, value?: string): Node | undefined {
  if (isMissing(node)) return undefined;
  demand(node, 'map');
  const found = field(node, name);
  return found === undefined || (value !== undefined && found.value !== value) ? undefined : found;
}

/** FieldClearer. */
export function clearField(node: Node | undefined, name: string): void {
  if (node === undefined) return;
  demand(node, 'map');
  const at = indexOf(node, name);
  if (at >= 0) node.content.splice(at, 2);
}

/** A text that YAML 1.1 reads as something else gets quotes. */
function quoteAmbiguous(value: Node): void {
  if (isText(value) && value.style === '' && value.value !== '' && !value.value.includes('\n') && resolvePlain(value.value)[0] !== 'str') value.style = 'double';
}

/** FieldSetter without a name: a scalar takes another's value and keeps its own style. */
export function setScalar(node: Node, value: Node): void {
  quoteAmbiguous(value);
  demand(node, 'scalar');
  if (isMissing(value)) return;
  value.style = node.style;
  become(node, value);
}

/** FieldSetter: nothing and null remove the field; what is there already keeps its place and style. */
export function setField(node: Node, name: string, value: Node | undefined): Node | undefined {
  if (value !== undefined) quoteAmbiguous(value);
  if (name === '') {
    if (value !== undefined) setScalar(node, value);
    return node;
  }
  if (value === undefined || (isNull(value) && value.keep !== true)) {
    clearField(node, name);
    return undefined;
  }
  const found = getField(node, name);
  if (found !== undefined) {
    value.style = found.style;
    if (found !== value) become(found, value);
    return found;
  }
  node.content.push(scalar(name), value);
  return value;
}
