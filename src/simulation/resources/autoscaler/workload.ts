/**
 * A target under its autoscaler over time: replicas come and go as it says, and the load is shared among them. New Pods are ready at once and the
 * youngest go first; metrics are of this moment. That is less than a cluster does, and enough to see what the controller decides.
 */
import type { PodSpec } from '../../api';
import { INITIAL_AUTOSCALER_STATE, reconcileAutoscaler } from './reconcile';
import type { AutoscalerState } from './reconcile';
import { SYNC_PERIOD_S } from './types';
import type { Autoscaler, AutoscalerEvent, AutoscalerSettings, PodMetrics, ScaledPod } from './types';

/** Thousandths of each resource: of every Pod alike, or of all together in equal (whole) shares. */
export interface Load {
  readonly perPod?: Readonly<Record<string, number>>;
  readonly total?: Readonly<Record<string, number>>;
}

export interface Workload {
  readonly hpa: Autoscaler;
  readonly podSpec: PodSpec;
  readonly pods: readonly ScaledPod[];
  readonly autoscaler: AutoscalerState;
  /** Seconds since the start. */
  readonly now: number;
  /** Next free number for a Pod's name. */
  readonly serial: number;
}

export interface WorkloadStep {
  readonly workload: Workload;
  readonly scales: readonly { readonly at: number; readonly from: number; readonly to: number }[];
  readonly events: readonly AutoscalerEvent[];
}

/** How long a sample of the metrics server is measured over here, seconds. */
export const METRICS_WINDOW_S = 30;

function newPods(podSpec: PodSpec, serial: number, count: number, since: number): ScaledPod[] {
  return Array.from({ length: count }, (_, index) => ({ name: `pod-${serial + index}`, spec: podSpec, phase: 'Running', startTime: since, ready: { status: true, since } }));
}

/** A target whose Pods have run for an hour. */
export function createWorkload(hpa: Autoscaler, podSpec: PodSpec, replicas: number): Workload {
  return { hpa, podSpec, pods: newPods(podSpec, 0, replicas, -3600), autoscaler: INITIAL_AUTOSCALER_STATE, now: 0, serial: replicas };
}

/** What the metrics API would say of the Pods under this load; the first container has it all. */
function measure(workload: Workload, load: Load, now: number): PodMetrics[] {
  const { pods, podSpec } = workload;
  const shared = Object.entries(load.total ?? {}).map(([name, value]) => [name, Math.trunc(value / Math.max(1, pods.length))] as const);
  const usage = { ...load.perPod, ...Object.fromEntries(shared) };
  return pods.map(({ name }) => ({ pod: name, at: now, window: METRICS_WINDOW_S, containers: [{ name: podSpec.containers[0].name, usage }] }));
}

/** Lets `seconds` pass under a steady load; the autoscaler looks at every multiple of its period, the end included. */
export function runWorkload(before: Workload, load: Load, seconds: number, settings?: AutoscalerSettings): WorkloadStep {
  const end = before.now + seconds;
  const scales: { at: number; from: number; to: number }[] = [];
  const events: AutoscalerEvent[] = [];
  let workload = before;
  for (let now = (Math.floor(before.now / SYNC_PERIOD_S) + 1) * SYNC_PERIOD_S; now <= end; now += SYNC_PERIOD_S) {
    const count = workload.pods.length;
    const result = reconcileAutoscaler(workload.autoscaler, {
      hpa: workload.hpa, pods: workload.pods, now, replicas: { spec: count, status: count },
      metrics: { resource: measure(workload, load, now) }, ...(settings === undefined ? {} : { settings }),
    });
    events.push(...result.events);
    workload = { ...workload, autoscaler: result.state };
    if (result.scaleTo === null) continue;
    scales.push({ at: now, from: count, to: result.scaleTo });
    const added = Math.max(0, result.scaleTo - count);
    workload = { ...workload, serial: workload.serial + added, pods: [...workload.pods.slice(0, result.scaleTo), ...newPods(workload.podSpec, workload.serial, added, now)] };
  }
  return { workload: { ...workload, now: end }, scales, events };
}
