/**
 * The ReplicaSet controller of kube-controller-manager with its way from event to request laid open: what is on its way to the cache, what waits in the queue, when the worker
 * takes it and what it decides. The decision itself is `controllers/replicaset`, or one of two bad ones.
 */
import type { ReplicaSet } from '../../../api/generated/types/apps.v1';
import { RequestError } from '../../../cluster/control/client';
import type { Client } from '../../../cluster/control/client';
import type { Controller, Work } from '../../../cluster/control/controller';
import { expect, satisfied } from '../../../cluster/control/expectations';
import { splitKey } from '../../../cluster/control/owners';
import { createPod, podFromTemplate } from '../../../cluster/control/pod-control';
import { fail, failuresOf, forget, take } from '../../../cluster/control/queue';
import type { View } from '../../../cluster/control/view';
import { replicaSetController } from '../../../cluster/controllers/replicaset';
import type { ReplicaSetMemory } from '../../../cluster/controllers/replicaset';
import { activeIn, cacheOf, callWorker, deliverDue, DELIVER, innerDesk, LOOP_HANDLERS, PACE, resync, RESYNCS, RETRY, WORK } from './informer';
import { BLANK, withStep } from './memory';
import type { LoopMemory } from './memory';

type Office = Work<LoopMemory>;

const SETS = 'replicasets.apps';

/** The client of the wrapped controller: what it creates and deletes is told. */
function toldClient(work: Office): Client {
  const { client } = work;
  const told = <T>(verb: 'create' | 'delete', pod: (done: T | undefined) => string, act: () => T): T => {
    const base = { kind: 'request', at: work.now, verb } as const;
    try {
      const done = act();
      work.memory = withStep(work.memory, { ...base, pod: pod(done) });
      return done;
    } catch (error) {
      if (error instanceof RequestError) work.memory = withStep(work.memory, { ...base, pod: pod(undefined), error: error.message });
      throw error;
    }
  };
  return {
    ...client,
    create: (object) => told('create', (done) => done?.metadata.name ?? '', () => client.create(object)),
    delete: (object, options) => told('delete', () => object.metadata.name ?? '', () => client.delete(object, options)),
  };
}

function innerWork(work: Office, view: View): Work<ReplicaSetMemory> {
  const desk = innerDesk(work, view);
  return Object.defineProperties(
    {
      client: toldClient(work), event: (...said: Parameters<Office['event']>) => work.event(...said), speak: (...said: Parameters<Office['speak']>) => work.speak(...said), random: () => work.random(),
      machine: (node: string) => work.machine(node), setMachine: (...set: Parameters<Office['setMachine']>) => work.setMachine(...set), atOnce: (act: () => void) => work.atOnce(act),
    },
    Object.getOwnPropertyDescriptors(desk),
  ) as Work<ReplicaSetMemory>;
}

/** A bad one: as many Pods as are wanted, whatever there is. */
function addWithoutCounting(set: ReplicaSet, work: Work<ReplicaSetMemory>): void {
  const template = podFromTemplate(set.spec?.template ?? { spec: { containers: [] } }, set);
  for (let n = 0; n < (set.spec?.replicas ?? 0); n += 1) createPod(work, template, set);
}

function decide(key: string, work: Office): void {
  const view = cacheOf(work);
  const [namespace, name] = splitKey(key);
  const set = view.get(SETS, namespace, name);
  const { controller, cache } = work.memory.switches;
  const clear = (): void => {
    if (controller !== 'compares') work.memory = { ...work.memory, inner: { expectations: null } };
  };
  clear();
  const before = work.memory.steps;
  const [desired, seen] = [set?.spec?.replicas ?? 0, activeIn(view, set)];
  const waits = !satisfied(work.memory.inner.expectations, key, work.now);
  // What it finds when it begins stands before what it does about it.
  work.memory = withStep(work.memory, { kind: 'sync', at: work.now, desired, seen, did: waits ? 'waits' : 'nothing', count: 0 });
  const inner = innerWork(work, view);
  let failed: unknown;
  try {
    if (controller === 'adds' && set !== undefined) {
      try {
        addWithoutCounting(set, inner);
      } catch (error) {
        failed = error;
      }
      // The rest of the sync, which writes the status, is not to compare.
      inner.memory = { expectations: expect(null, key, { adds: 1 }, work.now) };
    }
    replicaSetController.reconcile(key, inner);
  } catch (error) {
    failed ??= error;
  }
  clear();
  remember(work, before.at(-1), { desired, isOld: cache === 'late', waits, active: activeIn(work.view, set) });
  if (failed !== undefined) throw failed;
}

interface Found {
  readonly desired: number;
  readonly isOld: boolean;
  readonly waits: boolean;
  /** Before it acted, at the server. */
  readonly active: number;
}

/** Says in the step of this sync what it did, and what that shows. */
function remember(work: Office, last: LoopMemory['steps'][number] | undefined, { desired, isOld, waits, active }: Found): void {
  const { memory } = work;
  const from = last === undefined ? 0 : memory.steps.lastIndexOf(last) + 1;
  const mine = memory.steps.slice(from);
  const done = (verb: 'create' | 'delete'): number => mine.filter((step) => step.kind === 'request' && step.verb === verb && step.error === undefined).length;
  const tried = mine.find((step) => step.kind === 'request');
  const [created, deleted] = [done('create'), done('delete')];
  const did = tried === undefined ? (waits ? 'waits' : 'nothing') : tried.kind === 'request' ? tried.verb : 'nothing';
  const steps = [...memory.steps.slice(0, from), ...mine.map((step) => (step.kind === 'sync' ? { ...step, did, count: created + deleted } as const : step))];
  const { controller } = memory.switches;
  const { repaired, doubled, waited } = memory.achieved;
  const acted = created + deleted > 0;
  work.memory = {
    ...memory, steps, owes: memory.owes && !acted,
    achieved: {
      repaired: repaired || (memory.owes && acted && controller === 'compares'),
      doubled: doubled || (controller === 'forgets' && created > 0 && active + created > desired),
      waited: waited || (controller === 'compares' && isOld && waits),
    },
  };
}

/** The worker takes one key. */
function workOnce(work: Office): void {
  const taken = work.memory.switches.worker === 'paused' ? undefined : take(work.memory.queue);
  if (taken === undefined) return;
  const { key } = taken;
  work.memory = { ...work.memory, queue: taken.queue, free: work.now + PACE, retry: null, syncs: work.memory.syncs + 1 };
  try {
    decide(key, work);
    work.memory = { ...work.memory, queue: forget(work.memory.queue, key) };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { queue, after } = fail(work.memory.queue, key);
    const tries = failuresOf(queue, key);
    work.memory = withStep({ ...work.memory, queue, retry: { at: work.now + after, tries } }, { kind: 'retry', at: work.now, tries, after });
    work.enqueueAfter(`${RETRY}${key}`, after);
  }
  callWorker(work);
}

export const loopController: Controller<LoopMemory> = {
  name: replicaSetController.name,
  user: replicaSetController.user,
  workers: 1,
  memory: BLANK,
  handlers: LOOP_HANDLERS,
  reconcile: (key, work) => {
    if (key === DELIVER) deliverDue(work);
    else if (key === WORK) workOnce(work);
    else if (key === RESYNCS) resync(work);
    else if (key.startsWith(RETRY)) innerDesk(work, cacheOf(work)).enqueue(key.slice(RETRY.length));
  },
};
