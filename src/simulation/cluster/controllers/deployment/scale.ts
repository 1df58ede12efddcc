import type { ReplicaSet } from '../../../api';
import { hasReason } from '../../control/client';
import { annotationsOf, DESIRED, desiredIn, mostIn, revisionOf, sizesDiffer, sizesFor } from './annotations';
import { activeSets, bySizeNewer, bySizeOlder, byCreation, historyLimit, isRolling, maxSurge, sizeOf, sizes, wanted } from './session';
import type { Session } from './session';

/** scaleReplicaSet: `force` writes also where only the sizes that the Deployment has in mind have changed. */
export function scaleSet({ deployment, work }: Session, set: ReplicaSet, size: number, force = false): { readonly scaled: boolean; readonly set: ReplicaSet } {
  const before = sizeOf(set);
  if (before === size && !(force && sizesDiffer(set, deployment))) return { scaled: false, set };
  const next: ReplicaSet = { ...set, metadata: { ...set.metadata, annotations: { ...annotationsOf(set), ...sizesFor(deployment) } }, spec: { ...set.spec, replicas: size } as NonNullable<ReplicaSet['spec']> };
  const written = work.client.update(next);
  if (before === size) return { scaled: false, set: written };
  work.event(deployment, 'Normal', 'ScalingReplicaSet', `Scaled ${before < size ? 'up' : 'down'} replica set ${written.metadata.name ?? ''} from ${before} to ${size}`);
  return { scaled: true, set: written };
}

/** FindActiveOrLatest: the one set that has Pods, or where none has the newest; undefined where several have. */
function activeOrLatest(newSet: ReplicaSet | undefined, old: readonly ReplicaSet[]): ReplicaSet | undefined {
  const active = activeSets([...old, newSet]);
  if (active.length > 1) return undefined;
  return active[0] ?? newSet ?? [...old].sort(byCreation).at(-1);
}

/** GetReplicaSetProportion: what of the Pods that come or go falls to one set. */
function proportion(session: Session, set: ReplicaSet, toAdd: number, added: number): number {
  if (sizeOf(set) === 0 || toAdd === 0 || toAdd === added) return 0;
  const { deployment } = session;
  const allowed = toAdd - added;
  const fraction = ((): number => {
    if (wanted(deployment) === 0) return -sizeOf(set);
    const before = mostIn(set) || (deployment.status?.replicas ?? 0);
    if (before === 0) return 0;
    const size = (sizeOf(set) * (wanted(deployment) + maxSurge(deployment))) / before;
    return Math.trunc(size < 0 ? size - 0.5 : size + 0.5) - sizeOf(set);
  })();
  return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
}

/** IsSaturated. */
const isSaturated = (session: Session, set: ReplicaSet | undefined): boolean => {
  const size = wanted(session.deployment);
  return set !== undefined && sizeOf(set) === size && annotationsOf(set)[DESIRED] !== undefined && desiredIn(set) === size && (set.status?.availableReplicas ?? 0) === size;
};

/** scale: a Deployment of another size in the middle of a rollout, or while it is paused, grows or shrinks all its sets in proportion. */
export function scale(session: Session, newSet: ReplicaSet | undefined, old: readonly ReplicaSet[]): void {
  const { deployment } = session;
  const only = activeOrLatest(newSet, old);
  if (only !== undefined) {
    if (sizeOf(only) !== wanted(deployment)) scaleSet(session, only, wanted(deployment));
    return;
  }
  if (isSaturated(session, newSet)) return activeSets(old).forEach((set) => void scaleSet(session, set, 0));
  if (!isRolling(deployment)) return;
  const active = activeSets([...old, newSet]);
  const allowed = wanted(deployment) > 0 ? wanted(deployment) + maxSurge(deployment) : 0;
  const toAdd = allowed - sizes(active);
  const ordered = toAdd === 0 ? active : [...active].sort(toAdd > 0 ? bySizeNewer : bySizeOlder);
  let added = 0;
  const targets = ordered.map((set) => {
    const share = proportion(session, set, toAdd, added);
    added += share;
    return { set, size: sizeOf(set) + share };
  });
  targets.forEach(({ set, size }, index) => void scaleSet(session, set, index === 0 && toAdd !== 0 ? Math.max(0, size + toAdd - added) : size, true));
}

/** isScalingEvent: a set still has another size of the Deployment in mind. */
export const isScaling = ({ deployment }: Session, sets: readonly (ReplicaSet | undefined)[]): boolean =>
  activeSets(sets).some((set) => {
    const desired = desiredIn(set);
    return desired !== undefined && desired !== wanted(deployment);
  });

/** cleanupDeployment: of the sets without Pods the oldest revisions beyond the history limit go. */
export function cleanUp({ deployment, work }: Session, old: readonly ReplicaSet[]): void {
  const limit = historyLimit(deployment);
  if (limit === undefined) return;
  const alive = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const byRevision = (a: ReplicaSet, b: ReplicaSet): number => {
    const [left, right] = [revisionOf(a), revisionOf(b)];
    return left === undefined || right === undefined || left === right ? byCreation(a, b) : left - right;
  };
  for (const set of [...alive].sort(byRevision).slice(0, Math.max(0, alive.length - limit))) {
    const { status, metadata } = set;
    if ((status?.replicas ?? 0) !== 0 || sizeOf(set) !== 0 || (metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) continue;
    try {
      work.client.delete(set);
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
    }
  }
}
