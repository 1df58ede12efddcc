/**
 * A running lab: the simulated node, what ran lately, and what there is to say about it. Pure functions, session in,
 * session out; the rules are all in `src/simulation/resources`.
 */
import {
  advance, createHost, fork, LINUX_6_18, lostToSmt, makeCgroup, readFile, removeCgroup, setGrowth, spawn, stopProcess, takeTrace, writeFile,
} from '@site/src/simulation/resources';
import type { Errno, Host, HostEvent, Process, Span } from '@site/src/simulation/resources';
import type { LabConfig } from './config';
import { LAB_FILES, type LabContainer, type LabFile } from './containers';

export const MIB = 1024 * 1024;
export const NODE_MEMORY = 2048 * MIB;
/** What the picture shows: the last second, ten periods of 100 ms. */
export const WINDOW_US = 1_000_000;
const SNAPSHOT_US = 50_000;
/** A small application's own memory. */
const BASE_BYTES = 24 * MIB;

/** Counters of one moment, to say what changed since. */
export interface Snapshot {
  at: number;
  usage: Readonly<Record<string, number>>;
  periods: Readonly<Record<string, number>>;
  throttled: Readonly<Record<string, number>>;
  /** CPU time that the other threads of the cores cost, µs. */
  lost: Readonly<Record<string, number>>;
}

/** What happened last, for the sentence below the picture. */
export type Said =
  | { code: 'ran' }
  | { code: 'wrote'; name: string; file: LabFile; value: string }
  | { code: 'refused'; name: string; file: LabFile; text: string; errno: Errno }
  | { code: 'oom'; name: string; event: Extract<HostEvent, { kind: 'oom' }> }
  | { code: 'high'; name: string; delayUs: number }
  | { code: 'reclaimed'; name: string }
  | { code: 'forked'; name: string; children: number; refusedBy: number | null }
  | { code: 'added' | 'removed' | 'restarted'; name: string };

export interface Session {
  config: LabConfig;
  host: Host;
  spans: readonly Span[];
  snapshots: readonly Snapshot[];
  said: Said;
  /** Raised whenever `said` is new, so that figures said with it can be taken at that moment. */
  saidSerial: number;
}

export const pathOf = (name: string): string => `kubepods/${name}`;

export function counter(host: Host, name: string, file: 'cpu.stat' | 'memory.events', key: string): number {
  const row = (readFile(host, pathOf(name), file) ?? '').split('\n').find((line) => line.startsWith(`${key} `));
  return row === undefined ? 0 : Number(row.slice(key.length + 1));
}

/** The container's first process; its exit code is the container's. */
export function mainProcess(host: Host, name: string): Process | undefined {
  return host.processes.filter((process) => process.cgroup === pathOf(name) && process.name === name).at(-1);
}

function snapshot(session: Pick<Session, 'config' | 'host'>): Snapshot {
  const collect = (key: string): Record<string, number> =>
    Object.fromEntries(session.config.containers.map(({ name }) => [name, counter(session.host, name, 'cpu.stat', key)]));
  const lost = Object.fromEntries(session.config.containers.map(({ name }) => [name, lostToSmt(session.host, pathOf(name))]));
  return { at: session.host.timeUs, usage: collect('usage_usec'), periods: collect('nr_periods'), throttled: collect('nr_throttled'), lost };
}

function growthOf({ leak, writes }: LabContainer): Parameters<typeof setGrowth>[2] {
  return { anonBytesPerCpuSecond: leak * MIB, cacheBytesPerCpuSecond: writes * MIB, anonUpTo: NODE_MEMORY };
}

/** The container's own process first, then the others, which bear its name and a number. */
function startContainer(from: Host, container: LabContainer): Host {
  const { name, work, threads, processes, requestMs, pauseMs } = container;
  let host = from;
  for (let index = 0; index < processes; index += 1) {
    host = spawn(host, pathOf(name), {
      name: index === 0 ? name : `${name}-${index + 1}`, threads: work === 'idle' ? 0 : threads, baseBytes: BASE_BYTES, growth: growthOf(container) ?? undefined,
      ...(work === 'requests' ? { demand: { cpuUs: requestMs * 1000, sleepUs: pauseMs * 1000 } } : {}),
    }).host;
  }
  return host;
}

