/**
 * A cluster and how it came to be what it is: what was done to it, and what it was at some moments on the way. All values are kept, so going back is to
 * take an older one and to let the little that is missing happen again; going on from there is a branch, and the old history stays as it is. The same beginning and
 * the same inputs give the same history everywhere.
 */
import type { Answer, Request } from '../apiserver/types';
import { request, rested, runSlice, wake } from '../cluster';
import type { Happening, SliceOptions } from '../cluster';
import { startComponent, stopComponent } from '../components';
import type { ComponentName } from '../components';
import { atHost } from '../node/host/host';
import type { AtHost } from '../node/host/host';
import type { Machine } from '../node/machine/machine';
import { byText } from '../../base/ordered-map';
import { nextAt, moveTo } from '../../base/clock';
import type { Cluster, ClusterConfig } from '../state';

/** What somebody does from outside. Plain data. */
export type Input =
  | { readonly kind: 'request'; readonly request: Request }
  /** Somebody logged in to a machine runs a command there. */
  | ({ readonly kind: 'host' } & AtHost)
  | { readonly kind: 'component'; readonly action: 'stop' | 'start'; readonly name: ComponentName }
  /** Somebody changes something on a machine, and wakes who looks after it. */
  | { readonly kind: 'machine'; readonly node: string; readonly machine: Machine; readonly wakes?: { readonly controller: string; readonly key: string } };

export interface Entry {
  /** µs since 1970. */
  readonly at: number;
  /** How many steps had been made by then: several things happen in one instant. */
  readonly steps: number;
  readonly input: Input;
}

interface Moment {
  readonly cluster: Cluster;
  readonly steps: number;
  /** How many inputs had been given. */
  readonly inputs: number;
}

export interface History extends Moment {
  readonly log: readonly Entry[];
  /** In the order of time; the first is the beginning. */
  readonly moments: readonly Moment[];
}

/** A moment is kept whenever so many steps have been made since the last one, or so much time has passed, µs. */
const [KEEP_STEPS, KEEP_TIME] = [100, 60_000_000];

export function beginHistory(cluster: Cluster): History {
  const moment: Moment = { cluster, steps: 0, inputs: 0 };
  return { ...moment, log: [], moments: [moment] };
}

function kept({ moments, ...history }: History): History {
  const last = moments.at(-1);
  const { cluster, steps, inputs } = history;
  const due = last === undefined || steps - last.steps >= KEEP_STEPS || cluster.clock.now - last.cluster.clock.now >= KEEP_TIME;
  return { ...history, moments: due ? [...moments, { cluster, steps, inputs }] : moments };
}

function carriedOut(config: ClusterConfig, cluster: Cluster, input: Input): { readonly cluster: Cluster; readonly answer?: Answer } {
  switch (input.kind) {
    case 'request': return request(config, cluster, input.request);
    case 'host': return atHost(config, cluster, input);
    case 'component': return { cluster: (input.action === 'stop' ? stopComponent : startComponent)(config, cluster, input.name) };
    case 'machine': {
      const changed = { ...cluster, machines: byText.set(cluster.machines, input.node, input.machine) };
      return { cluster: input.wakes === undefined ? changed : wake(config, changed, input.wakes.controller, input.wakes.key) };
    }
  }
}

/** Does something to the cluster, at this moment; a request is answered. */
export function act(config: ClusterConfig, history: History, input: Input): { readonly history: History; readonly answer?: Answer } {
  const { cluster, answer } = carriedOut(config, rested(config, history.cluster), input);
  const { steps, inputs, log, moments } = history;
  const entry: Entry = { at: history.cluster.clock.now, steps, input };
  return { history: { cluster, steps, inputs: inputs + 1, log: [...log, entry], moments }, ...(answer === undefined ? {} : { answer }) };
}

/** The clock moves to a moment. What is due before it has happened in the steps that were counted; where another version of the model counted them, what is left happens first. */
export function waited(config: ClusterConfig, history: History, at: number): History {
  if (history.cluster.clock.now >= at) return history;
  const cluster = rested(config, history.cluster);
  if ((nextAt(cluster.clock) ?? at) < at) return advance(config, history, at, { steps: 10_000_000, silent: true }).history;
  return { ...history, cluster: { ...cluster, clock: moveTo(cluster.clock, at) } };
}

