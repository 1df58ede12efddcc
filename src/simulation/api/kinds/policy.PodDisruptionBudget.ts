import { invalid, notSupported } from '../field-errors';
import type { FieldError } from '../field-errors';
import { policyV1, policyV1Resources } from '../generated/schema/policy.v1';
import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '../generated/types/policy.v1';
import { labelSelector, pointerTo, structOf } from '../internal';
import { defineKind } from '../kind';
import { percentErrors } from '../names';
import { countedWithStatus } from '../strategy/simple';
import type { IntOrString } from '../scalars';
import { eachInvalid, nonNegative } from '../validation/common';
import { validateLabelSelector } from '../validation/metadata';
import { validateConditions } from '../validation/conditions';
import { budgetStatusErrors } from '../validation/workload/status';

const EVICTION_POLICIES = ['AlwaysAllow', 'IfHealthyBudget'];
const specForm = structOf('MinAvailable? Selector MaxUnavailable? UnhealthyPodEvictionPolicy?', { Selector: pointerTo(labelSelector) });

/** ValidatePositiveIntOrPercent and IsNotMoreThan100Percent (pkg/apis/apps/validation). */
function amountErrors(value: IntOrString, path: string): FieldError[] {
  if (typeof value === 'number') return nonNegative(value, path);
  const errors = eachInvalid(path, value, percentErrors(value));
  return errors.length === 0 && Number.parseInt(value, 10) > 100 ? [invalid(path, value, 'must not be greater than 100%')] : errors;
}

/** ValidatePodDisruptionBudgetSpec. */
function validateSpec(spec: PodDisruptionBudgetSpec): FieldError[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  const errors: FieldError[] = [];
  if (minAvailable !== undefined && maxUnavailable !== undefined) errors.push(invalid('spec', specForm(spec), 'minAvailable and maxUnavailable cannot be both set'));
  if (minAvailable !== undefined) errors.push(...amountErrors(minAvailable, 'spec.minAvailable'));
  if (maxUnavailable !== undefined) errors.push(...amountErrors(maxUnavailable, 'spec.maxUnavailable'));
  errors.push(...validateLabelSelector(selector, 'spec.selector'));
  return policy === undefined || EVICTION_POLICIES.includes(policy) ? errors : [...errors, notSupported('spec.unhealthyPodEvictionPolicy', policy, EVICTION_POLICIES)];
}

/** pkg/apis/policy/validation and pkg/registry/policy/poddisruptionbudget. */
export const podDisruptionBudgetKind = defineKind<PodDisruptionBudget>({
  group: policyV1,
  resources: policyV1Resources,
  kind: 'PodDisruptionBudget',
  defaulters: {},
  strategy: countedWithStatus,
  status: { validateUpdate: (budget, old) => [...validateConditions(budget.status?.conditions ?? [], 'status.conditions'), ...budgetStatusErrors(budget, old)] },
  validateCreate: (budget) => validateSpec(budget.spec ?? {}),
  validateUpdate: (budget) => validateSpec(budget.spec ?? {}),
});
