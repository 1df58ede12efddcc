/** Health of the remaining kinds that the engine judges itself (gitops-engine pkg/health/health_{service,ingress,pvc,hpa,apiservice,argo}.go). */
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { annotationsOf } from '../objects';
import type { JsonObject } from '../objects';
import { degraded, healthy, progressing, unknown } from './status';
import type { Health } from './status';

const hasAddress = (object: JsonObject): boolean => listOf(objectOf(objectOf(object.status).loadBalancer).ingress).length > 0;

export const serviceHealth = (object: JsonObject): Health => (objectOf(object.spec).type !== 'LoadBalancer' || hasAddress(object) ? healthy() : progressing());
export const ingressHealth = (object: JsonObject): Health => (hasAddress(object) ? healthy() : progressing());

const CLAIMS: Readonly<Record<string, Health>> = { Lost: degraded(), Pending: progressing(), Bound: healthy() };
export function claimHealth(object: JsonObject): Health {
  const phase = textOf(objectOf(object.status).phase);
  return Object.hasOwn(CLAIMS, phase) ? CLAIMS[phase]! : unknown();
}

const WORKFLOW: Readonly<Record<string, (message: string) => Health>> = {
  '': progressing, Pending: progressing, Running: progressing, Succeeded: healthy, Failed: degraded, Error: degraded,
};
export function workflowHealth(object: JsonObject): Health {
  const status = objectOf(object.status);
  const phase = textOf(status.phase);
  return (Object.hasOwn(WORKFLOW, phase) ? WORKFLOW[phase]! : unknown)(textOf(status.message));
}

export function apiServiceHealth(object: JsonObject): Health {
  const available = listOf(objectOf(object.status).conditions).map(objectOf).find(({ type }) => type === 'Available');
  if (available === undefined) return progressing('Waiting to be processed');
  return (available.status === 'True' ? healthy : progressing)(`${textOf(available.reason)}: ${textOf(available.message)}`);
}

const BROKEN: Readonly<Record<string, ReadonlySet<string>>> = {
  AbleToScale: new Set(['FailedGetScale', 'FailedUpdateScale']),
  ScalingActive: new Set(['FailedGetResourceMetric', 'FailedGetObjectMetric', 'FailedGetPodsMetric', 'FailedGetExternalMetric', 'FailedComputeMetricsReplicas', 'InvalidSelector']),
};
const WELL: ReadonlySet<string> = new Set(['AbleToScale', 'ScalingLimited']);
const WAITING = progressing('Waiting to Autoscale');

function fromConditions(conditions: readonly JsonObject[]): Health {
  const broken = conditions.find(({ type, reason }) => Object.hasOwn(BROKEN, textOf(type)) && BROKEN[textOf(type)]!.has(textOf(reason)));
  if (broken !== undefined) return degraded(textOf(broken.message));
  const well = conditions.find(({ type, status }) => WELL.has(textOf(type)) && status === 'True');
  return well === undefined ? WAITING : healthy(textOf(well.message));
}

export const autoscalerHealth = (object: JsonObject): Health => fromConditions(listOf(objectOf(object.status).conditions).map(objectOf));

/** autoscaling/v1 keeps its conditions in an annotation; encoding/json takes their keys in any case. */
export function autoscalerV1Health(object: JsonObject): Health {
  const text = annotationsOf(object)['autoscaling.alpha.kubernetes.io/conditions'];
  if (typeof text !== 'string') return WAITING;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`failed to convert conditions annotation to typed: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
  return fromConditions(listOf(parsed).map((item) => Object.fromEntries(Object.entries(objectOf(item)).map(([name, value]) => [name.toLowerCase(), value]))));
}
