/** Processes of the simulated host: starting, forking under `pids.max`, ending. Functions change the given host. */
import { addTask, removeTask } from './cpu/engine';
import type { Demand } from './cpu/types';
import { findCgroup, lineage, note, processesWithin } from './cgroup/types';
import type { Growth, Host, Process } from './cgroup/types';

export interface ProcessSpec {
  name: string;
  /** Threads; each always busy unless `demand` is given. 0 for a process that only waits. */
  threads: number;
  demand?: Demand;
  /** Anonymous memory it starts with, bytes. */
  baseBytes?: number;
  oomScoreAdj?: number;
  growth?: Growth;
}

/** `pids.current`: the controller counts threads; a waiting process is one. */
export function pidsCurrent(host: Host, path: string): number {
  return processesWithin(host, path).reduce((sum, process) => sum + Math.max(1, process.tasks.length), 0);
}

/**
 * pids_can_fork (kernel/cgroup/pids.c): may `count` more threads start in `path`? If not, the refusing cgroup and its
 * ancestors count it in `pids.events`, and the caller gets EAGAIN.
 */
export function mayFork(host: Host, path: string, count: number, pid: number): boolean {
  for (const cgroup of lineage(host, path)) {
    const { max } = cgroup.pids;
    if (max === null || pidsCurrent(host, cgroup.path) + count <= max) continue;
    for (const at of lineage(host, cgroup.path)) at.pids.refused += 1;
    note(host, { at: host.timeUs, kind: 'forkRefused', cgroup: cgroup.path, pid, max });
    return false;
  }
  return true;
}

/** Creates the process without memory; its threads start at once. The caller has asked `mayFork`. */
export function startProcess(host: Host, path: string, spec: ProcessSpec): Process {
  const cgroup = findCgroup(host, path);
  if (!cgroup) throw new RangeError(`no cgroup at "${path}"`);
  const process: Process = {
    pid: host.nextPid, name: spec.name, cgroup: path, anon: 0, swap: 0, oomScoreAdj: spec.oomScoreAdj ?? 0, tasks: [],
    demand: spec.demand ?? null, growth: spec.growth ?? null, grownTo: 0, alive: true, exitCode: null, startedAt: host.timeUs,
  };
  host.nextPid += 1;
  host.processes.push(process);
  for (let index = 0; index < spec.threads; index += 1) process.tasks.push(addTask(host.cpu, cgroup.cpu, process.demand));
  return process;
}

/** Ends a process; its memory is free at once (the kernel's OOM reaper needs a moment). */
export function killProcess(host: Host, process: Process, code: number): void {
  if (!process.alive) return;
  process.alive = false;
  process.exitCode = code;
  for (const task of process.tasks) removeTask(host.cpu, task);
  host.disk.requests = host.disk.requests.filter(({ pid }) => pid !== process.pid);
  note(host, { at: host.timeUs, kind: 'exited', pid: process.pid, cgroup: process.cgroup, code });
}
