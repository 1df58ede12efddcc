/** What generators give (applicationset/generators): sets of parameters, each with the template that it fills. Errors are thrown as GoErrors in upstream's words. */
import { goJson } from '../../base/go/json';
import { globPattern } from '../../base/go/path-match';
import { GoError, isMap, ofType, sprint } from '../../base/go/values';
import type { Value } from '../../base/go/values';
import { newMap } from '../../render/helm/functions/table';
import type { MutableMap } from '../../render/helm/functions/table';
import { yamlTree } from '../../render/helm/yaml-values';
import { labelSelectorMatches } from '../../api/selectors';
import type { LabelSelector as ApiSelector } from '../../api/generated/types/meta.v1';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../objects';
import { gitFiles } from './git-files';
import { flattened, fromJson, fromTree, mergeParams, replaceDeeply, replaceText } from './render';
import type { Params, RenderMode } from './render';
import { paramsSelector } from './selector';
import { sanitizeName } from './slug';
import { fillTemplate } from './template';
import type { ApplicationSet, ClusterGenerator, Generator, GitGenerator, ListGenerator, World } from './types';

export interface Generated {
  readonly params: readonly Params[];
  readonly template: JsonObject;
}

interface Context {
  readonly set: ApplicationSet;
  readonly world: World;
  readonly mode: RenderMode;
}

export const modeOf = ({ spec }: ApplicationSet): RenderMode => ({ goTemplate: spec.goTemplate === true, options: spec.goTemplateOptions ?? [] });

const wrapped = <T>(prefix: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`${prefix}: ${error.message}`);
    throw error;
  }
};

/** appendTemplatedValues: values see the parameters, not one another. */
function withValues(params: MutableMap, values: Readonly<Record<string, string>> | undefined, { mode }: Context): Params {
  const rendered = Object.entries(values ?? {}).map(([key, value]) =>
    [key, wrapped('failed to replace templated string: failed to replace templated string with rendered values', () => replaceText(value, params, mode))] as const);
  if (rendered.length === 0) return params;
  if (!mode.goTemplate) for (const [key, value] of rendered) params[`values.${key}`] = value;
  else params.values = ofType(Object.assign(newMap(), Object.fromEntries(rendered)), 'map[string]string');
  return params;
}

function listParams({ elements = [], elementsYaml = '' }: ListGenerator, { mode }: Context): Params[] {
  const notText = (): GoError => new GoError('error parsing value as string %!w(<nil>)');
  const plain = (element: JsonObject): Params => {
    const params = newMap();
    for (const [key, value] of Object.entries(element)) {
      if (key !== 'values') {
        if (typeof value !== 'string') throw notText();
        params[key] = value;
        continue;
      }
      if (!isObject(value)) throw new GoError('error parsing values map');
      for (const [name, text] of Object.entries(value)) {
        if (typeof text !== 'string') throw notText();
        params[`values.${name}`] = text;
      }
    }
    return params;
  };
  const own = elements.map((element) => (mode.goTemplate ? (fromJson(element) as Params) : plain(element)));
  if (elementsYaml === '') return own;
  const read = yamlTree(elementsYaml);
  if (!read.ok) throw new GoError(`error unmarshling decoded ElementsYaml ${read.error}`);
  if (read.value?.type !== 'sequence') throw new GoError('error unmarshling decoded ElementsYaml error unmarshaling JSON: while decoding JSON: json: cannot unmarshal into Go value of type []map[string]interface {}');
  return [...own, ...(fromTree(read.value) as readonly Value[]).filter(isMap)];
}

const base = (path: string): string => path.replace(/\/+$/, '').split('/').pop() || (path === '' ? '.' : '/');
const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.');

