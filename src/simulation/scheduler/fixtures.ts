import { defaultPod } from '../api';
import type { Node, Pod, PodSpec, ResourceList, Taint } from '../api';
import { Cache } from './cache/cache';
import { toPodInfo } from './cache/pod-info';
import type { Plugin, Status } from './framework';

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

const cacheOf = (nodes: readonly Node[], pods: readonly Pod[]): Cache => {
  const cache = new Cache();
  for (const node of nodes) cache.addNode(node);
  for (const pod of pods) cache.setPod(toPodInfo(pod), pod.spec.nodeName ?? '');
  return cache;
};

/** Runs one plugin's PreFilter and Filter against one node that already holds `others`. */
export function filterWith(plugin: Plugin, pod: Pod, node: Node, others: readonly Pod[] = []): Status | null {
  const cache = cacheOf([node], others.map((other) => onNode(other, node.metadata.name ?? '')));
  const result = plugin.preFilter?.(toPodInfo(pod), cache) ?? 'skip';
  if (result === 'skip') return null;
  return 'rejection' in result ? result.rejection : result.filter.check(cache.nodes[0]);
}

/** Raw and normalized scores of one plugin over nodes, in their order; null when it skips the Pod. Bound Pods are given with their node's name. */
export function scoreWith(plugin: Plugin, pod: Pod, nodes: readonly Node[], bound: readonly Pod[] = []): { raw: number[]; normalized: number[] } | null {
  const cache = cacheOf(nodes, bound);
  const ordered = nodes.map((node) => cache.node(node.metadata.name ?? '')).filter((node) => node !== undefined);
  const scorer = plugin.preScore?.(toPodInfo(pod), cache, ordered) ?? null;
  if (scorer === null) return null;
  const raw = ordered.map((node) => scorer.score(node));
  const normalized = [...raw];
  scorer.normalize?.(normalized, ordered);
  return { raw, normalized };
}

export const onNode = (pod: Pod, nodeName: string): Pod => ({ ...pod, spec: { ...pod.spec, nodeName } });
