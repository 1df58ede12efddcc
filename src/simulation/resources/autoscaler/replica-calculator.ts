/**
 * How many replicas a metric asks for (pkg/controller/podautoscaler/replica_calculator.go and metrics/utilization.go). Values in thousandths of the
 * unit; each function answers with the count and the usage it saw, or with upstream's error.
 */
import { groupPods, requestsByPod } from './pods';
import type { AutoscalerSettings, Sample, ScaledPod } from './types';

export interface Tolerances {
  readonly down: number;
  readonly up: number;
}

export interface Context {
  readonly pods: readonly ScaledPod[];
  readonly settings: AutoscalerSettings;
  readonly tolerances: Tolerances;
  readonly now: number;
}

/** How a count came about. */
export interface Arithmetic {
  /** Pods that are ready and measured; those that are starting, without a sample, or not counted at all. */
  readonly ready: number;
  readonly unready: number;
  readonly missing: number;
  readonly ignored: number;
  /** What is used over what is aimed at. */
  readonly ratio: number;
  /** The same with the starting Pods at nothing and the missing ones at what would move the count least; null where neither matters. */
  readonly corrected: { readonly ratio: number; readonly pods: number } | null;
  /** `within` the tolerance, `counted`, or `turned`: the correction would have turned the direction round, so nothing changes. */
  readonly verdict: 'within' | 'counted' | 'turned';
}

export interface Proposal {
  readonly replicas: number;
  readonly arithmetic: Arithmetic;
  /** Mean usage per Pod, or the metric's value. */
  readonly usage: number;
  /** Percent of the request, for a utilization. */
  readonly utilization?: number;
}

export type Calculated = Proposal | { readonly error: string };

/** What a set of samples amounts to against its target. */
interface Ratio {
  readonly ratio: number;
  readonly usage: number;
  readonly utilization?: number;
}

const MAX_INT32 = 2 ** 31 - 1;
const MAX_INT64 = Number(2n ** 63n - 1n);
const MIN_INT64 = -(2 ** 63);

const within = (ratio: number, { down, up }: Tolerances): boolean => 1 - down <= ratio && ratio <= 1 + up;

/** Sums are exact: thousandths of bytes times a hundred leave a double's 53 bits. */
const sum = (values: Iterable<number>): bigint => [...values].reduce((total, value) => total + BigInt(Math.trunc(value)), 0n);

/** GetMetricUsageRatio. */
function usageRatio(samples: ReadonlyMap<string, number>, target: number): Ratio {
  const usage = Number(sum(samples.values()) / BigInt(samples.size));
  return { ratio: usage / target, usage };
}

/** GetResourceUtilizationRatio: all usage over all requests, in whole percent; not the mean of the Pods' percentages. Null where nothing is requested. */
function utilizationRatio(samples: ReadonlyMap<string, number>, requests: ReadonlyMap<string, number>, target: number): Ratio | null {
  const known = [...samples].filter(([pod]) => requests.has(pod));
  const requested = sum(known.map(([pod]) => requests.get(pod) ?? 0));
  if (requested === 0n) return null;
  const used = sum(known.map(([, value]) => value));
  const utilization = Number((used * 100n) / requested);
  return { ratio: utilization / target, usage: Number(used / BigInt(known.length)), utilization };
}

const NO_PODS = { error: 'no pods returned by selector while calculating replica count' };
const NO_METRICS = { error: 'did not receive metrics for targeted pods (pods might be unready)' };
const UNKNOWN_PODS = { error: 'no metrics returned matched known pods' };

interface Measure {
  /** Prepared once the Pods that count are known, since a missing request is looked for only then. */
  prepare(): { readonly error: string } | { ratioOf(samples: ReadonlyMap<string, number>): Ratio | null; assumed(pod: string): number };
}

/**
 * The common course of GetResourceReplicas and calcPlainMetricReplicas: count the Pods that can be counted; if others are in doubt, assume them idle on
 * the way up and at their target on the way down, and move only if the direction holds.
 */
