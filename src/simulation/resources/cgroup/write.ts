/** Writing to a cgroup's files: what the kernel accepts, what it answers otherwise, and what happens at once. */
import { addTask, limitGroup, removeTask, weighGroup } from '../cpu/engine';
import { NICE_0 } from '../cpu/types';
import { clonePlain } from '../clone';
import { writeIoMax } from '../io/throttle';
import { writeIoWeight } from '../io/weight';
import { memoryUsage, outOfMemory, reclaim } from '../memory/charge';
import { cpuTimeOf } from '../host';
import { parseCpuMax, parseMemory, parseSigned, parseUnsigned } from './parse';
import { READ_ONLY_FILES } from './files';
import type { CgroupFile } from './files';
import { findCgroup, note } from './types';
import type { Cgroup, Host } from './types';

export type Errno = 'EINVAL' | 'ERANGE' | 'ENOENT' | 'ENODEV' | 'ESRCH';

export type WriteResult = { ok: true; host: Host } | { ok: false; errno: Errno };

/** What the C library prints for each error, as a shell shows it after "write error: ". */
export const STRERROR: Record<Errno, string> = {
  EINVAL: 'Invalid argument',
  ERANGE: 'Numerical result out of range',
  ENOENT: 'No such file or directory',
  ENODEV: 'No such device',
  ESRCH: 'No such process',
};

/** kernel/sched/core.c: quota and period are at least 1 ms, the period at most 1 s. */
const MIN_BANDWIDTH_US = 1000;
const MAX_PERIOD_US = 1_000_000;
/** max_bw_runtime_us: quotas are kept as a share in 44 + 20 bits (MAX_BW, BW_SHIFT). */
const MAX_RUNTIME_US = 2 ** 44 - 1;
/** PIDS_MAX is one more than PID_MAX_LIMIT. */
const PIDS_MAX = 4 * 1024 * 1024 + 1;

/** tg_set_cfs_bandwidth. */
function setCpuMax(host: Host, cgroup: Cgroup, limit: { quota: number | null; period: number; burst: number }): Errno | null {
  const { quota, period, burst } = limit;
  if ((quota !== null && quota < MIN_BANDWIDTH_US) || period < MIN_BANDWIDTH_US || period > MAX_PERIOD_US) return 'EINVAL';
  if (quota !== null && (quota > MAX_RUNTIME_US || burst > quota || burst + quota > MAX_RUNTIME_US)) return 'EINVAL';
  limitGroup(host.cpu, cgroup.cpu, limit);
  return null;
}

/** memory_max_write: usage above the new limit is reclaimed, and what cannot be is killed for. */
function setMemoryMax(host: Host, cgroup: Cgroup, pages: number | null): void {
  cgroup.memory.max = pages;
  if (pages === null) return;
  for (;;) {
    const over = memoryUsage(host, cgroup.path) - pages;
    if (over <= 0 || reclaim(host, cgroup.path, over, 'max') > 0) {
      if (memoryUsage(host, cgroup.path) <= pages) return;
      continue;
    }
    if (!outOfMemory(host, cgroup, pages, 0)) return;
  }
}

function setMemory(host: Host, cgroup: Cgroup, file: 'memory.max' | 'memory.high' | 'memory.low' | 'memory.min' | 'memory.swap.max', text: string): Errno | null {
  const parsed = parseMemory(text);
  if (parsed === null) return 'EINVAL';
  const { pages } = parsed;
  if (file === 'memory.max') setMemoryMax(host, cgroup, pages);
  else if (file === 'memory.high') {
    cgroup.memory.high = pages;
    const over = pages === null ? 0 : memoryUsage(host, cgroup.path) - pages;
    if (over > 0) reclaim(host, cgroup.path, over, 'high');
  } else if (file === 'memory.swap.max') cgroup.memory.swapMax = pages;
  else cgroup.memory[file === 'memory.low' ? 'low' : 'min'] = pages ?? host.memoryPages;
  return null;
}

