/**
 * Load balancing between CPUs of one cache domain (kernel/sched/fair.c: sched_balance_rq, update_sd_pick_busiest,
 * sched_balance_find_src_group, calculate_imbalance, detach_tasks, can_migrate_task, need_active_balance).
 *
 * Simplified: the load of a CPU is its decaying average plus a random part for the host's own background work, which this
 * model does not run as threads; there is one level of CPUs, without NUMA or asymmetric capacity.
 */
import { draw } from '../../base/random';
import { hierarchicalLoad, noteLoad, noteRunnable, queueOf, refreshDirtyWeights, underThrottle } from './runqueue';
import { siblingOf } from './smt';
import { chargeCurrent, migrate, noteUtilization, setCurrent } from './tasks';
import { ROOT } from './types';
import type { Cpu, CpuState, Task } from './types';

/** sd_init for a cache domain: imbalance_pct 117, busy_factor 16, cache_nice_tries 1; sysctl_sched_migration_cost 500 µs. */
const IMBALANCE_PCT = 117;
const BUSY_FACTOR = 16;
const CACHE_NICE_TRIES = 1;
const MIGRATION_COST_US = 500;

type Fill = 'spare' | 'full' | 'overloaded';
const FILL_RANK: Record<Fill, number> = { spare: 0, full: 1, overloaded: 2 };

interface Side {
  cpu: Cpu;
  threads: number;
  load: number;
  fill: Fill;
}

/** group_classify for a group of one CPU: group_is_overloaded and group_has_capacity. */
function measure(state: CpuState, cpu: Cpu): Side {
  noteUtilization(state, cpu);
  const root = queueOf(state, ROOT, cpu.id);
  noteLoad(state, root);
  const { threads, average: { value: load } } = root;
  noteRunnable(state, root);
  const queued = cpu.runnable.value * 100 > IMBALANCE_PCT;
  const saturated = cpu.utilization.value * IMBALANCE_PCT > 100;
  const overloaded = threads > 1 && (saturated || queued);
  const spare = threads < 1 || (!queued && cpu.utilization.value * IMBALANCE_PCT < 100);
  const fill: Fill = overloaded ? 'overloaded' : spare ? 'spare' : 'full';
  return { cpu, threads, load: load + cpu.background, fill };
}

function busier(a: Side, b: Side): boolean {
  if (a.fill !== b.fill) return FILL_RANK[a.fill] > FILL_RANK[b.fill];
  return a.fill === 'spare' ? a.threads > b.threads : a.load > b.load;
}

interface Imbalance {
  from: Cpu;
  by: 'threads' | 'load';
  amount: number;
}

/**
 * group_smt_balance: a core that is wholly idle takes one of the two threads that share another. Only a busy CPU can give one up, which a
 * waiting thread does at once and a running one after some failures (`pushRunning`).
 */
function findSharedCore(state: CpuState, here: Cpu): Imbalance | null {
  const sibling = siblingOf(state, here);
  if (sibling === null || here.current >= 0 || sibling.current >= 0) return null;
  const from = state.cpus.find((cpu) => cpu.current >= 0 && (siblingOf(state, cpu)?.current ?? -1) >= 0);
  return from === undefined ? null : { from, by: 'threads', amount: 1 };
}

function findImbalance(state: CpuState, here: Cpu, idle: boolean): Imbalance | null {
  return findUneven(state, here, idle) ?? (idle ? findSharedCore(state, here) : null);
}

/** sched_balance_find_src_group and calculate_imbalance: how much `here` should pull, and from whom. */
function findUneven(state: CpuState, here: Cpu, idle: boolean): Imbalance | null {
  const local = measure(state, here);
  let busiest: Side | null = null;
  let total = local.load;
  for (const cpu of state.cpus) {
    if (cpu === here) continue;
    const side = measure(state, cpu);
    total += side.load;
    if (busiest === null || busier(side, busiest)) busiest = side;
  }
  if (busiest === null || busiest.threads === 0 || FILL_RANK[local.fill] > FILL_RANK[busiest.fill]) return null;
  const mean = total / state.cpus.length;
  if (busiest.fill !== 'overloaded' && (!idle || busiest.threads === 1)) return null;
  if (local.fill === 'spare') {
    const amount = Math.floor((busiest.threads - local.threads) / 2);
    return amount > 0 ? { from: busiest.cpu, by: 'threads', amount } : null;
  }
  if (local.load >= busiest.load || local.load >= mean) return null;
  if (local.fill === 'overloaded' && 100 * busiest.load <= IMBALANCE_PCT * local.load) return null;
  return { from: busiest.cpu, by: 'load', amount: Math.min(busiest.load - mean, mean - local.load) };
}

