/** CPU scheduling without the rest of a host: groups in, CPU time out. */
import { addGroup, addTask, createCpuState, limitGroup, runUntil } from './cpu/engine';
import { groupLost, groupUsage } from './cpu/tasks';
import { LINUX_6_18, NICE_0, ROOT } from './cpu/types';
import type { CpuState, CpuTuning, Demand } from './cpu/types';

export interface CpuGroupSpec {
  /** Path below the root; `p/a` is a child of `p`. Missing ancestors get weight 100 and no limit. */
  path: string;
  /** `cpu.weight`, 1..10000, fractions allowed. Default 100. */
  weight?: number;
  /** `cpu.max` in µs: quota per period (null or absent: "max"), period (default 100000). */
  quota?: number | null;
  period?: number;
  /** `cpu.max.burst` in µs. */
  burst?: number;
  /** Threads directly in the group; each busy all the time unless `demand` is given. */
  threads: number;
  demand?: Demand;
}

export interface CpuRunSpec {
  cpus: number;
  groups: readonly CpuGroupSpec[];
  /** Length of the measured window, µs. */
  durationUs: number;
  /** Time to run before the window opens, µs; its usage and periods are not reported. Default 0. */
  warmupUs?: number;
  seed: number;
  tuning?: CpuTuning;
}

/** All figures are of the window. `usageUs` counts the group's own threads and those of groups below it, as `cpu.stat` does. */
export interface CpuGroupResult {
  path: string;
  usageUs: number;
  /** `usageUs` less what the other threads of the cores cost; the same without SMT. */
  workUs: number;
  nrPeriods: number;
  nrThrottled: number;
  throttledUs: number;
  nrBursts: number;
  burstUs: number;
  /** Time of each finished request from its first moment on a CPU to its end, µs, warm-up included. */
  latencies: number[];
}

type Counters = Omit<CpuGroupResult, 'path' | 'latencies'>;

function counters(state: CpuState, id: number): Counters {
  const { nrPeriods, nrThrottled, throttledUs, nrBursts, burstUs } = state.groups[id].bandwidth;
  const usageUs = groupUsage(state, id);
  return { usageUs, workUs: usageUs - groupLost(state, id), nrPeriods, nrThrottled, throttledUs, nrBursts, burstUs };
}

/**
 * Runs groups of threads on `cpus` CPUs. Pure and deterministic. Source of the rules: kernel/sched/fair.c of Linux 6.18.
 * Throws RangeError for an empty machine or a group given twice.
 */
export function runCpu(spec: CpuRunSpec): CpuGroupResult[] {
  if (spec.cpus < 1) throw new RangeError(`cpus must be at least 1, got ${spec.cpus}`);
  const state = createCpuState(spec.cpus, spec.seed, spec.tuning ?? LINUX_6_18);
  const ids = new Map<string, number>([['', ROOT]]);
  const makeGroup = (path: string, shares: number): number => {
    const cut = path.lastIndexOf('/');
    const parentPath = cut < 0 ? '' : path.slice(0, cut);
    const id = addGroup(state, ids.get(parentPath) ?? makeGroup(parentPath, NICE_0), shares);
    ids.set(path, id);
    return id;
  };
  const ordered = [...spec.groups].sort((a, b) => a.path.split('/').length - b.path.split('/').length);
  for (const group of ordered) {
    if (ids.has(group.path)) throw new RangeError(`group ${group.path} is given twice`);
    const id = makeGroup(group.path, ((group.weight ?? 100) * NICE_0) / 100);
    const { quota = null, period = 100_000, burst = 0 } = group;
    if (quota !== null) limitGroup(state, id, { quota, period, burst });
  }
  const tasks = new Map<string, number[]>();
  const most = Math.max(0, ...spec.groups.map((group) => group.threads));
  for (let index = 0; index < most; index += 1) {
    for (const group of spec.groups) {
      if (index >= group.threads) continue;
      const id = addTask(state, ids.get(group.path) ?? ROOT, group.demand ?? null);
      tasks.set(group.path, [...(tasks.get(group.path) ?? []), id]);
    }
  }
  const warmup = spec.warmupUs ?? 0;
  runUntil(state, warmup);
  const start = spec.groups.map((group) => counters(state, ids.get(group.path) ?? ROOT));
  runUntil(state, warmup + spec.durationUs);
  return spec.groups.map((group, index) => {
    const from = start[index];
    const to = counters(state, ids.get(group.path) ?? ROOT);
    return {
      path: group.path,
      usageUs: to.usageUs - from.usageUs,
      workUs: to.workUs - from.workUs,
      nrPeriods: to.nrPeriods - from.nrPeriods,
      nrThrottled: to.nrThrottled - from.nrThrottled,
      throttledUs: to.throttledUs - from.throttledUs,
      nrBursts: to.nrBursts - from.nrBursts,
      burstUs: to.burstUs - from.burstUs,
      latencies: (tasks.get(group.path) ?? []).flatMap((id) => state.tasks[id].latencies),
    };
  });
}
