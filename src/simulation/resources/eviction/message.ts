/** What the kubelet says about an eviction, word for word (pkg/kubelet/eviction/helpers.go: evictionMessage and its formats). */
import { compareQuantity, formatQuantity, hasPodLevelResources, quantityOf } from '../../api';
import type { Quantity } from '../../api';
import { quote } from '../../base/go/quote';
import { SIGNALS } from './signals';
import { bytesQuantity, containerOf } from './stats';
import type { ContainerStats, EvictionPod, Observations } from './stats';
import { thresholdBytes } from './thresholds';
import type { Threshold } from './thresholds';

export const containerStorageMessage = (name: string, limit: string): string => `Container ${name} exceeded its local ephemeral storage limit ${quote(limit)}. `;
export const podStorageMessage = (limit: string): string => `Pod ephemeral local storage usage exceeds the total limit of containers ${limit}. `;
export const emptyDirMessage = (volume: string, limit: string): string => `Usage of EmptyDir volume ${quote(volume)} exceeds the limit ${quote(limit)}. `;

function usageOf(resource: string, stats: ContainerStats): Quantity | null {
  if (resource === 'memory') return stats.memory === undefined ? null : bytesQuantity(stats.memory);
  if (resource !== 'ephemeral-storage' || stats.rootfs === undefined || stats.logs === undefined) return null;
  return bytesQuantity(stats.rootfs + stats.logs);
}

/** Names the resource, the first threshold met for it, and each container above its request. */
export function evictionMessage(resource: string, pod: EvictionPod, thresholds: readonly Threshold[], observations: Observations): string {
  let message = `The node was low on resource: ${resource}. `;
  const met = thresholds.find(({ signal }) => SIGNALS[signal].resource === resource && observations.has(signal));
  const observed = met === undefined ? undefined : observations.get(met.signal);
  if (met !== undefined && observed !== undefined) {
    message += `Threshold quantity: ${formatQuantity(thresholdBytes(met.value, observed.capacity))}, available: ${formatQuantity(observed.available)}. `;
  }
  if (pod.stats === undefined) return message;
  const podRequest = pod.spec.resources?.requests?.[resource];
  if (resource === 'memory' && hasPodLevelResources(pod.spec) && podRequest !== undefined && pod.stats.memory !== undefined) {
    message += `Pod ${pod.name} was using ${formatQuantity(bytesQuantity(pod.stats.memory))}, request is ${formatQuantity(quantityOf(podRequest))}, has larger consumption of ${resource}. `;
  }
  for (const stats of pod.stats.containers) {
    const container = containerOf(pod.spec, stats.name);
    const usage = usageOf(resource, stats);
    const request = quantityOf(container?.resources?.requests?.[resource]);
    if (container === undefined || usage === null || compareQuantity(usage, request) <= 0) continue;
    message += `Container ${stats.name} was using ${formatQuantity(usage)}, request is ${formatQuantity(request)}, has larger consumption of ${resource}. `;
  }
  return message;
}
