/**
 * The event loop of the CPU model: advances from decision to decision (a thread finishing or waking, a tick, a period
 * boundary), never in fixed small steps. Functions here change the given state; `host.ts` and `run-cpu.ts` copy first.
 */
import { draw } from '../../base/random';
import { newBandwidth, onPeriod, onSlack, setBandwidth, throttle } from './bandwidth';
import { balance, periodicBalance } from './balance';
import { pickEntity } from './eevdf';
import { averagePressure, newCpuPressure, newGroupPressure, pressurePeriodUs } from './pressure';
import { countPressure, markDirty, parentQueue, propagateLoad, queueOf, refreshDirtyWeights, refreshWeight } from './runqueue';
import { armDone } from './smt';
import { chargeCurrent, chooseCpu, dequeue, enqueue, noteUtilization, setCurrent, settle } from './tasks';
import { arm, armTick, takeFirst } from './timers';
import { LINUX_6_18, NICE_0, ROOT } from './types';
import type { Cpu, CpuState, CpuTuning, Demand, Entity, Group, RunQueue, Stall, Task } from './types';

function entity(state: CpuState, task: number, group: number, weight: number): Entity {
  // init_entity_runnable_average: a new thread counts in full at once, a new group must show its load first.
  return { task, group, vruntime: 0, deadline: 0, weight, lag: 0, queued: false, average: { value: task >= 0 ? weight : 0, at: state.now } };
}

export function addGroup(state: CpuState, parent: number, shares: number): number {
  const id = state.groups.length;
  const queues: RunQueue[] = state.cpus.map((cpu) => ({
    group: id, cpu: cpu.id, members: [], load: 0, average: { value: 0, at: state.now }, pressure: newCpuPressure(state.now), threads: 0, floor: 0, runtime: 0, throttled: false, throttledAt: 0,
    self: entity(state, -1, id, shares),
  }));
  // The kernel, too, starts each group's period timer at a random offset (init_cfs_bandwidth).
  const bandwidth = newBandwidth(state.now - draw(state.random) * 100_000);
  const group: Group = { id, parent, shares, bandwidth, queues, pressure: newGroupPressure(), usage: 0, dirty: false, gone: false };
  state.groups.push(group);
  return id;
}

export function createCpuState(cpuCount: number, seed: number, tuning: CpuTuning = LINUX_6_18): CpuState {
  const scale = 1 + Math.floor(Math.log2(Math.min(cpuCount, 8)));
  const state: CpuState = {
    now: 0, tuning, sliceUs: tuning.baseSliceUs * scale, random: { state: seed | 0 }, cpus: [], groups: [], tasks: [],
    dirty: [], timers: [], timerOrder: 0, tickArmed: false, trace: null, tracedTo: 0,
  };
  for (let id = 0; id < cpuCount; id += 1) {
    state.cpus.push({
      id, current: -1, chargedTo: 0, runSerial: 0, doneSerial: 0, sharedFrom: -1, sharedUs: 0, balanceInterval: cpuCount * 1000, balanceFailed: 0,
      lastBalance: 0, nextBalance: draw(state.random) * 32_000, utilization: { value: 0, at: 0 }, runnable: { value: 0, at: 0 }, background: 0,
    });
  }
  addGroup(state, -1, NICE_0);
  arm(state, pressurePeriodUs(tuning.tickUs), 'pressure', 0);
  return state;
}

/** A thread that watches its CPU clock reads it about this often. */
const CLOCK_READ_US = 1;

/** A sleep may end this much late, and usually does (the default of prctl PR_SET_TIMERSLACK). */
const TIMER_SLACK_US = 50;

/** Length of one burst of background work, µs: between MIN and twice the mean less MIN. */
const MIN_BURST_US = 20;
const MEAN_BURST_US = 50;

/** Makes the CPU choose again. The running thread keeps its unfinished slice unless `afresh`. */
function reschedule(state: CpuState, cpu: Cpu, afresh = false): void {
  for (const queue of chargeCurrent(state, cpu)) throttle(state, queue);
  const root = queueOf(state, ROOT, cpu.id);
  if (root.threads === 0 && state.cpus.length > 1) {
    noteUtilization(state, cpu);
    setCurrent(state, cpu, -1);
    balance(state, cpu, true);
  }
  const next = root.threads === 0 ? -1 : pickTask(state, cpu, root, afresh);
  noteUtilization(state, cpu);
  if (next === cpu.current) return;
  setCurrent(state, cpu, next);
  cpu.runSerial += 1;
  cpu.doneSerial += 1;
  if (next < 0) return;
  const task = state.tasks[next];
  cpu.chargedTo = state.now;
  if (task.requestStart === null && !task.startingUp) task.requestStart = state.now;
  armDone(state, cpu);
  if (task.demand?.readsClock) armCharge(state, cpu, task);
  armTick(state);
}

