/** The built-in plugins of a kustomization: those its fields stand for, in their order, and those in files of their own (target/kusttarget_configplugin.go). */
import { GoError } from '../../base/go/values';
import { toJson } from '../../api/manifest/json';
import { printYaml } from '../../api/yaml';
import type { Printable, Tree } from '../../api/yaml';
import { decode } from './kustomization/decode';
import { mergeSpecs, specOf } from './kustomization/field-specs';
import { yamlTree } from './kustomization/read';
import { PLUGIN, REPLACEMENT } from './kustomization/types';
import { generate } from './generators';
import { printId } from './resources/id';
import { affix, images, mapEntries, replicas } from './transformers/simple';
import { namespaces } from './transformers/namespace';
import { configuring, jsonTransformer, patchTransformer, printablePatch, printableSelector, strategicTransformer } from './transformers/patches';
import { replace } from './transformers/replacements';
import type { FieldsConfig, FieldSpec } from './kustomization/field-specs';
import type { Kustomization, PluginValue, ReplacementValue } from './kustomization/types';
import type { Loader } from './loader';
import type { Resource } from './resources/resource';
import type { Transformer } from './transformers/simple';

export interface NamedTransformer {
  readonly plugin: string;
  readonly transform: Transformer;
  /** No field asks for it: it stands there because upstream has it, and changes nothing. */
  readonly idle?: boolean;
}

const METADATA_LABELS: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/labels', create: true };

function labelSpecs({ fields = [], includeSelectors, includeTemplates }: NonNullable<Kustomization['labels']>[number], config: FieldsConfig): readonly FieldSpec[] {
  try {
    const specs = mergeSpecs(fields.map(specOf), config.labels);
    if (includeSelectors === true) return mergeSpecs(specs, config.commonLabels);
    return mergeSpecs(includeTemplates === true ? mergeSpecs(specs, config.templateLabels) : specs, [METADATA_LABELS]);
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`failed to merge labels: ${error.message}`);
    throw error;
  }
}

/** Entries that name a file are read from it: one replacement, or a list. */
function replacementsOf(entries: readonly ReplacementValue[], loader: Loader): readonly ReplacementValue[] {
  return entries.flatMap((entry) => {
    const { path = '', source, targets = [] } = entry;
    if (path === '') return [entry];
    if (source !== undefined || targets.length > 0) throw new GoError('cannot specify both path and inline replacement');
    const tree = yamlTree(loader.load(path));
    if (tree?.type === 'sequence') return tree.items.map((item) => decode(item, REPLACEMENT, false) as ReplacementValue);
    if (tree?.type === 'mapping') return [decode(tree, REPLACEMENT, false) as ReplacementValue];
    throw new GoError(`unsupported replacement type encountered within replacement path: ${tree === undefined || (tree.type === 'scalar' && tree.scalar.kind === 'null') ? 'invalid' : 'string'}`);
  });
}

/** What the fields of a kustomization do to the resources. */
export function fieldTransformers(read: Kustomization, config: FieldsConfig, loader: Loader): NamedTransformer[] {
  const result: NamedTransformer[] = [];
  const add = (plugin: string, transform: Transformer): void => void result.push({ plugin, transform });
  const { patchesStrategicMerge = [], namespace = '', namePrefix = '', nameSuffix = '', commonLabels = new Map<string, string>(), commonAnnotations } = read;
  if (patchesStrategicMerge.length > 0) {
    add('PatchStrategicMergeTransformer', configuring('PatchStrategicMergeTransformer', () => ({ paths: patchesStrategicMerge }), () => strategicTransformer(patchesStrategicMerge, '', loader)));
  }
  for (const patch of read.patches ?? []) add('PatchTransformer', configuring('PatchTransformer', () => printablePatch(patch), () => patchTransformer(patch, loader)));
  if (namespace !== '') add('NamespaceTransformer', namespaces(namespace, config.namespace));
  if (namePrefix !== '') add('PrefixTransformer', affix('prefix', namePrefix, config.namePrefix));
  if (nameSuffix !== '') add('SuffixTransformer', affix('suffix', nameSuffix, config.nameSuffix));
  for (const label of read.labels ?? []) add('LabelTransformer', mapEntries(label.pairs ?? new Map(), labelSpecs(label, config)));
  if ((read.labels ?? []).length > 0 || commonLabels.size > 0) result.push({ plugin: 'LabelTransformer', transform: mapEntries(commonLabels, config.commonLabels), idle: commonLabels.size === 0 });
  if (commonAnnotations !== undefined && commonAnnotations.size > 0) add('AnnotationsTransformer', mapEntries(commonAnnotations, config.commonAnnotations));
  for (const { target, path = '', patch = '' } of read.patchesJson6902 ?? []) {
    const printed = (): Printable => Object.fromEntries(Object.entries({ target: printableSelector(target), path, jsonOp: patch }).filter(([, value]) => value !== undefined && value !== '')) as Printable;
    add('PatchJson6902Transformer', configuring('PatchJson6902Transformer', printed, () => jsonTransformer(target, path, patch, loader)));
  }
  for (const { name = '', count = 0 } of read.replicas ?? []) add('ReplicaCountTransformer', replicas(name, count, config.replicas));
  for (const image of read.images ?? []) add('ImageTagTransformer', images(image, config.images));
  if ((read.replacements ?? []).length > 0) {
    const printed = (): Printable => ({ Replacements: read.replacements! as unknown as Printable });
    add('ReplacementTransformer', configuring('ReplacementTransformer', printed, () => replace(replacementsOf(read.replacements!, loader))));
  }
  return result;
}

