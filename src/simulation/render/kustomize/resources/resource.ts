/** One resource on its way through a build (api/resource Resource): a document, and what kustomize notes in its annotations meanwhile. */
import { GoError } from '../../../base/go/values';
import { parseLabelSelector, requirementsMatch } from '../../../api/selector';
import { printYaml } from '../../../api/yaml';
import { mergePatch } from '../merge/merge';
import { clearField, copyNode, field, isEmpty, scalar, setField, text, valueOf } from '../yaml/node';
import { lookup } from '../yaml/paths';
import { wholePrintable } from '../yaml/go-syntax';
import { toPrintable } from '../yaml/json';
import { effectiveNamespace, isClusterScoped, printId, sameId, splitApiVersion } from './id';
import type { Gvk, ResId } from './id';
import type { Node } from '../yaml/node';

const DOMAIN = 'internal.config.kubernetes.io';
const PREVIOUS_NAMES = `${DOMAIN}/previousNames`;
const PREVIOUS_NAMESPACES = `${DOMAIN}/previousNamespaces`;
const PREVIOUS_KINDS = `${DOMAIN}/previousKinds`;
const PREFIXES = `${DOMAIN}/prefixes`;
const SUFFIXES = `${DOMAIN}/suffixes`;
const REF_BY = `${DOMAIN}/refBy`;
const BEHAVIOR = `${DOMAIN}/generatorBehavior`;
const HASH = `${DOMAIN}/needsHashSuffix`;
const ALLOW_NAME = `${DOMAIN}/allowNameChange`;
const ALLOW_KIND = `${DOMAIN}/allowKindChange`;
const BUILD_ANNOTATIONS = [
  PREVIOUS_KINDS, PREVIOUS_NAMES, PREFIXES, SUFFIXES, PREVIOUS_NAMESPACES, ALLOW_NAME, ALLOW_KIND, REF_BY, BEHAVIOR, HASH,
  `${DOMAIN}/path`, `${DOMAIN}/index`, `${DOMAIN}/seqindent`, `${DOMAIN}/id`, `${DOMAIN}/annotations-migration-resource-id`,
  'config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id', `${DOMAIN}/helm-generated`,
];
const LEGACY = new Set(['config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id']);
export const ORIGIN = 'config.kubernetes.io/origin';
export const TRANSFORMATIONS = 'alpha.config.kubernetes.io/transformations';
const ENABLED = 'enabled';

export type Behavior = 'create' | 'replace' | 'merge' | 'unspecified';
export const behaviorOf = (text: string): Behavior => (text === 'create' || text === 'replace' || text === 'merge' ? text : 'unspecified');

type Texts = Map<string, string>;
const NONE: readonly string[] = [];

const mapOf = (node: Node | undefined): Texts => {
  const map: Texts = new Map();
  if (node === undefined) return map;
  for (let i = 0; i + 1 < node.content.length; i += 2) map.set(node.content[i]!.value, node.content[i + 1]!.value);
  return map;
};

/** The whole of what the other has, and what only this has. */
const merged = (first: Texts, second: Texts): Texts => new Map([...first, ...second]);

/** Whether the shorter list is the end of the longer one; an empty one is only the end of an empty one. */
function sameEnding(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  for (let i = 1; i <= length; i += 1) if (a[a.length - i] !== b[b.length - i]) return false;
  return true;
}

export class Resource {
  /** Names of the variables that are read from here. */
  varNames: string[] = [];

  /** No node: a patch has deleted it. */
  constructor(public node: Node | undefined) {}

  copy(): Resource {
    const copy = new Resource(this.node === undefined ? undefined : copyNode(this.node));
    copy.varNames = [...this.varNames];
    return copy;
  }

  get isEmpty(): boolean {
    return isEmpty(this.node);
  }

  private own(name: string): string {
    return (this.node === undefined ? undefined : field(this.node, name))?.value ?? '';
  }

  get kind(): string {
    return this.own('kind');
  }
  set kind(kind: string) {
    if (this.node !== undefined) setField(this.node, 'kind', scalar(kind));
  }
  get apiVersion(): string {
    return this.own('apiVersion');
  }
  get gvk(): Gvk {
    return { ...splitApiVersion(this.apiVersion), kind: this.kind };
  }
  setGvk(gvk: Gvk, apiVersion: string): void {
    this.kind = gvk.kind;
    if (this.node !== undefined) setField(this.node, 'apiVersion', scalar(apiVersion));
  }

  private get metadata(): Node | undefined {
    const metadata = field(this.node, 'metadata');
    return isEmpty(metadata) ? undefined : metadata;
  }

  private meta(name: string): string {
    const value = this.metadata === undefined ? undefined : field(this.metadata, name);
    return isEmpty(value) ? '' : value!.value;
  }