/** cgroup_procs_write: moves a process. Its memory moves with it only in this model; the kernel leaves pages where they were charged. */
function moveProcess(host: Host, cgroup: Cgroup, text: string): Errno | null {
  const pid = parseUnsigned(text.trim());
  if ('errno' in pid) return 'EINVAL';
  const process = host.processes.find((one) => one.pid === pid.value && one.alive);
  if (!process) return 'ESRCH';
  const time = cpuTimeOf(host, process);
  for (const task of process.tasks) removeTask(host.cpu, task);
  process.cgroup = cgroup.path;
  process.tasks = process.tasks.map(() => addTask(host.cpu, cgroup.cpu, process.demand));
  process.grownTo -= time;
  return null;
}

function apply(host: Host, cgroup: Cgroup, file: CgroupFile, text: string): Errno | null {
  const { bandwidth } = host.cpu.groups[cgroup.cpu];
  switch (file) {
    case 'cpu.max': {
      const parsed = parseCpuMax(text, bandwidth.period);
      return parsed === null ? 'EINVAL' : setCpuMax(host, cgroup, { ...parsed, burst: bandwidth.burst });
    }
    case 'cpu.max.burst': {
      const burst = parseUnsigned(text.trim());
      return 'errno' in burst ? burst.errno : setCpuMax(host, cgroup, { quota: bandwidth.quota, period: bandwidth.period, burst: burst.value });
    }
    case 'cpu.weight': {
      const weight = parseUnsigned(text.trim());
      if ('errno' in weight) return weight.errno;
      if (weight.value < 1 || weight.value > 10_000) return 'ERANGE';
      weighGroup(host.cpu, cgroup.cpu, Math.round((weight.value * NICE_0) / 100));
      return null;
    }
    case 'memory.max': case 'memory.high': case 'memory.low': case 'memory.min': case 'memory.swap.max':
      return setMemory(host, cgroup, file, text);
    case 'memory.oom.group': {
      // kstrtoint: 31 bits.
      const group = parseSigned(text.trim());
      if ('errno' in group) return group.errno;
      if (Math.abs(group.value) >= 2 ** 31) return 'ERANGE';
      if (group.value !== 0 && group.value !== 1) return 'EINVAL';
      cgroup.memory.oomGroup = group.value === 1;
      return null;
    }
    case 'io.max': return writeIoMax(cgroup.io, text);
    case 'io.weight': return writeIoWeight(cgroup.io, text);
    case 'pids.max': {
      // pids_max_write: a number that no 64 bits hold is out of range; one above the largest pid is merely wrong.
      if (text.trim() === 'max') {
        cgroup.pids.max = null;
        return null;
      }
      const limit = parseSigned(text.trim());
      if ('errno' in limit) return limit.errno;
      if (limit.value < 0 || limit.value >= PIDS_MAX) return 'EINVAL';
      cgroup.pids.max = limit.value;
      return null;
    }
    case 'cgroup.procs': return moveProcess(host, cgroup, text);
    default: return 'EINVAL';
  }
}

/**
 * Writes `text` to a file as root would. Fails with the kernel's errno and an unchanged host: EINVAL for text it cannot
 * read, values out of bounds and read-only files, ERANGE for a weight outside 1..10000, ENOENT for an unknown cgroup or a
 * file the root does not have, ESRCH for an unknown process.
 */
export function writeFile(host: Host, path: string, file: CgroupFile, text: string): WriteResult {
  const readOnly: readonly string[] = READ_ONLY_FILES;
  if (!findCgroup(host, path) || (path === '' && file !== 'cgroup.procs')) return { ok: false, errno: 'ENOENT' };
  if (readOnly.includes(file)) return { ok: false, errno: 'EINVAL' };
  const next = clonePlain(host);
  const cgroup = findCgroup(next, path);
  if (!cgroup) return { ok: false, errno: 'ENOENT' };
  const errno = apply(next, cgroup, file, text);
  if (errno !== null) return { ok: false, errno };
  note(next, { at: next.timeUs, kind: 'written', cgroup: path, file, value: text.trim() });
  return { ok: true, host: next };
}
