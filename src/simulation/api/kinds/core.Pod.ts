import { POD_DEFAULTS } from '../defaulting/core';
import { forbidden } from '../field-errors';
import type { FieldError } from '../field-errors';
import { coreV1, coreV1Resources } from '../generated/schema/core.v1';
import { defineKind } from '../kind';
import { podStrategy } from '../strategy/pod';
import type { Pod } from '../types';
import { validateObjectMeta } from '../validation/metadata';
import { validatePodSpec } from '../validation/pod-spec';

/** ValidatePodCreate (pkg/apis/core/validation), for the fields this core knows. */
function validatePod(pod: Pod): FieldError[] {
  const errors = validateObjectMeta(pod.metadata, 'metadata', { namespaced: true });
  errors.push(...validatePodSpec(pod.spec, 'spec'));
  if ((pod.spec.ephemeralContainers ?? []).length > 0) errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  if (pod.spec.nodeName && (pod.spec.schedulingGates ?? []).length > 0) {
    errors.push(forbidden('spec.nodeName', 'cannot be set until all schedulingGates have been cleared'));
  }
  return errors;
}

export const podKind = defineKind<Pod>({ group: coreV1, resources: coreV1Resources, kind: 'Pod', defaulters: POD_DEFAULTS, strategy: podStrategy, validateCreate: validatePod });

/** SetObjectDefaults_Pod. Idempotent. */
export const defaultPod = (pod: Pod): Pod => podKind.defaults?.(pod) ?? pod;