/** For a thread that reads its own CPU clock: the moment at which the first quota above it runs out. */
function armCharge(state: CpuState, cpu: Cpu, task: Task): void {
  let left = Infinity;
  for (let queue = queueOf(state, task.group, cpu.id); queue.group !== ROOT; queue = parentQueue(state, queue)) {
    if (state.groups[queue.group].bandwidth.quota !== null) left = Math.min(left, queue.runtime);
  }
  if (Number.isFinite(left)) arm(state, Math.max(state.now, cpu.chargedTo) + Math.max(0, left) + CLOCK_READ_US, 'charge', cpu.id, cpu.runSerial);
}

function onCharge(state: CpuState, cpu: Cpu, serial: number): void {
  if (serial !== cpu.runSerial || cpu.current < 0) return;
  const task = state.tasks[cpu.current];
  reschedule(state, cpu);
  if (cpu.runSerial === serial && cpu.current === task.id) armCharge(state, cpu, task);
}

/** pick_task_fair: from the root queue down to a thread, keeping to the running branch where EEVDF keeps it. */
function pickTask(state: CpuState, cpu: Cpu, root: RunQueue, afresh: boolean): number {
  // The running thread and the groups above it, the root's member last.
  const branch: Entity[] = [];
  if (cpu.current >= 0 && !afresh) {
    const current = state.tasks[cpu.current];
    branch.push(current.entity);
    for (let queue = queueOf(state, current.group, cpu.id); queue.group !== ROOT; queue = parentQueue(state, queue)) branch.push(queue.self);
  }
  let queue = root;
  for (let level = branch.length - 1; ; level -= 1) {
    const running = level >= 0 ? branch[level] : null;
    const picked = pickEntity(queue, running);
    if (picked.task >= 0) return picked.task;
    // Off the running branch nothing further down is running either.
    if (picked !== running) level = 0;
    queue = queueOf(state, picked.group, cpu.id);
  }
}

function rescheduleAll(state: CpuState, ids: readonly number[]): void {
  for (const id of ids) reschedule(state, state.cpus[id]);
}

function freshWork(demand: Demand | null): number {
  return demand === null ? Infinity : demand.cpuUs;
}

/** Starts a thread that is runnable from now on. Returns its id. */
export function addTask(state: CpuState, group: number, demand: Demand | null): number {
  const id = state.tasks.length;
  const startup = demand?.startupUs ?? 0;
  const task: Task = {
    id, group, cpu: 0, state: 'runnable', entity: entity(state, id, -1, NICE_0), demand, remaining: startup > 0 ? startup : freshWork(demand),
    startingUp: startup > 0, requestStart: null, requestsDone: 0, latencies: [], ends: [], usage: 0, lost: 0, lastRan: -Infinity, wakeSerial: 0,
    interrupted: false, stall: null,
  };
  state.tasks.push(task);
  task.cpu = chooseCpu(state, task, true);
  queueOf(state, group, task.cpu).average.value += task.entity.average.value;
  enqueue(state, task);
  propagateLoad(state, queueOf(state, group, task.cpu));
  armTick(state);
  reschedule(state, state.cpus[task.cpu]);
  return id;
}

function stopTask(state: CpuState, task: Task): void {
  const cpu = state.cpus[task.cpu];
  if (task.state !== 'runnable') return;
  const running = cpu.current === task.id;
  if (running) for (const queue of chargeCurrent(state, cpu)) throttle(state, queue);
  task.state = 'sleeping';
  dequeue(state, task);
  if (!running) return;
  noteUtilization(state, cpu);
  setCurrent(state, cpu, -1);
  reschedule(state, cpu);
}

function endStall(state: CpuState, task: Task): void {
  if (task.stall !== null) countPressure(state, task.group, task.cpu, task.stall, -1);
  task.stall = null;
}

/** The thread's process was killed or has exited. */
export function removeTask(state: CpuState, id: number): void {
  const task = state.tasks[id];
  stopTask(state, task);
  endStall(state, task);
  task.state = 'gone';
}

/** Puts a thread to sleep in the middle of what it does, until `resumeTask`. Returns whether it was awake. */
export function holdTask(state: CpuState, id: number, stall: Stall): boolean {
  const task = state.tasks[id];
  if (task.state !== 'runnable') return false;
  stopTask(state, task);
  task.interrupted = true;
  task.stall = stall;
  countPressure(state, task.group, task.cpu, stall, 1);
  task.wakeSerial += 1;
  return true;
}

/** Does so for `us`: `memory.high` to an allocator, `io.max` to a reader or writer. */
export function pauseTask(state: CpuState, id: number, us: number, stall: Stall): void {
  if (holdTask(state, id, stall)) arm(state, state.now + us, 'wake', id, state.tasks[id].wakeSerial);
}

/** What a held thread waited for has come. */
export function resumeTask(state: CpuState, id: number): void {
  const task = state.tasks[id];
  if (task.stall !== null) wake(state, id, task.wakeSerial);
}

