import { ownedPod, podSource, replicaSetOf, replicaSetOwner } from '../../api';
import type { Deployment, Node, Pod, PodOwner } from '../../api';
import type { DaemonSet, ReplicaSet, StatefulSet } from '../../api/generated/types/apps.v1';
import type { Job } from '../../api/generated/types/batch.v1';
import type { PersistentVolumeClaim } from '../../api/generated/types/core.v1';
import { boundTo, nodeFit, targetNode, withDaemonTolerations } from '../../cluster/controllers/daemonset/node-fit';
import { jobOwner, wantedPods } from '../../cluster/controllers/job/job-pods';
import { claimsOf, countOf, startOf, withIdentity, withStorage } from '../../cluster/controllers/statefulset/identity';

export type Workload = Pod | Deployment | ReplicaSet | StatefulSet | DaemonSet | Job;

/** The Pods that a controller has made, as it sees them when it looks. */
export interface OwnPods {
  /** Not being deleted, in the order in which they were made. */
  readonly alive: readonly Pod[];
  readonly terminating: readonly Pod[];
}

/** What a controller asks for when it looks at its Pods. */
export interface Wanted {
  readonly create: readonly Pod[];
  /** `namespace/name` of Pods to delete. */
  readonly remove: readonly string[];
}

/** A controller of the lab: looks at the cluster again and again until it asks for nothing more. */
export interface Controller {
  /** What its Pods are shown under. */
  readonly name: string;
  /** The owner of a Pod belongs to it. */
  owns(pod: Pod): boolean;
  reconcile(pods: OwnPods, nodes: readonly Node[]): Wanted;
}

const NOTHING: Wanted = { create: [], remove: [] };
const ordinalsOf = (set: StatefulSet): number[] => Array.from({ length: countOf(set) }, (_, i) => startOf(set) + i);
const ownerOf = ({ metadata }: Pod) => (metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
const belongs = (pod: Pod, kind: string, name: string, namespace: string): boolean => {
  const owner = ownerOf(pod);
  return owner?.kind === kind && owner.name === name && (pod.metadata.namespace ?? 'default') === namespace;
};
const keyOf = ({ metadata }: Pod): string => `${metadata.namespace ?? 'default'}/${metadata.name ?? ''}`;

/** pkg/controller/replicaset and job: Pods that are being deleted no longer count, so their successors come at once. */
function counted(owner: PodOwner, wanted: number, seed: number, name: string): Controller {
  const next = podSource(owner, seed);
  return {
    name,
    owns: (pod) => belongs(pod, owner.kind, owner.name, owner.namespace),
    reconcile: ({ alive }) => ({ ...NOTHING, create: Array.from({ length: Math.max(0, wanted - alive.length) }, next) }),
  };
}

/**
 * pkg/controller/statefulset: one Pod for each ordinal, and its successor only when it is gone; `OrderedReady` makes the next one when those
 * before run.
 */
function stateful(set: StatefulSet, seed: number): Controller {
  const name = set.metadata.name ?? '';
  const owner: PodOwner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name, namespace: set.metadata.namespace || 'default', template: set.spec.template, labels: {} };
  const podOf = (ordinal: number): Pod => withStorage(set, withIdentity(ownedPod(owner, `${name}-${ordinal}`, seed), ordinal));
  const ordered = set.spec.podManagementPolicy !== 'Parallel';
  return {
    name,
    owns: (pod) => belongs(pod, 'StatefulSet', name, set.metadata.namespace || 'default'),
    reconcile({ alive, terminating }) {
      const create: Pod[] = [];
      for (const ordinal of ordinalsOf(set)) {
        const wanted = podOf(ordinal);
        const there = alive.find((pod) => keyOf(pod) === keyOf(wanted));
        const leaving = terminating.some((pod) => keyOf(pod) === keyOf(wanted));
        if (there === undefined && !leaving) create.push(wanted);
        if (ordered && !there?.spec.nodeName) break;
      }
      return { ...NOTHING, create };
    },
  };
}

/** pkg/controller/daemon: a Pod for each node that its template may run on, pinned to it. */
function daemon(set: DaemonSet, seed: number): Controller {
  const name = set.metadata.name ?? '';
  const namespace = set.metadata.namespace || 'default';
  const { template } = set.spec;
  const next = podSource({ apiVersion: 'apps/v1', kind: 'DaemonSet', name, namespace, template, labels: {} }, seed);
  return {
    name,
    owns: (pod) => belongs(pod, 'DaemonSet', name, namespace),
    reconcile({ alive, terminating }, nodes) {
      const served = new Set([...alive, ...terminating].map(targetNode));
      const open = nodes.filter((node) => !served.has(node.metadata.name ?? '') && nodeFit(template, node).shouldRun);
      const pinned = (node: Node): Pod => {
        const pod = next();
        return { ...pod, spec: boundTo(withDaemonTolerations(pod.spec), node.metadata.name ?? '') };
      };
      return { ...NOTHING, create: open.map(pinned) };
    },
  };
}

const replicaSetOwnerOf = ({ metadata, spec }: ReplicaSet): PodOwner => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name: metadata.name ?? '',
  namespace: metadata.namespace || 'default',
  template: spec?.template ?? { spec: { containers: [] } },
  labels: {},
});

/** What a workload's controller does; null for a Pod of its own. */
export function controllerOf(workload: Workload, seed: number): Controller | null {
  switch (workload.kind) {
    case 'Pod':
      return null;
    case 'Deployment':
      return counted(replicaSetOwner(workload), workload.spec.replicas ?? 1, seed, workload.metadata.name ?? '');
    case 'ReplicaSet':
      return counted(replicaSetOwnerOf(workload), workload.spec?.replicas ?? 1, seed, workload.metadata.name ?? '');
    case 'StatefulSet':
      return stateful(workload, seed);
    case 'DaemonSet':
      return daemon(workload, seed);
    case 'Job':
      return counted(jobOwner(workload), wantedPods(workload), seed, workload.metadata.name ?? '');
  }
}

/** The ReplicaSet that stands behind a Deployment, which default spreading asks for. */
export const replicaSetBehind = (workload: Workload): ReplicaSet | null => (workload.kind === 'Deployment' ? replicaSetOf(workload) : null);

/** The claims that a StatefulSet makes for its Pods. */
export const claimsBehind = (workload: Workload): PersistentVolumeClaim[] => (workload.kind === 'StatefulSet' ? ordinalsOf(workload).flatMap((ordinal) => claimsOf(workload, ordinal).map(({ claim }) => claim)) : []);
