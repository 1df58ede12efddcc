import { allocate, createHost, makeCgroup, PAGE_BYTES, processOf, spawn, writeFile, type Host, type HostEvent } from '../resources';
import { usesHostKernel } from './blast';
import { figure } from './constants';
import { appMemory, hostBase, kernelPagesMiB } from './memory';
import { cpuGroup } from './neighbour';
import type { AppInstance, HostConfig } from './types';

/** Which memory ran out: that of the application's cgroup, of the host, or of the guest it is in. */
export type LeakPlace = 'group' | 'host' | 'guest';

export interface LeakKill {
  readonly id: string;
  readonly place: LeakPlace;
  /** The score for which it was chosen (mm/oom_kill.c), pages. */
  readonly points: number;
}

export interface Leak {
  /** In the order in which the kernel killed them; the one that leaks is the last. */
  readonly kills: readonly LeakKill[];
  /** MiB that the leaking application held when it died. */
  readonly heldMiB: number;
  /** `memory.max` of its group, MiB; null without a limit. */
  readonly limitMiB: number | null;
}

export interface LeakOptions {
  readonly leakerId: string;
  /** The leaking application's group has `memory.max`: what it uses at first, and as much again as the leaking one has of its own. */
  readonly limited: boolean;
}

const MIB = 1024 * 1024;
/** The host's own services (and a guest's) are never chosen. */
const NEVER = -1000;
const SYSTEM_GROUP = 'system';

interface Started {
  host: Host;
  pid: number;
}

function start(from: Host, path: string, name: string, mib: number, oomScoreAdj = 0): Started {
  const started = spawn(makeCgroup(from, path), path, { name, threads: 0, baseBytes: mib * MIB, oomScoreAdj });
  if (started.pid === null) throw new Error(`${name} could not start`);
  return { host: started.host, pid: started.pid };
}

function killsOf(events: readonly HostEvent[], idOf: (pid: number) => string | undefined, guest: boolean): LeakKill[] {
  return events.flatMap((event): LeakKill[] => {
    if (event.kind !== 'oom' || event.victim === null) return [];
    const id = idOf(event.victim);
    const points = event.scores.find(({ pid }) => pid === event.victim)?.points ?? 0;
    return id === undefined ? [] : [{ id, place: guest ? 'guest' : event.cgroup === '' ? 'host' : 'group', points }];
  });
}

/** MiB that a process held when it was killed. */
const heldBy = (events: readonly HostEvent[], killed: number): number => events.reduce((held, event) => (event.kind === 'killed' && event.pid === killed ? (event.freed * PAGE_BYTES) / MIB : held), 0);

/** What an application does to the memory of its guest: a machine of its own, in which nobody else can be chosen. */
function leakInGuest(leaker: AppInstance, config: HostConfig): Leak {
  const own = config.appMemoryMiB[leaker.app];
  // A microVM is sized to its application; its kernel and VMM are the Pod's overhead.
  const guestMiB = leaker.isolation === 'vm' ? config.vmMemoryMiB - kernelPagesMiB(config.vmMemoryMiB) : own;
  const osMiB = leaker.isolation === 'vm' ? Math.min(figure('osIdle').value, guestMiB) : 0;
  let guest = createHost({ cpus: 1, memoryBytes: guestMiB * MIB, seed: 1 });
  guest = start(guest, SYSTEM_GROUP, 'os', osMiB, NEVER).host;
  const started = start(guest, 'app', leaker.id, 0);
  const { events } = allocate(started.host, started.pid, guestMiB * MIB);
  return { kills: killsOf(events, (pid) => (pid === started.pid ? leaker.id : undefined), true), heldMiB: heldBy(events, started.pid), limitMiB: null };
}

/**
 * One application takes ever more memory: who dies, by the memory model of `resources` (mm/memcontrol.c, mm/oom_kill.c).
 *
 * On the host every process has `oom_score_adj` 0, so the kernel takes the largest: the leaking one, unless a neighbour (a VMM holds all that its guest was
 * given) is larger when memory runs out. There is no swap and no page cache to give back. Throws a RangeError when no instance has `leakerId`.
 */
export function memoryLeak(instances: readonly AppInstance[], config: HostConfig, { leakerId, limited }: LeakOptions): Leak {
  const leaker = instances.find(({ id }) => id === leakerId);
  if (!leaker) throw new RangeError(`no instance ${leakerId}`);
  if (!usesHostKernel(leaker.isolation)) return leakInGuest(leaker, config);
  const shims = instances.reduce((sum, { isolation }) => sum + (isolation === 'container' ? figure('shim').value : 0), 0);
  let { host } = start(createHost({ cpus: 1, memoryBytes: config.memoryMiB * MIB, seed: 1 }), SYSTEM_GROUP, 'host', hostBase(config).totalMiB + shims, NEVER);
  const ids = new Map<number, string>();
  const group = cpuGroup(leaker);
  let groupMiB = 0;
  for (const instance of instances) {
    const own = config.appMemoryMiB[instance.app];
    const mib = usesHostKernel(instance.isolation) ? own : appMemory(instance.app, instance.isolation, config).reservedMiB;
    const started = start(host, cpuGroup(instance), instance.id, mib);
    host = started.host;
    ids.set(started.pid, instance.id);
    if (cpuGroup(instance) === group) groupMiB += own;
  }
  const limitMiB = limited ? groupMiB + config.appMemoryMiB[leaker.app] : null;
  if (limitMiB !== null) {
    const written = writeFile(host, group, 'memory.max', String(limitMiB * MIB));
    if (!written.ok) throw new Error(`memory.max: ${written.errno}`);
    host = written.host;
  }
  const pid = [...ids].find(([, id]) => id === leakerId)?.[0] ?? -1;
  const before = host.events.length;
  // One that did not fit is dead before it can leak.
  const after = processOf(host, pid)?.alive ? allocate(host, pid, config.memoryMiB * MIB) : host;
  const events = after.events.slice(before);
  return { kills: killsOf(events, (victim) => ids.get(victim), false), heldMiB: heldBy(events, pid), limitMiB };
}
