import type { Pod, PodStatus } from '@site/src/simulation/api/types';
import { formatTime } from '@site/src/simulation/base/time';
import { targetNode } from '@site/src/simulation/cluster/controllers/daemonset/node-fit';
import { isPodReady, phaseOf } from '@site/src/simulation/cluster/control/pods';
import { runningStatus, SECOND } from './stage';
import type { Stage } from './stage';

/** What steps say about Pods: by the names that the case gives them, or all of them. */
type Which = 'all' | readonly string[];
type Failure = { readonly exitCode?: number; readonly condition?: string };

export interface PodStep {
  readonly patch?: unknown;
  readonly wait?: number;
  readonly ready?: Which;
  readonly unready?: Which;
  readonly running?: Which;
  readonly succeed?: Which;
  readonly fail?: Which | Readonly<Record<string, Failure>>;
  readonly restarts?: Readonly<Record<string, number>>;
  readonly delete?: Which;
  readonly gone?: Which;
}

/** How a case names its Pods. */
export type Naming = (pod: Pod) => string;

const isFinished = (pod: Pod): boolean => ['Failed', 'Succeeded'].includes(phaseOf(pod));

/** Puts a Pod on a node when it first runs: it has its own by affinity, or any. */
function begin(stage: Stage, pod: Pod): Pod {
  stage.bind(pod, targetNode(pod) ?? 'node');
  return stage.get('pods', pod.metadata.name ?? '', pod.metadata.namespace);
}

function chosen(pods: readonly Pod[], which: Which, name: Naming): Pod[] {
  if (which === 'all') return [...pods];
  return which.map((one) => {
    const found = pods.find((pod) => name(pod) === one);
    if (found === undefined) throw new Error(`no Pod ${one} among ${pods.map(name).join(', ')}`);
    return found;
  });
}

const terminated = (pod: Pod, exitCode: number): PodStatus['containerStatuses'] =>
  pod.spec.containers.map(({ name, image }) => ({ name, image: image ?? '', imageID: '', ready: false, restartCount: 0, state: { terminated: { exitCode } } }));

function finish(stage: Stage, pod: Pod, phase: 'Failed' | 'Succeeded', { exitCode, condition }: Failure): void {
  const begun = begin(stage, pod);
  const others = (begun.status?.conditions ?? []).filter(({ type }) => type !== 'Ready');
  const at = formatTime(stage.now);
  const conditions = [
    ...others, { type: 'Ready', status: 'False', lastTransitionTime: at },
    ...(condition === undefined ? [] : [{ type: condition, status: 'True', lastTransitionTime: at }]),
  ];
  const code = exitCode ?? (phase === 'Failed' ? 1 : 0);
  const containerStatuses = (terminated(begun, code) ?? []).map((one) => ({ ...one, state: { terminated: { exitCode: code, finishedAt: at } } }));
  stage.podStatus(begun, { ...begun.status, phase, conditions, containerStatuses } as PodStatus);
}

/** Does what a step says about Pods; all of it at one instant. `delete` and `gone` take terminating Pods as well. */
export function applyPodStep(stage: Stage, step: PodStep, pods: () => Pod[], name: Naming): void {
  const active = pods().filter((pod) => !isFinished(pod) && pod.metadata.deletionTimestamp === undefined);
  const all = pods();
  const pick = (which: Which): Pod[] => chosen(which === 'all' ? active : all, which, name);
  for (const pod of step.ready === undefined ? [] : pick(step.ready)) {
    if (step.ready === 'all' && isPodReady(pod)) continue;
    const begun = begin(stage, pod);
    stage.podStatus(begun, runningStatus(begun, true, stage.now));
  }
  for (const pod of [...(step.unready === undefined ? [] : pick(step.unready)), ...(step.running === undefined ? [] : pick(step.running))]) {
    const begun = begin(stage, pod);
    stage.podStatus(begun, runningStatus(begun, false, stage.now));
  }
  for (const pod of step.succeed === undefined ? [] : pick(step.succeed)) finish(stage, pod, 'Succeeded', {});
  const failing = step.fail === undefined ? [] : step.fail === 'all' || Array.isArray(step.fail) ? pick(step.fail as Which).map((pod) => [pod, {}] as const) : Object.entries(step.fail).map(([one, how]) => [pick([one])[0]!, how as Failure] as const);
  for (const [pod, how] of failing) finish(stage, pod, 'Failed', how);
  for (const [one, restartCount] of Object.entries(step.restarts ?? {})) {
    const begun = begin(stage, pick([one])[0]!);
    const containerStatuses = begun.spec.containers.map((container) => ({ name: container.name, image: container.image ?? '', imageID: '', ready: true, restartCount }));
    stage.podStatus(begun, { ...begun.status, phase: 'Running', containerStatuses } as PodStatus);
  }
  for (const pod of step.delete === undefined ? [] : pick(step.delete)) stage.delete(pod);
  if (step.gone !== undefined) for (const pod of chosen(all, step.gone, name)) if (pod.metadata.deletionTimestamp !== undefined) stage.delete(pod, 0);
}

/** `db-0 Ready,Terminating`. */
export function podText(pod: Pod, name: Naming): string {
  const state = isPodReady(pod) ? 'Ready' : phaseOf(pod);
  return `${name(pod)} ${state}${pod.metadata.deletionTimestamp === undefined ? '' : ',Terminating'}`;
}

/** Consecutive events of one reason, which may come from work that is done at once, by their texts. */
export function inParallel<T extends { readonly reason: string; readonly message: string }>(events: readonly T[]): T[] {
  const groups: T[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0]?.reason === event.reason) last.push(event);
    else groups.push([event]);
  }
  return groups.flatMap((group) => group.sort((a, b) => (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)));
}

export const START = 1_767_225_600 * SECOND;
