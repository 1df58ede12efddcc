import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { formatTime, parseTime } from '../../../base/time';
import { semanticEqual } from '../../../api/equal';
import { splitApiVersion } from '../../../api/schema/resources';
import { parseLabelSelector, requirementsMatch } from '../../../api/selector';
import type { Pod } from '../../../api';
import type { Scale } from '../../../api/generated/types/autoscaling.v1';
import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerStatus } from '../../../api/generated/types/autoscaling.v2';
import { INITIAL_AUTOSCALER_STATE, reconcileAutoscaler, SYNC_PERIOD_S } from '../../../resources';
import type { Autoscaler, AutoscalerState, AutoscalerStatus, MetricsSnapshot, ScaledPod } from '../../../resources';
import { resourceOf } from '../../apiserver/resource';
import type { Cluster } from '../../cluster-state';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { keyOfObject, splitKey } from '../../control/owners';
import { phaseOf, podCondition } from '../../control/pods';
import type { View } from '../../control/view';

const AUTOSCALERS = 'horizontalpodautoscalers.autoscaling';
const SECOND = 1_000_000;

/** What the metrics APIs answer at a moment (µs since 1970), of what runs in the cluster; times in it are in seconds since 1970. */
export type MetricsSource = (view: View, namespace: string, now: number, cluster: Cluster) => MetricsSnapshot;

export interface AutoscalerMemory {
  readonly states: OrderedMap<string, AutoscalerState>;
  /** hpaSelectors: by which labels each autoscaler found its Pods when it looked last. */
  readonly selectors: OrderedMap<string, string>;
}

type Tools = Work<AutoscalerMemory>;

const seconds = (text: string | undefined): number | undefined => {
  const time = parseTime(text ?? '');
  return time === undefined ? undefined : time / SECOND;
};

function scaledPod(pod: Pod): ScaledPod {
  const ready = podCondition(pod, 'Ready');
  const startTime = seconds(pod.status?.startTime);
  return {
    name: pod.metadata.name ?? '', spec: pod.spec, phase: phaseOf(pod),
    ...(startTime === undefined ? {} : { startTime }),
    ...(pod.metadata.deletionTimestamp === undefined ? {} : { terminating: true }),
    ...(ready === undefined ? {} : { ready: { status: ready.status === 'True', since: seconds(ready.lastTransitionTime) ?? 0 } }),
  };
}

/** The status as the API has it: each condition with the time since which it has its status. */
function statusOf(hpa: HorizontalPodAutoscaler, { conditions, lastScaleTime, currentMetrics, currentReplicas, desiredReplicas }: AutoscalerStatus, now: number): HorizontalPodAutoscalerStatus {
  const before = hpa.status?.conditions ?? [];
  const since = (type: string, status: string): string => {
    const found = before.find((one) => one.type === type);
    return found?.status === status && found.lastTransitionTime !== undefined ? found.lastTransitionTime : formatTime(now);
  };
  return {
    currentReplicas, desiredReplicas,
    conditions: conditions.map((one) => ({ ...one, lastTransitionTime: since(one.type, one.status) })),
    ...(currentMetrics === undefined ? {} : { currentMetrics: currentMetrics as unknown as NonNullable<HorizontalPodAutoscalerStatus['currentMetrics']> }),
    ...(lastScaleTime === undefined ? {} : { lastScaleTime: formatTime(lastScaleTime * SECOND) }),
  };
}

function writeStatus(hpa: HorizontalPodAutoscaler, status: HorizontalPodAutoscalerStatus, work: Tools): void {
  if (!semanticEqual(status, hpa.status)) work.client.update({ ...hpa, status }, 'status');
}

interface Target {
  readonly place: { readonly group: string; readonly resource: string; readonly namespace: string; readonly name: string; readonly subresource: 'scale' };
  readonly scale: Scale;
}

/** scaleForResourceMappings, or the error in upstream's words. */
function targetOf(hpa: HorizontalPodAutoscaler, work: Tools): Target | { readonly error: string } {
  const { apiVersion = '', kind, name } = hpa.spec?.scaleTargetRef ?? { kind: '', name: '' };
  const found = resourceOf(work.registry, { apiVersion, kind });
  if (found === undefined) return { error: `no matches for kind "${kind}" in group "${splitApiVersion(apiVersion)[0]}"` };
  const place = { ...found, namespace: hpa.metadata.namespace ?? '', name, subresource: 'scale' as const };
  const answer = work.client.send({ verb: 'get', ...place });
  if ('failure' in answer) return { error: answer.failure.message };
  return 'object' in answer ? { place, scale: answer.object as Scale } : { error: 'the server could not find the requested resource' };
}

/** A target that cannot be asked for its size. */
function withoutTarget(hpa: HorizontalPodAutoscaler, error: string, work: Tools): never {
  const message = `the HPA controller was unable to get the target's current scale: ${error}`;
  work.event(hpa, 'Warning', 'FailedGetScale', error);
  const others = (hpa.status?.conditions ?? []).filter(({ type }) => type !== 'AbleToScale');
  const conditions = [{ type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message, lastTransitionTime: formatTime(work.now) }, ...others];
  writeStatus(hpa, { desiredReplicas: 0, ...hpa.status, conditions }, work);
  throw new ReconcileError(message);
}

interface Doubt {
  /** What the Event is called, and the condition. */
  readonly event: string;
  readonly reason: string;
  readonly error: string;
  readonly message: string;
}

/** A scale without a selector, as a custom resource without labelSelectorPath has it, tells of no Pods. */
const NO_SELECTOR: Doubt = { event: 'SelectorRequired', reason: 'InvalidSelector', error: 'selector is required', message: "the HPA target's scale is missing a selector" };