/** helmCharts need a helm beside kustomize, which the command does not start unless it is told to. */
export function refuseCharts(charts: unknown): void {
  const tree = charts as Tree | undefined;
  if (tree?.type !== 'sequence' || tree.items.length === 0) return;
  throw new GoError(`trouble configuring builtin HelmChartInflationGenerator with config: \`\n${printYaml(toJson(tree.items[0]!) as Printable)}\`: must specify --enable-helm`);
}

type Configured = { readonly generate: () => Resource } | { readonly transform: Transformer };

function configure(kind: string, value: PluginValue, loader: Loader): Configured | undefined {
  const specs = (value.fieldSpecs ?? []).map(specOf);
  const args = { ...value, name: value.name || value.metadata?.name || '', namespace: value.namespace || value.metadata?.namespace || '' };
  switch (kind) {
    case 'ConfigMapGenerator':
    case 'SecretGenerator':
      return { generate: () => generate(kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap', args, loader) };
    case 'AnnotationsTransformer':
      return { transform: mapEntries(value.annotations ?? new Map(), specs) };
    case 'LabelTransformer':
      return { transform: mapEntries(value.labels ?? new Map(), specs) };
    case 'NamespaceTransformer':
      return { transform: namespaces(value.metadata?.namespace ?? '', specs, value) };
    case 'PrefixTransformer':
    case 'SuffixTransformer':
      if (value.fieldSpecs === undefined) throw new GoError('fieldSpecs is not expected to be nil');
      return { transform: kind === 'PrefixTransformer' ? affix('prefix', value.prefix ?? '', specs) : affix('suffix', value.suffix ?? '', specs) };
    case 'ImageTagTransformer':
      return { transform: images(value.imageTag ?? {}, specs) };
    case 'ReplicaCountTransformer':
      return { transform: replicas(value.replica?.name ?? '', value.replica?.count ?? 0, specs) };
    case 'PatchTransformer':
      return { transform: patchTransformer(value, loader) };
    case 'PatchStrategicMergeTransformer':
      return { transform: strategicTransformer(value.paths ?? [], value.patches ?? '', loader) };
    case 'PatchJson6902Transformer':
      return { transform: jsonTransformer(value.target, value.path ?? '', value.jsonOp ?? '', loader) };
    case 'ReplacementTransformer':
      return { transform: replace(replacementsOf(value.replacements ?? [], loader)) };
    default:
      return undefined;
  }
}

/** A plugin in a file of its own: only what is built in. */
export function loadPlugin(resource: Resource, loader: Loader): Configured {
  const id = printId(resource.originalId);
  if (resource.apiVersion !== 'builtin' && resource.apiVersion !== '') throw new GoError(`external plugins disabled; unable to load external plugin '${resource.kind}'`);
  let found: Configured | undefined;
  try {
    found = configure(resource.kind, decode(yamlTree(resource.yaml), PLUGIN, false) as PluginValue, loader);
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`plugin ${id} fails configuration: ${error.message}`);
    throw error;
  }
  if (found === undefined) throw new GoError(`unable to load builtin ${id.split('/')[0]!}`);
  return found;
}
