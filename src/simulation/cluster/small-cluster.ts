import { formatQuantity, parseQuantity, podRequests, quantityOf, unitValue, milliValue, type Node, type Pod } from '../api';
import { scheduleAll, type Decision } from '../scheduler';

/**
 * A cluster small enough for a picture: nodes, Pods that have a node or wait, and a scheduler that looks at every one that waits. There is no API
 * server and there are no controllers; the decisions are the scheduler's own. Plain JSON.
 */
export interface SmallCluster {
  readonly nodes: readonly SmallNode[];
  /** In the order in which they were made. */
  readonly pods: readonly SmallPod[];
  /** Pods made so far; their names never repeat. */
  readonly count: number;
}

/** `cpu` and `memory` are quantities, as a manifest has them. */
export interface Size {
  readonly cpu: string;
  readonly memory: string;
}

export interface SmallNode extends Size {
  readonly name: string;
  readonly cordoned: boolean;
}

export interface SmallPod extends Size {
  readonly name: string;
  /** null: Pending. */
  readonly node: string | null;
}

/** `spec.unschedulable`, as `kubectl cordon` sets it, with the taint that the node lifecycle controller adds (`nodelifecycle.Controller`, doNoScheduleTaintingPass). */
const toNode = ({ name, cpu, memory, cordoned }: SmallNode): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  spec: cordoned ? { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] } : {},
  status: { allocatable: { cpu, memory, pods: '110' } },
});

const toPod = ({ name, cpu, memory, node }: SmallPod): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    containers: [{ name: 'app', image: 'registry.k8s.example/hello:1.0', resources: { requests: { cpu, memory } } }],
    ...(node === null ? {} : { nodeName: node }),
  },
});

/** Lets the scheduler look at every Pod that has no node. The last decision comes with its whole trace. */
export function settle(cluster: SmallCluster): { cluster: SmallCluster; last: Decision | null } {
  const input = { nodes: cluster.nodes.map(toNode), pods: cluster.pods.filter((pod) => pod.node !== null).map(toPod) };
  const { decisions } = scheduleAll(input, cluster.pods.filter((pod) => pod.node === null).map(toPod), { trace: true });
  const chosen = new Map(decisions.flatMap((one) => (one.kind === 'scheduled' ? [[one.pod, one.node] as const] : [])));
  const pods = cluster.pods.map((pod) => (pod.node === null ? { ...pod, node: chosen.get(`default/${pod.name}`) ?? null } : pod));
  return { cluster: { ...cluster, pods }, last: decisions.at(-1) ?? null };
}

/** The cluster with one more Pod, which waits. */
export function createPod(cluster: SmallCluster, { cpu, memory }: Size): SmallCluster {
  const count = cluster.count + 1;
  return { ...cluster, count, pods: [...cluster.pods, { name: `web-${count}`, cpu, memory, node: null }] };
}

/** `kubectl cordon` and `uncordon`: running Pods stay where they are. */
export function setCordon(cluster: SmallCluster, node: string, cordoned: boolean): SmallCluster {
  return { ...cluster, nodes: cluster.nodes.map((one) => (one.name === node ? { ...one, cordoned } : one)) };
}

export function deletePod(cluster: SmallCluster, name: string): SmallCluster {
  return { ...cluster, pods: cluster.pods.filter((pod) => pod.name !== name) };
}

/** What the Pods of a node request: millicores and bytes. */
export function requestedOn(cluster: SmallCluster, node: string): { milliCpu: number; bytes: number } {
  const all = cluster.pods.filter((pod) => pod.node === node).map((pod) => podRequests(toPod(pod).spec));
  const sum = (name: string, value: typeof milliValue) => all.reduce((total, requests) => total + value(requests.get(name) ?? quantityOf(undefined)), 0);
  return { milliCpu: sum('cpu', milliValue), bytes: sum('memory', unitValue) };
}

/** What a size amounts to: millicores and bytes. */
export const amountOf = ({ cpu, memory }: Size): { milliCpu: number; bytes: number } => ({ milliCpu: milliValue(quantityOf(cpu)), bytes: unitValue(quantityOf(memory)) });

/** Whether a text is a quantity above zero, in the form in which the API server would hand it back. */
export function isAmount(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const parsed = parseQuantity(text);
  return parsed.ok && parsed.value.nano > 0n && formatQuantity(parsed.value) === text;
}
