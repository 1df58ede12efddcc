/** Reads a kustomization file: its fields, what is deprecated in it, and what it must not be (types.Kustomization). */
import { GoError } from '../../../base/go/values';
import { parseDocument, YamlError } from '../../../api/yaml';
import type { Tree } from '../../../api/yaml';
import { decode } from './decode';
import { KUSTOMIZATION } from './types';
import type { GeneratorArgs, Kustomization } from './types';

export const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
export const COMPONENT = 'Component';

const FIX = "Run 'kustomize edit fix' to update your Kustomization automatically.";
const DEPRECATED = [
  ['bases', 'resources', ''], ['commonLabels', 'labels', ''], ['imageTags', 'images', ''], ['patchesJson6902', 'patches', ''], ['patchesStrategicMerge', 'patches', ''],
  ['vars', 'replacements', '[EXPERIMENTAL] '],
] as const;

/** sigs.k8s.io/yaml YAMLToJSON, as a tree. Throws a GoError. */
export function yamlTree(text: string): Tree | undefined {
  try {
    return parseDocument(text);
  } catch (error) {
    if (error instanceof YamlError) throw new GoError(error.message);
    throw error;
  }
}

const withEnvs = (args: readonly GeneratorArgs[] | undefined): readonly GeneratorArgs[] => (args ?? []).map((one) => ((one.env ?? '') === '' ? one : { ...one, envs: [...(one.envs ?? []), one.env!] }));

/** `root`: the folder, for messages. Throws a GoError. */
export function readKustomization(text: string, root: string, warn: (line: string) => void): Kustomization {
  let read: Kustomization;
  try {
    read = decode(yamlTree(text), KUSTOMIZATION, true);
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`invalid Kustomization: ${error.message}`);
    throw error;
  }
  for (const [old, now, experimental] of DEPRECATED) if (read[old] !== undefined) warn(`# Warning: '${old}' is deprecated. Please use '${now}' instead. ${experimental}${FIX}`);
  const kind = read.kind || 'Kustomization';
  const required = `kustomize.config.k8s.io/${kind === COMPONENT ? 'v1alpha1' : 'v1beta1'}`;
  const { bases, imageTags, ...rest } = read;
  const result: Kustomization = {
    ...rest, kind, apiVersion: read.apiVersion || required,
    resources: [...(read.resources ?? []), ...(bases ?? [])], images: [...(read.images ?? []), ...(imageTags ?? [])],
    configMapGenerator: withEnvs(read.configMapGenerator), secretGenerator: withEnvs(read.secretGenerator),
  };
  if (isEmpty(read)) throw new GoError('kustomization.yaml is empty');
  const errors: string[] = [];
  if (kind !== 'Kustomization' && kind !== COMPONENT) errors.push('kind should be Kustomization or Component');
  if (result.apiVersion !== required) errors.push(`apiVersion for ${kind} should be ${required}`);
  if (errors.length > 0) throw new GoError(`Failed to read kustomization file under ${root}:\n${errors.join('\n')}`);
  return result;
}

/** Nothing but apiVersion and kind; an empty list or text of another field counts, unless it has gone into another. */
function isEmpty(read: Kustomization): boolean {
  return Object.entries(read).every(([name, value]) => name === 'apiVersion' || name === 'kind' || value === '' || ((name === 'bases' || name === 'imageTags') && (value as readonly unknown[]).length === 0));
}
