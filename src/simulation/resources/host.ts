/**
 * A Linux host with a cgroup v2 tree. Every exported function takes a host and returns another; none changes its
 * argument. Same seed and same calls, same history.
 */
import { addGroup, createCpuState, holdTask, pauseTask, runUntil } from './cpu/engine';
import { groupLost, uncharged } from './cpu/tasks';
import { LINUX_6_18, NICE_0 } from './cpu/types';
import type { CpuTuning, Span } from './cpu/types';
import { clonePlain } from './clone';
import { findCgroup } from './cgroup/types';
import type { Growth, Host, Process } from './cgroup/types';
import { nextDiskEvent, reparentRequests, workDisk } from './io/disk';
import { newIoGroup } from './io/group';
import { chargeIo } from './io/throttle';
import type { IoRequest } from './io/throttle';
import { chargeAnon, chargeCache } from './memory/charge';
import { newMemoryGroup, PAGE_BYTES, toPages } from './memory/types';
import { killProcess, mayFork, startProcess } from './process';
import type { ProcessSpec } from './process';

export interface HostSpec {
  cpus: number;
  memoryBytes: number;
  /** Default: no swap. */
  swapBytes?: number;
  /** What its disk moves a second, and whether blk-iocost shares it by `io.weight`. Default: a disk that takes no time. */
  disk?: { readonly bytesPerSecond: number; readonly weighted: boolean };
  seed: number;
  tuning?: CpuTuning;
  /** Keep a record of what ran where, for `takeTrace`. */
  trace?: boolean;
}

/** EAGAIN as fork returns it. */
export const EAGAIN = 11;

export type SpawnResult = { host: Host; pid: number; errno: null } | { host: Host; pid: null; errno: typeof EAGAIN };

/** How often growing processes touch their new memory, µs. */
const GROWTH_STEP_US = 10_000;

/** Throws RangeError unless there is at least one CPU, some memory, and a disk, if any, that moves something. */
export function createHost(spec: HostSpec): Host {
  if (spec.cpus < 1 || spec.memoryBytes < PAGE_BYTES) throw new RangeError('a host needs at least one CPU and one page of memory');
  if (spec.disk !== undefined && !(spec.disk.bytesPerSecond > 0)) throw new RangeError('a disk needs to move some bytes a second');
  const disk = { bytesPerSecond: spec.disk?.bytesPerSecond ?? null, weighted: spec.disk?.weighted ?? false, requests: [], at: 0 };
  const cpu = createCpuState(spec.cpus, spec.seed, spec.tuning ?? LINUX_6_18);
  if (spec.trace) cpu.trace = [];
  const root = { path: '', parent: null, cpu: 0, memory: newMemoryGroup(), pids: { max: null, refused: 0 }, io: newIoGroup() };
  return { timeUs: 0, memoryPages: Math.floor(spec.memoryBytes / PAGE_BYTES), swapPages: Math.floor((spec.swapBytes ?? 0) / PAGE_BYTES), cpu, disk, cgroups: [root], processes: [], nextPid: 1000, events: [] };
}

/** mkdir: creates the cgroup and any missing ancestor. An existing one is left as it is. */
export function makeCgroup(host: Host, path: string): Host {
  const next = clonePlain(host);
  const names = path.split('/');
  if (names.some((name) => name === '')) throw new RangeError(`"${path}" is not a cgroup path`);
  names.forEach((_, index) => {
    const at = names.slice(0, index + 1).join('/');
    if (findCgroup(next, at)) return;
    const parent = names.slice(0, index).join('/');
    const cpu = addGroup(next.cpu, findCgroup(next, parent)?.cpu ?? 0, NICE_0);
    next.cgroups.push({ path: at, parent, cpu, memory: newMemoryGroup(), pids: { max: null, refused: 0 }, io: newIoGroup() });
  });
  return next;
}

/** rmdir: EBUSY (as RangeError) while the cgroup has processes or children; page cache left behind goes to the parent. */
export function removeCgroup(host: Host, path: string): Host {
  const busy = host.cgroups.some((cgroup) => cgroup.parent === path) || host.processes.some((one) => one.alive && one.cgroup === path);
  if (path === '' || busy) throw new RangeError(`cgroup "${path}" is busy`);
  const next = clonePlain(host);
  const gone = findCgroup(next, path);
  if (!gone) return next;
  const parent = findCgroup(next, gone.parent ?? '');
  if (parent) parent.memory.cache += gone.memory.cache;
  next.cpu.groups[gone.cpu].gone = true;
  reparentRequests(next, path);
  next.cgroups = next.cgroups.filter((cgroup) => cgroup.path !== path);
  next.processes = next.processes.filter((process) => process.cgroup !== path);
  return next;
}

/** Starts a process in a cgroup: refused with EAGAIN by `pids.max`, and possibly killed while it takes its first memory. */
export function spawn(host: Host, path: string, spec: ProcessSpec): SpawnResult {
  const next = clonePlain(host);
  if (!mayFork(next, path, Math.max(1, spec.threads), next.nextPid)) return { host: next, pid: null, errno: EAGAIN };
  const process = startProcess(next, path, spec);
  chargeAnon(next, process, toPages(spec.baseBytes ?? 0));
  return { host: next, pid: process.pid, errno: null };
}

/** fork: a waiting child in the same cgroup. It shares its parent's memory (copy on write), so nothing is charged. */
export function fork(host: Host, pid: number): SpawnResult {
  const parent = processOf(host, pid);
  if (!parent?.alive) throw new RangeError(`no process ${pid}`);
  return spawn(host, parent.cgroup, { name: parent.name, threads: 0, oomScoreAdj: parent.oomScoreAdj });
}

export function processOf(host: Host, pid: number): Process | undefined {
  return host.processes.find((process) => process.pid === pid);
}

