/**
 * The files of a cgroup, read as the kernel prints them (Documentation/admin-guide/cgroup-v2.rst; kernel/sched/core.c
 * cpu_extra_stat_show and cgroup_base_stat_cputime_show, mm/memcontrol.c, kernel/cgroup/pids.c).
 *
 * Simplified: all CPU time is user time; `memory.stat` has the lines that this model knows, in the kernel's order.
 */
import { pressureText } from '../cpu/pressure';
import { groupUsage } from '../cpu/tasks';
import { NICE_0 } from '../cpu/types';
import { readIoMax, readIoStat } from '../io/throttle';
import { readIoWeight } from '../io/weight';
import { memoryUsage } from '../memory/charge';
import { swapUsage } from '../memory/swap';
import { PAGE_BYTES, pageTables } from '../memory/types';
import { pidsCurrent } from '../process';
import { findCgroup, isWithin, processesWithin } from './types';
import type { Cgroup, Host } from './types';

/** Files that can be written, and those that can only be read. The root has only `cgroup.procs`. */
export const WRITABLE_FILES = [
  'cpu.max', 'cpu.max.burst', 'cpu.weight', 'memory.max', 'memory.high', 'memory.low', 'memory.min', 'memory.oom.group', 'memory.swap.max',
  'io.max', 'io.weight', 'pids.max', 'cgroup.procs',
] as const;
export const READ_ONLY_FILES = [
  'cpu.stat', 'memory.current', 'memory.peak', 'memory.events', 'memory.stat', 'memory.swap.current', 'memory.swap.events', 'pids.current', 'pids.events',
  'cpu.pressure', 'memory.pressure', 'io.pressure', 'io.stat',
] as const;
export type WritableFile = (typeof WRITABLE_FILES)[number];
export type ReadOnlyFile = (typeof READ_ONLY_FILES)[number];
export type CgroupFile = WritableFile | ReadOnlyFile;

const bytes = (pages: number | null): string => (pages === null ? 'max' : String(pages * PAGE_BYTES));
const table = (rows: readonly (readonly [string, number])[]): string => rows.map(([key, value]) => `${key} ${value}\n`).join('');

/** sched_weight_from_cgroup's inverse: the kernel keeps load units and rounds both ways. */
export function weightOf(shares: number): number {
  return Math.round((shares * 100) / NICE_0);
}

function cpuStat(host: Host, cgroup: Cgroup): string {
  const { bandwidth } = host.cpu.groups[cgroup.cpu];
  const usage = Math.floor(groupUsage(host.cpu, cgroup.cpu));
  return table([
    ['usage_usec', usage], ['user_usec', usage], ['system_usec', 0], ['nice_usec', 0],
    ['nr_periods', bandwidth.nrPeriods], ['nr_throttled', bandwidth.nrThrottled],
    ['throttled_usec', Math.floor(bandwidth.throttledUs)], ['nr_bursts', bandwidth.nrBursts], ['burst_usec', Math.floor(bandwidth.burstUs)],
  ]);
}

function memoryStat(host: Host, cgroup: Cgroup): string {
  let anon = 0;
  let tables = 0;
  for (const process of processesWithin(host, cgroup.path)) {
    anon += process.anon;
    tables += pageTables(process.anon + process.swap);
  }
  let file = 0;
  for (const at of host.cgroups) if (isWithin(at.path, cgroup.path)) file += at.memory.cache;
  return table([
    ['anon', anon * PAGE_BYTES], ['file', file * PAGE_BYTES], ['kernel', tables * PAGE_BYTES], ['pagetables', tables * PAGE_BYTES],
    ['file_dirty', 0], ['file_writeback', 0], ['inactive_anon', 0], ['active_anon', anon * PAGE_BYTES],
    ['inactive_file', file * PAGE_BYTES], ['active_file', 0],
  ]);
}

/** The file's text, or null where the kernel has no such file (ENOENT). */
export function readFile(host: Host, path: string, file: CgroupFile): string | null {
  const cgroup = findCgroup(host, path);
  if (!cgroup) return null;
  if (file === 'cgroup.procs') {
    return host.processes.filter((one) => one.alive && one.cgroup === path).map((one) => `${one.pid}\n`).join('');
  }
  if (path === '') return null;
  const { memory, pids } = cgroup;
  const { bandwidth, shares } = host.cpu.groups[cgroup.cpu];
  switch (file) {
    case 'cpu.max': return `${bandwidth.quota ?? 'max'} ${bandwidth.period}\n`;
    case 'cpu.max.burst': return `${bandwidth.burst}\n`;
    case 'cpu.weight': return `${weightOf(shares)}\n`;
    case 'cpu.stat': return cpuStat(host, cgroup);
    case 'memory.max': return `${bytes(memory.max)}\n`;
    case 'memory.high': return `${bytes(memory.high)}\n`;
    case 'memory.low': return `${bytes(memory.low)}\n`;
    case 'memory.min': return `${bytes(memory.min)}\n`;
    case 'memory.oom.group': return memory.oomGroup ? '1\n' : '0\n';
    case 'memory.current': return `${bytes(memoryUsage(host, path))}\n`;
    case 'memory.peak': return `${bytes(memory.peak)}\n`;
    case 'memory.events': return table(Object.entries(memory.events));
    case 'memory.stat': return memoryStat(host, cgroup);
    case 'memory.swap.max': return `${bytes(memory.swapMax)}\n`;
    case 'memory.swap.current': return `${bytes(swapUsage(host, path))}\n`;
    case 'memory.swap.events': return table(Object.entries(memory.swapEvents));
    case 'io.max': return readIoMax(cgroup.io);
    case 'io.weight': return readIoWeight(cgroup.io);
    case 'io.stat': return readIoStat(host.cgroups.filter((one) => isWithin(one.path, path)));
    case 'pids.max': return `${pids.max ?? 'max'}\n`;
    case 'pids.current': return `${pidsCurrent(host, path)}\n`;
    case 'cpu.pressure': return pressureText(host.cpu, cgroup.cpu, 'cpu');
    case 'memory.pressure': return pressureText(host.cpu, cgroup.cpu, 'memory');
    case 'io.pressure': return pressureText(host.cpu, cgroup.cpu, 'io');
    case 'pids.events': return `max ${pids.refused}\n`;
  }
}
