/** The cluster that the upgrade tries: three control planes with an etcd member each, three workers, one Deployment with a budget, and a Pod that nobody controls. */
import { labelSelectorMatches } from '../../api';
import type { Pod } from '../../api';
import type { PodDisruptionBudget } from '../../api/generated/types/policy.v1';
import { minorOf, mustParseVersion } from '../../base/version';
import { quorumOf } from '../../cluster/etcd/quorum';
import { verdictOf, type Minors } from '../../cluster/upgrade/skew';
import { withAllowance } from '../scheduling/disruption';

export const FROM = 'v1.36.3';
export const TARGET = 'v1.37.0';
/** A kubelet that was forgotten three minors ago. */
export const FORGOTTEN = 'v1.33.7';
export const NAMESPACE = 'default';
export const REPLICAS = 3;

export const CONTROL_PLANES = ['cp-1', 'cp-2', 'cp-3'] as const;
export const WORKERS = ['node-a', 'node-b', 'node-c'] as const;
export const NODES = [...CONTROL_PLANES, ...WORKERS] as const;
export type NodeName = (typeof NODES)[number];

/** Versions are written with `v`. */
export interface LabNode {
  readonly name: NodeName;
  /** Of the machine: a control plane that is off has neither its API server nor its etcd member. */
  readonly running: boolean;
  readonly kubelet: string;
  readonly cordoned: boolean;
  /** Of a control plane only: its kubeadm package and its static Pods. */
  readonly kubeadm?: string;
  readonly controlPlane?: string;
}

export interface World {
  readonly nodes: readonly LabNode[];
  /** Those of the Deployment `web`, and the bare one; a Pod without a node waits for one. */
  readonly pods: readonly Pod[];
  readonly minAvailable: 2 | 3;
  /** The number of the next Pod of `web`. */
  readonly next: number;
  /** `kubernetesVersion` of the ConfigMap kubeadm-config, which `kubeadm upgrade node` goes by. */
  readonly configured: string;
}

const LABELS = { app: 'web' };

export const webPod = (number: number, node: string | undefined): Pod => ({
  apiVersion: 'v1', kind: 'Pod',
  metadata: { name: `web-${number}`, namespace: NAMESPACE, labels: LABELS, ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'web', controller: true }] },
  spec: { containers: [], ...(node === undefined ? {} : { nodeName: node }) },
});

const BARE: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'debug', namespace: NAMESPACE, labels: { run: 'debug' } }, spec: { containers: [], nodeName: 'node-b' } };

export const START: World = {
  nodes: NODES.map((name) => ({
    name, running: true, cordoned: false, kubelet: name === 'node-c' ? FORGOTTEN : FROM, ...(isControlPlane(name) ? { kubeadm: FROM, controlPlane: FROM } : {}),
  })),
  pods: [webPod(1, 'node-a'), webPod(2, 'node-b'), webPod(3, 'node-c'), BARE],
  minAvailable: 2,
  next: 4,
  configured: FROM,
};

export function isControlPlane(name: string): boolean {
  return CONTROL_PLANES.some((one) => one === name);
}

export const nodeOf = ({ nodes }: World, name: NodeName): LabNode => nodes.find((one) => one.name === name)!;
export const withNode = (world: World, name: NodeName, change: Partial<LabNode>): World => ({ ...world, nodes: world.nodes.map((one) => (one.name === name ? { ...one, ...change } : one)) });

export const isBare = ({ metadata }: Pod): boolean => metadata.ownerReferences === undefined;
export const podsOn = ({ pods }: World, node: string): readonly Pod[] => pods.filter(({ spec }) => spec.nodeName === node);

/** The budget as the disruption controller leaves it when nothing moves any more. */
export function budgetOf({ pods, minAvailable }: Pick<World, 'pods' | 'minAvailable'>): PodDisruptionBudget {
  return withAllowance({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace: NAMESPACE }, spec: { minAvailable, selector: { matchLabels: LABELS } } }, pods);
}

export const isCovered = ({ metadata }: Pod): boolean => labelSelectorMatches({ matchLabels: LABELS }, metadata.labels ?? {});

/** The ReplicaSet makes the Pods that are missing, and the scheduler gives each the emptiest node that takes Pods. */
export function settled(world: World): World {
  const own = world.pods.filter(isCovered).length;
  const made = Array.from({ length: Math.max(0, REPLICAS - own) }, (_, index) => webPod(world.next + index, undefined));
  const open = WORKERS.filter((name) => !nodeOf(world, name).cordoned);
  let pods: readonly Pod[] = [...world.pods, ...made];
  for (const pod of pods.filter(({ spec }) => spec.nodeName === undefined)) {
    const count = (name: string): number => pods.filter(({ spec }) => spec.nodeName === name).length;
    const [node] = [...open].sort((a, b) => count(a) - count(b));
    if (node !== undefined) pods = pods.map((one) => (one === pod ? { ...pod, spec: { ...pod.spec, nodeName: node } } : one));
  }
  return { ...world, pods, next: world.next + made.length };
}

export const minor = (version: string): number => minorOf(mustParseVersion(version.slice(1)));

/** Members of etcd that run, and how many of the three a write needs. */
export const etcdOf = ({ nodes }: World): { readonly running: number; readonly quorum: number } => ({
  running: nodes.filter(({ name, running }) => isControlPlane(name) && running).length, quorum: quorumOf(CONTROL_PLANES.length),
});
export const hasQuorum = (world: World): boolean => etcdOf(world).running >= etcdOf(world).quorum;

/** Minors of the API servers, those of machines that are off too: they come back as they are. */
export const apiServerMinors = ({ nodes }: World): readonly number[] => nodes.flatMap(({ controlPlane }) => (controlPlane === undefined ? [] : [minor(controlPlane)]));

/** What the skew policy says of a node's kubelet beside all API servers. */
export function kubeletVerdict(world: World, name: NodeName): ReturnType<typeof verdictOf> {
  const apiServers = apiServerMinors(world);
  const minors: Minors = { apiServers, controllers: Math.min(...apiServers), kubectl: Math.min(...apiServers), kubelet: minor(nodeOf(world, name).kubelet) };
  return verdictOf(minors, 'kubelet');
}