function createContainer(from: Host, container: LabContainer): Host {
  const path = pathOf(container.name);
  let host = makeCgroup(from, path);
  for (const file of LAB_FILES) {
    const written = writeFile(host, path, file, container.files[file]);
    if (written.ok) host = written.host;
  }
  return startContainer(host, container);
}

function say(session: Session, said: Said): Session {
  return { ...session, said, saidSerial: session.saidSerial + 1 };
}

/** Starts a node with these containers; no time has passed yet. */
export function begin(config: LabConfig, saidSerial = 0): Session {
  let host = createHost({ cpus: config.cpus, memoryBytes: NODE_MEMORY, seed: 1, trace: true, tuning: { ...LINUX_6_18, threadsPerCore: config.smt ? 2 : 1 } });
  for (const container of config.containers) host = createContainer(host, container);
  const session: Session = { config, host, spans: [], snapshots: [], said: { code: 'ran' }, saidSerial };
  return { ...session, snapshots: [snapshot(session)] };
}

/** A second of a node with more CPUs than this takes too long to pass at once: the first picture shows it before it has. */
export const CPUS_AT_ONCE = 8;

/** Starts a node and, unless it is large, lets one second pass, so that there is something to see. */
export const boot = (config: LabConfig, saidSerial = 0): Session => (config.cpus > CPUS_AT_ONCE ? begin(config, saidSerial) : pass(begin(config, saidSerial), WINDOW_US));

/** Does a change of the configuration take another node? */
export const needsNewNode = (from: LabConfig, to: LabConfig): boolean => from.cpus !== to.cpus || from.smt !== to.smt || from.preset !== to.preset;

const WEIGHT: Partial<Record<HostEvent['kind'], number>> = { oom: 3, high: 2, reclaim: 1 };

/** The most telling of the new events, unless it only repeats what was said last. */
function tell(session: Session, since: number): Session {
  const events = session.host.events.filter((event) => event.at > since && (WEIGHT[event.kind] ?? 0) > 0);
  const top = events.reduce<HostEvent | null>((best, event) => ((WEIGHT[event.kind] ?? 0) >= (best ? WEIGHT[best.kind] ?? 0 : 0) ? event : best), null);
  if (top === null || !('cgroup' in top)) return session;
  const name = session.config.containers.find((one) => pathOf(one.name) === top.cgroup)?.name ?? top.cgroup;
  const { said } = session;
  if (top.kind === 'oom') return say(session, { code: 'oom', name, event: top });
  if (said.code === 'oom' || said.code === 'refused') return session;
  if (top.kind === 'high' && !(said.code === 'high' && said.name === name)) return say(session, { code: 'high', name, delayUs: top.delayUs });
  if (top.kind === 'reclaim' && said.code !== 'high' && !(said.code === 'reclaimed' && said.name === name)) return say(session, { code: 'reclaimed', name });
  return session;
}

/** Lets `us` µs pass. */
export function pass(session: Session, us: number): Session {
  let { host, snapshots } = session;
  const end = host.timeUs + us;
  const spans = [...session.spans];
  while (host.timeUs < end) {
    host = advance(host, Math.min(SNAPSHOT_US, end - host.timeUs));
    const taken = takeTrace(host);
    host = taken.host;
    spans.push(...taken.spans);
    const last = snapshots.at(-1);
    if (!last || host.timeUs - last.at >= SNAPSHOT_US) snapshots = [...snapshots, snapshot({ config: session.config, host })];
  }
  const from = host.timeUs - WINDOW_US;
  const kept = snapshots.findLastIndex((one) => one.at <= from);
  const next: Session = { ...session, host, spans: spans.filter((span) => span.to > from), snapshots: snapshots.slice(Math.max(0, kept)) };
  return tell(next, session.host.timeUs);
}

