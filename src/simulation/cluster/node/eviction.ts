/** Eviction at a living kubelet (pkg/kubelet/eviction: Start, synchronize, evictPod): memory, the disk of machines at which somebody can write, and what Pods may take of it. Process numbers and inodes are not measured. */
import { byText } from '../../base/ordered-map';
import { quantityOf, unitValue } from '../../api';
import type { Node } from '../../api';
import { bytesQuantity } from '../../resources/eviction/stats';
import type { EvictionPod, Observations } from '../../resources/eviction/stats';
import { CLEANUP_POLL_S, evictionLook, INITIAL_EVICTION_STATE, MONITORING_INTERVAL_S } from '../../resources/eviction/manager';
import type { EvictionConfig } from '../../resources/eviction/manager';
import { SIGNALS } from '../../resources/eviction/signals';
import { parseThresholds } from '../../resources/eviction/thresholds';
import type { Work } from '../control/controller';
import { diskLook, withoutImages } from './disk-pressure';
import { log, nameOf } from './journal';
import { storageLook } from './local-storage';
import { imageId } from './machine/images';
import { NEW_MACHINE, podOn } from './machine/machine';
import { emptyDirLimits } from './machine/storage-limits';
import { memoryOf, NODE_MEMORY } from './machine/usage';
import { EVICTION } from './measure';
import type { Evicted, KubeletMemory, Worker } from './memory';
import { NODE_STATUS } from './node-work';
import { SECOND } from './session';
import type { NodeSettings } from './settings';

/** `memory.available` of DefaultEvictionHard; with what kubelets enforce unless they are told otherwise, it holds for all Pods together as well. */
const HARD = '100Mi';

function configOf(evictionHard: Readonly<Record<string, string>>): EvictionConfig {
  const read = parseThresholds({ evictionHard, enforceAllocatable: true });
  if ('error' in read) throw new RangeError(read.error);
  return { thresholds: read.thresholds, maxPodGraceSeconds: 0 };
}

const CONFIG = configOf({ 'memory.available': HARD });
/** DefaultEvictionHard, without inodes. */
const DISK_CONFIG = configOf({ 'memory.available': HARD, 'nodefs.available': '10%', 'imagefs.available': '15%' });

const isActive = ({ admitted, evicted, stage }: Worker): boolean => admitted && evicted === undefined && (stage === 'new' || stage === 'sync');

const bytes = (text: string | undefined): number => unitValue(quantityOf(text));

interface Looked {
  readonly worker: Worker;
  readonly pod: EvictionPod;
  readonly memory: number;
  /** When its disk has to be looked at again. */
  readonly again?: number;
}

function podsOf(work: Work<KubeletMemory>, node: NodeSettings): readonly Looked[] {
  const machine = work.machine(node.name) ?? NEW_MACHINE;
  return [...byText.entries(work.memory.workers)].flatMap(([uid, worker]) => {
    if (!isActive(worker)) return [];
    const runtime = podOn(machine, uid);
    const taken = (runtime?.containers ?? []).map((one) => ({ name: one.name, memory: memoryOf(one, work.now) })).filter((one) => one.memory > 0);
    const memory = taken.reduce((sum, one) => sum + one.memory, 0);
    const { pod: { spec } } = worker;
    const disk = runtime === undefined ? undefined : storageLook(work, worker.pod, runtime);
    if (disk === undefined) return [{ worker, memory, pod: { name: uid, spec, stats: { memory, containers: taken } } }];
    const containers = disk.stats.containers.map((one) => ({ ...one, memory: taken.reduce((sum, other) => (other.name === one.name ? sum + other.memory : sum), 0) }));
    return [{ worker, memory, pod: { name: uid, spec, stats: { ...disk.stats, memory, containers }, emptyDirLimits: emptyDirLimits(spec) }, ...(disk.again === undefined ? {} : { again: disk.again }) }];
  });
}

