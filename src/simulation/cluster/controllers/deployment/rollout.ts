import type { Pod, ReplicaSet } from '../../../api';
import { isPodTerminal } from '../../control/pods';
import { syncRolloutStatus } from './progress';
import { cleanUp, scaleSet } from './scale';
import { activeSets, actual, available, byCreation, maxUnavailable, sizeOf, sizes, wanted } from './session';
import type { Session } from './session';
import { allSets, newSetSize } from './sets';
import { isComplete } from './status';

/** reconcileNewReplicaSet. */
function growNew(session: Session, all: readonly (ReplicaSet | undefined)[], newSet: ReplicaSet): boolean {
  const [size, goal] = [sizeOf(newSet), wanted(session.deployment)];
  if (size === goal) return false;
  return scaleSet(session, newSet, size > goal ? goal : newSetSize(session.deployment, sizes(all), size)).scaled;
}

/** cleanupUnhealthyReplicas: Pods of old sets that are not available go first, as nobody misses them. */
function dropUnhealthy(session: Session, old: readonly ReplicaSet[], most: number): { readonly old: readonly ReplicaSet[]; readonly count: number } {
  let count = 0;
  const after = [...old].sort(byCreation).map((set) => {
    const unhealthy = sizeOf(set) - (set.status?.availableReplicas ?? 0);
    if (count >= most || sizeOf(set) === 0 || unhealthy === 0) return set;
    const going = Math.min(most - count, unhealthy);
    // A set with more available Pods than its size has none to spare.
    if (going < 0) return set;
    count += going;
    return scaleSet(session, set, sizeOf(set) - going).set;
  });
  return { old: after, count };
}

/** scaleDownOldReplicaSetsForRollingUpdate. */
function dropAvailable(session: Session, old: readonly ReplicaSet[], newSet: ReplicaSet): number {
  const spare = available([...old, newSet]) - (wanted(session.deployment) - maxUnavailable(session.deployment));
  let count = 0;
  for (const set of [...old].sort(byCreation)) {
    if (count >= spare) break;
    if (sizeOf(set) === 0) continue;
    const going = Math.min(sizeOf(set), spare - count);
    scaleSet(session, set, sizeOf(set) - going);
    count += going;
  }
  return count;
}

/** reconcileOldReplicaSets. */
function shrinkOld(session: Session, all: readonly (ReplicaSet | undefined)[], old: readonly ReplicaSet[], newSet: ReplicaSet): boolean {
  if (sizes(old) === 0) return false;
  const { deployment } = session;
  const newUnavailable = sizeOf(newSet) - (newSet.status?.availableReplicas ?? 0);
  const most = sizes(all) - (wanted(deployment) - maxUnavailable(deployment)) - newUnavailable;
  if (most <= 0) return false;
  const unhealthy = dropUnhealthy(session, old, most);
  return unhealthy.count + dropAvailable(session, unhealthy.old, newSet) > 0;
}

/** rolloutRolling: one change of size at a time; what it brings about wakes the controller again. */
export function roll(session: Session, sets: readonly ReplicaSet[]): void {
  const { newSet, old } = allSets(session, sets, true);
  if (newSet === undefined) return;
  const all = [...old, newSet];
  if (growNew(session, all, newSet)) return syncRolloutStatus(session, all, newSet);
  if (shrinkOld(session, all, activeSets(old), newSet)) return syncRolloutStatus(session, all, newSet);
  if (isComplete(session.deployment, session.deployment.status)) cleanUp(session, old);
  syncRolloutStatus(session, all, newSet);
}

/** oldPodsRunning. */
const oldPodsRun = (newSet: ReplicaSet | undefined, old: readonly ReplicaSet[], pods: ReadonlyMap<string, readonly Pod[]>): boolean =>
  actual(old) > 0 || [...pods].some(([uid, list]) => uid !== newSet?.metadata.uid && list.some((pod) => !isPodTerminal(pod)));

/** rolloutRecreate: first all old Pods go, then the new set comes. */
export function recreate(session: Session, sets: readonly ReplicaSet[], pods: ReadonlyMap<string, readonly Pod[]>): void {
  let { newSet, old } = allSets(session, sets, false);
  // All of them are scaled before anything else is looked at.
  const scaledDown = old.filter((set) => sizeOf(set) !== 0).map((set) => scaleSet(session, set, 0).scaled);
  if (scaledDown.includes(true) || oldPodsRun(newSet, old, pods)) return syncRolloutStatus(session, [...old, newSet], newSet);
  if (newSet === undefined) ({ newSet, old } = allSets(session, sets, true));
  if (newSet === undefined) return;
  scaleSet(session, newSet, wanted(session.deployment));
  if (isComplete(session.deployment, session.deployment.status)) cleanUp(session, old);
  syncRolloutStatus(session, [...old, newSet], newSet);
}