/** hpasControllingPodsUnderSelector: Pods that several autoscalers count are scaled by none. */
function ambiguity(key: string, selector: string, pods: readonly Pod[], work: Tools): Doubt | undefined {
  work.memory = { ...work.memory, selectors: byText.set(work.memory.selectors, key, selector) };
  const [namespace] = splitKey(key);
  const counts = [...byText.entries(work.memory.selectors)].filter(([other, text]) => {
    const read = parseLabelSelector(text);
    return splitKey(other)[0] === namespace && read.ok && pods.some(({ metadata }) => requirementsMatch(read.value, metadata.labels ?? {}));
  });
  if (counts.length < 2) return undefined;
  const error = `pods by selector ${selector} are controlled by multiple HPAs: [${counts.map(([other]) => other).join(' ')}]`;
  return { event: 'AmbiguousSelector', reason: 'AmbiguousSelector', error, message: error };
}

/** validateAndParseSelector, and computeReplicasForMetrics without it. */
function withoutPods(hpa: HorizontalPodAutoscaler, { status }: Scale, { event, reason, error, message }: Doubt, work: Tools): never {
  work.event(hpa, 'Warning', event, error);
  work.event(hpa, 'Warning', 'FailedComputeMetricsReplicas', error);
  const of = (type: string, status: string, reason: string, message: string) => ({ type, status, reason, message, lastTransitionTime: hpa.status?.conditions?.find((one) => one.type === type && one.status === status)?.lastTransitionTime ?? formatTime(work.now) });
  const conditions = [of('AbleToScale', 'True', 'SucceededGetScale', "the HPA controller was able to get the target's current scale"), of('ScalingActive', 'False', reason, message)];
  writeStatus(hpa, { desiredReplicas: 0, ...hpa.status, currentReplicas: status?.replicas ?? 0, conditions }, work);
  throw new ReconcileError(error);
}

/** Writes the target's new size; a refusal ends the look. */
function rescale(hpa: HorizontalPodAutoscaler, { place, scale }: Target, replicas: number, work: Tools): void {
  const body: Scale = { ...scale, spec: { ...scale.spec, replicas } };
  const answer = work.client.send({ verb: 'update', ...place, body });
  if (!('failure' in answer)) return;
  work.event(hpa, 'Warning', 'FailedRescale', `New size: ${replicas}; reason: ; error: ${answer.failure.message}`);
  throw new RequestError(answer.failure);
}

/** The Metrics API is asked with the target's selector. */
const ofPods = (metrics: MetricsSnapshot, names: ReadonlySet<string>): MetricsSnapshot => ({ ...metrics, resource: metrics.resource.filter(({ pod }) => names.has(pod)) });

/** reconcileAutoscaler. */
function sync(hpa: HorizontalPodAutoscaler, key: string, metrics: MetricsSource, work: Tools): void {
  const target = targetOf(hpa, work);
  if ('error' in target) return withoutTarget(hpa, target.error, work);
  const { scale } = target;
  const { namespace = '' } = hpa.metadata;
  if ((scale.spec.replicas ?? 0) > 0 && (scale.status?.selector ?? '') === '') return withoutPods(hpa, scale, NO_SELECTOR, work);
  const selector = parseLabelSelector(scale.status?.selector ?? '');
  const pods = work.view.list('pods', namespace).filter(({ metadata }) => selector.ok && requirementsMatch(selector.value, metadata.labels ?? {}));
  const doubt = (scale.spec.replicas ?? 0) === 0 ? undefined : ambiguity(key, scale.status?.selector ?? '', pods, work);
  if (doubt !== undefined) return withoutPods(hpa, scale, doubt, work);
  const result = reconcileAutoscaler(byText.get(work.memory.states, key) ?? INITIAL_AUTOSCALER_STATE, {
    hpa: hpa as unknown as Autoscaler,
    replicas: { spec: scale.spec.replicas ?? 0, status: scale.status?.replicas ?? 0 },
    pods: pods.map(scaledPod),
    metrics: ofPods(metrics(work.view, namespace, work.now, work.cluster), new Set(pods.map(({ metadata }) => metadata.name ?? ''))),
    now: work.now / SECOND,
  });
  if (result.scaleTo !== null) rescale(hpa, target, result.scaleTo, work);
  work.memory = { ...work.memory, states: byText.set(work.memory.states, key, result.state) };
  for (const { type, reason, message } of result.events) work.event(hpa, type, reason, message);
  writeStatus(hpa, statusOf(hpa, result.state.status, work.now), work);
}

/** pkg/controller/podautoscaler HorizontalController: the arithmetic is that of `resources/autoscaler`; what the metrics APIs answer comes from `metrics`. */
export const horizontalAutoscalerController = (metrics: MetricsSource): Controller<AutoscalerMemory> => ({
  name: 'horizontal-pod-autoscaler',
  user: controllerUser('horizontal-pod-autoscaler'),
  memory: { states: null, selectors: null },
  handlers: {
    [AUTOSCALERS]: ({ type, object }, desk) => {
      const key = keyOfObject(object);
      if (type === 'ADDED') desk.enqueueAfter(key, SYNC_PERIOD_S * SECOND);
      if (type === 'DELETED') desk.memory = { states: byText.delete(desk.memory.states, key), selectors: byText.delete(desk.memory.selectors, key) };
    },
  },
  reads: ['pods'],
  reconcile: (key, work) => {
    const hpa = work.view.get(AUTOSCALERS, ...splitKey(key));
    if (hpa === undefined) return;
    // It looks at every autoscaler once a period, whatever came of the last look.
    work.enqueueAfter(key, SYNC_PERIOD_S * SECOND);
    try {
      sync(hpa, key, metrics, work);
    } catch (error) {
      if (!(error instanceof RequestError) && !(error instanceof ReconcileError)) throw error;
    }
  },
});
