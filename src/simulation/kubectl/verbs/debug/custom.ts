/** `--custom`: a part of a container's spec over what the profile has made (DebugOptions.Complete, applyCustomProfile). */
import { strategicMergePatch } from '../../../api/patch/strategic-merge';
import type { Kind } from '../../../api/kind';
import { listOf, objectOf } from '../../../api/schema/values';
import { isObject } from '../../../api/schema/walk';
import type { JsonObject } from '../../../api/schema/walk';
import { YamlError } from '../../../api/yaml';
import { absolute } from '../../runtime/machine';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';
import { readInline } from '../create/overrides';

function readSpec(path: string, text: string): unknown {
  try {
    return readInline(text);
  } catch (error) {
    throw error instanceof YamlError ? new KubectlError(`${path} does not contain a valid container spec: error converting YAML to JSON: ${error.message}`) : error;
  }
}

/** The file's content; undefined: there is none. */
export function readCustom({ flags, machine }: Session): JsonObject | undefined {
  const path = flags.text('custom');
  if (path === '') return undefined;
  const text = machine.files.read(absolute(machine, path));
  if (text === undefined) throw new KubectlError(`must pass a container spec json file for custom profile: open ${path}: no such file or directory`);
  const spec = readSpec(path, text);
  if (!isObject(spec)) throw new KubectlError(`${path} does not contain a valid container spec: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${Array.isArray(spec) ? 'array' : typeof spec} into Go value of type v1.Container`);
  return spec;
}

/** Validate: what of a container the profile may not say. */
export function checkCustom(custom: JsonObject | undefined): void {
  if (custom === undefined) return;
  const { name = '', command, image = '', lifecycle, volumeDevices } = custom;
  if (name !== '' || image !== '' || listOf(command).length > 0 || lifecycle !== undefined || listOf(volumeDevices).length > 0) throw new KubectlError('name, command, image, lifecycle and volume devices are not modifiable via custom profile');
}

/** The Pod with the part merged into its container; `list`: where in the spec the container stands. */
export function customized({ schema }: Kind, pod: JsonObject, list: 'containers' | 'ephemeralContainers', name: string, custom: JsonObject | undefined): JsonObject {
  if (custom === undefined) return pod;
  const spec = objectOf(pod.spec);
  return { ...pod, spec: { ...spec, [list]: listOf(spec[list]).map(objectOf).map((one) => (one.name === name ? strategicMergePatch(schema, 'core.v1.Container', one, { ...custom, name }) : one)) } };
}
