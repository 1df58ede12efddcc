/**
 * CPU bandwidth control: `cpu.max` and `cpu.max.burst` (kernel/sched/fair.c, the CFS bandwidth part, and
 * Documentation/scheduler/sched-bwc.rst). A group owns a pool that is filled with `quota` at each period boundary; every
 * CPU takes slices of 5 ms from it and stops the group's threads there when it gets none.
 */
import { addThreads, joinParent, leaveParent, markDirty, noteLoad, parentQueue, queueOf, removeThreads } from './runqueue';
import { arm } from './timers';
import { ROOT } from './types';
import type { Bandwidth, CpuState, Group, RunQueue } from './types';

/** min_cfs_rq_runtime: what a CPU keeps for the next wake-up when its last thread goes to sleep. */
const KEPT_US = 1000;
/** cfs_bandwidth_slack_period and min_bandwidth_expiration. */
const SLACK_DELAY_US = 5000;
const REFILL_SOON_US = 2000;
/** distribute_cfs_runtime lifts a CPU this little above zero: one nanosecond. */
const ABOVE_ZERO_US = 0.001;

export function newBandwidth(timerBase: number): Bandwidth {
  return {
    quota: null, period: 100_000, burst: 0, runtime: 0, runtimeAtRefill: 0, timerActive: false, timerBase, timerSerial: 0,
    idle: false, slackPending: false, slackSerial: 0, throttledCpus: [], nrPeriods: 0, nrThrottled: 0, throttledUs: 0,
    nrBursts: 0, burstUs: 0,
  };
}

function nextBoundary(state: CpuState, bandwidth: Bandwidth): number {
  const { timerBase, period } = bandwidth;
  return timerBase + (Math.floor((state.now - timerBase) / period) + 1) * period;
}

/** start_cfs_bandwidth: wakes the period timer on its old grid. */
function startTimer(state: CpuState, group: Group): void {
  const { bandwidth } = group;
  if (bandwidth.timerActive) return;
  bandwidth.timerActive = true;
  bandwidth.idle = false;
  bandwidth.timerBase = nextBoundary(state, bandwidth);
  bandwidth.timerSerial += 1;
  arm(state, bandwidth.timerBase, 'period', group.id, bandwidth.timerSerial);
}

/** __refill_cfs_bandwidth_runtime: unused quota up to `burst` is carried over; using it is counted. */
function refill(bandwidth: Bandwidth): void {
  if (bandwidth.quota === null) return;
  bandwidth.runtime += bandwidth.quota;
  const borrowed = bandwidth.runtimeAtRefill - bandwidth.runtime;
  if (borrowed > 0) {
    bandwidth.burstUs += borrowed;
    bandwidth.nrBursts += 1;
  }
  bandwidth.runtime = Math.min(bandwidth.runtime, bandwidth.quota + bandwidth.burst);
  bandwidth.runtimeAtRefill = bandwidth.runtime;
}

/** __assign_cfs_rq_runtime: debt first, then up to `target`. Returns whether the CPU may run. */
function assign(state: CpuState, group: Group, queue: RunQueue, target: number): boolean {
  const { bandwidth } = group;
  startTimer(state, group);
  if (bandwidth.runtime > 0) {
    const amount = Math.min(bandwidth.runtime, target - queue.runtime);
    bandwidth.runtime -= amount;
    queue.runtime += amount;
    bandwidth.idle = false;
  }
  return queue.runtime > 0;
}

/** account_cfs_rq_runtime. Returns false when the queue is out of quota and must be throttled. */
export function chargeQuota(state: CpuState, queue: RunQueue, deltaUs: number): boolean {
  const group = state.groups[queue.group];
  if (group.bandwidth.quota === null) return true;
  queue.runtime -= deltaUs;
  if (queue.runtime > 0 || queue.throttled) return true;
  return assign(state, group, queue, state.tuning.sliceUs);
}

function markThrottled(state: CpuState, queue: RunQueue): void {
  noteLoad(state, queue);
  queue.throttled = true;
  queue.throttledAt = state.now;
  state.groups[queue.group].bandwidth.throttledCpus.push(queue.cpu);
}

/** throttle_cfs_rq: the group's threads leave this CPU until a refill. */
export function throttle(state: CpuState, queue: RunQueue): void {
  const group = state.groups[queue.group];
  if (queue.throttled || group.bandwidth.quota === null) return;
  // A refill may have slipped in between: a trace of quota is enough to go on.
  if (assign(state, group, queue, ABOVE_ZERO_US)) return;
  const parent = parentQueue(state, queue);
  if (queue.self.queued) leaveParent(state, queue);
  markThrottled(state, queue);
  if (queue.threads > 0) removeThreads(state, parent, queue.threads, (left) => giveBack(state, left));
}

