import { byText } from '../base/ordered-map';
import type { OrderedMap } from '../base/ordered-map';
import { cancel, newClock, nextEvent, nextAt, moveTo, schedule } from '../base/clock';
import type { Clock, Ticket } from '../base/clock';
import { draw } from '../base/random';
import { handle } from './apiserver/handle';
import type { Answer, Request } from './apiserver/types';
import { clientOf, RequestError } from './control/client';
import type { AnyController, Desk, Heard, Work } from './control/controller';
import { ReconcileError } from './control/failure';
import type { KnownResource } from './control/kinds';
import { add, EMPTY_QUEUE, fail, failuresOf, forget, take } from './control/queue';
import type { WorkQueue } from './control/queue';
import { viewOf } from './control/view';
import { NOTHING_SAID, record } from './events/record';
import type { Said } from './events/said';
import { sendFinished, sendRecorded, sendSpoken } from './events/send';
import { FINISH } from './events/series';
import type { Machine } from './node/machine/machine';
import type { Spoken } from './events/series';
import { changesAfter, compact, emptyStore, tableOf } from './store/store';
import { askMachine, MACHINE_SUBRESOURCES } from './node-door/ask';
import type { Cluster, ClusterConfig, ControllerState, Due, Happening, Step } from './state';
import type { Store } from './store/store';
import { objectsOf } from './store/table';

const COMPACT_EVERY = 300_000_000;
/** A key that no controller works on: its recorder looks for series that are over. */
const FINISH_SERIES = '\0series';
const CONTROL_PLANE = 'control-plane';

/** A cluster with an empty store and running controllers. `now`: µs since 1970. */
export function newCluster(config: ClusterConfig, seed: number, now: number): Cluster {
  const clock = schedule(newClock<Due>(now), now + (config.compactEvery ?? COMPACT_EVERY), { kind: 'compact', revision: 1 }).clock;
  const empty: Cluster = { clock, server: { store: emptyStore(), random: { state: seed | 0 } }, controllers: null, machines: null };
  return config.controllers.reduce((cluster, { name }) => startController(config, cluster, name), empty);
}

/** A request from outside, at once. */
export function request(config: ClusterConfig, cluster: Cluster, asked: Request): { readonly cluster: Cluster; readonly answer: Answer } {
  if (asked.resource === 'pods' && asked.group === '' && MACHINE_SUBRESOURCES.has(asked.subresource ?? '')) {
    const denied = config.server.authorize?.(asked, cluster.server.store);
    return denied === undefined ? askMachine(config.machines, cluster, asked) : { cluster, answer: { failure: denied } };
  }
  const { server, answer } = handle(config.server, cluster.server, asked, cluster.clock.now);
  return { cluster: server === cluster.server ? cluster : { ...cluster, server }, answer };
}

const controllerOf = (config: ClusterConfig, name: string): AnyController => {
  const found = config.controllers.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no controller ${name} in this cluster's configuration`);
  return found;
};

/** What a controller says and does while it looks at something, gathered to be written back. */
interface Draft {
  clock: Clock<Due>;
  queue: WorkQueue;
  delayed: OrderedMap<string, Ticket>;
}

function delay(draft: Draft, controller: string, key: string, after: number): void {
  const at = draft.clock.now + after;
  const before = byText.get(draft.delayed, key);
  if (before !== undefined && before.at <= at) return;
  const free = before === undefined ? draft.clock : cancel(draft.clock, before);
  const { clock, ticket } = schedule(free, at, { kind: 'enqueue', controller, key });
  draft.clock = clock;
  draft.delayed = byText.set(draft.delayed, key, ticket);
}

function deskOf(controller: AnyController, state: ControllerState, draft: Draft): Desk<unknown> {
  return {
    now: draft.clock.now,
    view: viewOf(state.tables),
    memory: state.memory,
    enqueue: (key) => {
      draft.queue = add(draft.queue, key);
    },
    enqueueAfter: (key, after) => {
      if (after <= 0) draft.queue = add(draft.queue, key);
      else delay(draft, controller.name, key, after);
    },
    enqueueLater: (key) => {
      const failed = fail(draft.queue, key, ...(controller.backOff ?? []));
      draft.queue = failed.queue;
      delay(draft, controller.name, key, failed.after);
    },
  };
}

const keep = (cluster: Cluster, name: string, state: ControllerState): Cluster => ({ ...cluster, controllers: byText.set(cluster.controllers, name, state) });

function hear(controller: AnyController, desk: Desk<unknown>, resource: string, change: Heard): void {
  controller.handlers[resource as KnownResource]?.(change, desk);
}