function replicasFor(context: Context, all: ReadonlyMap<string, Sample>, resource: string, current: number, measure: Measure): Calculated {
  const { pods, settings, tolerances, now } = context;
  if (pods.length === 0) return NO_PODS;
  const { ready, unready, missing, ignored } = groupPods(pods, all, resource, settings, now);
  const samples = new Map([...all].map(([pod, { value }]) => [pod, value]));
  for (const pod of [...ignored, ...unready]) samples.delete(pod);
  if (samples.size === 0) return NO_METRICS;
  const prepared = measure.prepare();
  if ('error' in prepared) return prepared;
  const seen = prepared.ratioOf(samples);
  if (seen === null) return UNKNOWN_PODS;
  const { ratio, ...usage } = seen;
  const counts = { ready, unready: unready.length, missing: missing.length, ignored: ignored.length, ratio };
  const upWithUnready = unready.length > 0 && ratio > 1;
  if (!upWithUnready && missing.length === 0) {
    const still = within(ratio, tolerances);
    return { replicas: still ? current : Math.ceil(ratio * ready), ...usage, arithmetic: { ...counts, corrected: null, verdict: still ? 'within' : 'counted' } };
  }
  if (ratio !== 1) for (const pod of missing) samples.set(pod, ratio < 1 ? prepared.assumed(pod) : 0);
  if (upWithUnready) for (const pod of unready) samples.set(pod, 0);
  const again = prepared.ratioOf(samples)?.ratio;
  if (again === undefined) return UNKNOWN_PODS;
  const corrected = { ratio: again, pods: samples.size };
  if (within(again, tolerances)) return { replicas: current, ...usage, arithmetic: { ...counts, corrected, verdict: 'within' } };
  const replicas = Math.ceil(again * samples.size);
  const turned = (ratio < 1 && again > 1) || (ratio > 1 && again < 1) || (again < 1 && replicas > current) || (again > 1 && replicas < current);
  return { replicas: turned ? current : replicas, ...usage, arithmetic: { ...counts, corrected, verdict: turned ? 'turned' : 'counted' } };
}

/** GetResourceReplicas: towards a share of what the Pods (or one container of each) request, in percent. */
export function utilizationReplicas(context: Context, samples: ReadonlyMap<string, Sample>, resource: string, container: string, current: number, target: number): Calculated {
  return replicasFor(context, samples, resource, current, {
    prepare: () => {
      const known = requestsByPod(context.pods, container, resource);
      if ('error' in known) return known;
      const { requests } = known;
      const fallback = BigInt(Math.max(100, target));
      return {
        ratioOf: (of) => utilizationRatio(of, requests, target),
        assumed: (pod) => Number((BigInt(requests.get(pod) ?? 0) * fallback) / 100n),
      };
    },
  });
}

/** GetRawResourceReplicas and GetMetricReplicas: towards a mean value per Pod. `resource` is '' for a custom metric. */
export function averageReplicas(context: Context, samples: ReadonlyMap<string, Sample>, resource: string, current: number, target: number): Calculated {
  return replicasFor(context, samples, resource, current, { prepare: () => ({ ratioOf: (of) => usageRatio(of, target), assumed: () => target }) });
}

const capped = (count: number): number => Math.min(MAX_INT32, count);

const whole = (ready: number, ratio: number, verdict: Arithmetic['verdict']): Arithmetic => ({ ready, unready: 0, missing: 0, ignored: 0, ratio, corrected: null, verdict });

/** getUsageRatioReplicaCount: one value for the whole target; from zero replicas the ratio itself is the count. */
export function valueReplicas(context: Context, usage: number, current: number, target: number): Calculated {
  const ratio = usage / target;
  if (current === 0) return { replicas: Math.ceil(ratio), usage, arithmetic: whole(1, ratio, 'counted') };
  if (within(ratio, context.tolerances)) return { replicas: current, usage, arithmetic: whole(current, ratio, 'within') };
  if (context.pods.length === 0) return { error: `unable to calculate ready pods: ${NO_PODS.error}` };
  const ready = context.pods.filter(({ phase, ready: condition }) => phase === 'Running' && condition?.status === true).length;
  return { replicas: capped(Math.ceil(ratio * ready)), usage, arithmetic: whole(ready, ratio, 'counted') };
}

/** GetObjectPerPodMetricReplicas and GetExternalPerPodMetricReplicas: the whole divided by what one replica may have. */
export function perPodReplicas(context: Context, usage: number, statusReplicas: number, target: number): Calculated {
  const ratio = usage / (target * statusReplicas);
  const still = within(ratio, context.tolerances);
  const replicas = still ? statusReplicas : capped(Math.ceil(usage / target));
  const mean = Math.ceil(usage / statusReplicas);
  // From zero replicas upstream divides by zero; what amd64 makes of that as an integer stands in the status.
  const shown = usage >= MAX_INT64 ? MAX_INT64 : Number.isFinite(mean) ? mean : MIN_INT64;
  return { replicas, usage: shown, arithmetic: whole(statusReplicas, ratio, still ? 'within' : 'counted') };
}
