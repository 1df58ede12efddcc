/** Figures of the last second, with what their arithmetic needs. */
import { lostToSmt, memoryUsage, PAGE_BYTES, readFile } from '@site/src/simulation/resources';
import type { Work } from './containers';
import { mainProcess, pathOf, WINDOW_US } from './session';
import type { Session } from './session';

/** What decided how much CPU a container got. */
export type CpuCause = 'exited' | 'idle' | 'quota' | 'weight' | 'free';

export interface Figures {
  name: string;
  work: Work;
  threads: number;
  /** Length of what was measured, ms. */
  spanMs: number;
  usageMs: number;
  cores: number;
  /** What that CPU time was worth, in CPUs that have a core to themselves; null where every CPU has. */
  workCores: number | null;
  /** Of all CPU time handed out to containers, 0..1. */
  share: number;
  periods: number;
  throttled: number;
  cause: CpuCause;
  quota: number | null;
  period: number;
  weight: number;
  /** Weights of all containers that wanted CPU. */
  weightSum: number;
  memory: number;
  anon: number;
  cache: number;
  /** Bytes; null is "max". */
  memoryMax: number | null;
  memoryHigh: number | null;
  pids: number;
  /** Those that are alive. */
  processes: number;
  alive: boolean;
  exitCode: number | null;
}

export interface NodeFigures {
  containers: Figures[];
  usedCores: number;
  cpus: number;
}

function bytes(text: string | null): number | null {
  const trimmed = (text ?? 'max').trim();
  return trimmed === 'max' ? null : Number(trimmed);
}

/** Measures every container over the last second. */
export function measure(session: Session): NodeFigures {
  const { host, config, snapshots } = session;
  const first = snapshots.find((one) => one.at >= host.timeUs - WINDOW_US) ?? snapshots[0];
  const spanUs = Math.max(1, host.timeUs - first.at);
  const stat = (name: string, key: string): number => {
    const row = (readFile(host, pathOf(name), 'cpu.stat') ?? '').split('\n').find((line) => line.startsWith(`${key} `));
    return Number(row?.split(' ')[1] ?? 0);
  };
  const used = config.containers.map(({ name }) => stat(name, 'usage_usec') - (first.usage[name] ?? 0));
  const total = used.reduce((sum, one) => sum + one, 0);
  const saturated = total / spanUs > config.cpus * 0.97;
  const wants = config.containers.map(({ name, work }) => work !== 'idle' && (mainProcess(host, name)?.alive ?? false));
  const weights = config.containers.map(({ files }) => Number(files['cpu.weight']));
  const weightSum = weights.reduce((sum, weight, index) => sum + (wants[index] ? weight : 0), 0);
  const containers = config.containers.map((container, index): Figures => {
    const { name, work, threads } = container;
    const path = pathOf(name);
    const process = mainProcess(host, name);
    const alive = process?.alive ?? false;
    const throttled = stat(name, 'nr_throttled') - (first.throttled[name] ?? 0);
    const [quota, period] = (readFile(host, path, 'cpu.max') ?? 'max 100000').trim().split(' ');
    const cgroup = host.cgroups.find((one) => one.path === path);
    const cause: CpuCause = !alive ? 'exited' : work === 'idle' ? 'idle' : throttled > 0 ? 'quota' : saturated ? 'weight' : 'free';
    return {
      name, work, threads, alive, cause, throttled, weightSum,
      spanMs: spanUs / 1000,
      usageMs: used[index] / 1000,
      cores: used[index] / spanUs,
      workCores: config.smt ? (used[index] - lostToSmt(host, path) + (first.lost[name] ?? 0)) / spanUs : null,
      share: total > 0 ? used[index] / total : 0,
      periods: stat(name, 'nr_periods') - (first.periods[name] ?? 0),
      quota: quota === 'max' ? null : Number(quota),
      period: Number(period),
      weight: weights[index],
      memory: memoryUsage(host, path) * PAGE_BYTES,
      anon: host.processes.reduce((sum, one) => (one.alive && one.cgroup === path ? sum + one.anon : sum), 0) * PAGE_BYTES,
      processes: host.processes.filter((one) => one.alive && one.cgroup === path).length,
      cache: (cgroup?.memory.cache ?? 0) * PAGE_BYTES,
      memoryMax: bytes(readFile(host, path, 'memory.max')),
      memoryHigh: bytes(readFile(host, path, 'memory.high')),
      pids: Number(readFile(host, path, 'pids.current') ?? 0),
      exitCode: process?.exitCode ?? null,
    };
  });
  return { containers, usedCores: total / spanUs, cpus: config.cpus };
}
