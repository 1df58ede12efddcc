import { newClock, nextAt, schedule } from '../base/clock';
import { PROXIED } from './apiserver/proxy';
import type { Answer, Request } from './apiserver/types';
import { happensTo } from './components/switch';
import { ALL_RUN, OUTSIDE } from './components/types';
import { METRICS_GROUP } from './metrics/metrics-api';
import { askedNetwork, askMachine, MACHINE_SUBRESOURCES } from './node-door/ask';
import { COMPACT_EVERY, Run } from './run/run';
import { NO_TURNS } from './run/turns';
import { placesOf, recorded } from './audit/record';
import { unreached } from './components/refusal';
import type { Cluster, ClusterConfig, ControllerState, Due, Happening, Step } from './state';
import { emptyStore } from './store/store';
import type { Store } from './store/store';

/** A cluster with an empty store and running controllers. `now`: µs since 1970. */
export function newCluster(config: ClusterConfig, seed: number, now: number): Cluster {
  const store = emptyStore();
  const clock = schedule(newClock<Due>(now), now + (config.compactEvery ?? COMPACT_EVERY), { kind: 'compact', revision: store.revision }).clock;
  const empty: Cluster = {
    clock, server: { store, random: { state: seed | 0 } }, controllers: null, machines: null, heard: { revision: store.revision, tables: null }, elsewhere: null, turns: NO_TURNS, components: ALL_RUN, unheard: 1,
  };
  const run = new Run(config, empty);
  for (const { name } of config.controllers) run.start(name);
  return run.cluster;
}

/** The same, written down where the API server keeps an audit log; who did not reach it leaves no trace. */
function audited(config: ClusterConfig, before: Cluster, request: Request, { cluster, answer }: { readonly cluster: Cluster; readonly answer: Answer }): { readonly cluster: Cluster; readonly answer: Answer } {
  const { audit, clock, server } = before;
  if (audit === undefined || ('failure' in answer && answer.failure.transport !== undefined)) return { cluster, answer };
  return { cluster: { ...cluster, audit: recorded(audit, config.server, server.store, { request, answer, now: clock.now, places: placesOf(config) }) }, answer };
}

/** A request from outside, at once; the answer says how long it took to come. */
export function request(config: ClusterConfig, cluster: Cluster, asked: Request): { readonly cluster: Cluster; readonly answer: Answer } {
  if (asked.resource === 'pods' && asked.group === '' && MACHINE_SUBRESOURCES.has(asked.subresource ?? '')) {
    const why = unreached(cluster.components, OUTSIDE, { ...asked, verb: 'get' }, cluster.clock.now) ?? config.server.authorize?.(asked, cluster.server.store);
    return audited(config, cluster, asked, why === undefined ? askMachine(config.machines, cluster, asked) : { cluster, answer: { failure: why } });
  }
  if (asked.subresource === 'proxy' && asked.group === '' && PROXIED.has(asked.resource)) {
    const why = unreached(cluster.components, OUTSIDE, { ...asked, verb: 'get' }, cluster.clock.now) ?? config.server.authorize?.(asked, cluster.server.store);
    return audited(config, cluster, asked, { cluster, answer: why === undefined ? askedNetwork(config.machines, cluster, asked) : { failure: why } });
  }
  if (asked.group === METRICS_GROUP && config.metrics !== undefined) {
    const why = unreached(cluster.components, OUTSIDE, asked, cluster.clock.now) ?? config.server.authorize?.(asked, cluster.server.store);
    return audited(config, cluster, asked, { cluster, answer: why === undefined ? config.metrics(cluster, asked) : { failure: why } });
  }
  const run = new Run(config, cluster);
  const answer = run.ask(OUTSIDE, asked);
  const { audit } = run;
  return { cluster: run.server === cluster.server && audit === cluster.audit ? cluster : { ...cluster, server: run.server, turns: run.turns, ...(audit === undefined ? {} : { audit }), ...(run.leases === null ? {} : { leases: run.leases }) }, answer };
}

const changed = (config: ClusterConfig, cluster: Cluster, change: (run: Run) => void): Cluster => {
  const run = new Run(config, cluster);
  change(run);
  return run.cluster;
};

