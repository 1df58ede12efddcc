/** Claims of a StatefulSet's Pods: made before the Pod, and owned as the retention policy says (stateful_pod_control.go). */
import { semanticEqual } from '../../../api/equal';
import type { OwnerReference, Pod } from '../../../api';
import type { StatefulSet } from '../../../api/generated/types/apps.v1';
import type { PersistentVolumeClaim } from '../../../api/generated/types/core.v1';
import { hasReason, RequestError } from '../../control/client';
import type { Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { controllerRefTo } from '../../control/owners';
import { claimsOf, inRange, ordinalOf } from './identity';

const CLAIMS = 'persistentvolumeclaims';

/** Of two kinds of events of the controller one says what became of a claim. */
function say(work: Work<null>, set: StatefulSet, pod: Pod, claim: PersistentVolumeClaim, error: Error | undefined): void {
  const [name, of, inSet] = [claim.metadata.name ?? '', pod.metadata.name ?? '', set.metadata.name ?? ''];
  if (error === undefined) work.event(set, 'Normal', 'SuccessfulCreate', `Create Claim ${name} Pod ${of} in StatefulSet ${inSet} success`);
  else work.event(set, 'Warning', 'FailedCreate', `Create Claim ${name} for Pod ${of} in StatefulSet ${inSet} failed error: ${error.message}`);
}

/** createPersistentVolumeClaims; gives those that it created. */
export function createClaims(work: Work<null>, set: StatefulSet, pod: Pod): readonly PersistentVolumeClaim[] {
  const failures: string[] = [];
  const created: PersistentVolumeClaim[] = [];
  for (const { claim } of claimsOf(set, ordinalOf(pod))) {
    const name = claim.metadata.name ?? '';
    const found = work.view.get(CLAIMS, claim.metadata.namespace, name);
    if (found?.metadata.deletionTimestamp !== undefined) failures.push(`pvc ${name} is being deleted`);
    if (found !== undefined) continue;
    try {
      created.push(work.client.create(claim));
      say(work, set, pod, claim, undefined);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      failures.push(`failed to create PVC ${name}: ${error.message}`);
      if (!hasReason(error, 'AlreadyExists')) say(work, set, pod, claim, error);
    }
  }
  if (failures.length > 0) throw new ReconcileError(failures.length === 1 ? failures[0] : `[${failures.join(', ')}]`);
  return created;
}

/** The owners that a claim is to have by the retention policy; undefined where someone else manages it. */
function ownersFor(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): readonly OwnerReference[] | undefined {
  const { whenScaled = 'Retain', whenDeleted = 'Retain' } = set.spec?.persistentVolumeClaimRetentionPolicy ?? {};
  const isOurs = (ref: OwnerReference, to: StatefulSet | Pod): boolean => ref.kind === to.kind && ref.name === to.metadata.name;
  const refs = claim.metadata.ownerReferences ?? [];
  const stale = refs.some((ref) => [set, pod].some((to) => isOurs(ref, to) && ref.uid !== to.metadata.uid));
  const foreign = refs.some((ref) => ref.controller === true && !isOurs(ref, set) && !isOurs(ref, pod));
  if (stale || (foreign && (whenScaled === 'Delete' || whenDeleted === 'Delete'))) return undefined;
  const others = refs.filter((ref) => !isOurs(ref, set) && !isOurs(ref, pod));
  const scaledDown = !inRange(pod, set);
  if (whenScaled === 'Delete' && scaledDown) return [...others, controllerRefTo(pod)];
  return whenDeleted === 'Delete' ? [...others, controllerRefTo(set)] : others;
}

const existing = (work: Work<null>, set: StatefulSet, pod: Pod): PersistentVolumeClaim[] =>
  claimsOf(set, ordinalOf(pod)).flatMap(({ claim }) => work.view.get(CLAIMS, claim.metadata.namespace, claim.metadata.name ?? '') ?? []);

/** ClaimsMatchRetentionPolicy. */
export const ownersMatch = (work: Work<null>, set: StatefulSet, pod: Pod): boolean =>
  existing(work, set, pod).every((claim) => {
    const owners = ownersFor(claim, set, pod);
    return owners === undefined || semanticEqual(owners, claim.metadata.ownerReferences);
  });

/** UpdatePodClaimForRetentionPolicy, of the claims that are heard of. `heard`: those of this sync that came to be long enough ago. */
export function updateOwners(work: Work<null>, set: StatefulSet, pod: Pod, heard: readonly PersistentVolumeClaim[] = []): void {
  for (const claim of [...existing(work, set, pod), ...heard]) {
    const ownerReferences = ownersFor(claim, set, pod);
    if (ownerReferences === undefined || semanticEqual(ownerReferences, claim.metadata.ownerReferences)) continue;
    try {
      work.client.update({ ...claim, metadata: { ...claim.metadata, ownerReferences } });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      throw new ReconcileError(`could not update claim ${claim.metadata.name ?? ''} for delete policy ownerRefs: ${error.message}`);
    }
  }
}

/** PodClaimIsStale: a claim still belongs to an earlier Pod of this name, with which it goes. */
export function isStale(work: Work<null>, set: StatefulSet, pod: Pod): boolean {
  if ((set.spec?.persistentVolumeClaimRetentionPolicy?.whenScaled ?? 'Retain') === 'Retain') return false;
  return existing(work, set, pod).some(({ metadata }) => (metadata.ownerReferences ?? []).some((ref) => ref.kind === 'Pod' && ref.name === pod.metadata.name && ref.uid !== pod.metadata.uid));
}
