import { goJson } from '../../base/go/json';
import type { HorizontalPodAutoscaler as V1 } from '../generated/types/autoscaling.v1';
import type { HorizontalPodAutoscaler as V2, HorizontalPodAutoscalerBehavior, HorizontalPodAutoscalerCondition, HPAScalingRules, MetricSpec, MetricStatus } from '../generated/types/autoscaling.v2';
import type { ApiObject, ObjectMeta } from '../types';
import { metricFromOld, metricStatusFromOld, oldMetric, oldMetricStatus } from './autoscaler-metric';

/** Where autoscaling/v1 keeps what it has no field for (pkg/apis/autoscaling/annotations.go). */
const PREFIX = 'autoscaling.alpha.kubernetes.io/';
const [METRICS, STATUSES, CONDITIONS, BEHAVIOR] = ['metrics', 'current-metrics', 'conditions', 'behavior'].map((name) => `${PREFIX}${name}`) as [string, string, string, string];
const ROUND_TRIP = new Set([METRICS, STATUSES, CONDITIONS, BEHAVIOR, `${PREFIX}scale-down-tolerance`, `${PREFIX}scale-up-tolerance`]);

const DEFAULT_UTILIZATION = 80;
const cpuAt = (averageUtilization: number): MetricSpec => ({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } });

/** The metric that autoscaling/v1 has a field for. */
const cpuUtilization = ({ type, resource }: MetricSpec): number | undefined => (type === 'Resource' && resource?.name === 'cpu' ? resource.target.averageUtilization : undefined);

function withAnnotations(metadata: ObjectMeta, more: Readonly<Record<string, string | undefined>>): ObjectMeta {
  const { annotations, ...rest } = metadata;
  const kept = Object.entries(annotations ?? {}).filter(([name]) => !ROUND_TRIP.has(name));
  const added = Object.entries(more).filter((one): one is [string, string] => one[1] !== undefined);
  return kept.length + added.length === 0 ? rest : { ...rest, annotations: Object.fromEntries([...kept, ...added]) };
}

/** DropRoundTripHorizontalPodAutoscalerAnnotations: what only autoscaling/v1 keeps in annotations stands in none of autoscaling/v2. */
export const withoutRoundTrip = (metadata: ObjectMeta): ObjectMeta => (Object.keys(metadata.annotations ?? {}).some((name) => ROUND_TRIP.has(name)) ? withAnnotations(metadata, {}) : metadata);

/** The internal types have no names for JSON, so their Go names stand in the annotation. */
const oldRules = (rules: HPAScalingRules | undefined): object | null =>
  (rules === undefined ? null : {
    StabilizationWindowSeconds: rules.stabilizationWindowSeconds ?? null,
    SelectPolicy: rules.selectPolicy ?? null,
    Policies: rules.policies?.map(({ type, value, periodSeconds }) => ({ Type: type, Value: value, PeriodSeconds: periodSeconds })) ?? null,
    Tolerance: rules.tolerance ?? null,
  });

interface OldRules {
  readonly StabilizationWindowSeconds?: number | null;
  readonly SelectPolicy?: string | null;
  readonly Policies?: readonly { readonly Type: string; readonly Value: number; readonly PeriodSeconds: number }[] | null;
  readonly Tolerance?: string | null;
}

function rulesFromOld({ StabilizationWindowSeconds: window, SelectPolicy: select, Policies: policies, Tolerance: tolerance }: OldRules): HPAScalingRules {
  return {
    ...(window == null ? {} : { stabilizationWindowSeconds: window }),
    ...(select == null ? {} : { selectPolicy: select }),
    ...(policies == null ? {} : { policies: policies.map(({ Type, Value, PeriodSeconds }) => ({ type: Type, value: Value, periodSeconds: PeriodSeconds })) }),
    ...(tolerance == null ? {} : { tolerance }),
  };
}

