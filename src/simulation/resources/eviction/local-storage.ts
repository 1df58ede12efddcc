/** Pods that use more ephemeral storage than they may, whatever the node has left (pkg/kubelet/eviction: localStorageEviction). */
import { compareQuantity, formatQuantity, podLimits, quantityOf } from '../../api';
import { containerStorageMessage, emptyDirMessage, podStorageMessage } from './message';
import { bytesQuantity } from './stats';
import type { EvictionPod } from './stats';

/** Why the Pod must go, in the kubelet's words, or null. First its emptyDirs are looked at, then the whole Pod, then each container. */
export function storageLimitExceeded(pod: EvictionPod): string | null {
  const { spec, stats } = pod;
  if (stats === undefined) return null;
  for (const [volume, limit] of Object.entries(pod.emptyDirLimits ?? {})) {
    const used = stats.volumes?.find(({ name }) => name === volume);
    const size = quantityOf(limit);
    if (used !== undefined && size.nano > 0n && compareQuantity(bytesQuantity(used.bytes), size) > 0) return emptyDirMessage(volume, formatQuantity(size));
  }
  const podLimit = podLimits(spec).get('ephemeral-storage');
  if (podLimit !== undefined && compareQuantity(bytesQuantity(stats.ephemeralStorage ?? 0), podLimit) > 0) return podStorageMessage(formatQuantity(podLimit));
  for (const one of stats.containers) {
    const text = spec.containers.find(({ name }) => name === one.name)?.resources?.limits?.['ephemeral-storage'];
    const limit = quantityOf(text);
    if (limit.nano !== 0n && compareQuantity(bytesQuantity((one.rootfs ?? 0) + (one.logs ?? 0)), limit) > 0) return containerStorageMessage(one.name, formatQuantity(limit));
  }
  return null;
}