/** The parameters that tell where something lies; `file` undefined for a folder. */
function pathParams(params: MutableMap, folder: string, file: string | undefined, prefix: string, { mode }: Context): MutableMap {
  if (mode.goTemplate) {
    const path: MutableMap = Object.assign(newMap(), { path: folder, basename: base(folder), basenameNormalized: sanitizeName(base(folder)), segments: ofType(folder.split('/'), '[]string') });
    if (file !== undefined) Object.assign(path, { filename: base(file), filenameNormalized: sanitizeName(base(file)) });
    params[prefix === '' ? 'path' : prefix] = prefix === '' ? path : Object.assign(newMap(), { path });
    return params;
  }
  const name = prefix === '' ? 'path' : `${prefix}.path`;
  params[name] = folder;
  params[`${name}.basename`] = base(folder);
  params[`${name}.basenameNormalized`] = sanitizeName(base(folder));
  if (file !== undefined) {
    params[`${name}.filename`] = base(file);
    params[`${name}.filenameNormalized`] = sanitizeName(base(file));
  }
  folder.split('/').forEach((segment, index) => {
    if (segment !== '') params[`${name}[${index}]`] = segment;
  });
  return params;
}

function directoryParams({ directories = [], values, pathParamPrefix = '' }: GitGenerator, context: Context): Params[] {
  const rules = directories.map(({ path, exclude = false }) => ({ expression: globPattern(path), exclude }));
  const chosen = context.world.directories.filter((folder) => {
    const matching = rules.filter(({ expression }) => expression?.test(folder) === true);
    return matching.length > 0 && matching.every(({ exclude }) => !exclude);
  });
  return chosen.map((folder) => wrapped('error generating params from apps: failed to append templated values', () => withValues(pathParams(newMap(), folder, undefined, pathParamPrefix, context), values, context)));
}

/** A file holds one set of parameters, or a list of them; an empty one holds none and still counts. */
function objectsIn(text: string): Params[] {
  const read = yamlTree(text);
  if (!read.ok) throw new GoError(`unable to parse file: ${read.error}`);
  const node = read.value;
  if (node === undefined || (node.type === 'scalar' && node.scalar.kind === 'null')) return [newMap()];
  const value = fromTree(node);
  if (isMap(value)) return [value];
  if (!Array.isArray(value) || !(value as readonly Value[]).every(isMap)) throw new GoError('unable to parse file: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal into Go value of type []map[string]interface {}');
  return value as unknown as Params[];
}

function fileParams({ files = [], repoURL = '', values, pathParamPrefix = '' }: GitGenerator, context: Context): Params[] {
  const all = Object.keys(context.world.files).sort();
  const named = (excluded: boolean): Set<string> => new Set(files.filter(({ exclude = false }) => exclude === excluded).flatMap(({ path }) => gitFiles(all, path)));
  const [included, excluded] = [named(false), named(true)];
  return all.filter((file) => included.has(file) && !excluded.has(file)).flatMap((file) => wrapped(`unable to process file '${file}' from repository '${repoURL}'`, () =>
    objectsIn(context.world.files[file]!).map((found) => {
      const params: MutableMap = newMap();
      if (context.mode.goTemplate) Object.assign(params, found);
      else for (const [key, value] of flattened(found)) params[key] = sprint(value ?? null);
      return wrapped('failed to append templated values', () => withValues(pathParams(params, folderOf(file), file, pathParamPrefix, context), values, context));
    })));
}

function gitParams(generator: GitGenerator, context: Context): Params[] {
  const { project } = (context.set.spec.template?.spec ?? {}) as { readonly project?: string };
  if (!(project ?? '').includes('{{') && !context.world.projects.includes(project ?? '')) throw new GoError(`error getting project ${project ?? ''}: appprojects.argoproj.io "${project ?? ''}" not found`);
  const empty = new GoError('ApplicationSet is empty');
  if ((generator.directories?.length ?? 0) > 0) return wrapped('error generating params from git', () => directoryParams(generator, context));
  if ((generator.files?.length ?? 0) > 0) return wrapped('error generating params from git', () => fileParams(generator, context));
  throw empty;
}

const LOCAL = { name: 'in-cluster', server: 'https://kubernetes.default.svc' } as const;
/** What Argo CD and kubectl write onto a cluster's secret for themselves. */
const OWN_ANNOTATIONS: ReadonlySet<string> = new Set([
  'argocd.argoproj.io/refresh', 'argocd.argoproj.io/hydrate', 'argocd.argoproj.io/tracking-id', 'argocd.argoproj.io/installation-id', 'kubectl.kubernetes.io/last-applied-configuration',
]);