  get name(): string {
    return this.meta('name');
  }
  set name(name: string) {
    const metadata = lookup(this.node, ['metadata'], 'map');
    if (metadata !== undefined) setField(metadata, 'name', scalar(name));
  }
  get namespace(): string {
    return this.meta('namespace');
  }
  set namespace(namespace: string) {
    if (namespace === '') clearField(lookup(this.node, ['metadata']), 'namespace');
    else {
      const metadata = lookup(this.node, ['metadata'], 'map');
      if (metadata !== undefined) setField(metadata, 'namespace', scalar(namespace));
    }
  }

  private texts(name: string): Texts {
    return mapOf(this.metadata === undefined ? undefined : field(this.metadata, name));
  }

  private setTexts(name: string, map: Texts): void {
    const metadata = lookup(this.node, ['metadata'], 'map');
    if (metadata === undefined) return;
    clearField(metadata, name);
    if (map.size === 0) return;
    const node = lookup(metadata, [name], 'map')!;
    for (const key of [...map.keys()].sort()) setField(node, key, text(map.get(key)!));
  }

  get annotations(): Texts {
    return this.texts('annotations');
  }
  set annotations(map: Texts) {
    this.setTexts('annotations', map);
  }
  get labels(): Texts {
    return this.texts('labels');
  }
  set labels(map: Texts) {
    this.setTexts('labels', map);
  }

  private annotation(name: string): string | undefined {
    const annotations = this.metadata === undefined ? undefined : field(this.metadata, 'annotations');
    return annotations === undefined ? undefined : field(annotations, name)?.value;
  }

  /** yaml.SetAnnotation. */
  annotate(name: string, value: string): void {
    const node = lookup(this.node, ['metadata', 'annotations'], 'map');
    if (node !== undefined) setField(node, name, scalar(value, '!!str'));
  }

  label(name: string, value: string): void {
    const node = lookup(this.node, ['metadata', 'labels'], 'map');
    if (node !== undefined) setField(node, name, scalar(value, '!!str'));
  }

  private list(name: string): readonly string[] {
    return this.annotation(name)?.split(',') ?? NONE;
  }

  private append(name: string, value: string): void {
    if (value !== '') this.annotate(name, [...this.list(name), value].join(','));
  }

  addPrefix(prefix: string): void {
    this.append(PREFIXES, prefix);
  }
  addSuffix(suffix: string): void {
    this.append(SUFFIXES, suffix);
  }

  /** PrefixesSuffixesEquals. */
  sharesAffixes(other: Resource, allowEmpty: boolean): boolean {
    return [PREFIXES, SUFFIXES].every((name) => {
      const [mine, theirs] = [this.list(name), other.list(name)];
      return (allowEmpty && (mine.length === 0 || theirs.length === 0)) || sameEnding(mine, theirs);
    });
  }

  get id(): ResId {
    const { apiVersion, kind } = this;
    return { ...splitApiVersion(apiVersion), kind, name: this.name, namespace: this.namespace, clusterScoped: isClusterScoped(apiVersion, kind) };
  }

  /** Whether that is what it is called. Most are not, as their names tell at once. */
  hasId(id: ResId): boolean {
    return this.name === id.name && sameId(id, this.id);
  }

  /** What it was called before, the first name first. */
  get previousIds(): ResId[] {
    const names = this.annotation(PREVIOUS_NAMES)?.split(',');
    if (names === undefined) return [];
    const namespaces = this.list(PREVIOUS_NAMESPACES);
    const kinds = this.list(PREVIOUS_KINDS);
    if (names.length !== namespaces.length || names.length !== kinds.length) {
      throw new GoError('number of previous names, number of previous namespaces, number of previous kinds not equal');
    }
    const version = splitApiVersion(this.apiVersion);
    return names.map((name, i) => ({ ...version, kind: kinds[i]!, name, namespace: namespaces[i]!, clusterScoped: false }));
  }

  get originalId(): ResId {
    return this.previousIds[0] ?? this.id;
  }

  /** Notes what it is called now. */
  rememberId(): void {
    const { id } = this;
    this.append(PREVIOUS_NAMES, id.name);
    this.append(PREVIOUS_NAMESPACES, effectiveNamespace(id));
    this.append(PREVIOUS_KINDS, id.kind);
  }

  referredBy(id: ResId): void {
    this.append(REF_BY, printId(id));
  }

  get behavior(): Behavior {
    return behaviorOf(this.annotation(BEHAVIOR) ?? '');
  }
  set behavior(behavior: Behavior) {
    this.annotations = merged(this.annotations, new Map([[BEHAVIOR, behavior]]));
  }

