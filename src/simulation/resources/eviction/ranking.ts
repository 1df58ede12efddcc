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

function compareRanks(a: Rank, b: Rank, byRequest: boolean): number {
  const unmeasured = first(a.usage === null, b.usage === null);
  const measured = a.usage !== null && b.usage !== null;
  if (byRequest) {
    const exceeding = measured ? first(a.exceeds, b.exceeds) : unmeasured;
    if (exceeding !== 0) return exceeding;
  }
  if (a.priority !== b.priority) return a.priority - b.priority;
  if (!measured) return unmeasured;
  const difference = above(b) - above(a);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

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
  return [...ranks].sort((a, b) => compareRanks(a, b, resource !== 'pids'));
}