/** What an annotation holds; undefined where it is missing or not of this form, which upstream passes over too. */
function read<T>(metadata: ObjectMeta, name: string, form: (value: unknown) => value is T): T | undefined {
  const text = metadata.annotations?.[name];
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return form(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFieldsList = (value: unknown): value is readonly Fields[] => Array.isArray(value) && value.every(isFields);

function behaviorFromOld(metadata: ObjectMeta): HorizontalPodAutoscalerBehavior | undefined {
  const found = read(metadata, BEHAVIOR, isFields) as { readonly ScaleUp?: OldRules | null; readonly ScaleDown?: OldRules | null } | undefined;
  if (found === undefined || (found.ScaleUp == null && found.ScaleDown == null)) return undefined;
  return { ...(found.ScaleUp == null ? {} : { scaleUp: rulesFromOld(found.ScaleUp) }), ...(found.ScaleDown == null ? {} : { scaleDown: rulesFromOld(found.ScaleDown) }) };
}

/** Convert_autoscaling_HorizontalPodAutoscaler_To_v1_HorizontalPodAutoscaler (pkg/apis/autoscaling/v1/conversion.go): what has no field stands in annotations. */
export function autoscalerToV1({ metadata, spec, status }: V2): V1 {
  const { minReplicas, maxReplicas, scaleTargetRef, metrics = [], behavior } = spec;
  const target = metrics.map(cpuUtilization).find((one) => one !== undefined);
  const others = metrics.filter((metric) => cpuUtilization(metric) === undefined);
  const { conditions = [], currentMetrics, currentReplicas = 0, desiredReplicas = 0, lastScaleTime, observedGeneration } = status ?? {};
  const currents = currentMetrics ?? [];
  const used = currents.filter(({ type, resource }) => type === 'Resource' && resource?.name === 'cpu').map(({ resource }) => resource?.current.averageUtilization).findLast((one) => one !== undefined);
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata: withAnnotations(metadata, {
      [METRICS]: others.length === 0 ? undefined : goJson(others.map(oldMetric)),
      [STATUSES]: currents.length === 0 ? undefined : goJson(currents.map(oldMetricStatus)),
      [BEHAVIOR]: behavior === undefined ? undefined : goJson({ ScaleUp: oldRules(behavior.scaleUp), ScaleDown: oldRules(behavior.scaleDown) }),
      [CONDITIONS]: conditions.length === 0 ? undefined : goJson(conditions.map(({ type, status: is, lastTransitionTime, reason, message }) => ({ type, status: is, lastTransitionTime: lastTransitionTime ?? null, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) }))),
    }),
    spec: { scaleTargetRef, ...(minReplicas === undefined ? {} : { minReplicas }), maxReplicas, ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }) },
    status: { ...(observedGeneration === undefined ? {} : { observedGeneration }), ...(lastScaleTime === undefined ? {} : { lastScaleTime }), currentReplicas, desiredReplicas, ...(used === undefined ? {} : { currentCPUUtilizationPercentage: used }) },
  };
}

function metricsOf({ metadata, spec }: V1): readonly MetricSpec[] {
  const target = spec.targetCPUUtilizationPercentage;
  const metrics = [...(read(metadata, METRICS, isFieldsList) ?? []).map(metricFromOld), ...(target === undefined ? [] : [cpuAt(target)])];
  return metrics.length === 0 ? [cpuAt(DEFAULT_UTILIZATION)] : metrics;
}

function currentMetricsOf({ metadata, status }: V1): readonly MetricStatus[] | undefined {
  const kept = read(metadata, STATUSES, isFieldsList);
  if (kept !== undefined) return kept.map(metricStatusFromOld);
  const used = status?.currentCPUUtilizationPercentage;
  return used === undefined ? undefined : [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: used } } }];
}

/** Convert_v1_HorizontalPodAutoscaler_To_autoscaling_HorizontalPodAutoscaler. Without any metric it aims at 80 % of the requested CPU. */
export function autoscalerToV2(autoscaler: V1): V2 {
  const { metadata, spec, status } = autoscaler;
  const behavior = behaviorFromOld(metadata);
  const conditions = read(metadata, CONDITIONS, isFieldsList) as readonly HorizontalPodAutoscalerCondition[] | undefined;
  const currentMetrics = currentMetricsOf(autoscaler);
  const { currentReplicas = 0, desiredReplicas = 0, lastScaleTime, observedGeneration } = status ?? {};
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: withAnnotations(metadata, {}),
    spec: { scaleTargetRef: spec.scaleTargetRef, ...(spec.minReplicas === undefined ? {} : { minReplicas: spec.minReplicas }), maxReplicas: spec.maxReplicas, metrics: metricsOf(autoscaler), ...(behavior === undefined ? {} : { behavior }) },
    ...(status === undefined && conditions === undefined && currentMetrics === undefined ? {} : {
      status: {
        ...(observedGeneration === undefined ? {} : { observedGeneration }), ...(lastScaleTime === undefined ? {} : { lastScaleTime }), currentReplicas, desiredReplicas,
        ...(currentMetrics === undefined ? {} : { currentMetrics }), ...(conditions === undefined ? {} : { conditions }),
      },
    }),
  };
}

/** An autoscaler in a version of its group. */
export function autoscalerIn(object: ApiObject, apiVersion: string): ApiObject {
  if (object.apiVersion === apiVersion) return object;
  return apiVersion === 'autoscaling/v1' ? autoscalerToV1(object as V2) : autoscalerToV2(object as V1);
}
