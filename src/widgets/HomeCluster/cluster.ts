import type { Node, Pod } from '@site/src/simulation/api';
import { scheduleAll, type Decision } from '@site/src/simulation/scheduler';

/** What a reader can order, smallest first. */
export const SIZES = {
  small: { cpu: '250m', memory: '512Mi' },
  medium: { cpu: '1', memory: '1Gi' },
  large: { cpu: '2', memory: '3Gi' },
} as const;
export type Size = keyof typeof SIZES;

export const NODE_NAMES = ['node-a', 'node-b', 'node-c'] as const;
export type NodeName = (typeof NODE_NAMES)[number];
export const ALLOCATABLE = { cpu: 3800, memoryMi: 7168 };

export interface Placed {
  name: string;
  size: Size;
  /** null: Pending. */
  node: NodeName | null;
}

export interface Cluster {
  pods: readonly Placed[];
  cordoned: readonly NodeName[];
  /** Pods ordered so far; names never repeat. */
  count: number;
}

const toNode = (name: NodeName, cordoned: boolean): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  spec: cordoned ? { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] } : {},
  status: { allocatable: { cpu: `${ALLOCATABLE.cpu}m`, memory: `${ALLOCATABLE.memoryMi}Mi`, pods: '110' } },
});

const toPod = ({ name, size, node }: Placed): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    containers: [{ name: 'app', image: 'registry.k8s.example/hello:1.0', resources: { requests: SIZES[size] } }],
    ...(node === null ? {} : { nodeName: node }),
  },
});

/** Lets the scheduler look at every Pod that has no node. The last decision comes with its whole trace. */
export function settle(cluster: Cluster): { cluster: Cluster; last: Decision | null } {
  const input = {
    nodes: NODE_NAMES.map((name) => toNode(name, cluster.cordoned.includes(name))),
    pods: cluster.pods.filter((pod) => pod.node !== null).map(toPod),
  };
  const waiting = cluster.pods.filter((pod) => pod.node === null);
  const { decisions } = scheduleAll(input, waiting.map(toPod), { trace: true });
  const chosen = new Map(decisions.flatMap((one) => (one.kind === 'scheduled' ? [[one.pod, one.node as NodeName] as const] : [])));
  const pods = cluster.pods.map((pod) => (pod.node === null ? { ...pod, node: chosen.get(`default/${pod.name}`) ?? null } : pod));
  return { cluster: { ...cluster, pods }, last: decisions.at(-1) ?? null };
}

export function order(cluster: Cluster, size: Size): Cluster {
  const count = cluster.count + 1;
  return { ...cluster, count, pods: [...cluster.pods, { name: `web-${count}`, size, node: null }] };
}

/** `kubectl cordon` and `uncordon`: running Pods stay where they are. */
export function toggleCordon(cluster: Cluster, node: NodeName): Cluster {
  const cordoned = cluster.cordoned.includes(node) ? cluster.cordoned.filter((one) => one !== node) : [...cluster.cordoned, node];
  return { ...cluster, cordoned };
}

/** Deletes the Pod that has run longest. */
export function removeOldest(cluster: Cluster): { cluster: Cluster; name: string | null } {
  const oldest = cluster.pods.find((pod) => pod.node !== null);
  if (oldest === undefined) return { cluster, name: null };
  return { cluster: { ...cluster, pods: cluster.pods.filter((pod) => pod !== oldest) }, name: oldest.name };
}

/** A few Pods of different sizes, ordered one after another, so that the nodes are unequally full. */
const initial = settle((['large', 'medium', 'small', 'medium', 'small'] as const).reduce<Cluster>(order, { pods: [], cordoned: [], count: 0 }));
export const initialCluster: Cluster = initial.cluster;
/** How the last of those Pods found its node: what the reader sees first. */
export const initialDecision: Decision | null = initial.last;

export function parseCluster(raw: unknown): Cluster | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { pods, cordoned, count } = raw as Partial<Record<keyof Cluster, unknown>>;
  const isNode = (value: unknown): value is NodeName => NODE_NAMES.includes(value as NodeName);
  if (!Array.isArray(pods) || !Array.isArray(cordoned) || !Number.isInteger(count)) return undefined;
  const valid = pods.every((pod: Partial<Placed>) => typeof pod?.name === 'string' && String(pod.size) in SIZES && (pod.node === null || isNode(pod.node)));
  if (!valid || !cordoned.every(isNode) || pods.length > 200) return undefined;
  return { pods: pods.map(({ name, size, node }: Placed) => ({ name, size, node })), cordoned: [...new Set(cordoned)], count: count as number };
}

export function requested(cluster: Cluster, node: NodeName): { cpu: number; memoryMi: number } {
  const units = { '250m': 250, '1': 1000, '2': 2000, '512Mi': 512, '1Gi': 1024, '3Gi': 3072 };
  return cluster.pods
    .filter((pod) => pod.node === node)
    .reduce((sum, { size }) => ({ cpu: sum.cpu + units[SIZES[size].cpu], memoryMi: sum.memoryMi + units[SIZES[size].memory] }), { cpu: 0, memoryMi: 0 });
}
