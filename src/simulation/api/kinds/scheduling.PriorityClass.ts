import { SCHEDULING_DEFAULTS } from '../defaulting/scheduling';
import { forbidden, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { schedulingV1, schedulingV1Resources } from '../generated/schema/scheduling.v1';
import type { PriorityClass } from '../generated/types/scheduling.v1';
import { defineKind } from '../kind';
import { firstGeneration } from '../strategy/simple';
import { immutable } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';

const HIGHEST_FOR_USERS = 1_000_000_000;
const SYSTEM: ReadonlyMap<string, number> = new Map([['system-node-critical', 2_000_001_000], ['system-cluster-critical', 2_000_000_000]]);
const PREEMPTION = ['PreemptLowerPriority', 'Never'];

/** One of scheduling.SystemPriorityClasses, which their storage does not let go (pkg/registry/scheduling/priorityclass/storage Delete). */
export const isSystemClass = (name: string): boolean => SYSTEM.has(name);

/** IsKnownSystemPriorityClass: why it is none. */
function systemError({ metadata: { name = '' }, value, globalDefault }: PriorityClass): string | undefined {
  const known = SYSTEM.get(name);
  if (known === undefined) return `${name} is not a known system priority class`;
  if (known !== (value ?? 0)) return `value of ${name} PriorityClass must be ${known}`;
  return globalDefault === true ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

/** ValidatePriorityClass (pkg/apis/scheduling/validation). */
function validateClass(priorityClass: PriorityClass): FieldError[] {
  const { metadata, value = 0, preemptionPolicy: policy } = priorityClass;
  const errors = validateKubeMeta(metadata, { namespaced: false });
  if (metadata.name?.startsWith('system-') === true) {
    const error = systemError(priorityClass);
    if (error !== undefined) errors.push(forbidden('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${error}`));
  } else if (value > HIGHEST_FOR_USERS) errors.push(forbidden('value', `maximum allowed value of a user defined priority is ${HIGHEST_FOR_USERS}`));
  if (policy === undefined || PREEMPTION.includes(policy)) return errors;
  return [...errors, policy === '' ? required('preemptionPolicy') : notSupported('preemptionPolicy', policy, PREEMPTION)];
}

export const priorityClassKind = defineKind<PriorityClass>({
  group: schedulingV1,
  resources: schedulingV1Resources,
  kind: 'PriorityClass',
  defaulters: SCHEDULING_DEFAULTS,
  strategy: firstGeneration,
  validateCreate: validateClass,
  validateUpdate: (priorityClass, old) => [
    ...validateKubeMetaUpdate(priorityClass.metadata, old.metadata),
    ...((priorityClass.value ?? 0) === (old.value ?? 0) ? [] : [forbidden('value', 'may not be changed in an update.')]),
    ...immutable(priorityClass.preemptionPolicy, old.preemptionPolicy, 'preemptionPolicy'),
  ],
});