/** makeSignalObservations, of memory. */
function observed({ capacity, allocatable = capacity }: NodeSettings, used: number): Observations {
  const [whole, forPods] = [bytes(capacity['memory']), bytes(allocatable['memory']) + (allocatable === capacity ? 0 : bytes(HARD))];
  return new Map([
    ['memory.available', { capacity: bytesQuantity(whole), available: bytesQuantity(whole - NODE_MEMORY - used) }],
    ['allocatableMemory.available', { capacity: bytesQuantity(forPods), available: bytesQuantity(forPods - used) }],
  ]);
}

/** One look. `evict`: ends a Pod. It looks again every ten seconds, while a process of the node takes memory besides its own or pressure lasts. */
export function lookForPressure(work: Work<KubeletMemory>, node: NodeSettings, evict: (uid: string, why: Evicted) => void): void {
  const pods = podsOf(work, node);
  const before = work.memory.eviction ?? INITIAL_EVICTION_STATE;
  const memory = observed(node, pods.reduce((sum, one) => sum + one.memory, 0));
  const disk = diskLook(node, work.machine(node.name) ?? NEW_MACHINE);
  const collected = disk?.collected;
  const look = evictionLook(disk === undefined ? CONFIG : DISK_CONFIG, before, new Map([...memory, ...(disk?.seen ?? [])]), pods.map(({ pod }) => pod), work.now / SECOND, collected === undefined ? undefined : new Map([...memory, ...collected.seen]));
  work.memory = { ...work.memory, eviction: look.state };
  // A condition that comes is told with the next status.
  if (look.state.conditions.join() !== before.conditions.join()) work.enqueue(NODE_STATUS);
  if (look.collected && collected !== undefined) {
    log(work, node, 'I', 'image_gc_manager.go:460', 'Attempting to delete unused images');
    for (const { name, size } of collected.images) log(work, node, 'I', 'image_gc_manager.go:529', 'Removing image to free bytes', { imageID: imageId(name), size: { as: String(size) }, runtimeHandler: '' });
    work.setMachine(node.name, withoutImages(work.machine(node.name) ?? NEW_MACHINE, collected.images));
  }
  const resource = look.reclaiming === null ? '' : SIGNALS[look.reclaiming.signal].resource;
  const ref: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: node.name, uid: node.name }, spec: {} };
  if (look.reclaiming !== null) {
    log(work, node, 'I', 'eviction_manager.go:381', 'Eviction manager: attempting to reclaim', { resourceName: resource });
    log(work, node, 'I', 'eviction_manager.go:392', 'Eviction manager: must evict pod(s) to reclaim', { resourceName: resource });
  }
  if (look.reclaiming !== null) work.event(ref, 'Warning', 'EvictionThresholdMet', `Attempting to reclaim ${resource}`);
  if (look.reclaiming !== null && look.evicted.length === 0) log(work, node, 'I', 'eviction_manager.go:444', 'Eviction manager: unable to evict any pods from the node');
  for (const { pod: uid, message, gracePeriodSeconds, disruption } of look.evicted) {
    evict(uid, { reason: 'Evicted', message, grace: gracePeriodSeconds, disruption });
    const evicted = byText.get(work.memory.workers, uid);
    if (evicted !== undefined) log(work, node, 'I', 'eviction_manager.go:635', 'Eviction manager: pod is evicted successfully', { pod: nameOf(evicted.pod) });
  }
  const machine = work.machine(node.name) ?? NEW_MACHINE;
  const grows = pods.some(({ worker }) => (podOn(machine, worker.uid)?.containers ?? []).some(({ behaviour }) => behaviour.holds !== undefined));
  if (grows || look.state.conditions.length > 0) work.enqueueAfter(EVICTION, (look.evicted.length > 0 ? CLEANUP_POLL_S : MONITORING_INTERVAL_S) * SECOND);
  const due = pods.flatMap(({ again }) => again ?? []);
  if (due.length > 0) work.enqueueAfter(EVICTION, Math.max(1, Math.ceil((Math.min(...due) - work.now) / SECOND / MONITORING_INTERVAL_S)) * MONITORING_INTERVAL_S * SECOND);
}
