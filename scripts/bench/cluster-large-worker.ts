// The worker of scripts/bench/cluster-large.ts: a whole cluster, with nobody else on its thread.
import { parentPort, workerData } from 'node:worker_threads';
import { boot, rollout, runningOf, settled } from './cluster-runs';

export interface LargeRun {
  readonly nodes: number;
  readonly pods: number;
  /** Seconds after which it stops, whatever runs by then. */
  readonly most: number;
}

/** What it says as it goes on; `end`: it says no more. Seconds since it began. */
export interface LargeReport {
  readonly at: number;
  readonly what: 'booted' | 'running' | 'end';
  readonly running: number;
  readonly revision: number;
  /** MB of heap in use. */
  readonly heap: number;
}

const { nodes, pods, most } = workerData as LargeRun;
const begun = performance.now();
const seconds = (): number => (performance.now() - begun) / 1000;
const tell = (what: LargeReport['what'], running: number, revision: number): void =>
  parentPort?.postMessage({ at: seconds(), what, running, revision, heap: process.memoryUsage().heapUsed / 1e6 } satisfies LargeReport);

/** Informers hear of changes this often, in steps, and a worker answers this often, ms. */
const [HEAR_EVERY, SLICE, TELL_EVERY] = [1000, 50, 2];

/** Where informers hear so seldom, new nodes stand with their first taints for a while. */
const UNTIL_READY = 30;

const booted = settled(boot(nodes, Math.ceil((pods / nodes) * 3), HEAR_EVERY), UNTIL_READY);
tell('booted', 0, booted.cluster.server.store.revision);
let told = seconds();
const { cluster, running } = rollout(booted, pods, Math.ceil(pods / 100), SLICE, () => performance.now(), (now) => {
  if (seconds() - told >= TELL_EVERY) {
    told = seconds();
    tell('running', runningOf(now), now.server.store.revision);
  }
  return seconds() < most;
});
tell('end', running, cluster.server.store.revision);
