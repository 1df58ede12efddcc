/**
 * Replays the `kernel` suite: CPU quota, shares and request latency, memory limits and the OOM killer, and pids.max, as
 * recorded on Linux 6.18 (build with CONFIG_HZ=250).
 */
import {
  allocate, createHost, fork, makeCgroup, processOf, readFile, runCpu, spawn, writeCache, writeFile,
} from '../../src/simulation/resources/index';
import type { CgroupFile, Host } from '../../src/simulation/resources/index';
import type { GoldenCase, Replay } from './types';

const MIB = 1024 * 1024;
/** A recorded process (an interpreter) has about this much memory of its own before it allocates. */
const OWN_BYTES = 9 * MIB;
/**
 * Starting that interpreter inside the group costs about this much CPU, µs, before the first sleep and the first request: measured as 16 to 17 ms of
 * thread time on such a machine. Where it exceeds the quota, the first request begins a sleep after what was left over of it; where it does not, at
 * a random phase. Either decides for many inputs which of two rhythms the later requests fall into.
 */
const STARTUP_US = 16_000;
/** The recording is the median of three runs, and so is the replay; a seed decides the phase of the period and the host's noise. */
const SEEDS = [1, 2, 3] as const;
/** Where the phase of the first request decides, more runs bring the median nearer to what three real runs tend to show. */
const PHASES = Array.from({ length: 15 }, (_, index) => index + 1);
/** Threads of the recording were started before its window of 4 s opened. */
const WARMUP_US = 1_000_000;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

interface QuotaIn {
  cpus: number;
  'cpu.max': [number, number];
  'cpu.max.burst': number;
  busyThreads: number;
  seconds: number;
}

function replayQuota(input: QuotaIn): unknown {
  const [quota, period] = input['cpu.max'];
  const runs = SEEDS.map((seed) => {
    const [group] = runCpu({
      cpus: input.cpus,
      groups: [{ path: 'x', quota, period, burst: input['cpu.max.burst'], threads: input.busyThreads }],
      durationUs: input.seconds * 1e6, warmupUs: WARMUP_US, seed,
    });
    return { cores: group.usageUs / (input.seconds * 1e6), share: group.nrPeriods === 0 ? 0 : group.nrThrottled / group.nrPeriods, periods: group.nrPeriods };
  });
  return {
    coresUsed: median(runs.map((run) => run.cores)),
    throttledPeriodShare: median(runs.map((run) => run.share)),
    periods: median(runs.map((run) => run.periods)),
  };
}

interface SharesIn {
  cpus: number;
  groups: { path: string; shares: number; threads: number }[];
  seconds: number;
}

function replayShares(input: SharesIn): unknown {
  const runs = SEEDS.map((seed) => runCpu({
    cpus: input.cpus,
    groups: input.groups.map(({ path, shares, threads }) => ({ path, weight: (shares * 100) / 1024, threads })),
    durationUs: input.seconds * 1e6, warmupUs: WARMUP_US, seed,
  }));
  const busy = input.groups.map(({ path, threads }) => ({ path, threads }));
  const own = (run: (typeof runs)[number], path: string): number => {
    const at = (one: string): number => run.find((group) => group.path === one)?.usageUs ?? 0;
    const children = busy.filter((group) => group.path.startsWith(`${path}/`) && !group.path.slice(path.length + 1).includes('/'));
    return at(path) - children.reduce((sum, child) => sum + at(child.path), 0);
  };
  return {
    groups: busy.map(({ path, threads }) => ({
      path,
      fraction: threads === 0 ? null : median(runs.map((run) => own(run, path) / busy.reduce((sum, group) => sum + own(run, group.path), 0))),
    })),
  };
}

interface LatencyIn {
  'cpu.max': [number, number];
  cpuMsPerRequest: number;
  sleepMsBetween: number;
  requests: number;
  cpus?: number;
}

