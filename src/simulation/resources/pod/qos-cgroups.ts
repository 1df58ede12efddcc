/**
 * The cgroups above those of the Pods (pkg/kubelet/cm: createNodeAllocatableCgroups, qosContainerManagerImpl.UpdateCgroups): `kubepods` is
 * limited to what is allocatable, `burstable` weighs what its Pods request together, `besteffort` as little as possible.
 */
import { milliValue, podRequests, quantityOf, unitValue } from '../../api';
import type { PodSpec, Requests } from '../../api';
import { milliCpuToShares, MIN_SHARES, sharesToWeightLinear } from './cpu-arithmetic';
import type { MemoryQoS } from './pod-cgroup';
import { qosClass } from '../../api/pod-qos';
import type { QosClass } from '../../api/pod-qos';

/** Files by name. Guaranteed is the `kubepods` cgroup itself, in which Guaranteed Pods lie directly. */
export type QosCgroups = Readonly<Record<QosClass, Readonly<Record<string, string>>>>;

function total(pods: readonly PodSpec[], qos: QosClass, resource: 'cpu' | 'memory'): number {
  return pods.filter((spec) => qosClass(spec) === qos).reduce((sum, spec) => {
    const amount = podRequests(spec).get(resource) ?? quantityOf('0');
    return sum + (resource === 'cpu' ? milliValue(amount) : unitValue(amount));
  }, 0);
}

const weight = (shares: number): string => String(sharesToWeightLinear(shares));

/** MemoryQoS reserves for a class what its Pods request; the parent must reserve what its children do. */
function reservations(pods: readonly PodSpec[], memoryQoS: MemoryQoS | null): { kubepods: Record<string, string>; burstable: Record<string, string> } {
  if (memoryQoS === null) return { kubepods: {}, burstable: {} };
  const [guaranteed, burstable] = memoryQoS === 'None' ? [0, 0] : [total(pods, 'Guaranteed', 'memory'), total(pods, 'Burstable', 'memory')];
  return { kubepods: { 'memory.min': String(guaranteed + burstable) }, burstable: { 'memory.low': String(burstable) } };
}

/**
 * `enforced` is the machine's capacity less what is reserved for the system and Kubernetes; hard eviction thresholds do not come off
 * here, so that eviction comes before this limit. `pids` limits all Pods together.
 */
export function qosCgroups(pods: readonly PodSpec[], enforced: Requests, options: { readonly memoryQoS?: MemoryQoS | null; readonly pids?: number } = {}): QosCgroups {
  const kept = reservations(pods, options.memoryQoS ?? null);
  return {
    Guaranteed: {
      'cpu.weight': weight(milliCpuToShares(milliValue(enforced.get('cpu') ?? quantityOf('0')))),
      'memory.max': String(unitValue(enforced.get('memory') ?? quantityOf('0'))),
      ...(options.pids === undefined ? {} : { 'pids.max': String(options.pids) }),
      ...kept.kubepods,
    },
    Burstable: { 'cpu.weight': weight(milliCpuToShares(total(pods, 'Burstable', 'cpu'))), ...kept.burstable },
    BestEffort: { 'cpu.weight': weight(MIN_SHARES) },
  };
}
