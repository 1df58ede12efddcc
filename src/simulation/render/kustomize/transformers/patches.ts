/** patches, patchesStrategicMerge and patchesJson6902 (api/internal/builtins). */
import { GoError, marshal } from '../../../base/go/values';
import { quote } from '../../../base/go/quote';
import { applyJsonPatch, JsonPatchError } from '../../../api/patch/json-patch';
import { toJson } from '../../../api/manifest/json';
import { JsonError, parseJsonValue } from '../../../api/manifest/json-text';
import { jsonName } from '../../../api/manifest/go-values';
import { printYaml } from '../../../api/yaml';
import { printId } from '../resources/id';
import { readResources } from '../resources/read';
import { yamlTree } from '../kustomization/read';
import { fromJson } from '../yaml/json';
import type { Value } from '../../../base/go/values';
import type { Printable, Tree } from '../../../api/yaml';
import type { PatchValue, SelectorValue } from '../kustomization/types';
import type { Loader } from '../loader';
import type { Resource } from '../resources/resource';
import type { Selector } from '../resources/resources';
import type { Transformer } from './simple';

type Operations = readonly Readonly<Record<string, unknown>>[];

export const fullSelector = (value: SelectorValue): Selector => ({ group: '', version: '', kind: '', name: '', namespace: '', annotationSelector: '', labelSelector: '', ...value });

function jsonTree(text: string): Tree {
  try {
    const { tree, end } = parseJsonValue(text, 0);
    const rest = /[^ \t\r\n]/.exec(text.slice(end));
    if (rest !== null) throw new GoError(`invalid character '${rest[0]}' after top-level value`);
    return tree;
  } catch (error) {
    if (error instanceof JsonError) throw new GoError(error.message);
    throw error;
  }
}

/** yaml.YAMLToJSON of what is not JSON already. */
function jsonText(text: string): string {
  if (text.startsWith('[')) return text;
  const tree = yamlTree(text);
  return marshal((tree === undefined ? null : toJson(tree)) as Value);
}

/** jsonpatch.DecodePatch of JSON or YAML. Undefined for nothing at all. */
function decodePatch(text: string): Operations | undefined {
  if (text === '') throw new GoError('empty json patch operations');
  const tree = text.startsWith('[') ? jsonTree(text) : yamlTree(text);
  if (tree === undefined || (tree.type === 'scalar' && tree.scalar.kind === 'null')) return undefined;
  if (tree.type !== 'sequence') throw new GoError(`json: cannot unmarshal ${jsonName(tree)} into Go value of type jsonpatch.Patch`);
  return tree.items.map((item) => {
    if (item.type !== 'mapping') throw new GoError(`json: cannot unmarshal ${jsonName(item)} into Go value of type jsonpatch.Operation`);
    return toJson(item) as Readonly<Record<string, unknown>>;
  });
}

function applyOperations(resource: Resource, operations: Operations): void {
  const kept = resource.internalAnnotations;
  try {
    const result = applyJsonPatch(resource.json, operations);
    if (typeof result !== 'object' || result === null || Array.isArray(result)) throw new GoError('json: cannot unmarshal array into Go value of type map[string]interface {}');
    resource.node = fromJson(result);
  } catch (error) {
    if (error instanceof JsonPatchError) throw new GoError(error.message);
    throw error;
  }
  resource.annotations = new Map([...resource.annotations, ...kept]);
}

/** What goes wrong when a built-in is configured, with its configuration. */
export function configuring<T>(plugin: string, config: () => Printable, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    throw new GoError(`trouble configuring builtin ${plugin} with config: \`\n${printYaml(config())}\`: ${error.message}`);
  }
}

const attempt = <T>(act: () => T): { value: T } | { error: GoError } => {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof GoError) return { error };
    throw error;
  }
};