function wake(state: CpuState, id: number, serial: number): void {
  const task = state.tasks[id];
  if (task.state !== 'sleeping' || serial !== task.wakeSerial) return;
  task.state = 'runnable';
  endStall(state, task);
  if (!task.interrupted) {
    task.remaining = freshWork(task.demand);
    task.requestStart = null;
  }
  task.interrupted = false;
  // A sleeper keeps what it was owed but not its debt: the kernel lets it sit out the debt while asleep (DELAY_ZERO).
  task.entity.lag = Math.max(0, task.entity.lag);
  const before = task.cpu;
  settle(state, task, chooseCpu(state, task, false));
  enqueue(state, task);
  if (task.cpu !== before) propagateLoad(state, queueOf(state, task.group, task.cpu));
  armTick(state);
  reschedule(state, state.cpus[task.cpu]);
}

function finishRequest(state: CpuState, cpu: Cpu, serial: number): void {
  if (serial !== cpu.doneSerial || cpu.current < 0) return;
  const task = state.tasks[cpu.current];
  const exhausted = chargeCurrent(state, cpu);
  if (task.remaining > 1e-6) {
    // Background work or the core's other thread held the thread up; it needs a little longer.
    armDone(state, cpu);
    return;
  }
  for (const queue of exhausted) throttle(state, queue);
  const { demand } = task;
  if (demand === null) return;
  if (task.startingUp) {
    task.startingUp = false;
  } else {
    task.latencies.push(state.now - (task.requestStart ?? state.now));
    task.ends.push(state.now);
    task.requestsDone += 1;
    if (demand.requests !== undefined && task.requestsDone >= demand.requests) {
      stopTask(state, task);
      return;
    }
  }
  task.wakeSerial += 1;
  arm(state, state.now + demand.sleepUs + TIMER_SLACK_US, 'wake', task.id, task.wakeSerial);
  stopTask(state, task);
}

/**
 * Background work of the host (daemons, kernel threads) takes the CPU for a moment, without being charged to anyone here.
 * When it is done the scheduler chooses afresh, as it does after any preemption.
 */
function background(state: CpuState, cpu: Cpu): void {
  if (cpu.current < 0) return;
  reschedule(state, cpu, true);
  cpu.chargedTo = Math.max(cpu.chargedTo, state.now) + MIN_BURST_US + 2 * (MEAN_BURST_US - MIN_BURST_US) * draw(state.random);
}

/** At each tick of a busy CPU: will background work come before the next? */
function armBackground(state: CpuState, cpu: Cpu): void {
  const { backgroundShare, tickUs } = state.tuning;
  const when = draw(state.random) * tickUs;
  if (cpu.current >= 0 && draw(state.random) < (backgroundShare * tickUs) / MEAN_BURST_US) {
    arm(state, state.now + when, 'background', cpu.id);
  }
}

/** entity_tick: the groups above the running thread take the part that their load averages have moved to. */
function refreshRunning(state: CpuState, cpu: Cpu): void {
  if (cpu.current < 0) return;
  for (let queue = queueOf(state, state.tasks[cpu.current].group, cpu.id); queue.group !== ROOT; queue = parentQueue(state, queue)) refreshWeight(state, queue);
}

/** sched_tick on every busy CPU; idle ones only look for work to pull. */
function tick(state: CpuState): void {
  state.tickArmed = false;
  refreshDirtyWeights(state);
  for (const cpu of state.cpus) {
    refreshRunning(state, cpu);
    reschedule(state, cpu);
    armBackground(state, cpu);
  }
  for (const cpu of state.cpus) rescheduleAll(state, periodicBalance(state, cpu));
  if (state.cpus.some((cpu) => cpu.current >= 0)) armTick(state);
}

/** Writes `cpu.max` and `cpu.max.burst`. */
export function limitGroup(state: CpuState, id: number, limit: { quota: number | null; period: number; burst: number }): void {
  setBandwidth(state, id, limit);
  armTick(state);
  for (const cpu of state.cpus) reschedule(state, cpu);
}

/** Writes `cpu.weight` (given in load units, 1024 = weight 100). */
export function weighGroup(state: CpuState, id: number, shares: number): void {
  state.groups[id].shares = shares;
  markDirty(state, id);
  refreshDirtyWeights(state);
}

/** Runs the machine up to `until` (µs). */
export function runUntil(state: CpuState, until: number): void {
  for (;;) {
    if (state.timers.length === 0 || state.timers[0].at > until) break;
    const event = takeFirst(state);
    if (event === undefined) break;
    state.now = event.at;
    if (event.kind === 'tick') tick(state);
    else if (event.kind === 'pressure') {
      averagePressure(state);
      arm(state, state.now + pressurePeriodUs(state.tuning.tickUs), 'pressure', 0);
    }
    else if (event.kind === 'done') finishRequest(state, state.cpus[event.id], event.serial);
    else if (event.kind === 'charge') onCharge(state, state.cpus[event.id], event.serial);
    else if (event.kind === 'background') background(state, state.cpus[event.id]);
    else if (event.kind === 'wake') wake(state, event.id, event.serial);
    else {
      const freed = event.kind === 'period' ? onPeriod(state, event.id, event.serial) : onSlack(state, event.id, event.serial);
      rescheduleAll(state, freed);
    }
  }
  state.now = until;
}
