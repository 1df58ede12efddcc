import type { Node, Pod } from '../api';
import type { Decision } from './decision';
import type { OtherObject } from './objects';
import { podKey } from './cache/pod-info';
import { Scheduler } from './scheduler';
import type { SchedulerOptions } from './scheduler';

/** What the scheduler sees: nodes, Pods that already have a node (`spec.nodeName`), and other objects its plugins look up. */
export interface ClusterInput {
  readonly nodes: readonly Node[];
  readonly pods?: readonly Pod[];
  readonly others?: readonly OtherObject[];
}

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

/** A scheduler that has seen this cluster. */
export function newScheduler(cluster: ClusterInput, options: SchedulerOptions = {}): Scheduler {
  const scheduler = new Scheduler(options);
  for (const object of [...(cluster.others ?? []), ...cluster.nodes, ...(cluster.pods ?? [])]) scheduler.observe(object);
  return scheduler;
}

/** Schedules Pods one by one, each tried once and seeing the ones before it. Pure: the input is not changed, nobody is evicted. */
export function scheduleAll(cluster: ClusterInput, pods: readonly Pod[], options: ScheduleOptions = {}): ScheduleRun {
  const scheduler = newScheduler(cluster, options);
  const decisions: Decision[] = [];
  const placed: Pod[] = [...(cluster.pods ?? [])];
  const byKey = new Map(pods.map((pod) => [podKey(pod), pod]));
  for (const pod of pods) {
    const early = scheduler.beforeQueue(pod);
    if (early === null) {
      scheduler.observe(pod);
      continue;
    }
    decisions.push(early);
    if (early.kind !== 'bound' || !early.nodeExists) continue;
    scheduler.observe(pod);
    placed.push(pod);
  }
  for (let decision = scheduler.scheduleNext(options); decision !== null; decision = scheduler.scheduleNext(options)) {
    decisions.push(decision);
    const pod = byKey.get(decision.pod);
    if (decision.kind === 'scheduled' && pod !== undefined) placed.push({ ...pod, spec: { ...pod.spec, nodeName: decision.node } });
  }
  return { decisions, cluster: { ...cluster, pods: placed } };
}

/** The decision for one Pod with everything behind it, nothing placed. */
export const explainOne = (cluster: ClusterInput, pod: Pod, options: SchedulerOptions = {}): Decision => newScheduler(cluster, options).explain(pod);
