/** The simulated host: a cgroup v2 tree, its processes and what has happened. Plain data; times in µs since boot. */
import type { CpuState, Demand } from '../cpu/types';
import type { MemoryGroup, MemoryUser } from '../memory/types';
import type { Disk, IoGroup } from '../io/group';
import type { OomScore } from '../memory/oom';

export interface PidsGroup {
  /** `pids.max`; null is "max". */
  max: number | null;
  /** `pids.events`: forks refused by this cgroup's limit or that of one below. */
  refused: number;
}

export interface Cgroup {
  /** Path below the root without a leading slash; the root is "". */
  path: string;
  parent: string | null;
  cpu: number;
  memory: MemoryGroup;
  pids: PidsGroup;
  io: IoGroup;
}

/** How a process's memory grows while it runs: bytes per second of CPU time it gets. */
export interface Growth {
  anonBytesPerCpuSecond: number;
  cacheBytesPerCpuSecond: number;
  /** Stops growing at this much anonymous memory, bytes. */
  anonUpTo: number;
}

export interface Process extends MemoryUser {
  name: string;
  tasks: number[];
  demand: Demand | null;
  growth: Growth | null;
  /** CPU time already turned into growth, µs. */
  grownTo: number;
  alive: boolean;
  exitCode: number | null;
  startedAt: number;
}

/** What happened, with its cause, for a view to phrase. Amounts in pages, times in µs. */
export type HostEvent =
  | { at: number; kind: 'oom'; cgroup: string; limit: number; usage: number; asked: number; scores: OomScore[]; victim: number | null }
  | { at: number; kind: 'killed'; pid: number; cgroup: string; freed: number; group: boolean }
  | { at: number; kind: 'exited'; pid: number; cgroup: string; code: number }
  | { at: number; kind: 'reclaim'; cgroup: string; pages: number; by: 'max' | 'high' | 'host' }
  | { at: number; kind: 'high'; cgroup: string; pid: number; usage: number; high: number; delayUs: number }
  | { at: number; kind: 'forkRefused'; cgroup: string; pid: number; max: number }
  | { at: number; kind: 'written'; cgroup: string; file: string; value: string };

export interface Host {
  timeUs: number;
  memoryPages: number;
  /** Swap of the whole host; 0 is none. */
  swapPages: number;
  cpu: CpuState;
  disk: Disk;
  cgroups: Cgroup[];
  processes: Process[];
  nextPid: number;
  events: HostEvent[];
}

/** Oldest events are forgotten beyond this number. */
export const EVENT_LIMIT = 400;

export function findCgroup(host: Host, path: string): Cgroup | undefined {
  return host.cgroups.find((cgroup) => cgroup.path === path);
}

export function isWithin(path: string, ancestor: string): boolean {
  return ancestor === '' || path === ancestor || path.startsWith(`${ancestor}/`);
}

/** The cgroup and its ancestors, the root last. */
export function lineage(host: Host, path: string): Cgroup[] {
  const found: Cgroup[] = [];
  for (let at: string | null = path; at !== null; ) {
    const cgroup = findCgroup(host, at);
    if (!cgroup) break;
    found.push(cgroup);
    at = cgroup.parent;
  }
  return found;
}

export function processesWithin(host: Host, path: string): Process[] {
  return host.processes.filter((process) => process.alive && isWithin(process.cgroup, path));
}

export function note(host: Host, event: HostEvent): void {
  host.events.push(event);
  if (host.events.length > EVENT_LIMIT) host.events.splice(0, host.events.length - EVENT_LIMIT);
}