/** Starts a controller, or starts it anew: its memory is empty, and it is told of all that there is. */
export function startController(config: ClusterConfig, cluster: Cluster, name: string): Cluster {
  const controller = controllerOf(config, name);
  const { store } = cluster.server;
  const stopped = stopController(cluster, name);
  const state: ControllerState = { revision: store.revision, tables: store.tables, queue: EMPTY_QUEUE, delayed: null, memory: controller.memory, events: NOTHING_SAID };
  const draft: Draft = { clock: stopped.clock, queue: EMPTY_QUEUE, delayed: null };
  const desk = deskOf(controller, state, draft);
  controller.start?.(desk);
  for (const resource of Object.keys(controller.handlers)) {
    for (const object of objectsOf(tableOf(store.tables, resource))) hear(controller, desk, resource, { type: 'ADDED', object, old: undefined });
  }
  return keep({ ...stopped, clock: draft.clock }, name, { ...state, queue: draft.queue, delayed: draft.delayed, memory: desk.memory });
}

/** Stops a controller: what it remembered is gone, and so is what it meant to do later. */
export function stopController(cluster: Cluster, name: string): Cluster {
  const state = byText.get(cluster.controllers, name);
  if (state === undefined) return cluster;
  let { clock } = cluster;
  for (const [, ticket] of byText.entries(state.delayed)) clock = cancel(clock, ticket);
  return { ...cluster, clock, controllers: byText.delete(cluster.controllers, name) };
}

/** Lets a controller's informers take the next change, or all of them; undefined when there is none. A watch whose changes are compacted starts anew. */
export function deliver(config: ClusterConfig, cluster: Cluster, name: string, all = true): Cluster | undefined {
  const state = byText.get(cluster.controllers, name);
  const { store } = cluster.server;
  if (state === undefined || state.revision >= store.revision) return undefined;
  const changes = changesAfter(store, state.revision);
  if (changes === undefined) return startController(config, cluster, name);
  const controller = controllerOf(config, name);
  const draft: Draft = { clock: cluster.clock, queue: state.queue, delayed: state.delayed };
  let [{ revision, tables, memory }, told] = [state, false];
  for (const [, change] of changes) {
    ({ revision, tables } = change);
    if (controller.handlers[change.resource as KnownResource] === undefined) continue;
    const desk = deskOf(controller, { ...state, tables, memory }, draft);
    hear(controller, desk, change.resource, change);
    memory = desk.memory;
    told = true;
    if (!all) break;
  }
  const next: ControllerState = { ...state, revision, tables, queue: draft.queue, delayed: draft.delayed, memory };
  return keep(told ? { ...cluster, clock: draft.clock } : cluster, name, next);
}