function clusterParams({ selector = {}, values, flatList = false }: ClusterGenerator, context: Context): Params[] {
  const labelled = context.world.clusters.map((cluster) => ({ ...cluster, labels: { ...cluster.labels, 'argocd.argoproj.io/secret-type': 'cluster' } }));
  const chosen = labelled.filter(({ labels }) => labelSelectorMatches(selector as ApiSelector, labels));
  const filled = (params: MutableMap, whose: string): Params => wrapped(`error appending templated values for ${whose}`, () => withValues(params, values, context));
  const found = chosen.map(({ name, server, labels, annotations = {}, project = '' }) => {
    const params: MutableMap = Object.assign(newMap(), { name, nameNormalized: sanitizeName(name), server, project });
    const shown = Object.fromEntries(Object.entries(annotations).filter(([key]) => !OWN_ANNOTATIONS.has(key)));
    if (context.mode.goTemplate) {
      const metadata: MutableMap = newMap();
      if (Object.keys(annotations).length > 0) metadata.annotations = ofType(Object.assign(newMap(), shown), 'map[string]string');
      metadata.labels = ofType(Object.assign(newMap(), labels), 'map[string]string');
      params.metadata = metadata;
    } else {
      for (const [key, value] of Object.entries(shown)) params[`metadata.annotations.${key}`] = value;
      for (const [key, value] of Object.entries(labels)) params[`metadata.labels.${key}`] = value;
    }
    return filled(params, 'cluster');
  });
  const isSelective = Object.keys(selector.matchLabels ?? {}).length > 0 || (selector.matchExpressions?.length ?? 0) > 0;
  if (!isSelective && !chosen.some(({ server }) => server === LOCAL.server)) found.push(filled(Object.assign(newMap(), { ...LOCAL, nameNormalized: LOCAL.name, project: '' }), 'local cluster'));
  return flatList ? [Object.assign(newMap(), { clusters: found })] : found;
}

/** The one set of parameters lists of a child. */
function childParams(child: Generator, context: Context, given: Params | undefined): readonly Params[] {
  const results = wrapped('child generator returned an error on parameter generation', () => transform(child, {}, context, given));
  if (results.length === 0) throw new GoError('child generator generated no parameters');
  if (results.length > 1) throw new GoError('found more than one generator in matrix.Generators');
  return results[0]!.params;
}

function combined(a: Params, b: Params, { mode }: Context): Params {
  if (mode.goTemplate) return mergeParams(b, a);
  const result: MutableMap = newMap();
  for (const [key, value] of Object.entries(a)) result[key] = sprint(value ?? null);
  for (const [key, value] of Object.entries(b)) {
    const [before, text] = [result[key], sprint(value ?? null)];
    if (before !== undefined && before !== text) throw new GoError(`found duplicate key ${key} with different value, a: ${sprint(before)} ,b: ${text}`);
    result[key] = text;
  }
  return result;
}

function matrixParams(generators: readonly Generator[], context: Context): Params[] {
  const [first, second] = generators;
  if (first === undefined || second === undefined) throw new GoError('found less than two generators, Matrix support only two');
  if (generators.length > 2) throw new GoError('found more than two generators, Matrix support only two');
  return wrapped('error failed to get params for first generator in matrix generator', () => childParams(first, context, undefined)).flatMap((a) =>
    wrapped('failed to get params for second generator in the matrix generator', () => childParams(second, context, a)).map((b) =>
      wrapped('failed to combine string maps with merging params for the matrix generator', () => combined(a, b, context))));
}

function byKey(mergeKeys: readonly string[], sets: readonly Params[]): Map<string, Params> {
  if (mergeKeys.length === 0) throw new GoError('no merge keys were specified, Merge requires at least one');
  const found = new Map<string, Params>();
  for (const params of sets) {
    const key = goJson(Object.fromEntries([...new Set(mergeKeys)].sort().map((name) => [name, plainJson(params[name])])));
    if (found.has(key)) throw new GoError(`the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique. Duplicate key was ${key}`);
    found.set(key, params);
  }
  return found;
}

