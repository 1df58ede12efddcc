/** The way of a change to the queue: it may be late, and nobody may be told of it. */
import type { ApiObject } from '../../../api';
import type { ReplicaSet } from '../../../api/generated/types/apps.v1';
import type { ConfigMap } from '../../../api/generated/types/core.v1';
import type { Desk, Heard } from '../../../cluster/control/controller';
import type { KnownResource } from '../../../cluster/control/kinds';
import { isControlledBy, keyOfObject } from '../../../cluster/control/owners';
import { isPodActive } from '../../../cluster/control/pods';
import { add } from '../../../cluster/control/queue';
import { viewOf } from '../../../cluster/control/view';
import type { View } from '../../../cluster/control/view';
import { replicaSetController } from '../../../cluster/controllers/replicaset';
import type { ReplicaSetMemory } from '../../../cluster/controllers/replicaset';
import { byText } from '../../../base/ordered-map';
import { withStep } from './memory';
import type { LoopMemory, LoopStep } from './memory';
import { isSwitches, switchesIn } from './switches';

type Office = Desk<LoopMemory>;

const SECOND = 1_000_000;
/** How late a late cache is. */
export const LATE = 5 * SECOND;
/** How often a resync comes: kube-controller-manager takes between 12 and 24 hours. */
export const RESYNC = 30 * SECOND;
/** Between two keys that the worker takes: a real one needs milliseconds. */
export const PACE = SECOND / 2;

/** What the controller's own queue in the cluster is woken for. */
export const [DELIVER, WORK, RESYNCS, RETRY] = ['deliver', 'work', 'resync', 'retry '];

/** What the controller sees. */
export const cacheOf = (desk: Office): View => (desk.memory.cache === null ? desk.view : viewOf(desk.memory.cache));

/** Wakes the worker for what waits. */
export function callWorker(desk: Office): void {
  const { queue, switches, free } = desk.memory;
  if (queue.waiting !== null && switches.worker === 'works') desk.enqueueAfter(WORK, Math.max(PACE, free - desk.now));
}

/** The desk of the wrapped controller: its own memory, the cache as it stands, and the queue that the reader sees. `queued`: is told what became of a key. */
export function innerDesk(desk: Office, view: View, queued?: (fate: 'queued' | 'merged') => void): Desk<ReplicaSetMemory> {
  return {
    now: desk.now,
    view,
    get memory() {
      return desk.memory.inner;
    },
    set memory(inner: ReplicaSetMemory) {
      desk.memory = { ...desk.memory, inner };
    },
    enqueue: (key) => {
      const { queue, merged } = desk.memory;
      const stands = byText.has(queue.places, key);
      desk.memory = { ...desk.memory, queue: add(queue, key), merged: stands ? merged + 1 : merged };
      queued?.(stands ? 'merged' : 'queued');
      callWorker(desk);
    },
    enqueueAfter: (key, after) => desk.enqueueAfter(`${RETRY}${key}`, after),
    enqueueLater: (key) => desk.enqueueAfter(`${RETRY}${key}`, PACE),
  };
}

/** What changed, as far as it says anything. */
const changeOf = ({ type, object, old }: Heard): Heard['type'] | 'DELETING' =>
  type === 'MODIFIED' && object.metadata.deletionTimestamp !== undefined && old?.metadata.deletionTimestamp === undefined ? 'DELETING' : type;

/** Hands a change to the controller's handlers, or loses it. */
function tell(desk: Office, resource: string, heard: Heard, view: View): void {
  const { switches, lost } = desk.memory;
  const base = { kind: 'event', at: desk.now, change: changeOf(heard), object: `${heard.object.kind}/${heard.object.metadata.name ?? ''}` } as const;
  if (switches.events === 'lost') {
    desk.memory = withStep({ ...desk.memory, lost: lost + 1, owes: true }, { ...base, fate: 'lost' });
    return;
  }
  const seen: { fate: Extract<LoopStep, { kind: 'event' }>['fate'] } = { fate: 'ignored' };
  const inner = innerDesk(desk, view, (became) => {
    seen.fate = became;
  });
  replicaSetController.handlers[resource as KnownResource]?.(heard, inner);
  desk.memory = withStep(desk.memory, { ...base, fate: seen.fate });
}

const lateNow = ({ memory: { switches, onItsWay } }: Office): boolean => switches.cache === 'late' || onItsWay.length > 0;

/** A change comes from the API server. */
function hear(resource: 'pods' | 'replicasets.apps'): (heard: Heard, desk: Office) => void {
  return (heard, desk) => {
    if (!lateNow(desk)) return tell(desk, resource, heard, desk.view);
    const { onItsWay, switches } = desk.memory;
    const due = Math.max(desk.now + (switches.cache === 'late' ? LATE : 0), onItsWay.at(-1)?.due ?? 0);
    desk.memory = { ...desk.memory, onItsWay: [...onItsWay, { due, resource, heard, tables: desk.view.tables }] };
    desk.enqueueAfter(DELIVER, Math.max(1, (desk.memory.onItsWay[0]?.due ?? due) - desk.now));
  };
}

/** What is due reaches the cache. */
export function deliverDue(desk: Office): void {
  for (;;) {
    const [first, ...rest] = desk.memory.onItsWay;
    if (first === undefined || first.due > desk.now) break;
    const isLast = rest.length === 0 && desk.memory.switches.cache === 'fresh';
    desk.memory = { ...desk.memory, onItsWay: rest, cache: isLast ? null : first.tables };
    tell(desk, first.resource, first.heard, viewOf(first.tables));
  }
  const [next] = desk.memory.onItsWay;
  if (next !== undefined) desk.enqueueAfter(DELIVER, next.due - desk.now);
}

/** A resync: what the cache has is handed over again. The handler of Pods leaves out what has the resourceVersion that it had (updatePod); sets are looked at again. */
export function resync(desk: Office): void {
  if (desk.memory.switches.resync !== 'on') return;
  const view = cacheOf(desk);
  for (const set of view.list('replicasets.apps', 'default')) {
    const seen: { fate: 'queued' | 'merged' } = { fate: 'queued' };
    innerDesk(desk, view, (became) => {
      seen.fate = became;
    }).enqueue(keyOfObject(set));
    desk.memory = withStep(desk.memory, { kind: 'event', at: desk.now, change: 'RESYNC', object: `ReplicaSet/${set.metadata.name ?? ''}`, fate: seen.fate });
  }
  desk.enqueueAfter(RESYNCS, RESYNC);
}

function switched({ object }: Heard, desk: Office): void {
  if (!isSwitches(object)) return;
  const { switches: before, cache } = desk.memory;
  const switches = switchesIn(object as ApiObject & ConfigMap);
  // From now on the cache stands still until something reaches it.
  const stands = switches.cache === 'late' && before.cache === 'fresh' && cache === null ? desk.view.tables : cache;
  const isFresh = switches.cache === 'fresh' && desk.memory.onItsWay.length === 0;
  desk.memory = { ...desk.memory, switches, cache: isFresh ? null : stands };
  if (switches.resync === 'on' && before.resync === 'off') desk.enqueueAfter(RESYNCS, RESYNC);
  callWorker(desk);
}

export const LOOP_HANDLERS = { configmaps: switched, 'replicasets.apps': hear('replicasets.apps'), pods: hear('pods') } as const;

/** How many Pods of a set count, by what somebody sees. */
export const activeIn = (view: View, set: ReplicaSet | undefined): number => (set === undefined ? 0 : view.list('pods', set.metadata.namespace).filter((pod) => isPodActive(pod) && isControlledBy(pod, set)).length);
