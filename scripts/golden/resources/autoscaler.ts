import { createWorkload, INITIAL_AUTOSCALER_STATE, METRICS_WINDOW_S, reconcileAutoscaler, runWorkload } from '../../../src/simulation/resources/index';
import type { Autoscaler, AutoscalerStatus, MetricsSnapshot, Sample, ScaledPod } from '../../../src/simulation/resources/index';
import type { PodSpec } from '../../../src/simulation/api';

interface PodIn {
  name: string;
  cpuRequest?: string;
  memoryRequest?: string;
  startedSecondsAgo: number;
  readyConditionChangedSecondsAgo: number;
  ready?: boolean;
  phase?: string;
  terminating?: boolean;
  usageMilli?: Record<string, number>;
}

interface DecisionIn {
  hpa: Autoscaler;
  replicas: number;
  pods: PodIn[];
  objectMetricsMilli?: Record<string, number[]>;
  externalMetricsMilli?: Record<string, number[]>;
}

/** The first look comes this long after the start. */
const FIRST_LOOK_S = 15;

function specOf(cpu?: string, memory?: string): PodSpec {
  return { containers: [{ name: 'app', resources: { requests: { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) } } }] };
}

const podOf = (pod: PodIn): ScaledPod => ({
  name: pod.name, spec: specOf(pod.cpuRequest, pod.memoryRequest), phase: pod.phase ?? 'Running', startTime: -pod.startedSecondsAgo,
  terminating: pod.terminating, ready: { status: pod.ready ?? true, since: -pod.readyConditionChangedSecondsAgo },
});

/** The same usage answers for the resource metrics API and, under other names, for the custom one. */
function metricsOf(input: DecisionIn, now: number): MetricsSnapshot {
  const measured = input.pods.filter(({ usageMilli }) => usageMilli !== undefined);
  const custom: Record<string, Record<string, Sample>> = {};
  for (const { name, usageMilli = {} } of measured) for (const [metric, value] of Object.entries(usageMilli)) (custom[metric] ??= {})[name] = { value, at: now, window: METRICS_WINDOW_S };
  return {
    resource: measured.map(({ name, usageMilli = {} }) => ({ pod: name, at: now, window: METRICS_WINDOW_S, containers: [{ name: 'app', usage: usageMilli }] })),
    pods: custom,
    object: Object.fromEntries(Object.entries(input.objectMetricsMilli ?? {}).map(([name, [value]]) => [name, value])),
    external: input.externalMetricsMilli,
  };
}

/** The recording leaves out when the last scaling was. */
function shown({ lastScaleTime: _, ...status }: AutoscalerStatus): unknown {
  return status;
}

export function replayDecision(input: DecisionIn): unknown {
  const now = FIRST_LOOK_S;
  const replicas = { spec: input.replicas, status: input.replicas };
  const { scaleTo, events, state } = reconcileAutoscaler(INITIAL_AUTOSCALER_STATE, { hpa: input.hpa, replicas, pods: input.pods.map(podOf), metrics: metricsOf(input, now), now });
  return { ...(scaleTo === null ? {} : { scaleTo }), status: shown(state.status), events };
}

interface StepIn {
  seconds: number;
  perPodMilli?: Record<string, number>;
  totalMilli?: Record<string, number>;
}

export function replayOverTime(input: { hpa: Autoscaler; replicas: number; cpuRequest: string; steps: StepIn[] }): unknown {
  let workload = createWorkload(input.hpa, specOf(input.cpuRequest), input.replicas);
  const after = input.steps.map(({ seconds, perPodMilli, totalMilli }) => {
    const step = runWorkload(workload, { perPod: perPodMilli, total: totalMilli }, seconds);
    workload = step.workload;
    return { scales: step.scales, status: shown(workload.autoscaler.status), events: step.events };
  });
  return { after };
}