const plainJson = (value: Value): unknown => {
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item)]));
  if (Array.isArray(value)) return (value as readonly Value[]).map(plainJson);
  return typeof value === 'object' && value !== null ? Number(sprint(value)) : (value ?? null);
};

function mergedParams({ generators = [], mergeKeys = [] }: NonNullable<Generator['merge']>, context: Context): Params[] {
  if (generators.length < 2) throw new GoError('found less than two generators, Merge requires two or more');
  const sets = wrapped('error getting param sets from generators', () => generators.map((generator, index) =>
    wrapped(`error getting params from generator ${index + 1} of ${generators.length}`, () => childParams(generator, context, undefined))));
  const [first, ...others] = sets.map((one) => () => wrapped('error getting param sets by merge key', () => byKey(mergeKeys, one)));
  const result = first!();
  for (const read of others) {
    const over = read();
    for (const [key, params] of result) {
      const more = over.get(key);
      if (more !== undefined) result.set(key, context.mode.goTemplate ? mergeParams(params, more) : Object.assign(newMap(), params, more));
    }
  }
  return [...result.values()];
}

const isMissingKey = (message: string): boolean => message.includes('map has no entry for key') || message.includes("can't evaluate field");

/** RenderGeneratorParams: a child of a matrix sees what the first one gave; values that it cannot know yet stay as they are written. */
function interpolated(generator: Generator, params: Params, mode: RenderMode): Generator {
  const strict: RenderMode = { ...mode, options: [...mode.options.filter((option) => !option.startsWith('missingkey=')), 'missingkey=error'] };
  const keep = (name: string, value: unknown): unknown => {
    if (name !== 'values' || !isObject(value) || !Object.values(value).every((item) => typeof item === 'string')) return undefined;
    return Object.fromEntries(Object.entries(value).map(([key, text]) => {
      try {
        return [key, replaceText(String(text), params, mode.goTemplate ? strict : mode)];
      } catch (error) {
        if (!(error instanceof GoError)) throw error;
        if (isMissingKey(error.message)) return [key, text];
        throw new GoError(`failed to pre-resolve Values key ${JSON.stringify(key)}: ${error.message}`);
      }
    }));
  };
  return wrapped('failed to replace parameters in generator', () => Object.fromEntries(Object.entries(generator).map(([kind, one]) =>
    // Values of a list element are parameters like others; only generators that have a field of that name keep it apart.
    [kind, replaceDeeply(one, params, mode, kind === 'git' || kind === 'clusters' ? keep : undefined)])) as Generator);
}

/** In the order of the fields of Go's type. */
const KINDS: readonly { readonly name: 'list' | 'clusters' | 'git' | 'matrix' | 'merge'; readonly params: (generator: Generator, context: Context) => Params[] }[] = [
  { name: 'list', params: ({ list }, context) => listParams(list!, context) },
  { name: 'clusters', params: ({ clusters }, context) => clusterParams(clusters!, context) },
  { name: 'git', params: ({ git }, context) => gitParams(git!, context) },
  { name: 'matrix', params: ({ matrix }, context) => matrixParams(matrix!.generators ?? [], context) },
  { name: 'merge', params: ({ merge }, context) => mergedParams(merge!, context) },
];

/** generators.Transform. `given`: what the first child of a matrix gave to the second. */
export function transform(generator: Generator, template: JsonObject, context: Context, given?: Params): Generated[] {
  const selects = wrapped('error parsing label selector', () => paramsSelector(generator.selector));
  let first: GoError | undefined;
  const results: Generated[] = [];
  for (const { name, params } of KINDS) {
    const one = generator[name];
    if (one === undefined || one === null) continue;
    try {
      const seen = given === undefined || Object.keys(given).length === 0 ? generator : interpolated(generator, given, context.mode);
      const filtered = params(seen, context).filter((set) => selects(Object.fromEntries(flattened(set).map(([key, value]) => [key, sprint(value ?? null)]))));
      results.push({ params: filtered, template: fillTemplate((one.template as JsonObject | undefined) ?? {}, template) });
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      first ??= error;
    }
  }
  if (first !== undefined) throw first;
  return results;
}