/** unthrottle_cfs_rq. */
export function unthrottle(state: CpuState, queue: RunQueue): void {
  if (!queue.throttled) return;
  const { bandwidth } = state.groups[queue.group];
  noteLoad(state, queue);
  queue.throttled = false;
  bandwidth.throttledUs += state.now - queue.throttledAt;
  state.trace?.push({ cpu: queue.cpu, task: -1, group: queue.group, from: queue.throttledAt, to: state.now });
  bandwidth.throttledCpus = bandwidth.throttledCpus.filter((cpu) => cpu !== queue.cpu);
  if (queue.members.length === 0) return;
  const parent = parentQueue(state, queue);
  markDirty(state, queue.group);
  joinParent(state, queue);
  addThreads(state, parent, queue.threads, (joining) => admit(state, joining));
}

/** check_enqueue_throttle: a group that wakes up on a CPU needs quota before it may run there; without, it is throttled. */
export function admit(state: CpuState, queue: RunQueue): boolean {
  const group = state.groups[queue.group];
  if (group.bandwidth.quota === null || queue.runtime > 0) return true;
  if (assign(state, group, queue, state.tuning.sliceUs)) return true;
  markThrottled(state, queue);
  return false;
}

/** return_cfs_rq_runtime: a CPU with nothing left to run hands its slice back, for throttled CPUs to use. */
export function giveBack(state: CpuState, queue: RunQueue): void {
  const { bandwidth } = state.groups[queue.group];
  if (bandwidth.quota === null) return;
  const slack = queue.runtime - KEPT_US;
  if (slack <= 0) return;
  queue.runtime -= slack;
  bandwidth.runtime += slack;
  if (bandwidth.runtime <= state.tuning.sliceUs || bandwidth.throttledCpus.length === 0 || bandwidth.slackPending) return;
  if (nextBoundary(state, bandwidth) - state.now < SLACK_DELAY_US + REFILL_SOON_US) return;
  bandwidth.slackPending = true;
  bandwidth.slackSerial += 1;
  arm(state, state.now + SLACK_DELAY_US, 'slack', queue.group, bandwidth.slackSerial);
}

/** distribute_cfs_runtime: pay the debts of throttled CPUs, oldest first, and let them go. Returns the CPUs freed. */
function distribute(state: CpuState, group: Group): number[] {
  const { bandwidth } = group;
  const freed: number[] = [];
  for (const cpu of [...bandwidth.throttledCpus]) {
    if (bandwidth.runtime <= 0) break;
    const queue = queueOf(state, group.id, cpu);
    const amount = Math.min(bandwidth.runtime, -queue.runtime + ABOVE_ZERO_US);
    bandwidth.runtime -= amount;
    queue.runtime += amount;
    if (queue.runtime > 0) freed.push(cpu);
  }
  for (const cpu of freed) unthrottle(state, queueOf(state, group.id, cpu));
  return freed;
}

/** do_sched_cfs_period_timer: one period boundary. Returns CPUs whose threads may run again. */
export function onPeriod(state: CpuState, id: number, serial: number): number[] {
  const group = state.groups[id];
  const { bandwidth } = group;
  if (group.gone || serial !== bandwidth.timerSerial || !bandwidth.timerActive) return [];
  if (bandwidth.quota === null) {
    bandwidth.timerActive = false;
    return [];
  }
  const throttled = bandwidth.throttledCpus.length > 0;
  bandwidth.nrPeriods += 1;
  refill(bandwidth);
  // After one whole period without anyone asking for quota the timer stops; periods are no longer counted.
  if (bandwidth.idle && !throttled) {
    bandwidth.timerActive = false;
    return [];
  }
  bandwidth.timerBase = state.now;
  arm(state, state.now + bandwidth.period, 'period', id, serial);
  if (!throttled) {
    bandwidth.idle = true;
    return [];
  }
  bandwidth.nrThrottled += 1;
  const freed = distribute(state, group);
  bandwidth.idle = false;
  return freed;
}

/** do_sched_cfs_slack_timer. */
export function onSlack(state: CpuState, id: number, serial: number): number[] {
  const group = state.groups[id];
  const { bandwidth } = group;
  if (group.gone || serial !== bandwidth.slackSerial) return [];
  bandwidth.slackPending = false;
  if (bandwidth.quota === null || nextBoundary(state, bandwidth) - state.now < REFILL_SOON_US) return [];
  return bandwidth.runtime > state.tuning.sliceUs ? distribute(state, group) : [];
}

/** tg_set_cfs_bandwidth: a write to `cpu.max` or `cpu.max.burst`. The pool is filled anew. Returns CPUs freed. */
export function setBandwidth(state: CpuState, id: number, limit: { quota: number | null; period: number; burst: number }): number[] {
  const group = state.groups[id];
  const { bandwidth } = group;
  if (id === ROOT) return [];
  bandwidth.quota = limit.quota;
  bandwidth.period = limit.period;
  bandwidth.burst = limit.burst;
  refill(bandwidth);
  if (bandwidth.timerActive || limit.quota !== null) {
    bandwidth.timerActive = false;
    bandwidth.timerSerial += 1;
    if (limit.quota !== null) startTimer(state, group);
  }
  const freed: number[] = [];
  for (const queue of group.queues) {
    queue.runtime = ABOVE_ZERO_US;
    if (!queue.throttled) continue;
    unthrottle(state, queue);
    freed.push(queue.cpu);
  }
  return freed;
}
