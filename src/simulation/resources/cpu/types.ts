/**
 * State of the CPU scheduler model. Times are microseconds of virtual time since the host started (fractions allowed);
 * weights and loads use the kernel's unit, in which an ordinary thread and `cpu.weight` 100 are both 1024.
 */
import type { RandomState } from '../../base/random';
import type { LoadAverage } from './average';

/** Constants of a Linux 6.18 build with CONFIG_HZ=250, the common choice of distribution kernels. */
export interface CpuTuning {
  /** Length of a timer tick (1/HZ). Run-time is charged, and therefore a quota enforced, at ticks. */
  tickUs: number;
  /** sysctl sched_cfs_bandwidth_slice_us: how much quota one CPU takes from the group's pool at a time. */
  sliceUs: number;
  /** sysctl sched_base_slice, before the kernel's scaling by 1 + log2(CPUs). */
  baseSliceUs: number;
  /** Share of the CPU that the host's own background work takes, in short bursts. */
  backgroundShare: number;
  /**
   * How far background work moves the load that the balancer sees on a CPU (1024 = one busy thread): the range from which
   * each sample is drawn before averaging. Chosen, not measured: large enough that an idle two-CPU host migrates threads now and then, as the recorded one did.
   */
  backgroundLoad: number;
  /** SMT: CPUs 2n and 2n + 1 are then two threads of one core (`smt.ts`). */
  threadsPerCore: 1 | 2;
  /** What a core does with both of its threads busy, against one alone. */
  smtGain: number;
}

export const LINUX_6_18: CpuTuning = {
  tickUs: 4000,
  sliceUs: 5000,
  baseSliceUs: 700,
  backgroundShare: 0.001,
  backgroundLoad: 800,
  threadsPerCore: 1,
  smtGain: 1178 / 1024,
};

/** What a run queue orders: a thread (`task >= 0`) or a child group's presence on this CPU (`group >= 0`). */
export interface Entity {
  task: number;
  group: number;
  vruntime: number;
  deadline: number;
  weight: number;
  /** How far the entity was owed (+) or ahead (−) when it last left a queue, in virtual time. */
  lag: number;
  queued: boolean;
  /** How heavily it has weighed lately (`sched_entity.avg.load_avg`): its weight while it was runnable, nothing while it slept. */
  average: LoadAverage;
}

/** What a thread waits for when it is neither running nor at rest. */
export type Stall = 'memory' | 'io';

/** One group on one CPU (`struct psi_group_cpu`). */
export interface CpuPressure {
  /** Threads that run or want to, throttled ones included; those on the CPU (0 or 1); those that wait for memory or I/O. */
  running: number;
  onCpu: number;
  memory: number;
  io: number;
  /** Since the last collection, µs: one sum a state (`pressure.ts`), then the time that anything at all was to do. */
  sums: number[];
  at: number;
}

/** One group (`struct psi_group`). */
export interface GroupPressure {
  /** µs since the group was made, one a state. */
  totals: number[];
  /** In units of 1/2048 percent: over 10, 60 and 300 s, for each state. */
  averages: number[][];
  /** Totals at the last averaging. */
  averagedTotals: number[];
}

/** One group's run queue on one CPU (`struct cfs_rq`). */
export interface RunQueue {
  group: number;
  cpu: number;
  /** Everything runnable, the running one included. */
  members: Entity[];
  /** Sum of the members' weights. */
  load: number;
  /** What `load` has been lately (`cfs_rq.avg.load_avg`); stands still while the queue is throttled. */
  average: LoadAverage;
  /** Runnable threads below, not counting those under a throttled descendant. */
  threads: number;
  /** Virtual time kept for the moment the queue is empty. */
  floor: number;
  /** Quota this CPU still holds; below zero it is in debt. */
  runtime: number;
  throttled: boolean;
  throttledAt: number;
  pressure: CpuPressure;
  /** The entity that stands for this queue in the parent's queue. */
  self: Entity;
}

/** Bandwidth control of one group (`struct cfs_bandwidth`). `quota` null means "max". */
export interface Bandwidth {
  quota: number | null;
  period: number;
  burst: number;
  runtime: number;
  runtimeAtRefill: number;
  timerActive: boolean;
  /** A moment on the grid of period boundaries; the grid survives the timer's sleep. */
  timerBase: number;
  timerSerial: number;
  idle: boolean;
  slackPending: boolean;
  slackSerial: number;
  /** CPUs whose queue is throttled, in the order in which they were. */
  throttledCpus: number[];
  nrPeriods: number;
  nrThrottled: number;
  throttledUs: number;
  nrBursts: number;
  burstUs: number;
}

