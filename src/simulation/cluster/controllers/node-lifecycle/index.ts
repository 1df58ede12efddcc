import { byText } from '../../../base/ordered-map';
import type { OrderedMap } from '../../../base/ordered-map';
import { formatTime } from '../../../base/time';
import type { ApiObject, Node } from '../../../api';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Work } from '../../control/controller';
import { podCondition } from '../../control/pods';
import { conditionOf, judged, observe } from './health';
import type { Health } from './health';
import { hasTaint, NOT_READY, swapTaints, UNREACHABLE, wantedNoSchedule } from './taints';
import { NEW_ZONE, pace, stateOf, zoneOf } from './zones';
import type { Zone } from './zones';

export interface NodeLifecycleMemory {
  readonly health: OrderedMap<string, Health>;
  /** UIDs of the nodes that were registered here. */
  readonly known: OrderedMap<string, string>;
  readonly zones: OrderedMap<string, Zone>;
  readonly allDown: boolean;
}

const SECOND = 1_000_000;
/** --node-monitor-period. */
const MONITOR = 5 * SECOND;
/** scheduler.NodeEvictionPeriod: nodes that wait are looked at that often. */
const PASS = SECOND / 10;
const [LOOK, TAINT] = ['monitor', 'taint'];

type Tools = Work<NodeLifecycleMemory>;

const nodeRef = (name: string, uid: string): ApiObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name, uid } });

function changeZone(work: Tools, zone: string, change: (one: Zone) => Zone): void {
  work.memory = { ...work.memory, zones: byText.set(work.memory.zones, zone, change(byText.get(work.memory.zones, zone) ?? NEW_ZONE)) };
}

const forget = (name: string) => (zone: Zone): Zone => ({ ...zone, waiting: zone.waiting.filter((one) => one !== name), queued: zone.queued.filter((one) => one !== name) });

/** classifyNodes, and what is said of who comes and goes. */
function register(nodes: readonly Node[], work: Tools): void {
  const names = new Set(nodes.map(({ metadata }) => metadata.name ?? ''));
  for (const { metadata: { name = '', uid = '' } } of nodes) {
    if (byText.has(work.memory.known, name)) continue;
    work.memory = { ...work.memory, known: byText.set(work.memory.known, name, uid) };
    work.event(nodeRef(name, uid), 'Normal', 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`);
  }
  for (const [name, uid] of byText.entries(work.memory.known)) {
    if (names.has(name)) continue;
    work.memory = { ...work.memory, known: byText.delete(work.memory.known, name), health: byText.delete(work.memory.health, name) };
    work.event(nodeRef(name, uid), 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`);
  }
}

/** markNodeForTainting: once until the node is heard of again. */
function markForTainting(node: Node, key: string, work: Tools): void {
  const name = node.metadata.name ?? '';
  changeZone(work, zoneOf(node), (zone) => {
    const fresh = hasTaint(node, key, 'NoExecute') ? zone : forget(name)(zone);
    // A node that waits keeps its place.
    const waits = zone.waiting.includes(name);
    if (waits || fresh.queued.includes(name)) return zone;
    return { ...fresh, waiting: [...fresh.waiting, name], queued: [...fresh.queued, name] };
  });
  work.enqueueAfter(TAINT, PASS);
}

/** processTaintBaseEviction. */
function evictBy(node: Node, ready: string, work: Tools): void {
  if (ready === 'True') {
    swapTaints(node, 'NoExecute', [], [UNREACHABLE, NOT_READY], work.client, work.now);
    changeZone(work, zoneOf(node), forget(node.metadata.name ?? ''));
    return;
  }
  const [key, other] = ready === 'Unknown' ? [UNREACHABLE, NOT_READY] : [NOT_READY, UNREACHABLE];
  if (hasTaint(node, other, 'NoExecute')) swapTaints(node, 'NoExecute', [key], [other], work.client, work.now);
  else markForTainting(node, key, work);
}

/** MarkPodsNotReady: what runs on a node that is not ready serves nobody. */
function markPodsNotReady(name: string, work: Tools): void {
  for (const pod of work.view.podsOn(name)) {
    if (podCondition(pod, 'Ready')?.status !== 'True') continue;
    const conditions = (pod.status?.conditions ?? []).map((one) => (one.type === 'Ready' ? { ...one, status: 'False', lastTransitionTime: formatTime(work.now) } : one));
    try {
      work.client.update({ ...pod, status: { ...pod.status, conditions } }, 'status');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (hasReason(error, 'NotFound')) continue;
    }
    work.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  }
}