/** Starts a controller, or starts it anew: its memory is empty, and it is told of all that there is. */
export const startController = (config: ClusterConfig, cluster: Cluster, name: string): Cluster => changed(config, cluster, (run) => run.start(name));

/** Stops a controller: what it remembered is gone, and so is what it meant to do later. */
export const stopController = (config: ClusterConfig, cluster: Cluster, name: string): Cluster => changed(config, cluster, (run) => run.stop(name));

/** Lets a controller's informers take the next change, or all of them; undefined when there is none. A watch whose changes are compacted starts anew. */
export function deliver(config: ClusterConfig, cluster: Cluster, name: string, all = true): Cluster | undefined {
  const run = new Run(config, cluster);
  return run.deliver(name, all) ? run.cluster : undefined;
}

/** Lets a controller work on the first key of its queue; undefined when none waits. */
export function work(config: ClusterConfig, cluster: Cluster, name: string): Step | undefined {
  const run = new Run(config, cluster);
  return run.work(name) ? { cluster: run.cluster, happened: run.happened ?? [] } : undefined;
}

/** Takes what is due next, if it is due by `until`. */
export function passTime(config: ClusterConfig, cluster: Cluster, until = Number.POSITIVE_INFINITY): Cluster | undefined {
  const run = new Run(config, cluster);
  const due = run.passTime(until);
  if (due === undefined) return undefined;
  happensTo(run, due);
  return run.cluster;
}

/** One step of those that are possible at this instant, in the order of the configuration; undefined when all is quiet. */
export function stepNow(config: ClusterConfig, cluster: Cluster): Step | undefined {
  const run = new Run(config, cluster);
  return run.step() ? { cluster: run.cluster, happened: run.happened ?? [] } : undefined;
}

/** A part of a run: `done` where everything has happened that is due up to its end. */
export interface Slice extends Step {
  readonly done: boolean;
  /** How many steps it took. */
  readonly steps: number;
}

export interface SliceOptions {
  /** Steps at most. */
  readonly steps: number;
  /** What happened is not gathered. */
  readonly silent?: boolean;
  /**
   * Asked after each step whether there is time for another; where it says no, the slice ends, even while many changes are heard of. At least a little is done each time. What comes
   * of the cluster does not depend on it.
   */
  readonly goesOn?: () => boolean;
}

/** Lets what is due up to a time happen, at most so many steps of it: who has to answer in between goes on with the cluster that it gives. */
export function runSlice(config: ClusterConfig, cluster: Cluster, until: number, { steps, silent = false, goesOn }: SliceOptions): Slice {
  const run = new Run(config, cluster, silent ? null : []);
  let [done, step] = [false, 0];
  for (let goes = true; goes && step < steps && !done; ) {
    if (!run.step(goesOn)) {
      const due = run.passTime(until);
      if (due === undefined) done = true;
      else happensTo(run, due);
    }
    if (run.pausedHearing) break;
    step += 1;
    goes = goesOn?.() ?? true;
  }
  if (done) run.moveTo(until);
  else run.rest();
  return { cluster: run.cluster, happened: run.happened ?? [], done, steps: done ? step - 1 : step };
}

/** Lets everything happen that is due up to a time, and moves the clock there. `limit` steps at most: what never settles is an error. */
export function runUntil(config: ClusterConfig, cluster: Cluster, until: number, limit = 1_000_000): Step {
  const { done, steps: _, ...step } = runSlice(config, cluster, until, { steps: limit });
  if (!done) throw new RangeError(`the cluster has not settled after ${limit} steps, at ${step.cluster.clock.now} µs: a controller works against itself or another`);
  return step;
}

/** All that can be heard at this instant is heard: who does something next, or lets time pass, finds the same whether or not it was looked for more that is due. */
export const rested = (config: ClusterConfig, cluster: Cluster): Cluster => changed(config, cluster, (run) => run.rest());

/** Puts a key into a component's queue from outside: something on its machine has changed. */
export const wake = (config: ClusterConfig, cluster: Cluster, name: string, key: string): Cluster => changed(config, cluster, (run) => run.wake(name, key));

/** When something happens next without anyone's doing, µs since 1970. */
export const nextDue = (cluster: Cluster): number | undefined => nextAt(cluster.clock);

export type { Cluster, ClusterConfig, ControllerState, Due, Happening, Step, Store };
