import type { Pod } from '../api';
import { DEFAULT_PROFILE } from './default-profile';
import type { Status } from './framework';
import { podKey, toPodInfo } from './pod-info';
import type { PodInfo } from './pod-info';
import { scheduleOne } from './schedule-one';
import type { FitFailure, SchedulerMemory, SchedulerOptions } from './schedule-one';
import { takeSnapshot } from './snapshot';
import type { ClusterInput, Snapshot } from './snapshot';
import { traceOf } from './trace-of';
import type { Trace } from './trace';

interface Base {
  /** `namespace/name`. */
  readonly pod: string;
}

/** What became of one Pod. */
export type Decision =
  | (Base & {
      readonly kind: 'scheduled';
      readonly node: string;
      /** The winner's total; null when only one node fitted and nothing was scored. */
      readonly score: number | null;
      readonly tied: readonly string[];
      readonly feasibleNodes: number;
      readonly evaluatedNodes: number;
      readonly trace?: Trace;
    })
  | (Base & { readonly kind: 'unschedulable'; readonly failure: FitFailure; readonly evaluatedNodes: number; readonly trace?: Trace })
  /** PreEnqueue kept it out of the queue. */
  | (Base & { readonly kind: 'gated'; readonly status: Status })
  /** `spec.nodeName` was set by hand: the scheduler never sees such a Pod, no filter is asked. */
  | (Base & { readonly kind: 'bound'; readonly node: string; readonly nodeExists: boolean })
  /** `spec.schedulerName` names a scheduler that is not there. */
  | (Base & { readonly kind: 'otherScheduler'; readonly schedulerName: string });

export interface ScheduleOptions extends SchedulerOptions {
  /** Keep, for each Pod, what every plugin said about every node. */
  readonly trace?: boolean;
}

export interface ScheduleRun {
  /** In the order in which the scheduler took the Pods. */
  readonly decisions: readonly Decision[];
  /** The nodes as given, and all Pods that have a node now. */
  readonly cluster: ClusterInput;
}

/** Schedules Pods one by one, each seeing the ones before it, as the scheduling cycle does. Pure: the input is not changed. */
export function scheduleAll(cluster: ClusterInput, pods: readonly Pod[], options: ScheduleOptions = {}): ScheduleRun {
  const profile = options.profile ?? DEFAULT_PROFILE;
  const snapshot = takeSnapshot(cluster);
  const memory: SchedulerMemory = { nextStartNodeIndex: 0 };
  const decisions: Decision[] = [];
  const placed: Pod[] = [...(cluster.pods ?? [])];
  const queue: PodInfo[] = [];
  for (const pod of pods) {
    const early = beforeQueue(pod, snapshot, options);
    if (early === null) queue.push(toPodInfo(pod));
    else {
      decisions.push(early);
      if (early.kind === 'bound' && early.nodeExists) {
        snapshot.byName.get(early.node)?.addPod(toPodInfo(pod));
        placed.push(pod);
      }
    }
  }
  const compare = profile.plugins.find((p) => p.plugin.compare !== undefined)?.plugin.compare;
  // Array.prototype.sort is stable, so Pods of equal priority stay in order of arrival.
  if (compare !== undefined) queue.sort((a, b) => compare(a, b));
  for (const info of queue) {
    const decision = decide(info, snapshot, memory, options);
    decisions.push(decision);
    if (decision.kind !== 'scheduled') continue;
    snapshot.byName.get(decision.node)?.addPod(info);
    const bind = profile.plugins.find((p) => p.plugin.bind !== undefined)?.plugin.bind;
    placed.push(bind === undefined ? info.pod : bind(info.pod, decision.node));
  }
  return { decisions, cluster: { ...cluster, pods: placed } };
}

/** The decision for one Pod with everything behind it, nothing placed. */
export function explainOne(cluster: ClusterInput, pod: Pod, options: SchedulerOptions = {}): Decision {
  const snapshot = takeSnapshot(cluster);
  return beforeQueue(pod, snapshot, options) ?? decide(toPodInfo(pod), snapshot, { nextStartNodeIndex: 0 }, { ...options, trace: true });
}

function beforeQueue(pod: Pod, snapshot: Snapshot, options: SchedulerOptions): Decision | null {
  const profile = options.profile ?? DEFAULT_PROFILE;
  const key = podKey(pod);
  const nodeName = pod.spec.nodeName ?? '';
  if (nodeName !== '') return { kind: 'bound', pod: key, node: nodeName, nodeExists: snapshot.byName.has(nodeName) };
  const schedulerName = pod.spec.schedulerName || profile.schedulerName;
  if (schedulerName !== profile.schedulerName) return { kind: 'otherScheduler', pod: key, schedulerName };
  for (const { plugin } of profile.plugins) {
    const status = plugin.preEnqueue?.(pod) ?? null;
    if (status !== null) return { kind: 'gated', pod: key, status };
  }
  return null;
}

function decide(info: PodInfo, snapshot: Snapshot, memory: SchedulerMemory, options: ScheduleOptions): Decision {
  const cycle = scheduleOne(info, snapshot, memory, options);
  const trace = options.trace === true ? { trace: traceOf(cycle, info, snapshot, options.profile ?? DEFAULT_PROFILE) } : {};
  if (cycle.winner === null || cycle.failure !== null) {
    const failure = cycle.failure ?? { message: '', diagnosis: { nodeToStatus: new Map(), absentReasons: [], preFilterMessage: '' }, postFilter: { kind: 'message', text: '' } };
    return { kind: 'unschedulable', pod: info.key, failure, evaluatedNodes: cycle.visited.length, ...trace };
  }
  return {
    kind: 'scheduled',
    pod: info.key,
    node: cycle.winner.name,
    score: cycle.score,
    tied: cycle.tied,
    feasibleNodes: cycle.feasible.length,
    evaluatedNodes: cycle.visited.length,
    ...trace,
  };
}