export interface Advanced {
  readonly history: History;
  readonly happened: readonly Happening[];
  /** Everything has happened that is due by then, and the clock stands there. */
  readonly done: boolean;
}

/** Lets time pass up to a moment, at most so many steps of it: who has to answer in between goes on with what it gives. */
export function advance(config: ClusterConfig, history: History, until: number, options: SliceOptions = { steps: 1_000_000 }): Advanced {
  const happened: Happening[] = [];
  let now = history;
  for (let left = options.steps; left > 0; ) {
    const slice = runSlice(config, now.cluster, until, { ...options, steps: Math.min(left, KEEP_STEPS) });
    now = kept({ ...now, cluster: slice.cluster, steps: now.steps + slice.steps });
    happened.push(...slice.happened);
    left -= Math.max(1, slice.steps);
    if (slice.done) return { history: now, happened, done: true };
  }
  return { history: now, happened, done: false };
}

/** When something happens next by itself, µs; undefined where nothing will. */
export const nextMoment = ({ cluster }: History): number | undefined => (cluster.turns.ready === null ? nextAt(cluster.clock) : cluster.clock.now);

/** Renewed Leases are no news. */
const NO_NEWS: ReadonlySet<string> = new Set(['leases.coordination.k8s.io']);

/** Whether anything but Leases has changed from one moment to a later one. */
export const newsBetween = (before: Cluster, { server: { store } }: Cluster): boolean => {
  const is = new Map<string, unknown>();
  for (const [resource, table] of byText.entries(store.tables)) if (!NO_NEWS.has(resource)) is.set(resource, table);
  for (const [resource, table] of byText.entries(before.server.store.tables)) {
    if (NO_NEWS.has(resource)) continue;
    if (is.get(resource) !== table) return true;
    is.delete(resource);
  }
  return is.size > 0;
};

/** Runs until nothing but Leases has changed for `quiet` µs, or until `latest`. */
export function runUntilQuiet(config: ClusterConfig, history: History, latest: number, quiet = 5_000_000): Advanced {
  const happened: Happening[] = [];
  let now = history;
  while (now.cluster.clock.now < latest) {
    const next = advance(config, now, Math.min(latest, now.cluster.clock.now + quiet));
    happened.push(...next.happened);
    const changed = newsBetween(now.cluster, next.history.cluster);
    now = next.history;
    if (!changed) return { history: now, happened, done: true };
  }
  return { history: now, happened, done: false };
}

/** Lets a number of inputs happen again from a moment on, and then everything up to a time. */
function again(config: ClusterConfig, from: Moment, log: readonly Entry[], moments: readonly Moment[], at: number): History {
  let now: History = { ...from, log: log.slice(0, from.inputs), moments };
  for (const { at: when, steps, input } of log.slice(from.inputs)) {
    if (when > at) break;
    const left = steps - now.steps;
    if (left > 0) now = advance(config, now, when, { steps: left, silent: true }).history;
    now = waited(config, now, when);
    now = act(config, now, input).history;
  }
  return now.cluster.clock.now <= at ? advance(config, now, at, { steps: 10_000_000, silent: true }).history : now;
}

/**
 * The history as it was at a moment, with everything that was due by then: what came later is forgotten in it, and what comes next is a branch. Earlier than the
 * beginning there is nothing.
 */
export function rewind(config: ClusterConfig, history: History, at: number): History {
  const { moments, log } = history;
  let [low, high] = [0, moments.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (moments[middle]!.cluster.clock.now <= at) low = middle;
    else high = middle - 1;
  }
  const from = moments[low];
  if (from === undefined || from.cluster.clock.now > at) throw new RangeError(`the history begins at ${from?.cluster.clock.now ?? 0} µs: there is nothing at ${at} µs`);
  return again(config, from, log, moments.slice(0, low + 1), at);
}

/** The history that a beginning and a log come to, up to a moment. */
export const replay = (config: ClusterConfig, beginning: Cluster, log: readonly Entry[], at: number): History => again(config, { cluster: beginning, steps: 0, inputs: 0 }, log, beginHistory(beginning).moments, at);
