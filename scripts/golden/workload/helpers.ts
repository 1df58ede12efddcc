import { scaledValue } from '@site/src/simulation/api/int-or-percent';
import type { IntOrPercent } from '@site/src/simulation/api/int-or-percent';
import type { Deployment, Pod } from '@site/src/simulation/api/types';
import { formatTime } from '@site/src/simulation/base/time';
import { resolveFenceposts } from '@site/src/simulation/cluster/controllers/deployment/fenceposts';
import { newSetSize } from '@site/src/simulation/cluster/controllers/deployment/sets';
import { podsToDelete } from '@site/src/simulation/cluster/controllers/replicaset/pods-to-delete';
import { SECOND } from './stage';

/** What a function gives, or the error that it throws. */
const orError = (compute: () => object): unknown => {
  try {
    return compute();
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
};

export const replayScaledValue = ({ value, total, roundUp }: { value: IntOrPercent; total: number; roundUp: boolean }): unknown =>
  orError(() => ({ value: scaledValue(value, total, roundUp ? 'up' : 'down') }));

export const replayFenceposts = ({ maxSurge, maxUnavailable, replicas }: { maxSurge: IntOrPercent; maxUnavailable: IntOrPercent; replicas: number }): unknown =>
  orError(() => resolveFenceposts(maxSurge, maxUnavailable, replicas));

interface NewSize {
  readonly maxSurge?: string | number;
  readonly newReplicaSet: number;
  readonly oldReplicaSets: readonly number[] | null;
  readonly replicas: number;
  readonly strategy?: string;
}

export function replayNewSize({ maxSurge, newReplicaSet, oldReplicaSets, replicas, strategy = 'RollingUpdate' }: NewSize): unknown {
  const deployment = { spec: { replicas, strategy: { type: strategy, rollingUpdate: maxSurge === undefined ? {} : { maxSurge } } } } as unknown as Deployment;
  return { replicas: newSetSize(deployment, (oldReplicaSets ?? []).reduce((sum, size) => sum + size, newReplicaSet), newReplicaSet) };
}

interface DeletionPod {
  readonly name: string;
  readonly node?: string;
  readonly phase: string;
  readonly readyForSeconds?: number;
  readonly ageSeconds: number;
  readonly uid: string;
  readonly deletionCost?: string;
  readonly restarts?: number;
  readonly ofAnOlderReplicaSetOfTheSameDeployment?: boolean;
}

const NOW = 1_767_225_600 * SECOND;

function podOf({ name, node, phase, readyForSeconds, ageSeconds, uid, deletionCost, restarts }: DeletionPod): Pod {
  const ready = readyForSeconds === undefined ? [] : [{ type: 'Ready', status: 'True', lastTransitionTime: formatTime(NOW - readyForSeconds * SECOND) }];
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, uid, creationTimestamp: formatTime(NOW - ageSeconds * SECOND), ...(deletionCost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': deletionCost } }) },
    spec: { containers: [{ name: 'app' }], ...(node === undefined ? {} : { nodeName: node }) },
    status: { phase, conditions: ready, ...(restarts === undefined ? {} : { containerStatuses: [{ name: 'app', restartCount: restarts }] }) },
  } as unknown as Pod;
}

/** Which Pod goes first, second …: the one more that each smaller size takes. */
export function replayDeletionOrder({ pods }: { readonly pods: readonly DeletionPod[] }): unknown {
  const related = pods.map(podOf);
  const all = pods.filter((pod) => pod.ofAnOlderReplicaSetOfTheSameDeployment !== true).map(podOf);
  const order: string[] = [];
  for (let count = 1; count <= all.length; count += 1) {
    const gone = count === all.length ? all : podsToDelete(all, related, count, NOW);
    order.push(...gone.map(({ metadata }) => metadata.name ?? '').filter((name) => !order.includes(name)));
  }
  return { order };
}
