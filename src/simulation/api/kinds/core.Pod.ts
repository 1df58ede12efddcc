import { POD_DEFAULTS } from '../defaulting/core';
import { coreV1Resources } from '../generated/schema/core.v1';
import { coreV1Pod } from '../generated/schema/core.v1.pod';
import { defineKind } from '../kind';
import { dns1123LabelErrors } from '../names';
import { podStrategy } from '../strategy/pod';
import type { Pod } from '../types';
import { validatePodCreate, validatePodUpdate } from '../validation/pod';
import { podStatusWarnings, validatePodStatus } from '../validation/pod/status';
import { podWarnings } from '../validation/pod/warnings';

/** WarningsOnCreate; an update has none. */
function warnings(pod: Pod, old?: Pod): readonly string[] {
  if (old !== undefined) return [];
  const messages = dns1123LabelErrors(pod.metadata.name ?? '');
  const words = "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended";
  return [...(messages.length === 0 ? [] : [`metadata.name: ${words}: [${messages.join(' ')}]`]), ...podWarnings(pod.spec, pod.metadata)];
}

export const podKind = defineKind<Pod>({
  group: coreV1Pod,
  resources: coreV1Resources,
  kind: 'Pod',
  defaulters: POD_DEFAULTS,
  strategy: podStrategy,
  validateCreate: validatePodCreate,
  validateUpdate: validatePodUpdate,
  status: { validateUpdate: validatePodStatus, warnings: podStatusWarnings },
  warnings,
});

/** SetObjectDefaults_Pod. Idempotent. */
export const defaultPod = (pod: Pod): Pod => podKind.defaults?.(pod) ?? pod;