/** can_migrate_task, without CPU affinity. */
function mayMove(state: CpuState, task: Task, to: Cpu, failed: number): boolean {
  if (state.cpus[task.cpu].current === task.id) return false;
  if (underThrottle(state, task.group, task.cpu) || underThrottle(state, task.group, to.id)) return false;
  const hot = state.now - task.lastRan < MIGRATION_COST_US;
  return !hot || failed > CACHE_NICE_TRIES;
}

/** detach_tasks and attach_tasks. Returns how many threads moved to `to`. */
function pull(state: CpuState, to: Cpu, imbalance: Imbalance, failed: number): number {
  const waiting = state.tasks
    .filter((task) => task.state === 'runnable' && task.cpu === imbalance.from.id)
    .sort((a, b) => a.lastRan - b.lastRan || a.id - b.id);
  let left = imbalance.amount;
  let moved = 0;
  for (const task of waiting) {
    if (left <= 0 || queueOf(state, ROOT, imbalance.from.id).threads <= 1) break;
    if (!mayMove(state, task, to, failed)) continue;
    const load = imbalance.by === 'load' ? Math.max(1, hierarchicalLoad(state, task)) : 1;
    // Each failed attempt halves the scruple about moving more than the imbalance.
    if (imbalance.by === 'load' && load / 2 ** Math.min(failed, 16) > left) continue;
    migrate(state, task, to.id);
    refreshDirtyWeights(state);
    left -= load;
    moved += 1;
  }
  return moved;
}

/** need_active_balance: after repeated failure to even out thread counts, even the running thread is pushed over. */
function pushRunning(state: CpuState, to: Cpu, imbalance: Imbalance): boolean {
  if (imbalance.by !== 'threads' || to.balanceFailed <= CACHE_NICE_TRIES + 2 || imbalance.from.current < 0) return false;
  const task = state.tasks[imbalance.from.current];
  if (underThrottle(state, task.group, to.id)) return false;
  chargeCurrent(state, imbalance.from);
  setCurrent(state, imbalance.from, -1);
  migrate(state, task, to.id);
  return true;
}

/** sched_balance_rq for `cpu`. Returns the CPUs on which the choice of what to run must be made again. */
export function balance(state: CpuState, cpu: Cpu, newlyIdle: boolean): number[] {
  const idle = queueOf(state, ROOT, cpu.id).threads === 0;
  // sched_balance_newidle: an idle CPU does not wait for the turn that it was given while it was busy.
  if (newlyIdle) cpu.nextBalance = Math.min(cpu.nextBalance, Math.max(state.now, cpu.lastBalance + cpu.balanceInterval));
  const shortest = state.cpus.length * 1000;
  const imbalance = findImbalance(state, cpu, idle);
  if (imbalance === null) {
    if (!newlyIdle) {
      cpu.balanceFailed = 0;
      cpu.balanceInterval = Math.min(cpu.balanceInterval * 2, 2 * shortest);
    }
    return [];
  }
  const moved = pull(state, cpu, imbalance, cpu.balanceFailed);
  if (moved > 0) {
    cpu.balanceFailed = 0;
    cpu.balanceInterval = shortest;
    return [cpu.id];
  }
  if (newlyIdle) return [];
  cpu.balanceFailed += 1;
  cpu.balanceInterval = shortest;
  if (!pushRunning(state, cpu, imbalance)) return [];
  cpu.balanceFailed = 0;
  return [cpu.id, imbalance.from.id];
}

/** sched_balance_domains: the periodic part, asked at each tick. Busy CPUs balance 16 times less often. */
export function periodicBalance(state: CpuState, cpu: Cpu): number[] {
  if (state.now < cpu.nextBalance || state.cpus.length === 1) return [];
  // An average of the recent past, like the kernel's: it changes slowly, so one CPU looks the busier for a while.
  cpu.background = 0.9 * cpu.background + 0.1 * (draw(state.random) - 0.5) * state.tuning.backgroundLoad;
  const touched = balance(state, cpu, false);
  const busy = queueOf(state, ROOT, cpu.id).threads > 0;
  // get_sd_balance_interval: a busy CPU waits one tick less than the round figure, so that CPUs drift apart.
  const wait = busy ? cpu.balanceInterval * BUSY_FACTOR - state.tuning.tickUs : cpu.balanceInterval;
  cpu.lastBalance = state.now;
  cpu.nextBalance = state.now + Math.max(state.tuning.tickUs, wait);
  return touched;
}
