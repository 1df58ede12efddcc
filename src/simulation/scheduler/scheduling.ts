import type { Pod } from '../api';
import type { Decision } from './decision';
import type { WatchedObject } from './objects';
import type { QueueTimers, QueueView } from './queue/queue';
import { Scheduler } from './scheduler';
import type { SchedulerOptions } from './scheduler';
import type { SchedulerState } from './scheduler-state';

/**
 * kube-scheduler as functions from one value to the next, for who keeps it among other values. `now` is in seconds, counted from wherever the caller
 * likes, as long as whole seconds are those on which it calls {@link Scheduling.tick}.
 */
export interface Scheduling {
  /** A scheduler that has seen nothing. */
  readonly empty: SchedulerState;
  /** An object was added or changed: {@link Scheduler.observe}. */
  observe(state: SchedulerState, now: number, object: WatchedObject): SchedulerState;
  /** An object is gone; `key` is `namespace/name`, or the name alone. */
  observeDeleted(state: SchedulerState, now: number, kind: string, key: string): SchedulerState;
  /** Whether {@link scheduleNext} would find a Pod. */
  hasNext(state: SchedulerState): boolean;
  /** ScheduleOne for the next Pod; null when none is ready. A Pod that got a node counts on it until the API shows it there, or its binding failed. */
  scheduleNext(state: SchedulerState, now: number, options?: { readonly trace?: boolean }): { readonly state: SchedulerState; readonly decision: Decision | null };
  /** The binding of the Pod `key` was refused. */
  bindingFailed(state: SchedulerState, now: number, key: string): SchedulerState;
  /** flushBackoffQCompleted, which upstream runs every second. */
  tick(state: SchedulerState, now: number): SchedulerState;
  /** flushUnschedulablePodsLeftover, which upstream runs every 30 seconds. */
  flushUnschedulable(state: SchedulerState, now: number): SchedulerState;
  /** When `tick` and `flushUnschedulable` have something to do next: before that they change nothing. */
  timers(state: SchedulerState): QueueTimers;
  queueView(state: SchedulerState): QueueView;
  /** What the scheduler would do with this Pod now; nothing is placed or remembered. */
  explain(state: SchedulerState, pod: Pod): Decision;
}

/**
 * The functions work on one working copy that follows the values they are given. Where the value is the one that they gave last, nothing is to be
 * done for that; an older one, or one that came from elsewhere, costs what differs.
 */
export function newScheduling(options: SchedulerOptions = {}): Scheduling {
  const scheduler = new Scheduler(options);
  const empty = scheduler.state;
  let at: SchedulerState | null = empty;
  const from = <T>(state: SchedulerState, now: number, act: () => T): { readonly state: SchedulerState; readonly result: T } => {
    if (state !== at) scheduler.moveTo(state);
    // Should the act end in an error, the working copy stands nowhere.
    at = null;
    scheduler.setClock(now);
    const result = act();
    at = scheduler.state;
    return { state: at, result };
  };
  const asked = <T>(state: SchedulerState, question: () => T): T => {
    if (state !== at) scheduler.moveTo(state);
    at = state;
    return question();
  };
  return {
    empty,
    observe: (state, now, object) => from(state, now, () => scheduler.observe(object)).state,
    observeDeleted: (state, now, kind, key) => from(state, now, () => scheduler.observeDeleted(kind, key)).state,
    hasNext: (state) => asked(state, () => scheduler.hasNext),
    scheduleNext: (state, now, how) => {
      const { state: next, result: decision } = from(state, now, () => scheduler.scheduleNext(how));
      return { state: next, decision };
    },
    bindingFailed: (state, now, key) => from(state, now, () => scheduler.bindingFailed(key)).state,
    tick: (state, now) => from(state, now, () => scheduler.tick(now)).state,
    flushUnschedulable: (state, now) => from(state, now, () => scheduler.flushUnschedulable()).state,
    timers: (state) => asked(state, () => scheduler.timers),
    queueView: (state) => asked(state, () => scheduler.queueView()),
    explain: (state, pod) => asked(state, () => scheduler.explain(pod)),
  };
}
