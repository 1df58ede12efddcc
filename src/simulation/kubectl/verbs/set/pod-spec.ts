import { splitApiVersion } from '../../../api/schema/resources';
import { listOf, objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { KubectlError } from '../../runtime/errors';
import type { Info } from '../../resources/info';

const TEMPLATE = ['spec', 'template', 'spec'];

/** Where the Pod spec of a kind is. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'], CronJob: ['spec', 'jobTemplate', ...TEMPLATE], Deployment: TEMPLATE, DaemonSet: TEMPLATE, StatefulSet: TEMPLATE, ReplicaSet: TEMPLATE, ReplicationController: TEMPLATE, Job: TEMPLATE,
};

function at(object: JsonObject, [name = '', ...rest]: readonly string[], change: (spec: JsonObject) => JsonObject): JsonObject {
  const inner = objectOf(object[name]);
  return { ...object, [name]: rest.length === 0 ? change(inner) : at(inner, rest, change) };
}

/** polymorphichelpers.UpdatePodSpecForObject. */
export function withPodSpec({ kind, object }: Info, change: (spec: JsonObject) => JsonObject): JsonObject {
  const path = kind.custom ? undefined : PATHS[kind.kind];
  if (path === undefined) throw new KubectlError(`the object is not a pod or does not have a pod template: *${splitApiVersion(kind.apiVersion)[1]}.${kind.kind}`);
  return at(object, path, change);
}

export const LISTS = ['initContainers', 'containers'] as const;

/** Every container, changed. */
export function withContainers(spec: JsonObject, change: (container: JsonObject) => JsonObject): JsonObject {
  return LISTS.reduce((changed, list) => (changed[list] === undefined ? changed : { ...changed, [list]: listOf(changed[list]).map((one) => change(objectOf(one))) }), spec);
}

/** selectString: a name, with `*` for any letters. */
export function isSelected(name: string, pattern: string): boolean {
  return new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(name);
}