export interface Group {
  id: number;
  parent: number;
  /** `cpu.weight` in kernel load units: 1024 for weight 100. */
  shares: number;
  bandwidth: Bandwidth;
  queues: RunQueue[];
  pressure: GroupPressure;
  /** CPU time used by threads directly in this group, µs. */
  usage: number;
  /** Weights of this group's entities must be recomputed at the next tick. */
  dirty: boolean;
  gone: boolean;
}

/** What a thread does: always busy, or requests of `cpuUs` with `sleepUs` between an end and the next start. */
export interface Demand {
  cpuUs: number;
  sleepUs: number;
  /** Number of requests; after the last the thread sleeps for good. */
  requests?: number;
  /** CPU time spent once, followed by one `sleepUs`, before the first request (a runtime starting up). */
  startupUs?: number;
  /**
   * The thread keeps asking for its own CPU time (CLOCK_THREAD_CPUTIME_ID), as a benchmark does. Each question makes the
   * kernel charge it (task_sched_runtime calls update_curr), so a quota is enforced at once and not at the next tick.
   */
  readsClock?: boolean;
}

export type TaskState = 'runnable' | 'sleeping' | 'gone';

export interface Task {
  id: number;
  group: number;
  cpu: number;
  state: TaskState;
  entity: Entity;
  demand: Demand | null;
  /** CPU time left of the present request; Infinity when always busy. */
  remaining: number;
  startingUp: boolean;
  /** When the present request first got a CPU; null until then. */
  requestStart: number | null;
  requestsDone: number;
  latencies: number[];
  /** When each of them ended, µs. */
  ends: number[];
  usage: number;
  /** CPU time, of `usage`, that its core's other thread cost it, µs: what it would have saved alone on the core. */
  lost: number;
  lastRan: number;
  /** Ignores earlier wake-ups. */
  wakeSerial: number;
  /** Where to continue if the thread was stopped in the middle of a request. */
  interrupted: boolean;
  /** What it waits for while it is interrupted. */
  stall: Stall | null;
}

export interface Cpu {
  id: number;
  current: number;
  /** Moment from which the running thread has not been charged yet. */
  chargedTo: number;
  runSerial: number;
  /** Of the one event that ends the running request; earlier ones no longer count. */
  doneSerial: number;
  /** Both threads of the core are busy since then, µs, or −1; and for how long they were before, since the last charge. */
  sharedFrom: number;
  sharedUs: number;
  balanceInterval: number;
  balanceFailed: number;
  /** When it last looked for work in its turn, and when its next turn comes. */
  lastBalance: number;
  nextBalance: number;
  /** Share of recent time this CPU was busy, 0..1 (a 32 ms half-life average). */
  utilization: LoadAverage;
  /** How many threads were runnable here lately, the running one among them (rq's runnable_avg over SCHED_CAPACITY_SCALE). */
  runnable: LoadAverage;
  background: number;
}

export type EventKind = 'done' | 'period' | 'slack' | 'wake' | 'background' | 'charge' | 'tick' | 'pressure';

export interface TimerEvent {
  at: number;
  order: number;
  kind: EventKind;
  id: number;
  serial: number;
}

export interface CpuState {
  now: number;
  tuning: CpuTuning;
  /** Virtual slice a thread may run before the choice is made again (base slice × (1 + log2 CPUs)). */
  sliceUs: number;
  random: RandomState;
  cpus: Cpu[];
  groups: Group[];
  tasks: Task[];
  /** Groups with `dirty` set, in the order in which it was. */
  dirty: number[];
  timers: TimerEvent[];
  timerOrder: number;
  tickArmed: boolean;
  /** Spans of CPU time, when recording is on: what ran where. */
  trace: Span[] | null;
  /** Up to where spans have been handed out. */
  tracedTo: number;
}

/** Thread `task` of `group` ran on `cpu` from `from` to `to`; with task −1, the group was throttled there. */
export interface Span {
  cpu: number;
  task: number;
  group: number;
  from: number;
  to: number;
}

export const NICE_0 = 1024;
export const ROOT = 0;
