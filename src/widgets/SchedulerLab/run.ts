import type { Node, Pod, Problem } from '@site/src/simulation/api';
import { readLab, runSession, type Happening, type LabContents } from '@site/src/simulation/scenarios/scheduling';
import { podKey, unmodelledParts, type PluginParts, type NodeTrace, type SchedulerConfiguration, type Trace, type Unmodelled } from '@site/src/simulation/scheduler';
import { readConfiguration } from '@site/src/simulation/scheduler/profile/read-configuration';
import { buildNode, type BuiltNode } from './nodes';
import type { LabState } from './lab-state';

/** More Pods than this are not made; the rest is left out and said so. */
export const MAX_PODS = 3000;
/** Up to so many nodes and Pods every thought of the scheduler is kept and every node drawn as a box. */
export const MAX_CARDS = 24;
const MAX_TRACED_PODS = 150;

export interface LabPod {
  readonly key: string;
  /** Name without the part that all Pods of its owner share. */
  readonly short: string;
  readonly pod: Pod;
}

export interface LabRun {
  readonly problems: readonly Problem[];
  /** Why the configuration is not taken; the default one is used then. */
  readonly configurationProblem: string | null;
  readonly drafts: readonly BuiltNode[];
  /** At the start. */
  readonly nodes: readonly Node[];
  /** The manifest brings its own nodes. */
  readonly ownNodes: boolean;
  /** `namespace/name` of the manifest's Deployments. */
  readonly deployments: readonly string[];
  /** All that ever were, in the order in which they were made. */
  readonly pods: readonly LabPod[];
  readonly leftOut: number;
  readonly cut: boolean;
  readonly happenings: readonly Happening[];
  /** Thoughts are not kept: they are worked out when asked for. */
  readonly lean: boolean;
  readonly unmodelled: readonly Unmodelled[];
  /** The devices of the manifest's ResourceSlices that are for one node, by node and driver. */
  readonly devices: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** One Pod's decision in a large run: a word for every node, and everything about one. */
export interface Explained {
  readonly trace: Trace;
  readonly node: NodeTrace | undefined;
}

function distinct(parts: readonly Unmodelled[]): Unmodelled[] {
  return [...new Map(parts.map((part) => [`${part.plugin} ${part.field}`, part])).values()];
}

function shortName({ metadata }: Pod): string {
  const name = metadata.name ?? '';
  const owner = (metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
  if (owner === undefined || owner.kind === 'StatefulSet') return name;
  const base = owner.kind === 'ReplicaSet' ? owner.name.replace(/-[^-]*$/, '') : owner.name;
  return name.length > 6 && metadata.generateName !== undefined ? `${base}…${name.slice(-5)}` : name;
}

/** The text as a configuration; the default one with the reason where it is none. */
export const configurationOf = (text: string): { configuration: SchedulerConfiguration; problem: string | null } => {
  try {
    return { configuration: text.trim() === '' ? {} : readConfiguration(text), problem: null };
  } catch (error) {
    // What YAML cannot be read, or what kube-scheduler would not start with: the words are the answer.
    if (!(error instanceof Error)) throw error;
    return { configuration: {}, problem: error.message };
  }
};

const nodesOf = (state: LabState, own: readonly Node[]): { drafts: BuiltNode[]; nodes: readonly Node[] } => {
  const drafts = state.nodes.map(buildNode);
  return { drafts, nodes: own.length > 0 ? own : drafts.flatMap(({ nodes }) => nodes) };
};

/** Numbers of Pods and nodes, and how much reading there is, without reading. */
function sizeOf({ manifest, nodes }: LabState): { pods: number; nodes: number; length: number } {
  const replicas = [...manifest.matchAll(/(?:replicas|parallelism)"?\s*:\s*(\d+)/g)].reduce((sum, match) => sum + Math.min(MAX_PODS, Number(match[1])), 0);
  const kinds = [...manifest.matchAll(/kind"?\s*:\s*"?(Pod|Node|DaemonSet)\b/g)].map(([, kind]) => kind);
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  const all = count('Node') || nodes.reduce((sum, { copies }) => sum + copies, 0);
  return { pods: Math.max(1, replicas + count('Pod') + count('DaemonSet') * all), nodes: all, length: manifest.length };
}

/** Whether the manifest is about devices: then the run needs what allocates them, which comes in a chunk of its own. */
export const needsDevices = ({ manifest }: LabState): boolean => manifest.includes('resource.k8s.io/');

function devicesOf(others: LabContents['others']): LabRun['devices'] {
  const devices: Record<string, Record<string, number>> = {};
  for (const object of others) {
    if (object.kind !== 'ResourceSlice' || !object.spec.nodeName) continue;
    const here = (devices[object.spec.nodeName] ??= {});
    here[object.spec.driver] = (here[object.spec.driver] ?? 0) + (object.spec.devices ?? []).length;
  }
  return devices;
}

/** The number of plugin calls a run takes, roughly; decides where it runs. */
export function estimateWork(state: LabState): number {
  const { pods, nodes, length } = sizeOf(state);
  // Reading costs too: about as much as one round for fifty characters. Each thing that is done may have every Pod looked at again.
  return pods * nodes * (1 + Math.min(3, state.actions.length)) + length / 50;
}

const inputOf = (state: LabState, contents: LabContents, nodes: readonly Node[], parts: PluginParts) => {
  const { configuration, problem } = configurationOf(state.configuration);
  return { problem, input: { ...contents, nodes, configuration, parts, actions: state.actions, seed: state.seed, maxPods: MAX_PODS } };
};

/** Reads the manifest, lets its Pods be scheduled and keeps what the scheduler thought on the way. */
export function runLab(state: LabState, parts: PluginParts = {}): LabRun {
  const contents = readLab(state.manifest);
  const { drafts, nodes } = nodesOf(state, contents.nodes);
  const size = sizeOf(state);
  const lean = nodes.length > MAX_CARDS || size.pods > MAX_TRACED_PODS;
  const { problem, input } = inputOf(state, contents, nodes, parts);
  const { happenings, leftOut, cut } = runSession({ ...input, lean, ...(lean ? { traced: () => false } : {}) });
  const pods = happenings.flatMap((one) => (one.kind === 'created' ? one.pods : [])).map((pod): LabPod => ({ key: podKey(pod), short: shortName(pod), pod }));
  return {
    problems: contents.problems,
    configurationProblem: problem,
    drafts,
    nodes,
    ownNodes: contents.nodes.length > 0,
    deployments: contents.workloads.flatMap(({ kind, metadata }) => (kind === 'Deployment' ? [`${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`] : [])),
    pods: [...new Map(pods.map((pod) => [pod.key, pod])).values()],
    leftOut,
    cut,
    happenings,
    lean,
    unmodelled: distinct(pods.flatMap(({ pod }) => unmodelledParts(pod, parts))),
    devices: devicesOf(contents.others),
  };
}

/** Only what a picture of many nodes shows. */
const slim = (trace: Trace): Trace => ({
  ...trace,
  nodes: trace.nodes.map((node) => ({ ...node, scores: [], filters: node.filters.filter(({ verdict }) => verdict === 'reject') })),
});

/** What the scheduler thought in one attempt of a large run: it is run again up to there. */
export function explainAttempt(state: LabState, happening: number, node: string | null, parts: PluginParts = {}): Explained | null {
  const contents = readLab(state.manifest);
  const { nodes } = nodesOf(state, contents.nodes);
  const { input } = inputOf(state, contents, nodes, parts);
  const before = runSession({ ...input, lean: true, traced: () => false }).happenings;
  const attempt = before.slice(0, happening).filter(({ kind }) => kind === 'attempt').length;
  const found = runSession({ ...input, lean: true, traced: (one) => one === attempt }).happenings[happening];
  if (found?.kind !== 'attempt' || !('trace' in found.decision) || found.decision.trace === undefined) return null;
  const { trace } = found.decision;
  const about = node ?? (found.decision.kind === 'scheduled' ? found.decision.node : null);
  return { trace: slim(trace), node: trace.nodes.find((one) => one.node === about) };
}
