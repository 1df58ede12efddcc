import type { Labels, LabelSelector, Node, Pod } from '../api';
import { NodeInfo } from './node-info';
import { toPodInfo } from './pod-info';

/** What the scheduler sees: nodes, and Pods that already have a node (`spec.nodeName`). */
export interface ClusterInput {
  readonly nodes: readonly Node[];
  readonly pods?: readonly Pod[];
  /** ReplicaSets by name: what spreads their Pods when these have no constraints of their own. */
  readonly replicaSets?: readonly ReplicaSetRef[];
  readonly services?: readonly { readonly namespace: string; readonly selector: Labels }[];
}

/** The part of a ReplicaSet that the scheduler reads. */
export interface ReplicaSetRef {
  readonly namespace: string;
  readonly name: string;
  readonly selector: LabelSelector;
}

export interface Snapshot {
  /** In the order in which the scheduler visits them. */
  readonly nodes: readonly NodeInfo[];
  readonly byName: ReadonlyMap<string, NodeInfo>;
  readonly replicaSets: readonly ReplicaSetRef[];
  readonly services: NonNullable<ClusterInput['services']>;
}

/** component-helpers node/topology GetZoneKey: region and zone together. */
function zoneKey(node: Node): string {
  const labels = node.metadata.labels ?? {};
  const region = labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  return region === '' && zone === '' ? '' : `${region}:\u0000:${zone}`;
}

/** backend/cache/node_tree.go list: one node of each zone in turn, zones in the order in which they were first seen. */
function roundRobinByZone(nodes: readonly Node[]): Node[] {
  const zones = new Map<string, Node[]>();
  for (const node of nodes) {
    const key = zoneKey(node);
    const members = zones.get(key);
    if (members === undefined) zones.set(key, [node]);
    else members.push(node);
  }
  const order: Node[] = [];
  for (let round = 0; order.length < nodes.length; round += 1) {
    for (const members of zones.values()) {
      const node = members[round];
      if (node !== undefined) order.push(node);
    }
  }
  return order;
}

/** backend/cache Snapshot. Nodes whose name repeats are dropped: the API has only one. */
export function takeSnapshot(cluster: ClusterInput): Snapshot {
  const unique = [...new Map(cluster.nodes.map((node) => [node.metadata.name ?? '', node])).values()];
  const nodes = roundRobinByZone(unique).map((node) => new NodeInfo(node));
  const byName = new Map(nodes.map((info) => [info.name, info]));
  addImages(nodes);
  for (const pod of cluster.pods ?? []) byName.get(pod.spec.nodeName ?? '')?.addPod(toPodInfo(pod));
  return { nodes, byName, replicaSets: cluster.replicaSets ?? [], services: cluster.services ?? [] };
}

/** backend/cache addNodeImageStates: the first node that reports an image decides its size. */
function addImages(nodes: readonly NodeInfo[]): void {
  const states = new Map<string, { size: number; numNodes: number }>();
  for (const info of nodes) {
    for (const image of info.node.status?.images ?? []) {
      for (const name of image.names ?? []) {
        const state = states.get(name) ?? { size: image.sizeBytes ?? 0, numNodes: 0 };
        states.set(name, state);
        if (info.images.has(name)) continue;
        state.numNodes += 1;
        info.images.set(name, state);
      }
    }
  }
}
