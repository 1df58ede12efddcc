/**
 * What of a machine is for Pods (pkg/kubelet/nodestatus: MachineInfo; pkg/kubelet/cm: GetNodeAllocatableReservation, hardEvictionReservation).
 */
import { addQuantity, addResources, parseResourceList, quantityOf, unitValue } from '../../api';
import type { Quantity, Requests, ResourceList } from '../../api';
import { thresholdBytes } from '../eviction/thresholds';
import type { Threshold } from '../eviction/thresholds';
import { isHugePages } from './huge-pages';

export interface Machine {
  /** CPU, memory, ephemeral storage and huge pages. */
  readonly capacity: ResourceList;
  readonly maxPods: number;
  /** --pods-per-core; 0 or absent: no such limit. */
  readonly podsPerCore?: number;
}

export interface Reservations {
  readonly systemReserved?: ResourceList;
  readonly kubeReserved?: ResourceList;
  /** Hard eviction thresholds: what they keep free cannot be promised to Pods. */
  readonly evictionHard?: readonly Threshold[];
}

export interface NodeResources {
  readonly capacity: Requests;
  readonly allocatable: Requests;
  readonly evictionReserved: Requests;
}

const bytes = (value: number): Quantity => ({ nano: BigInt(value) * 1_000_000_000n, format: 'BinarySI' });

const less = (from: Quantity, by: Quantity | undefined): Quantity => {
  const nano = from.nano - (by?.nano ?? 0n);
  return { nano: nano < 0n ? 0n : nano, format: from.format };
};

function evictionReserve(capacity: Requests, thresholds: readonly Threshold[]): Requests {
  const reserved: Requests = new Map();
  for (const threshold of thresholds) {
    const name = threshold.signal === 'memory.available' ? 'memory' : threshold.signal === 'nodefs.available' ? 'ephemeral-storage' : null;
    const whole = name === null ? undefined : capacity.get(name);
    if (name !== null) reserved.set(name, thresholdBytes(threshold.value, whole ?? bytes(0)));
  }
  return reserved;
}

/**
 * Capacity less what the system, Kubernetes' own daemons and the hard eviction thresholds keep, never below zero; huge pages come off memory,
 * because the kernel sets them aside at boot.
 */
export function nodeResources(machine: Machine, reservations: Reservations = {}): NodeResources {
  const capacity = parseResourceList(machine.capacity);
  const cores = unitValue(capacity.get('cpu') ?? quantityOf('0'));
  const { maxPods, podsPerCore = 0 } = machine;
  capacity.set('pods', quantityOf(String(podsPerCore > 0 ? Math.min(cores * podsPerCore, maxPods) : maxPods)));
  const evictionReserved = evictionReserve(capacity, reservations.evictionHard ?? []);
  const reserved: Requests = new Map();
  for (const list of [parseResourceList(reservations.systemReserved), parseResourceList(reservations.kubeReserved), evictionReserved]) addResources(reserved, list);
  const allocatable: Requests = new Map([...capacity].map(([name, quantity]) => [name, less(quantity, reserved.get(name))]));
  for (const [name, quantity] of capacity) {
    if (isHugePages(name)) allocatable.set('memory', less(allocatable.get('memory') ?? bytes(0), quantity));
  }
  return { capacity, allocatable, evictionReserved };
}

/** What Pods of these requests leave free. */
export function unallocated(node: NodeResources, podRequestLists: readonly Requests[]): Requests {
  const used: Requests = new Map();
  for (const list of podRequestLists) addResources(used, list);
  return new Map([...node.allocatable].map(([name, quantity]) => [name, { nano: addQuantity(quantity, { nano: -(used.get(name)?.nano ?? 0n), format: quantity.format }).nano, format: quantity.format }]));
}
