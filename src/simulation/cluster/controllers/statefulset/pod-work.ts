import type { Pod } from '../../../api';
import type { StatefulSet } from '../../../api/generated/types/apps.v1';
import { hasReason } from '../../control/client';
import type { Work } from '../../control/controller';
import { createClaims, ownersMatch, updateOwners } from './claims';
import { identityMatches, ordinalOf, storageMatches, withIdentity, withStorage } from './identity';

type Verb = 'Create' | 'Update' | 'Delete';

/** recordPodEvent. */
function say(work: Work<null>, verb: Verb, set: StatefulSet, pod: Pod, error?: Error): void {
  const what = `${verb} Pod ${pod.metadata.name ?? ''} in StatefulSet ${set.metadata.name ?? ''}`;
  if (error === undefined) work.event(set, 'Normal', `Successful${verb}`, `${what} successful`);
  else work.event(set, 'Warning', `Failed${verb}`, `${what} failed error: ${error.message}`);
}

function told<T>(work: Work<null>, verb: Verb, set: StatefulSet, pod: Pod, act: () => T, silent: (error: unknown) => boolean = () => false): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && !silent(error)) say(work, verb, set, pod, error);
    throw error;
  }
}

/** CreateStatefulPod: its claims first. While the Pod is created they are heard of, so they get their owners before others write to them. */
export function createStatefulPod(work: Work<null>, set: StatefulSet, pod: Pod): void {
  const claims = told(work, 'Create', set, pod, () => createClaims(work, set, pod));
  told(work, 'Create', set, pod, () => void work.client.create(pod), (error) => hasReason(error, 'AlreadyExists'));
  told(work, 'Update', set, pod, () => updateOwners(work, set, pod, claims));
  say(work, 'Create', set, pod);
}

/** createMissingPersistentVolumeClaims. */
export function createMissingClaims(work: Work<null>, set: StatefulSet, pod: Pod): void {
  createClaims(work, set, pod);
  told(work, 'Update', set, pod, () => updateOwners(work, set, pod));
}

/** UpdateStatefulPod: what of the Pod's identity or storage is not as it should be. */
export function updateStatefulPod(work: Work<null>, set: StatefulSet, pod: Pod): void {
  let next = identityMatches(set, pod) ? pod : withIdentity(pod, ordinalOf(pod));
  if (!storageMatches(set, next)) {
    next = withStorage(set, next);
    told(work, 'Update', set, pod, () => createClaims(work, set, pod));
  }
  const owned = ownersMatch(work, set, pod);
  if (!owned) told(work, 'Update', set, pod, () => updateOwners(work, set, pod));
  if (next === pod && owned) return;
  told(work, 'Update', set, pod, () => void work.client.update(next));
  say(work, 'Update', set, pod);
}

/** DeleteStatefulPod: one that is gone already was deleted as well. */
export function deleteStatefulPod(work: Work<null>, set: StatefulSet, pod: Pod): void {
  try {
    work.client.delete(pod);
  } catch (error) {
    if (!hasReason(error, 'NotFound')) {
      if (error instanceof Error) say(work, 'Delete', set, pod, error);
      throw error;
    }
  }
  say(work, 'Delete', set, pod);
}