function replayLatency(input: LatencyIn): unknown {
  const [quota, period] = input['cpu.max'];
  const demand = { cpuUs: input.cpuMsPerRequest * 1000, sleepUs: input.sleepMsBetween * 1000, requests: input.requests, startupUs: STARTUP_US, readsClock: true };
  // Long enough for every request to wait for all the periods its CPU time needs.
  const each = demand.cpuUs + demand.sleepUs + (Math.ceil(demand.cpuUs / quota) + 2) * period;
  const runs = PHASES.map((seed) => {
    const [group] = runCpu({ cpus: input.cpus ?? 2, groups: [{ path: 'x', quota, period, threads: 1, demand }], durationUs: each * (input.requests + 1), seed });
    return group.latencies.map((us) => us / 1000);
  });
  return {
    minMs: median(runs.map((run) => Math.min(...run))),
    medianMs: median(runs.map((run) => median(run))),
    maxMs: median(runs.map((run) => Math.max(...run))),
  };
}

/** A host with room to spare and one cgroup `g` with one file written. */
function limited(file: CgroupFile, value: string): Host {
  const made = makeCgroup(createHost({ cpus: 2, memoryBytes: 16 * 1024 * MIB, seed: 1 }), 'g');
  const written = writeFile(made, 'g', file, value);
  if (!written.ok) throw new Error(`${file}: writing "${value}" failed with ${written.errno}`);
  return written.host;
}

function start(host: Host, oomScoreAdj = 0): { host: Host; pid: number } {
  const started = spawn(host, 'g', { name: 'python3', threads: 0, baseBytes: OWN_BYTES, oomScoreAdj });
  if (started.pid === null) throw new Error('the process could not be started');
  return { host: started.host, pid: started.pid };
}

function counter(host: Host, key: string): number {
  const line = (readFile(host, 'g', 'memory.events') ?? '').split('\n').find((row) => row.startsWith(`${key} `));
  return Number(line?.split(' ')[1] ?? 0);
}

function replayMemory(input: { 'memory.max': number; allocateMiB: number }): unknown {
  const started = start(limited('memory.max', String(input['memory.max'])));
  const host = allocate(started.host, started.pid, input.allocateMiB * MIB);
  return { exitCode: processOf(host, started.pid)?.exitCode ?? 0, oomKill: counter(host, 'oom_kill'), failcntPositive: counter(host, 'max') > 0 };
}

function replayPageCache(input: { 'memory.max': number; writeFileMiB: number }): unknown {
  const started = start(limited('memory.max', String(input['memory.max'])));
  const host = writeCache(started.host, started.pid, input.writeFileMiB * MIB);
  return { exitCode: processOf(host, started.pid)?.exitCode ?? 0, oomKill: counter(host, 'oom_kill') };
}

interface Resident {
  MiB: number;
  oomScoreAdj: number;
}

function replayOomVictim(input: { 'memory.max': number; resident: Resident[]; then: Resident }): unknown {
  let host = limited('memory.max', String(input['memory.max']));
  const run = (one: Resident): number => {
    const started = start(host, one.oomScoreAdj);
    host = allocate(started.host, started.pid, one.MiB * MIB);
    return started.pid;
  };
  const residents = input.resident.map(run);
  const trigger = run(input.then);
  const dead = (pid: number): boolean => processOf(host, pid)?.alive === false;
  return { killedResident: residents.flatMap((pid, index) => (dead(pid) ? [index] : [])), killedTrigger: dead(trigger) };
}

function replayPids(input: { 'pids.max': number }): unknown {
  const started = start(limited('pids.max', String(input['pids.max'])));
  let { host } = started;
  for (let children = 0; ; children += 1) {
    const result = fork(host, started.pid);
    if (result.errno !== null) return { childrenForked: children, errno: result.errno };
    host = result.host;
  }
}

// Each function states the shape of its own `in`; the files are the only place these inputs come from.
const KINDS = new Map<string, (input: never) => unknown>([
  ['quota', replayQuota], ['quotaBurst', replayQuota], ['shares', replayShares], ['latency', replayLatency],
  ['memory', replayMemory], ['pageCache', replayPageCache], ['oomVictim', replayOomVictim], ['pids', replayPids],
]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