/** Lets a controller work on the first key of its queue; undefined when none waits. */
export function work(config: ClusterConfig, cluster: Cluster, name: string): Step | undefined {
  const state = byText.get(cluster.controllers, name);
  const taken = state === undefined ? undefined : take(state.queue);
  if (state === undefined || taken === undefined) return undefined;
  const controller = controllerOf(config, name);
  const draft: Draft = { clock: cluster.clock, queue: taken.queue, delayed: state.delayed };
  const happened: Happening[] = [];
  let { server, machines } = cluster;
  let { events } = state;
  const at = cluster.clock.now;
  let writes = 0;
  const door = (asked: Request): Answer => {
    const then = at + writes * (config.writeTakes ?? 0);
    const handled = handle(config.server, server, asked, then);
    server = handled.server;
    if (asked.verb !== 'get' && asked.verb !== 'list') writes += 1;
    happened.push({ kind: 'request', at: then, request: asked, answer: handled.answer });
    return handled.answer;
  };
  const client = clientOf(config.server.registry, controller.user, door);
  const desk = deskOf(controller, state, draft);
  const tools: Work<unknown> = Object.assign(desk, {
    client,
    random: () => {
      const random = { ...server.random };
      const drawn = draw(random);
      server = { ...server, random };
      return drawn;
    },
    machine: (node: string) => byText.get(machines, node),
    setMachine: (node: string, machine: Machine) => {
      machines = byText.set(machines, node, machine);
    },
    event: (object: Said['object'], type: Said['type'], reason: string, message: string, fieldPath?: string) => {
      const said: Said = { object, type, reason, message, ...(fieldPath === undefined ? {} : { fieldPath }) };
      const recorded = record(events, controller.source ?? { component: controller.name }, said, at);
      happened.push({ kind: 'event', at, component: controller.name, said, count: recorded.kind === 'drop' ? undefined : recorded.event.count });
      events = recorded.memory;
      server = sendRecorded(config.server, server, recorded, controller.user, at);
    },
    speak: (object: Said['object'], type: Said['type'], reason: string, action: string, message: string, related?: Said['object']) => {
      const said: Spoken = { object, type, reason, message, action, ...(related === undefined ? {} : { related }) };
      const sent = sendSpoken(config.server, server, events.series, { component: controller.name, host: config.host ?? CONTROL_PLANE, user: controller.user }, said, at);
      happened.push({ kind: 'event', at, component: controller.name, said, count: sent.count });
      events = { ...events, series: sent.memory };
      ({ server } = sent);
      delay(draft, controller.name, FINISH_SERIES, FINISH);
    },
  });
  const { key } = taken;
  try {
    if (key === FINISH_SERIES) {
      const finished = sendFinished(config.server, server, events.series, controller.user, at);
      ({ server } = finished);
      events = { ...events, series: finished.memory };
      if (finished.memory !== null) delay(draft, controller.name, FINISH_SERIES, FINISH);
    } else controller.reconcile(key, tools);
    draft.queue = forget(draft.queue, key);
  } catch (error) {
    // A refused request is the controller's failure; anything else is a fault of the program.
    if (!(error instanceof RequestError) && !(error instanceof ReconcileError)) throw error;
    happened.push({ kind: 'failed', at, component: name, key, message: error.message });
    if (failuresOf(draft.queue, key) < (controller.retries ?? Number.POSITIVE_INFINITY)) desk.enqueueLater(key);
    else draft.queue = forget(draft.queue, key);
  }
  const next: ControllerState = { ...state, queue: draft.queue, delayed: draft.delayed, memory: desk.memory, events };
  return { cluster: keep({ ...cluster, clock: draft.clock, server, machines }, name, next), happened };
}

/** Takes what is due next, if it is due by `until`. */
export function passTime(cluster: Cluster, until = Number.POSITIVE_INFINITY, compactEvery = COMPACT_EVERY): Cluster | undefined {
  const next = nextEvent(cluster.clock, until);
  if (next === undefined) return undefined;
  const { clock, event } = next;
  if (event.kind === 'compact') {
    const store = compact(cluster.server.store, event.revision);
    return { ...cluster, server: { ...cluster.server, store }, clock: schedule(clock, clock.now + compactEvery, { kind: 'compact', revision: store.revision }).clock };
  }
  const state = byText.get(cluster.controllers, event.controller);
  const moved: Cluster = { ...cluster, clock };
  return state === undefined ? moved : keep(moved, event.controller, { ...state, queue: add(state.queue, event.key), delayed: byText.delete(state.delayed, event.key) });
}

/** One step of those that are possible at this instant, in the order of the configuration; undefined when all is quiet. */
export function stepNow(config: ClusterConfig, cluster: Cluster): Step | undefined {
  let next = cluster;
  for (const { name } of config.controllers) next = deliver(config, next, name) ?? next;
  for (const { name } of config.controllers) {
    const worked = work(config, next, name);
    if (worked !== undefined) return worked;
  }
  return undefined;
}

/** Lets everything happen that is due up to a time, and moves the clock there. `limit` steps at most: what never settles is an error. */
export function runUntil(config: ClusterConfig, cluster: Cluster, until: number, limit = 1_000_000): Step {
  const happened: Happening[] = [];
  let now = cluster;
  for (let steps = 0; steps < limit; steps += 1) {
    const step = stepNow(config, now);
    if (step !== undefined) {
      now = step.cluster;
      happened.push(...step.happened);
      continue;
    }
    for (const { name } of config.controllers) now = deliver(config, now, name) ?? now;
    const passed = passTime(now, until, config.compactEvery);
    if (passed === undefined) return { cluster: { ...now, clock: moveTo(now.clock, until) }, happened };
    now = passed;
  }
  throw new RangeError(`the cluster has not settled after ${limit} steps, at ${now.clock.now} µs: a controller works against itself or another`);
}

/** Puts a key into a component's queue from outside: something on its machine has changed. */
export function wake(cluster: Cluster, name: string, key: string): Cluster {
  const state = byText.get(cluster.controllers, name);
  return state === undefined ? cluster : keep(cluster, name, { ...state, queue: add(state.queue, key) });
}

/** When something happens next without anyone's doing, µs since 1970. */
export const nextDue = (cluster: Cluster): number | undefined => nextAt(cluster.clock);

export type { Cluster, ClusterConfig, ControllerState, Due, Happening, Step, Store };