/** One node of monitorNodeHealth. */
function monitor(node: Node, work: Tools): string {
  const name = node.metadata.name ?? '';
  const health = observe(byText.get(work.memory.health, name), node, work.view.get('leases.coordination.k8s.io', 'kube-node-lease', name), work.now);
  work.memory = { ...work.memory, health: byText.set(work.memory.health, name, health) };
  const before = conditionOf(node, 'Ready')?.status ?? 'Unknown';
  const next = judged(node, health, work.now);
  const current = next === node ? node : work.client.update(next, 'status');
  const ready = conditionOf(current, 'Ready')?.status;
  if (ready === undefined) return before;
  evictBy(current, ready, work);
  if (ready !== 'True' && before === 'True') {
    work.event(nodeRef(name, node.metadata.uid ?? ''), 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
    markPodsNotReady(name, work);
  }
  return ready;
}

/** handleDisruption: when no node anywhere is heard of, none is given up. */
function judgeZones(nodes: readonly Node[], ready: ReadonlyMap<string, string>, work: Tools): void {
  const byZone = new Map<string, [up: number, down: number]>();
  for (const node of nodes) {
    const counts = byZone.get(zoneOf(node)) ?? [0, 0];
    counts[ready.get(node.metadata.name ?? '') === 'True' ? 0 : 1] += 1;
    byZone.set(zoneOf(node), counts);
  }
  const states = [...byZone].map(([zone, [up, down]]) => ({ zone, state: stateOf(up, down) }));
  const allDown = states.length > 0 && states.every(({ state }) => state === 'FullDisruption');
  for (const { zone, state } of states) changeZone(work, zone, (one) => ({ ...one, state }));
  if (allDown && !work.memory.allDown) {
    for (const node of nodes) evictBy(work.view.get('nodes', undefined, node.metadata.name ?? '') ?? node, 'True', work);
  }
  if (!allDown && work.memory.allDown) {
    // Nobody is blamed for the time in which none was heard of.
    let { health } = work.memory;
    for (const [name, one] of byText.entries(health)) health = byText.set(health, name, { ...one, probe: work.now });
    work.memory = { ...work.memory, health };
  }
  work.memory = { ...work.memory, allDown };
}

function monitorAll(work: Tools): void {
  const nodes = work.view.list('nodes');
  register(nodes, work);
  const ready = new Map<string, string>();
  for (const node of nodes) {
    try {
      ready.set(node.metadata.name ?? '', monitor(node, work));
    } catch (error) {
      // A write that was refused is tried again at the next look.
      if (!(error instanceof RequestError)) throw error;
    }
  }
  judgeZones(nodes, ready, work);
  work.enqueueAfter(LOOK, MONITOR);
}

/** doNoExecuteTaintingPass: the nodes that wait in each zone, as fast as the zone's state allows. */
function taintWaiting(work: Tools): void {
  const size = work.view.list('nodes').length;
  for (const [name, zone] of byText.entries(work.memory.zones)) {
    const every = pace(zone.state, size, work.memory.allDown);
    const [first, ...rest] = zone.waiting;
    if (first === undefined || every === undefined) continue;
    if (zone.next > work.now) {
      work.enqueueAfter(TAINT, zone.next - work.now);
      continue;
    }
    const node = work.view.get('nodes', undefined, first);
    const ready = node === undefined ? 'True' : (conditionOf(node, 'Ready')?.status ?? 'True');
    if (node !== undefined && ready !== 'True') {
      const [key, other] = ready === 'Unknown' ? [UNREACHABLE, NOT_READY] : [NOT_READY, UNREACHABLE];
      swapTaints(node, 'NoExecute', [key], [other], work.client, work.now);
    }
    changeZone(work, name, (one) => ({ ...one, waiting: rest, next: work.now + every }));
    if (rest.length > 0) work.enqueueAfter(TAINT, every);
  }
}

function reconcile(key: string, work: Tools): void {
  if (key === LOOK) return monitorAll(work);
  if (key === TAINT) return taintWaiting(work);
  const node = work.view.get('nodes', undefined, key.slice('node:'.length));
  if (node === undefined) return;
  const { add, remove } = wantedNoSchedule(node);
  swapTaints(node, 'NoSchedule', add, remove, work.client, work.now);
}

/** pkg/controller/nodelifecycle. */
export const nodeLifecycleController: Controller<NodeLifecycleMemory> = {
  name: 'node-controller',
  user: controllerUser('node-controller'),
  memory: { health: null, known: null, zones: null, allDown: false },
  start: (desk) => desk.enqueue(LOOK),
  handlers: {
    nodes: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(`node:${object.metadata.name ?? ''}`);
    },
  },
  reads: ['leases.coordination.k8s.io', 'pods'],
  reconcile,
};
