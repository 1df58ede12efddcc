import { defaultPod } from '../api';
import type { Node, Pod, PodSpec, ResourceList, Taint } from '../api';
import { CycleState } from './framework';
import type { Plugin, Status } from './framework';
import { NodeInfo } from './node-info';
import { toPodInfo } from './pod-info';
import { takeSnapshot } from './snapshot';

/** Small nodes and Pods for tests. */
export interface NodeParts {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  readonly allocatable?: ResourceList;
  readonly images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[];
}

export function makeNode(name: string, parts: NodeParts = {}): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...parts.labels } },
    spec: { ...(parts.taints === undefined ? {} : { taints: parts.taints }), ...(parts.unschedulable === true ? { unschedulable: true } : {}) },
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110', ...parts.allocatable }, ...(parts.images === undefined ? {} : { images: parts.images }) },
  };
}

export function makePod(name: string, requests: ResourceList = {}, spec: Partial<PodSpec> = {}): Pod {
  return defaultPod({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name: 'c', image: 'app:1', resources: { requests } }], ...spec },
  });
}

/** Runs one plugin's PreFilter and Filter against one node that already holds `others`. */
export function filterWith(plugin: Plugin, pod: Pod, node: Node, others: readonly Pod[] = []): Status | null {
  const info = new NodeInfo(node);
  for (const other of others) info.addPod(toPodInfo(other));
  const state = new CycleState();
  const pre = plugin.preFilter?.(state, toPodInfo(pod), takeSnapshot({ nodes: [node] }));
  if (pre?.status?.code === 'Skip') return null;
  return pre?.status ?? plugin.filter?.(state, toPodInfo(pod), info) ?? null;
}

/** Raw and normalized scores of one plugin over nodes; null when it skips the Pod. Bound Pods are given with their node's name. */
export function scoreWith(plugin: Plugin, pod: Pod, nodes: readonly Node[], bound: readonly Pod[] = []): { raw: number[]; normalized: number[] } | null {
  const snapshot = takeSnapshot({ nodes, pods: bound });
  const state = new CycleState();
  const info = toPodInfo(pod);
  const ordered = nodes.map((node) => snapshot.byName.get(node.metadata.name ?? '')).filter((node) => node !== undefined);
  if (plugin.preScore?.(state, info, snapshot, ordered)?.code === 'Skip') return null;
  const raw = ordered.map((node) => plugin.score?.(state, info, node, snapshot) ?? 0);
  const normalized = [...raw];
  plugin.normalize?.(normalized, state, ordered);
  return { raw, normalized };
}

export const onNode = (pod: Pod, nodeName: string): Pod => ({ ...pod, spec: { ...pod.spec, nodeName } });
