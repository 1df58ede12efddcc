import { formatTime } from '../../../base/time';
import type { Deployment, ReplicaSet } from '../../../api';
import type { DeploymentCondition, DeploymentStatus } from '../../../api/generated/types/apps.v1';
import { actual, available, maxUnavailable, ready, sizes, wanted } from './session';

export const condition = (type: string, status: string, reason: string, message: string, now: number): DeploymentCondition => ({
  type, status, reason, message, lastUpdateTime: formatTime(now), lastTransitionTime: formatTime(now),
});

export const conditionOf = (status: DeploymentStatus | undefined, type: string): DeploymentCondition | undefined => (status?.conditions ?? []).find((one) => one.type === type);

export const withoutCondition = (status: DeploymentStatus, type: string): DeploymentStatus => ({ ...status, conditions: (status.conditions ?? []).filter((one) => one.type !== type) });

/** SetDeploymentCondition: the same status and reason are no news. */
export function withCondition(status: DeploymentStatus, next: DeploymentCondition): DeploymentStatus {
  const current = conditionOf(status, next.type);
  if (current !== undefined && current.status === next.status && current.reason === next.reason) return status;
  const since = current !== undefined && current.status === next.status ? current.lastTransitionTime : next.lastTransitionTime;
  const others = (status.conditions ?? []).filter(({ type }) => type !== next.type);
  return { ...status, conditions: [...others, { ...next, ...(since === undefined ? {} : { lastTransitionTime: since }) }] };
}

/** GetTerminatingReplicaCountForReplicaSets: undefined where a set does not count them yet. */
function terminating(sets: readonly (ReplicaSet | undefined)[]): number | undefined {
  let sum = 0;
  for (const set of sets) {
    const counted = set?.status?.terminatingReplicas;
    if (set === undefined || (counted === undefined && (set.status?.observedGeneration ?? 0) === 0)) continue;
    if (counted === undefined) return undefined;
    sum += counted;
  }
  return sum;
}

/** calculateStatus of pkg/controller/deployment. */
export function deploymentStatus(sets: readonly (ReplicaSet | undefined)[], newSet: ReplicaSet | undefined, deployment: Deployment, now: number): DeploymentStatus {
  const { collisionCount, conditions = [] } = deployment.status ?? {};
  const up = available(sets);
  const ending = terminating(sets);
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: actual(sets),
    updatedReplicas: actual([newSet]),
    readyReplicas: ready(sets),
    availableReplicas: up,
    unavailableReplicas: Math.max(0, sizes(sets) - up),
    ...(ending === undefined ? {} : { terminatingReplicas: ending }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions,
  };
  return up >= wanted(deployment) - maxUnavailable(deployment)
    ? withCondition(status, condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now))
    : withCondition(status, condition('Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.', now));
}

/** DeploymentComplete. */
export const isComplete = (deployment: Deployment, status: DeploymentStatus | undefined): boolean =>
  (status?.updatedReplicas ?? 0) === wanted(deployment) &&
  (status?.replicas ?? 0) === wanted(deployment) &&
  (status?.availableReplicas ?? 0) === wanted(deployment) &&
  (status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);
