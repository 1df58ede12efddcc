import { autoscalerIn, autoscalerToV2, withoutRoundTrip } from '../conversion/autoscaler';
import { defaultAutoscalerSpec } from '../defaulting/autoscaler';
import { AUTOSCALING_DEFAULTS } from '../defaulting/autoscaling';
import { withDefaultNamespace } from '../defaulting/namespace';
import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { autoscalingV1, autoscalingV1Resources } from '../generated/schema/autoscaling.v1';
import { autoscalingV2, autoscalingV2Resources } from '../generated/schema/autoscaling.v2';
import type { HorizontalPodAutoscaler as OldAutoscaler } from '../generated/types/autoscaling.v1';
import type { HorizontalPodAutoscaler, HPAScalingPolicy, HPAScalingRules } from '../generated/types/autoscaling.v2';
import { defineKind } from '../kind';
import { parseQuantity } from '../quantity';
import { validateMetrics, validateReference } from '../validation/autoscaler-metric';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { withStatus } from '../strategy/simple';
import { autoscalerStatusErrors } from '../validation/workload/status';

const MAX_PERIOD_S = 1800;
const MAX_STABILIZATION_S = 3600;

function validatePolicy({ type, value, periodSeconds }: HPAScalingPolicy, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (type !== 'Pods' && type !== 'Percent') errors.push(notSupported(`${path}.type`, type ?? '', ['Percent', 'Pods']));
  if (!(value > 0)) errors.push(invalid(`${path}.value`, value ?? 0, 'must be greater than zero'));
  if (!(periodSeconds > 0)) errors.push(invalid(`${path}.periodSeconds`, periodSeconds ?? 0, 'must be greater than zero'));
  if (periodSeconds > MAX_PERIOD_S) errors.push(invalid(`${path}.periodSeconds`, periodSeconds, `must be less than or equal to ${MAX_PERIOD_S}`));
  return errors;
}

/** validateScalingRules. */
function validateRules(rules: HPAScalingRules | undefined, path: string): FieldError[] {
  if (rules === undefined) return [];
  const { stabilizationWindowSeconds: window, selectPolicy, policies = [], tolerance } = rules;
  const errors: FieldError[] = [];
  if (window !== undefined && window < 0) errors.push(invalid(`${path}.stabilizationWindowSeconds`, window, 'must be greater than or equal to zero'));
  if (window !== undefined && window > MAX_STABILIZATION_S) errors.push(invalid(`${path}.stabilizationWindowSeconds`, window, `must be less than or equal to ${MAX_STABILIZATION_S}`));
  if (selectPolicy !== undefined && !['Max', 'Min', 'Disabled'].includes(selectPolicy)) errors.push(notSupported(`${path}.selectPolicy`, selectPolicy, ['Disabled', 'Max', 'Min']));
  if (policies.length === 0) errors.push(required(`${path}.policies`, 'must specify at least one Policy'));
  errors.push(...policies.flatMap((policy, index) => validatePolicy(policy, `${path}.policies[${index}]`)));
  const parsed = tolerance === undefined ? undefined : parseQuantity(tolerance);
  if (parsed?.ok === true && parsed.value.nano < 0n) errors.push(invalid(`${path}.tolerance`, tolerance, 'must be greater than or equal to 0'));
  return errors;
}

/** validateHorizontalPodAutoscalerSpec (pkg/apis/autoscaling/validation). `leastMin` is 0 where the feature gate HPAScaleToZero (alpha, off) is on. */
function validateSpec({ spec }: HorizontalPodAutoscaler, leastMin: number): FieldError[] {
  const { minReplicas, maxReplicas, scaleTargetRef, metrics, behavior } = spec;
  const errors: FieldError[] = [];
  const most = maxReplicas ?? 0;
  if (minReplicas !== undefined && minReplicas < leastMin) errors.push(invalid('spec.minReplicas', minReplicas, `must be greater than or equal to ${leastMin}`));
  if (most === 0) errors.push(required('spec.maxReplicas', 'must be set and greater than 0'));
  else if (most < 0) errors.push(invalid('spec.maxReplicas', most, 'must be greater than or equal to 1'));
  if (minReplicas !== undefined && most < minReplicas) errors.push(invalid('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`'));
  errors.push(...validateReference(scaleTargetRef, 'spec.scaleTargetRef', { groupNeeded: true }));
  errors.push(...validateMetrics(metrics, 'spec.metrics', minReplicas));
  errors.push(...validateRules(behavior?.scaleUp, 'spec.behavior.scaleUp'), ...validateRules(behavior?.scaleDown, 'spec.behavior.scaleDown'));
  return errors;
}

/** ValidateHorizontalPodAutoscaler. */
export const validateAutoscaler = (hpa: HorizontalPodAutoscaler, leastMin = 1): FieldError[] => [...validateKubeMeta(hpa.metadata), ...validateSpec(hpa, leastMin)];

/** ValidateHorizontalPodAutoscalerUpdate. */
const validateChange = (hpa: HorizontalPodAutoscaler, old: Pick<HorizontalPodAutoscaler, 'metadata'> & { readonly spec: { readonly minReplicas?: number } }): FieldError[] => [...validateKubeMetaUpdate(hpa.metadata, old.metadata), ...validateSpec(hpa, old.spec.minReplicas === 0 ? 0 : 1)];

/** Both versions are kept as autoscaling/v2. */
const VERSIONS = { storageApiVersion: 'autoscaling/v2', convert: autoscalerIn } as const;

export const autoscalerKind = defineKind<HorizontalPodAutoscaler>({
  ...VERSIONS,
  group: autoscalingV2,
  resources: autoscalingV2Resources,
  kind: 'HorizontalPodAutoscaler',
  defaults: (hpa) => ({ ...hpa, metadata: withDefaultNamespace(withoutRoundTrip(hpa.metadata)), spec: defaultAutoscalerSpec(hpa.spec ?? { maxReplicas: 0, scaleTargetRef: { kind: '', name: '' } }) }),
  // Status is the controller's; a client's is dropped.
  strategy: withStatus,
  status: { validateUpdate: autoscalerStatusErrors },
  prepareForCreate: ({ status: _, ...hpa }) => hpa,
  prepareForUpdate: (hpa, old) => ({ ...hpa, status: old.status }),
  validateCreate: (hpa) => validateAutoscaler(hpa),
  validateUpdate: validateChange,
});

/** The version before: the server turns it into the newer one, and checks that. */
export const oldAutoscalerKind = defineKind<OldAutoscaler>({
  ...VERSIONS,
  group: autoscalingV1,
  resources: autoscalingV1Resources,
  kind: 'HorizontalPodAutoscaler',
  defaulters: AUTOSCALING_DEFAULTS,
  strategy: withStatus,
  status: { validateUpdate: autoscalerStatusErrors },
  prepareForCreate: ({ status: _, ...hpa }) => hpa,
  prepareForUpdate: (hpa, old) => ({ ...hpa, ...(old.status === undefined ? {} : { status: old.status }) }),
  validateCreate: (hpa) => validateAutoscaler(autoscalerToV2(hpa)),
  validateUpdate: (hpa, old) => validateChange(autoscalerToV2(hpa), old),
});
