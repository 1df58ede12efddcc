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
  /** nodesToRetry: nodes of whose Pods not all could be told that they are not ready. */
  readonly retry: OrderedMap<string, true>;
}

const SECOND = 1_000_000;
/** --node-monitor-period, and what a look takes: the next one begins a period after it has ended, so that the eleventh is more than fifty seconds after the first. */
const [MONITOR, LOOK_TAKES] = [5 * SECOND, 1_000];
/** scheduler.NodeHealthUpdateRetry: how often a node is judged within one look when writing fails. */
const ATTEMPTS = 5;
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

/** MarkPodsNotReady: what runs on a node that is not ready serves nobody. Gives whether all were told. */
function markPodsNotReady(name: string, work: Tools): boolean {
  let all = true;
  for (const pod of work.view.podsOn(name)) {
    if (podCondition(pod, 'Ready')?.status !== 'True') continue;
    const conditions = (pod.status?.conditions ?? []).map((one) => (one.type === 'Ready' ? { ...one, status: 'False', lastTransitionTime: formatTime(work.now) } : one));
    try {
      work.client.update({ ...pod, status: { ...pod.status, conditions } }, 'status');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (hasReason(error, 'NotFound')) continue;
      all = false;
    }
    work.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  }
  return all;
}

/** tryUpdateNodeHealth, and again with the Node that the server has where it could not be written. */
function judge(cached: Node, work: Tools): { readonly node: Node; readonly before: string } {
  const name = cached.metadata.name ?? '';
  const lease = work.view.get('leases.coordination.k8s.io', 'kube-node-lease', name);
  for (let node = cached, attempt = 1; ; attempt += 1) {
    const health = observe(byText.get(work.memory.health, name), node, lease, work.now);
    work.memory = { ...work.memory, health: byText.set(work.memory.health, name, health) };
    const next = judged(node, health, work.now);
    const before = conditionOf(node, 'Ready')?.status ?? 'Unknown';
    if (next === node) return { node, before };
    try {
      return { node: work.client.update(next, 'status'), before };
    } catch (error) {
      // Who has waited for an answer in vain looks anew.
      if (!(error instanceof RequestError) || attempt === ATTEMPTS || (error.failure.took ?? 0) > 0) throw error;
      node = work.client.get('nodes', undefined, name);
    }
  }
}

/** One node of monitorNodeHealth. */
function monitor(cached: Node, work: Tools): string {
  const name = cached.metadata.name ?? '';
  const { node, before } = judge(cached, work);
  const ready = conditionOf(node, 'Ready')?.status;
  let all = true;
  if (ready !== undefined) {
    evictBy(node, ready, work);
    const falls = ready !== 'True' && before === 'True';
    if (falls) work.event(nodeRef(name, node.metadata.uid ?? ''), 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
    if (falls || (before !== 'True' && byText.has(work.memory.retry, name))) all = markPodsNotReady(name, work);
  }
  work.memory = { ...work.memory, retry: all ? byText.delete(work.memory.retry, name) : byText.set(work.memory.retry, name, true) };
  return ready ?? before;
}

/** handleDisruption: when no node anywhere is heard of, none is given up. Nodes that could not be judged do not count. */
function judgeZones(nodes: readonly Node[], ready: ReadonlyMap<string, string>, work: Tools): void {
  const byZone = new Map<string, [up: number, down: number]>();
  for (const node of nodes) {
    const said = ready.get(node.metadata.name ?? '');
    if (said === undefined) continue;
    const counts = byZone.get(zoneOf(node)) ?? [0, 0];
    counts[said === 'True' ? 0 : 1] += 1;
    byZone.set(zoneOf(node), counts);
  }
  const states = [...byZone].map(([zone, [up, down]]) => ({ zone, state: stateOf(up, down) }));
  const wereDown = states.every(({ zone }) => byText.get(work.memory.zones, zone)?.state === 'FullDisruption');
  const areDown = states.every(({ state }) => state === 'FullDisruption');
  for (const [zone] of byText.entries(work.memory.zones)) if (!byZone.has(zone)) changeZone(work, zone, (one) => ({ ...one, state: 'Initial' }));
  for (const { zone, state } of states) changeZone(work, zone, (one) => ({ ...one, state }));
  if (areDown && !wereDown) {
    for (const node of nodes) evictBy(work.view.get('nodes', undefined, node.metadata.name ?? '') ?? node, 'True', work);
    work.memory = { ...work.memory, allDown: true };
  } else if (!areDown && wereDown) {
    // Nobody is blamed for the time in which none was heard of.
    let { health } = work.memory;
    for (const [name, one] of byText.entries(health)) health = byText.set(health, name, { ...one, probe: work.now });
    work.memory = { ...work.memory, health, allDown: false };
  }
}

function monitorAll(work: Tools): void {
  const nodes = work.view.list('nodes');
  register(nodes, work);
  const ready = new Map<string, string>();
  let waited = 0;
  for (const node of nodes) {
    try {
      ready.set(node.metadata.name ?? '', monitor(node, work));
    } catch (error) {
      // A write that was refused is tried again at the next look; while one waits for its answer there is none.
      if (!(error instanceof RequestError)) throw error;
      waited = Math.max(waited, error.failure.took ?? 0);
    }
  }
  judgeZones(nodes, ready, work);
  work.enqueueAfter(LOOK, waited > 0 ? waited : MONITOR + LOOK_TAKES);
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
  memory: { health: null, known: null, zones: null, allDown: false, retry: null },
  start: (desk) => desk.enqueue(LOOK),
  handlers: {
    nodes: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(`node:${object.metadata.name ?? ''}`);
    },
  },
  reads: ['leases.coordination.k8s.io', 'pods'],
  reconcile,
};