/** Says how things stand (after a pause, a step or a new choice). What killed a container stays said. */
export function sayNow(session: Session): Session {
  return say(session, session.said.code === 'oom' ? session.said : { code: 'ran' });
}

/** A write to one of the chosen container's files. The configuration keeps what the kernel made of it. */
export function write(session: Session, index: number, file: LabFile, text: string): Session {
  const container = session.config.containers[index];
  const path = pathOf(container.name);
  const before = session.host.timeUs;
  const result = writeFile(session.host, path, file, text);
  if (!result.ok) return say(session, { code: 'refused', name: container.name, file, text, errno: result.errno });
  const value = (readFile(result.host, path, file) ?? '').trim();
  const containers = session.config.containers.map((one, at) => (at === index ? { ...one, files: { ...one.files, [file]: value } } : one));
  const next = say({ ...session, host: result.host, config: { ...session.config, containers } }, { code: 'wrote', name: container.name, file, value });
  // A limit below what is in use kills at once.
  const killed = result.host.events.some((event) => event.kind === 'oom' && event.at >= before && !session.host.events.includes(event) && event.cgroup === path);
  return killed ? tell(next, before - 1) : next;
}

/** What a process is born with: another value takes new processes. */
const RESTARTS = ['work', 'threads', 'processes', 'requestMs', 'pauseMs'] as const;

/** Applies any other change of the configuration to the running node, or begins a new one where it has to. */
export function reconfigure(session: Session, config: LabConfig): Session {
  if (needsNewNode(session.config, config)) return begin(config, session.saidSerial + 1);
  let { host } = session;
  let said: Said = { code: 'ran' };
  for (const { name } of session.config.containers) {
    if (config.containers.some((one) => one.name === name)) continue;
    for (const process of host.processes) if (process.cgroup === pathOf(name)) host = stopProcess(host, process.pid, 143);
    host = removeCgroup(host, pathOf(name));
    said = { code: 'removed', name };
  }
  for (const container of config.containers) {
    const old = session.config.containers.find((one) => one.name === container.name);
    if (!old) {
      host = createContainer(host, container);
      said = { code: 'added', name: container.name };
    } else if (RESTARTS.some((field) => old[field] !== container[field])) {
      host = replace(host, container);
      said = { code: 'restarted', name: container.name };
    } else if (old.leak !== container.leak || old.writes !== container.writes) {
      for (const process of host.processes) if (process.alive && process.cgroup === pathOf(container.name)) host = setGrowth(host, process.pid, growthOf(container));
    }
  }
  return say({ ...session, config, host }, said);
}

function replace(from: Host, container: LabContainer): Host {
  let host = from;
  for (const process of host.processes) if (process.cgroup === pathOf(container.name)) host = stopProcess(host, process.pid, 143);
  return startContainer(host, container);
}

/** Starts a container's process again, as the kubelet would after a back-off. */
export function restart(session: Session, index: number): Session {
  const container = session.config.containers[index];
  return say({ ...session, host: replace(session.host, container) }, { code: 'restarted', name: container.name });
}

/** The container's process forks `count` waiting children, until `pids.max` refuses. */
export function forkMany(session: Session, index: number, count: number): Session {
  const { name } = session.config.containers[index];
  const process = mainProcess(session.host, name);
  if (!process?.alive) return session;
  let { host } = session;
  for (let children = 0; children < count; children += 1) {
    const result = fork(host, process.pid);
    host = result.host;
    if (result.errno === null) continue;
    const refused = host.events.findLast((event) => event.kind === 'forkRefused');
    return say({ ...session, host }, { code: 'forked', name, children, refusedBy: refused?.kind === 'forkRefused' ? refused.max : null });
  }
  return say({ ...session, host }, { code: 'forked', name, children: count, refusedBy: null });
}
