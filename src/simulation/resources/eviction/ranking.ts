/** In which order Pods go (pkg/kubelet/eviction/helpers.go: rankMemoryPressure, rankPIDPressure, rankDiskPressureFunc). */
import { compareQuantity } from '../../api';
import type { Quantity } from '../../api';
import { isMemorySignal, SIGNALS } from './signals';
import type { Signal } from './signals';
import { bytesQuantity, diskUsage, requestQuantity } from './stats';
import type { EvictionPod, PodStats } from './stats';

/** What one Pod's place in the order rests on. Amounts in the resource's own unit. */
export interface Rank {
  readonly pod: EvictionPod;
  /** Null where nothing has been measured. */
  readonly usage: Quantity | null;
  readonly request: Quantity;
  readonly exceeds: boolean;
  readonly priority: number;
}

function usageOf(signal: Signal, stats: PodStats): Quantity {
  if (isMemorySignal(signal)) return bytesQuantity(stats.memory ?? 0);
  const { resource } = SIGNALS[signal];
  if (resource === 'pids') return { nano: BigInt(stats.processes ?? 0) * 1_000_000_000n, format: 'DecimalSI' };
  return bytesQuantity(diskUsage(stats, resource === 'inodes' ? 'inodes' : 'bytes'));
}

const first = (a: boolean, b: boolean): number => (a === b ? 0 : a ? -1 : 1);

const above = ({ usage, request }: Rank): bigint => (usage?.nano ?? 0n) - request.nano;

/** What puts one Pod before another: usage above the request, the lower priority, or the larger amount above the request. */
export type RankRule = 'exceeds' | 'priority' | 'amount';

type Comparison = readonly [RankRule, number];

/** The rules in the order in which they are asked; where nothing has been measured, that decides instead of amounts. */
function comparisons(a: Rank, b: Rank, byRequest: boolean): Comparison[] {
  const unmeasured = first(a.usage === null, b.usage === null);
  const measured = a.usage !== null && b.usage !== null;
  const difference = above(b) - above(a);
  return [
    ...(byRequest ? [['exceeds', measured ? first(a.exceeds, b.exceeds) : unmeasured] as const] : []),
    ['priority', a.priority - b.priority],
    ['amount', !measured ? unmeasured : difference > 0n ? 1 : difference < 0n ? -1 : 0],
  ];
}

const compareRanks = (a: Rank, b: Rank, byRequest: boolean): number => comparisons(a, b, byRequest).find(([, order]) => order !== 0)?.[1] ?? 0;

const hasRequests = (signal: Signal): boolean => SIGNALS[signal].resource !== 'pids';

/** Which rule puts `a` before `b`; null where none does. */
export const decidingRule = (a: Rank, b: Rank, signal: Signal): RankRule | null => comparisons(a, b, hasRequests(signal)).find(([, order]) => order !== 0)?.[0] ?? null;

/**
 * Pods in the order of eviction for a signal: those above their request first, then the lower priority, then the larger amount above the request.
 * QoS plays no part. For PIDs there are no requests: priority, then the number of processes.
 */
export function rankPods(pods: readonly EvictionPod[], signal: Signal): readonly Rank[] {
  const { resource } = SIGNALS[signal];
  const ranks = pods.map((pod): Rank => {
    const usage = pod.stats === undefined ? null : usageOf(signal, pod.stats);
    // Inodes cannot be requested: the amount above the request is measured against the bytes requested, as upstream does.
    const exceedsRequest = requestQuantity(pod.spec, resource);
    const request = resource === 'pids' ? exceedsRequest : requestQuantity(pod.spec, resource === 'inodes' ? 'ephemeral-storage' : resource);
    return { pod, usage, request, exceeds: usage !== null && compareQuantity(usage, exceedsRequest) > 0, priority: pod.spec.priority ?? 0 };
  });
  return [...ranks].sort((a, b) => compareRanks(a, b, hasRequests(signal)));
}