function change(host: Host, pid: number, act: (next: Host, process: Process) => void): Host {
  const next = clonePlain(host);
  const process = processOf(next, pid);
  if (process?.alive) act(next, process);
  return next;
}

function pause(host: Host, process: Process, delayUs: number): void {
  if (delayUs > 0) for (const task of process.tasks) pauseTask(host.cpu, task, delayUs, 'memory');
}

/** The process touches `bytes` of new anonymous memory, now. It may be killed for it (exit code 137). */
export function allocate(host: Host, pid: number, bytes: number): Host {
  return change(host, pid, (next, process) => pause(next, process, chargeAnon(next, process, toPages(bytes)).delayUs));
}

/** The process writes `bytes` to a new file, now: page cache of its cgroup. */
export function writeCache(host: Host, pid: number, bytes: number): Host {
  return change(host, pid, (next, process) => pause(next, process, chargeCache(next, process, toPages(bytes)).delayUs));
}

/** The process reads from or writes to the disk, past the page cache, and waits as long as `io.max` makes it and then the disk takes. */
export function doIo(host: Host, pid: number, request: IoRequest): Host {
  return change(host, pid, (next, process) => {
    const delay = chargeIo(next, process.cgroup, request);
    if (next.disk.bytesPerSecond !== null) {
      next.disk.requests.push({ pid, cgroup: process.cgroup, left: request.bytes, from: next.timeUs + delay });
      for (const task of process.tasks) holdTask(next.cpu, task, 'io');
    } else if (delay > 0) for (const task of process.tasks) pauseTask(next.cpu, task, delay, 'io');
  });
}

/** Ends a process, by itself (`code`) or by a signal (128 + its number). */
export function stopProcess(host: Host, pid: number, code: number): Host {
  return change(host, pid, (next, process) => killProcess(next, process, code));
}

/** Changes how fast a process's memory grows, from now on. */
export function setGrowth(host: Host, pid: number, growth: Growth | null): Host {
  return change(host, pid, (next, process) => {
    process.growth = growth;
    process.grownTo = cpuTimeOf(next, process);
  });
}

/** CPU time of a process, µs. */
export function cpuTimeOf(host: Host, process: Process): number {
  let sum = 0;
  for (const task of process.tasks) sum += host.cpu.tasks[task].usage;
  for (const cpu of host.cpu.cpus) if (process.tasks.includes(cpu.current)) sum += uncharged(host.cpu, cpu);
  return sum;
}

/** What of a cgroup's CPU time the other threads of the cores have cost it, µs: `usage_usec` less this is the work that was done. 0 without SMT. */
export function lostToSmt(host: Host, path: string): number {
  const cgroup = findCgroup(host, path);
  return cgroup === undefined ? 0 : groupLost(host.cpu, cgroup.cpu);
}

function grow(host: Host): void {
  for (const process of [...host.processes]) {
    const { growth } = process;
    if (!process.alive || growth === null) continue;
    const used = cpuTimeOf(host, process);
    const seconds = (used - process.grownTo) / 1e6;
    const room = Math.max(0, Math.ceil(growth.anonUpTo / PAGE_BYTES) - process.anon - process.swap);
    const anon = Math.min(room, Math.floor((growth.anonBytesPerCpuSecond * seconds) / PAGE_BYTES));
    const cache = Math.floor((growth.cacheBytesPerCpuSecond * seconds) / PAGE_BYTES);
    const fastest = Math.max(growth.anonBytesPerCpuSecond, growth.cacheBytesPerCpuSecond);
    // Below one page nothing is due yet; the time is kept for the next step.
    if (fastest > 0 && anon === 0 && cache === 0 && room > 0) continue;
    process.grownTo = used;
    let delay = 0;
    if (anon > 0) delay = chargeAnon(host, process, anon).delayUs;
    if (cache > 0 && process.alive) delay = Math.max(delay, chargeCache(host, process, cache).delayUs);
    if (process.alive) pause(host, process, delay);
  }
}

/** Lets `us` µs pass. Cutting a span into pieces gives the same history. */
export function advance(host: Host, us: number): Host {
  const next = clonePlain(host);
  const end = next.timeUs + us;
  while (next.timeUs < end) {
    const step = Math.min(end, (Math.floor(next.timeUs / GROWTH_STEP_US) + 1) * GROWTH_STEP_US, nextDiskEvent(next));
    runUntil(next.cpu, step);
    next.timeUs = step;
    workDisk(next, step);
    if (step % GROWTH_STEP_US === 0) grow(next);
  }
  return next;
}

/**
 * Hands out what has run and what was throttled since the last call (when the host was created with `trace`), up to now,
 * and starts a new record.
 */
export function takeTrace(host: Host): { host: Host; spans: Span[] } {
  const { cpu } = host;
  if (cpu.trace === null) return { host, spans: [] };
  const spans = [...cpu.trace];
  for (const group of cpu.groups) {
    for (const queue of group.queues) if (queue.throttled) spans.push({ cpu: queue.cpu, task: -1, group: group.id, from: queue.throttledAt, to: cpu.now });
  }
  for (const one of cpu.cpus) {
    if (one.current < 0 || one.chargedTo >= cpu.now) continue;
    spans.push({ cpu: one.id, task: one.current, group: cpu.tasks[one.current].group, from: one.chargedTo, to: cpu.now });
  }
  // What went on across the last call was handed out up to then.
  const fresh = spans.filter(({ to }) => to > cpu.tracedTo).map((span) => (span.from < cpu.tracedTo ? { ...span, from: cpu.tracedTo } : span));
  return { host: { ...host, cpu: { ...cpu, trace: [], tracedTo: cpu.now } }, spans: fresh };
}
