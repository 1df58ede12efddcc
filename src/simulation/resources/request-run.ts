/**
 * A server under a CPU limit, request by request: how long each takes, and for one of them when its thread ran and when the group stood still. The CPU is that
 * of `cpu/` (kernel/sched/fair.c); a request begins at the first moment its thread has a CPU, as in the recordings.
 */
import { addGroup, addTask, createCpuState, limitGroup, runUntil } from './cpu/engine';
import { groupUsage } from './cpu/tasks';
import { LINUX_6_18, NICE_0, ROOT } from './cpu/types';
import type { CpuState, CpuTuning, Span } from './cpu/types';

export interface RequestRunSpec {
  readonly cpus: number;
  /** Threads that each serve requests one after another. */
  readonly threads: number;
  /** `cpu.max`: µs of CPU per period of `periodUs`; null is no limit. */
  readonly quotaUs: number | null;
  readonly periodUs: number;
  /** CPU time of a request, and the sleep after it, µs. */
  readonly cpuUs: number;
  readonly sleepUs: number;
  readonly durationUs: number;
  readonly seed: number;
  readonly tuning?: CpuTuning;
}

/** From and to, µs since the request began. */
export type Stretch = readonly [from: number, to: number];

/** One request in detail; times in µs since it began. */
export interface TracedRequest {
  readonly latency: number;
  /** Its own thread on a CPU. */
  readonly ran: readonly Stretch[];
  /** The group was out of quota on at least one CPU. */
  readonly throttled: readonly Stretch[];
  /** Period boundaries between its begin and its end. */
  readonly refills: readonly number[];
  /** CPU time that all threads of the group used meanwhile, µs. */
  readonly groupUs: number;
}

export interface RequestRun {
  /** Every finished request, in the order of their ends; µs. */
  readonly latencies: readonly number[];
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly usageUs: number;
  /** The slowest, and one of the median; null where none finished. */
  readonly slowest: TracedRequest | null;
  readonly median: TracedRequest | null;
}

interface Finished {
  readonly task: number;
  readonly end: number;
  readonly latency: number;
}

/** Stretches that overlap or touch become one. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

const within = (spans: readonly Span[], begin: number, end: number): Stretch[] =>
  merged(spans.filter(({ from, to }) => to > begin && from < end).map(({ from, to }): Stretch => [Math.max(from, begin) - begin, Math.min(to, end) - begin]));

function traced(spans: readonly Span[], one: Finished, grid: { base: number; period: number }): TracedRequest {
  const begin = one.end - one.latency;
  const refills: number[] = [];
  for (let at = grid.base + Math.ceil((begin - grid.base) / grid.period) * grid.period; at < one.end; at += grid.period) refills.push(at - begin);
  const used = spans.reduce((sum, { task, from, to }) => (task < 0 ? sum : sum + Math.max(0, Math.min(to, one.end) - Math.max(from, begin))), 0);
  return {
    latency: one.latency, refills, groupUs: used,
    ran: within(spans.filter(({ task }) => task === one.task), begin, one.end),
    throttled: within(spans.filter(({ task }) => task < 0), begin, one.end),
  };
}

/** What has run and stood still so far, the present stretches included. */
function spansOf(state: CpuState): Span[] {
  const spans = [...(state.trace ?? [])];
  for (const group of state.groups) for (const queue of group.queues) if (queue.throttled) spans.push({ cpu: queue.cpu, task: -1, group: group.id, from: queue.throttledAt, to: state.now });
  return spans;
}

/** Runs the server. Throws RangeError without a CPU or a thread. */
export function runRequests(spec: RequestRunSpec): RequestRun {
  if (spec.cpus < 1 || spec.threads < 1) throw new RangeError('a server needs a CPU and a thread');
  const state = createCpuState(spec.cpus, spec.seed, spec.tuning ?? LINUX_6_18);
  state.trace = [];
  const group = addGroup(state, ROOT, NICE_0);
  if (spec.quotaUs !== null) limitGroup(state, group, { quota: spec.quotaUs, period: spec.periodUs, burst: 0 });
  const tasks = Array.from({ length: spec.threads }, () => addTask(state, group, { cpuUs: spec.cpuUs, sleepUs: spec.sleepUs }));
  runUntil(state, spec.durationUs);
  const finished = tasks
    .flatMap((task): Finished[] => state.tasks[task].latencies.map((latency, index) => ({ task, latency, end: state.tasks[task].ends[index] })))
    .sort((a, b) => a.end - b.end || a.task - b.task);
  const { bandwidth } = state.groups[group];
  const grid = { base: bandwidth.timerBase, period: spec.quotaUs === null ? Infinity : bandwidth.period };
  const spans = spansOf(state);
  const slow = [...finished].sort((a, b) => b.latency - a.latency);
  const trace = (one: Finished | undefined): TracedRequest | null => (one === undefined ? null : traced(spans, one, grid));
  return {
    latencies: finished.map(({ latency }) => latency),
    periods: bandwidth.nrPeriods, throttledPeriods: bandwidth.nrThrottled, usageUs: groupUsage(state, group),
    slowest: trace(slow[0]), median: trace(slow[Math.floor(slow.length / 2)]),
  };
}
