import type { Heard } from '../../../cluster/control/controller';
import { EMPTY_QUEUE } from '../../../cluster/control/queue';
import type { WorkQueue } from '../../../cluster/control/queue';
import type { ReplicaSetMemory } from '../../../cluster/controllers/replicaset';
import type { Tables } from '../../../cluster/store/store';
import { LOOP_DEFAULT } from './switches';
import type { LoopSwitches } from './switches';

/** One thing that was seen on the way. Times in µs since 1970. */
export type LoopStep =
  /** `DELETING`: it was given its deletionTimestamp. `fate`: the key was put into the queue, stood there already, was not put there, or nobody was told. */
  | { readonly kind: 'event'; readonly at: number; readonly change: Heard['type'] | 'DELETING' | 'RESYNC'; readonly object: string; readonly fate: 'queued' | 'merged' | 'ignored' | 'lost' }
  /** `seen`: active Pods in the cache. `did`: what it decided to do, `waits` where it is not to act before it has seen its own last requests. */
  | { readonly kind: 'sync'; readonly at: number; readonly desired: number; readonly seen: number; readonly did: 'create' | 'delete' | 'nothing' | 'waits'; readonly count: number }
  /** `error`: in the server's words. */
  | { readonly kind: 'request'; readonly at: number; readonly verb: 'create' | 'delete'; readonly pod: string; readonly error?: string }
  | { readonly kind: 'retry'; readonly at: number; readonly tries: number; readonly after: number };

/** A change that has not reached the cache yet. */
export interface OnItsWay {
  readonly due: number;
  readonly resource: string;
  readonly heard: Heard;
  /** The tables as they are once it has. */
  readonly tables: Tables;
}

/** What the reader has made happen. */
export interface Achieved {
  /** A loss was made good by a later look. */
  readonly repaired: boolean;
  /** More Pods than are wanted, made by a controller that does not wait for its own requests. */
  readonly doubled: boolean;
  /** The same old cache, and it waited. */
  readonly waited: boolean;
}

export interface LoopMemory {
  readonly inner: ReplicaSetMemory;
  readonly switches: LoopSwitches;
  /** The cache where it is behind; null where it is up to date. */
  readonly cache: Tables | null;
  readonly onItsWay: readonly OnItsWay[];
  readonly queue: WorkQueue;
  /** When the worker has slept enough to take the next key. */
  readonly free: number;
  readonly retry: { readonly at: number; readonly tries: number } | null;
  readonly lost: number;
  /** Something was lost that no look has made good yet. */
  readonly owes: boolean;
  readonly merged: number;
  readonly syncs: number;
  readonly steps: readonly LoopStep[];
  readonly achieved: Achieved;
}

export const BLANK: LoopMemory = {
  inner: { expectations: null }, switches: LOOP_DEFAULT, cache: null, onItsWay: [], queue: EMPTY_QUEUE, free: 0, retry: null, lost: 0, owes: false, merged: 0, syncs: 0, steps: [],
  achieved: { repaired: false, doubled: false, waited: false },
};

const MOST_STEPS = 60;

export const withStep = (memory: LoopMemory, step: LoopStep): LoopMemory => ({ ...memory, steps: [...memory.steps, step].slice(-MOST_STEPS) });