/** One entry of `patches`. */
export function patchTransformer(entry: PatchValue, loader: Loader): Transformer {
  const { path = '', target, options } = entry;
  const inline = (entry.patch ?? '').trim();
  const config = (): string => printYaml(printablePatch(entry));
  if (inline === '' && path === '') throw new GoError(`must specify one of patch and path in\n${config()}`);
  if (inline !== '' && path !== '') throw new GoError(`patch and path can't be set at the same time\n${config()}`);
  let text = inline;
  if (inline === '') {
    const loaded = attempt(() => loader.load(path));
    if ('error' in loaded) throw new GoError(`failed to get the patch file from path(${path}): ${loaded.error.message}`);
    text = loaded.value;
  }
  const source = inline === '' ? `[path: ${quote(path)}]` : `[patch: ${quote(inline)}]`;
  const merge = attempt(() => readResources(text));
  const json = attempt(() => decodePatch(text));
  if ('value' in merge && 'value' in json && merge.value.length > 0 && (json.value ?? []).length > 0) throw new GoError(`illegally qualifies as both an SM and JSON patch: ${source}`);
  if ('error' in merge && 'error' in json) throw new GoError(`unable to parse SM or JSON patch from ${source}`);
  if ('value' in merge) {
    for (const patch of merge.value) {
      if (options?.allowNameChange === true) patch.allowNameChange();
      if (options?.allowKindChange === true) patch.allowKindChange();
    }
    return merge.value.length === 0 ? () => undefined : mergeTransformer(merge.value, target, source);
  }
  const operations = 'value' in json ? json.value : undefined;
  return operations === undefined ? () => undefined : (resources) => {
    if (target === undefined) throw new GoError(`must specify a target for JSON patch ${source}`);
    for (const resource of resources.select(fullSelector(target))) {
      resource.rememberId();
      applyOperations(resource, operations);
    }
  };
}

const mergeTransformer = (patches: readonly Resource[], target: SelectorValue | undefined, source: string): Transformer => (resources) => {
  if (target !== undefined) {
    if (patches.length > 1) throw new GoError(`Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${source}`);
    const selected = attempt(() => resources.select(fullSelector(target)));
    if ('error' in selected) {
      const selector = fullSelector(target);
      throw new GoError(`unable to find patch target ${quote(`${printId(selector)}:a=${selector.annotationSelector}:l=${selector.labelSelector}`)} in \`resources\`: ${selected.error.message}`);
    }
    return resources.patch(selected.value, patches[0]!);
  }
  for (const patch of patches) {
    const found = attempt(() => resources.one(patch.originalId));
    if ('error' in found) throw new GoError(`no resource matches strategic merge patch ${quote(printId(patch.originalId))}: ${found.error.message}`);
    found.value.applyPatch(patch);
  }
};

/** patchesStrategicMerge: each a document or the name of a file. */
export function strategicTransformer(paths: readonly string[], inline: string, loader: Loader): Transformer {
  if (paths.length === 0 && inline === '') throw new GoError('empty file path and empty patch content');
  const patches = paths.flatMap((path) => {
    const read = attempt(() => readResources(path));
    return 'value' in read ? read.value : readResources(loader.load(path), path);
  });
  if (inline !== '') patches.push(...readResources(inline));
  if (patches.length === 0) throw new GoError(`patch appears to be empty; files=[${paths.join(' ')}], Patch=${inline}`);
  return (resources) => {
    for (const patch of patches) resources.patch([resources.one(patch.originalId)], patch);
  };
}

/** patchesJson6902. */
export function jsonTransformer(target: SelectorValue | undefined, path: string, inline: string, loader: Loader): Transformer {
  if (target === undefined) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
  if ((target.name ?? '') === '') throw new GoError('must specify the target name');
  if (path === '' && inline === '') throw new GoError('empty file path and empty jsonOp');
  if (path !== '' && inline !== '') throw new GoError('must specify a file path or jsonOp, not both');
  const text = path === '' ? inline : loader.load(path);
  if (text === '') throw new GoError(`patch file '${path}' empty seems to be empty`);
  const decoded = attempt(() => decodePatch(text));
  if ('error' in decoded) throw new GoError(`decoding ${jsonText(text)}: ${decoded.error.message}`);
  const operations = decoded.value ?? [];
  if (operations.length === 0) throw new GoError(`patch appears to be empty; file=${path}, JsonOp=${jsonText(text)}`);
  return (resources) => resources.select(fullSelector(target)).forEach((resource) => applyOperations(resource, operations));
}

const nonEmpty = (object: Readonly<Record<string, Printable | undefined>>): Printable =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== '' && value !== false)) as Printable;

export const printableSelector = (target: SelectorValue | undefined): Printable | undefined => (target === undefined ? undefined : nonEmpty({ ...target }));

/** The configuration of one entry of `patches`. */
export const printablePatch = ({ path, patch, target, options }: PatchValue): Printable =>
  nonEmpty({ path, patch, target: printableSelector(target), options: options === undefined ? undefined : nonEmpty({ ...options }) });
