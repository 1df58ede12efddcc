import { createRegistry, deploymentKind, podKind, readManifests, workloadPods, type Pod, type Problem } from '@site/src/simulation/api';
import { podKey, scheduleAll, unmodelledParts, type Decision, type OtherObject, type Unmodelled } from '@site/src/simulation/scheduler';
import { buildNode, type BuiltNode, type NodeDraft } from './nodes';
import type { LabState } from './state';

/** What a manifest may hold here. */
const KINDS = createRegistry([podKind, deploymentKind]);

/** More Pods than this would not fit into the picture; the rest is left out and said so. */
export const MAX_PODS = 120;

export interface LabPod {
  readonly key: string;
  /** Name without the part that all Pods of its Deployment share. */
  readonly short: string;
  readonly pod: Pod;
}

export interface LabRun {
  readonly problems: readonly Problem[];
  readonly nodes: readonly BuiltNode[];
  readonly pods: readonly LabPod[];
  /** Pods of the manifest beyond {@link MAX_PODS}. */
  readonly leftOut: number;
  readonly decisions: readonly Decision[];
  readonly unmodelled: readonly Unmodelled[];
}

function expand(manifest: string, seed: number): { pods: LabPod[]; leftOut: number; problems: readonly Problem[]; replicaSets: readonly OtherObject[] } {
  const { objects, problems } = readManifests(manifest, KINDS);
  const workloads = objects.flatMap(({ object }) => (object.kind === 'Pod' || object.kind === 'Deployment' ? [object] : []));
  const { pods, replicaSets, leftOut } = workloadPods(workloads, seed, MAX_PODS);
  const shortName = (pod: Pod, deployment: string | null): string => (deployment === null ? (pod.metadata.name ?? '') : `${deployment}…${(pod.metadata.name ?? '').slice(-5)}`);
  return { pods: pods.map(({ pod, deployment }) => ({ key: podKey(pod), short: shortName(pod, deployment), pod })), leftOut, problems, replicaSets };
}

function distinct(parts: readonly Unmodelled[]): Unmodelled[] {
  return [...new Map(parts.map((part) => [`${part.plugin} ${part.field}`, part])).values()];
}

/** The number of plugin calls a run takes, roughly; decides where it runs. */
export function estimateWork(state: LabState): number {
  const replicas = [...state.manifest.matchAll(/replicas"?\s*:\s*(\d+)/g)].reduce((sum, match) => sum + Math.min(MAX_PODS, Number(match[1])), 1);
  // Reading costs too: about as much as one round for fifty characters.
  return replicas * state.nodes.length + state.manifest.length / 50;
}

/** Reads the manifest, schedules its Pods one after the other and keeps everything the scheduler thought on the way. */
export function runLab(state: LabState): LabRun {
  const { pods, leftOut, problems, replicaSets } = expand(state.manifest, state.seed);
  const nodes = state.nodes.map((draft: NodeDraft) => buildNode(draft));
  const { decisions } = scheduleAll({ nodes: nodes.map((built) => built.node), others: replicaSets }, pods.map((p) => p.pod), { seed: state.seed, trace: true });
  return { problems, nodes, pods, leftOut, decisions, unmodelled: distinct(pods.flatMap((p) => unmodelledParts(p.pod))) };
}
