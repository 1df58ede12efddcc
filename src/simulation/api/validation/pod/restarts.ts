/** How a container comes back (KEP-5307) and what a resize does to it. */
import { duplicate, invalid, invalidNamed, notSupported, required, tooMany } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { ContainerResizePolicy, ContainerRestartRule } from '../../generated/types/core.v1';
import type { AnyContainer } from '../../types';
import { validateOneOf, validateSupported } from '../names';

function validateRule({ action, exitCodes }: ContainerRestartRule, path: string): FieldError[] {
  const errors = validateSupported(action ?? '', `${path}.action`, ['Restart', 'RestartAllContainers']);
  if (exitCodes === undefined) return [...errors, required(`${path}.exitCodes`, 'must be specified')];
  const count = (exitCodes.values ?? []).length;
  return [
    ...errors,
    ...validateSupported(exitCodes.operator ?? '', `${path}.exitCodes.operator`, ['In', 'NotIn']),
    ...(count > 255 ? [tooMany(`${path}.exitCodes.values`, count, 255)] : []),
  ];
}

/** validateContainerRestartPolicy; an init container without a policy of its own has only this to say (validateInitContainerRestartPolicy). */
export function validateContainerRestart({ restartPolicy, restartPolicyRules = [] }: AnyContainer, path: string, isInit = false): FieldError[] {
  if (restartPolicy === undefined && restartPolicyRules.length === 0) return [];
  const missing = restartPolicy === undefined ? [required(`${path}.restartPolicy`, 'must specify restartPolicy when restart rules are used')] : [];
  if (isInit && restartPolicy === undefined) return missing;
  return [
    ...missing,
    ...validateSupported(restartPolicy, `${path}.restartPolicy`, ['Always', 'Never', 'OnFailure']),
    ...(restartPolicyRules.length > 20 ? [tooMany(`${path}.restartPolicyRules`, restartPolicyRules.length, 20)] : []),
    ...restartPolicyRules.flatMap((rule, i) => validateRule(rule, `${path}.restartPolicyRules[${i}]`)),
  ];
}

/** validateResizePolicy. */
export function validateResizePolicy(policies: readonly ContainerResizePolicy[], podRestartPolicy: string, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  policies.forEach(({ resourceName = '', restartPolicy = '' }, i) => {
    const at = `${path}[${i}]`;
    if (seen.has(resourceName)) errors.push(duplicate(at, resourceName));
    seen.add(resourceName);
    // Upstream's path is that of the list.
    const found = [...validateOneOf(resourceName, path, ['cpu', 'memory']), ...validateOneOf(restartPolicy, path, ['NotRequired', 'RestartContainer'])];
    if (podRestartPolicy === 'Never' && restartPolicy !== 'NotRequired') found.push(invalidNamed(path, restartPolicy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
    errors.push(...found.map((error) => ({ ...error, at })));
  });
  return errors;
}

/** An init container that ends is never restarted for a resize. */
export const validateInitResizePolicy = (policies: readonly ContainerResizePolicy[], path: string): FieldError[] =>
  policies.flatMap(({ restartPolicy }, i) =>
    restartPolicy === 'RestartContainer' ? [invalid(`${path}[${i}].restartPolicy`, restartPolicy, "must not be set to 'RestartContainer' for non-sidecar initContainers")] : [],
  );

/** validateRestartPolicy of the Pod. */
export function validatePodRestartPolicy(policy: string | undefined, path: string): FieldError[] {
  const policies = ['Always', 'OnFailure', 'Never'];
  if (!policy) return [required(path)];
  return policies.includes(policy) ? [] : [notSupported(path, policy, policies)];
}
