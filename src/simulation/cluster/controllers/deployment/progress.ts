import { parseTime } from '../../../base/time';
import type { Deployment, ReplicaSet } from '../../../api';
import type { DeploymentCondition, DeploymentStatus } from '../../../api/generated/types/apps.v1';
import { keyOfObject } from '../../control/owners';
import { sameStatus } from '../../control/same';
import { hasDeadline } from './session';
import type { Session } from './session';
import { condition, conditionOf, deploymentStatus, isComplete, withCondition, withoutCondition } from './status';

const SECOND = 1_000_000;
/** The first back-off of a queue. */
const MOMENT = 5_000;
const PROGRESSING = 'Progressing';
const FAILURE = 'ReplicaFailure';
export const TIMED_OUT = 'ProgressDeadlineExceeded';
const AVAILABLE = 'NewReplicaSetAvailable';

/** DeploymentProgressing: more new Pods, fewer old ones, more that are ready or available. */
function progresses({ status: old = {} }: Deployment, status: DeploymentStatus): boolean {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = status;
  const before = (old.replicas ?? 0) - (old.updatedReplicas ?? 0);
  return (
    updatedReplicas > (old.updatedReplicas ?? 0) || replicas - updatedReplicas < before || readyReplicas > (old.readyReplicas ?? 0) || availableReplicas > (old.availableReplicas ?? 0)
  );
}

const deadlineOf = ({ spec }: Deployment): number => (spec.progressDeadlineSeconds ?? 0) * SECOND;
const lastUpdate = ({ lastUpdateTime = '' }: DeploymentCondition): number => parseTime(lastUpdateTime) ?? 0;

/** DeploymentTimedOut. */
function timedOut(deployment: Deployment, status: DeploymentStatus, now: number): boolean {
  const current = conditionOf(status, PROGRESSING);
  if (current === undefined || current.reason === AVAILABLE) return false;
  return current.reason === TIMED_OUT || lastUpdate(current) + deadlineOf(deployment) < now;
}

function withProgress(deployment: Deployment, status: DeploymentStatus, newSet: ReplicaSet | undefined, now: number): DeploymentStatus {
  const current = conditionOf(deployment.status, PROGRESSING);
  const what = newSet === undefined ? `Deployment "${deployment.metadata.name ?? ''}"` : `ReplicaSet "${newSet.metadata.name ?? ''}"`;
  if (isComplete(deployment, status)) return withCondition(status, condition(PROGRESSING, 'True', AVAILABLE, `${what} has successfully progressed.`, now));
  if (progresses(deployment, status)) {
    const next = condition(PROGRESSING, 'True', 'ReplicaSetUpdated', `${what} is progressing.`, now);
    // Progress is news even where the reason stays: the deadline counts from the last one.
    const since = current?.status === 'True' && current.lastTransitionTime !== undefined ? { lastTransitionTime: current.lastTransitionTime } : {};
    return withCondition(current === undefined ? status : withoutCondition(status, PROGRESSING), { ...next, ...since });
  }
  return timedOut(deployment, status, now) ? withCondition(status, condition(PROGRESSING, 'False', TIMED_OUT, `${what} has timed out progressing.`, now)) : status;
}

/** getReplicaFailures: those of the new set go before those of the others. */
function failureOf(sets: readonly (ReplicaSet | undefined)[], newSet: ReplicaSet | undefined): DeploymentCondition | undefined {
  const found = [newSet, ...sets].flatMap((set) => (set?.status?.conditions ?? []).filter(({ type }) => type === FAILURE))[0];
  if (found === undefined) return undefined;
  const { type, status, reason, message, lastTransitionTime } = found;
  return { type, status, reason: reason ?? '', message: message ?? '', ...(lastTransitionTime === undefined ? {} : { lastTransitionTime, lastUpdateTime: lastTransitionTime }) };
}

/** syncRolloutStatus. */
export function syncRolloutStatus(session: Session, sets: readonly (ReplicaSet | undefined)[], newSet: ReplicaSet | undefined): void {
  const { deployment, work } = session;
  let status = deploymentStatus(sets, newSet, deployment, work.now);
  if (!hasDeadline(deployment)) status = withoutCondition(status, PROGRESSING);
  const current = conditionOf(deployment.status, PROGRESSING);
  const complete = status.replicas === status.updatedReplicas && current?.reason === AVAILABLE;
  if (hasDeadline(deployment) && !complete) status = withProgress(deployment, status, newSet, work.now);
  const failed = failureOf(sets, newSet);
  status = failed === undefined ? withoutCondition(status, FAILURE) : withCondition(status, failed);
  if (sameStatus(deployment.status, status, ['terminatingReplicas'])) return requeueStuck(session, status);
  session.deployment = { ...deployment, status };
  work.client.update(session.deployment, 'status');
}

/**
 * requeueStuckDeployment: comes back when the deadline is over. In its last second, and for a rollout that is done and cannot be late, upstream looks again every few
 * milliseconds, to no effect; here it looks when there is something to see.
 */
function requeueStuck({ deployment, work }: Session, status: DeploymentStatus): void {
  const current = conditionOf(deployment.status, PROGRESSING);
  if (!hasDeadline(deployment) || current === undefined || isComplete(deployment, status) || current.reason === TIMED_OUT || current.reason === AVAILABLE) return;
  const after = lastUpdate(current) + deadlineOf(deployment) - work.now;
  work.enqueueAfter(keyOfObject(deployment), after < SECOND ? Math.max(0, after) + MOMENT : after + SECOND);
}

/** syncDeploymentStatus, where no progress is measured. */
export function syncStatus(session: Session, sets: readonly (ReplicaSet | undefined)[], newSet: ReplicaSet | undefined): void {
  const { deployment, work } = session;
  const status = deploymentStatus(sets, newSet, deployment, work.now);
  if (sameStatus(deployment.status, status, ['terminatingReplicas'])) return;
  session.deployment = { ...deployment, status };
  work.client.update(session.deployment, 'status');
}

/** checkPausedConditions: a Deployment that was paused is not late when it goes on. */
export function checkPaused(session: Session): void {
  const { deployment, work } = session;
  const current = conditionOf(deployment.status, PROGRESSING);
  if (!hasDeadline(deployment) || current?.reason === TIMED_OUT) return;
  const known = current?.reason === 'DeploymentPaused';
  const paused = deployment.spec.paused === true;
  if (paused === known) return;
  const next = paused ? condition(PROGRESSING, 'Unknown', 'DeploymentPaused', 'Deployment is paused', work.now) : condition(PROGRESSING, 'Unknown', 'DeploymentResumed', 'Deployment is resumed', work.now);
  session.deployment = { ...deployment, status: withCondition(deployment.status ?? {}, next) };
  work.client.update(session.deployment, 'status');
}