  private enable(name: string): void {
    this.annotations = merged(this.annotations, new Map([[name, ENABLED]]));
  }
  enableHash(): void {
    this.enable(HASH);
  }
  allowNameChange(): void {
    this.enable(ALLOW_NAME);
  }
  allowKindChange(): void {
    this.enable(ALLOW_KIND);
  }
  get needsHash(): boolean {
    return this.annotation(HASH) === ENABLED;
  }

  /** CopyMergeMetaDataFieldsFrom: the name, and labels and annotations that this does not have. */
  takeMetadata(other: Resource): void {
    this.labels = merged(other.labels, this.labels);
    const own = this.annotations;
    const theirs = other.annotations;
    const annotations = merged(theirs, own);
    for (const name of BUILD_ANNOTATIONS) {
      const value = theirs.get(name);
      if (value === undefined) annotations.delete(name);
      else annotations.set(name, value);
    }
    if (!own.has(HASH)) annotations.delete(HASH);
    this.annotations = annotations;
    this.name = other.name;
    this.namespace = other.namespace;
    this.varNames = [...other.varNames];
  }

  /** MergeDataMapFrom and MergeBinaryDataMapFrom. */
  takeData(other: Resource): void {
    for (const name of ['data', 'binaryData']) {
      const map = merged(mapOf(field(other.node, name)), mapOf(field(this.node, name)));
      clearField(this.node, name);
      for (const key of [...map.keys()].sort()) {
        const value = map.get(key)!;
        setField(lookup(this.node, [name], 'map')!, key, text(value));
      }
    }
  }

  /** ApplySmPatch: a strategic merge patch changes neither kind, name nor namespace unless it may. */
  applyPatch(patch: Resource): void {
    if (this.node === undefined || patch.node === undefined) return;
    const { name, namespace, kind } = this;
    const mayRename = patch.annotation(ALLOW_NAME) === ENABLED;
    const mayChangeKind = patch.annotation(ALLOW_KIND) === ENABLED;
    if (mayRename || mayChangeKind) this.rememberId();
    if (mergePatch(this.node, patch.node) === undefined) this.node = undefined;
    if (this.isEmpty) return;
    if (!mayChangeKind) this.kind = kind;
    if (!mayRename) this.name = name;
    this.namespace = namespace;
  }

  matches(labelSelector: string, annotationSelector: string): boolean {
    return [[labelSelector, 'labels'], [annotationSelector, 'annotations']].every(([source = '', of]) => {
      if (source === '') return true;
      const selector = parseLabelSelector(source);
      if (!selector.ok) throw new GoError(selector.error);
      return requirementsMatch(selector.value, Object.fromEntries(this.texts(of!)));
    });
  }

  /** kioutil.GetInternalAnnotations: what a JSON patch must not take away. */
  get internalAnnotations(): Texts {
    return new Map([...this.annotations].filter(([name]) => name.startsWith(`${DOMAIN}/`) || LEGACY.has(name)));
  }

  removeBuildAnnotations(): void {
    const { annotations } = this;
    if (annotations.size === 0) return;
    for (const name of BUILD_ANNOTATIONS) annotations.delete(name);
    this.annotations = annotations;
  }

  /** Plain JSON, as patches and hashes see it: numbers are float64. */
  get json(): Readonly<Record<string, unknown>> {
    const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : Array.isArray(value) ? value.map(plain) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)])) : value);
    return plain(toPrintable(this.node)) as Readonly<Record<string, unknown>>;
  }

  get yaml(): string {
    return this.node === undefined ? 'null\n' : printYaml(wholePrintable(this.node));
  }
}

/** `%v` of the metadata: `{{v1 ConfigMap} {{web } map[] map[]}}`. */
export function printMeta(resource: Resource): string {
  const map = (texts: Texts): string => `map[${[...texts.keys()].sort().map((key) => `${key}:${texts.get(key)!}`).join(' ')}]`;
  return `{{${resource.apiVersion} ${resource.kind}} {{${resource.name} ${resource.namespace}} ${map(resource.labels)} ${map(resource.annotations)}}}`;
}

/** GetValidatedMetadata: what a document lacks to be a resource, as an error. */
export function demandMetadata(resource: Resource): void {
  const { node, kind, name } = resource;
  const present = (value: Node | undefined): boolean => !isEmpty(value);
  const metadata = field(node, 'metadata');
  const known = present(field(node, 'apiVersion')) || present(field(node, 'kind')) || (!isEmpty(metadata) && ['name', 'namespace', 'labels', 'annotations'].some((key) => present(field(metadata, key))));
  if (!known) throw new GoError('missing Resource metadata');
  if (valueOf(field(node, 'kind')) === '') throw new GoError(`missing kind in object ${printMeta(resource)}`);
  if (!kind.endsWith('List') && name === '') throw new GoError(`missing metadata.name in object ${printMeta(resource)}`);
}
