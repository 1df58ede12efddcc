import { semanticEqual } from '../../../api/equal';
import { labelMatcher } from '../../../api';
import type { Pod } from '../../../api';
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '../../../api/generated/types/apps.v1';
import { RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { createRevision, renumber, revisionFor, revisionsOf, sameRevision } from '../../control/history';
import { claim, controllerRefOf, controllerRefTo, keyOfObject, splitKey } from '../../control/owners';
import { isPodReady, nextAvailabilityCheck } from '../../control/pods';
import { countOf, parentAndOrdinal, podRevision } from './identity';
import { updateStatefulSet } from './update';
import type { Revisions } from './update';

const SETS = 'statefulsets.apps';
const SECOND = 1_000_000;

function ownerOf(pod: Pod, desk: Desk<null>): StatefulSet | undefined {
  const ref = controllerRefOf(pod);
  const set = ref?.kind === 'StatefulSet' ? desk.view.get(SETS, pod.metadata.namespace, ref.name) : undefined;
  return set?.metadata.uid === ref?.uid ? set : undefined;
}

const wake = (desk: Desk<null>, set: StatefulSet | undefined): void => {
  if (set !== undefined) desk.enqueue(keyOfObject(set));
};

/** addPod, updatePod, deletePod. */
function onPod({ type, object, old }: Heard, desk: Desk<null>): void {
  const [pod, before] = [object as Pod, old as Pod | undefined];
  if (type === 'DELETED' || (before === undefined && pod.metadata.deletionTimestamp !== undefined)) return wake(desk, ownerOf(pod, desk));
  const moved = before !== undefined && !semanticEqual(controllerRefOf(pod), controllerRefOf(before));
  if (moved) wake(desk, ownerOf(before, desk));
  if (controllerRefOf(pod) === undefined) {
    if (before !== undefined && !moved && semanticEqual(pod.metadata.labels, before.metadata.labels)) return;
    desk.view.list(SETS, pod.metadata.namespace).filter(({ spec }) => labelMatcher(spec?.selector)(pod.metadata.labels ?? {})).forEach((set) => wake(desk, set));
    return;
  }
  const set = ownerOf(pod, desk);
  wake(desk, set);
  const wait = set?.spec?.minReadySeconds ?? 0;
  if (set !== undefined && before !== undefined && !isPodReady(before) && isPodReady(pod) && wait > 0) desk.enqueueAfter(keyOfObject(set), wait * SECOND);
}

/** getStatefulSetRevisions: the revision of the present template, made or brought up where it is not the newest, and the one that Pods are updated from. */
function revisionsFor(set: StatefulSet, known: readonly ControllerRevision[], work: Work<null>): Revisions {
  const last = known.at(-1);
  const number = (last?.revision ?? 0) + 1;
  const count = set.status?.collisionCount ?? 0;
  const wanted = revisionFor(set, number, count);
  const equal = known.filter((one) => sameRevision(one, wanted)).at(-1);
  const made = equal === undefined ? createRevision(set, number, count, work) : undefined;
  const update = made?.revision ?? (last !== undefined && equal !== undefined && sameRevision(last, equal) ? last : renumber(equal as ControllerRevision, number, work));
  const current = known.find(({ metadata }) => metadata.name === set.status?.currentRevision);
  return { current: current ?? update, update, collisionCount: made?.collisionCount ?? count };
}

/** truncateHistory: revisions that no Pod has and that are not in use go, the oldest first. */
function truncate(set: StatefulSet, pods: readonly Pod[], known: readonly ControllerRevision[], { current, update }: Revisions, work: Work<null>): void {
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(podRevision)]);
  const history = known.filter(({ metadata }) => !live.has(metadata.name));
  const limit = set.spec?.revisionHistoryLimit ?? 10;
  if (limit < 0) return;
  history.slice(0, Math.max(0, history.length - limit)).forEach((one) => work.client.delete(one));
}

/** completeRollingUpdate. */
function completed(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const done = [status.updatedReplicas, status.readyReplicas, status.replicas].every((count) => (count ?? 0) === countOf(set));
  if (set.spec?.updateStrategy?.type !== 'RollingUpdate' || !done) return status;
  return { ...status, currentReplicas: status.updatedReplicas ?? 0, currentRevision: status.updateRevision ?? '' };
}

/** inconsistentStatus. */
function differs({ status: old }: StatefulSet, status: StatefulSetStatus): boolean {
  if ((status.observedGeneration ?? 0) > (old?.observedGeneration ?? 0)) return true;
  const numbers = ['replicas', 'currentReplicas', 'readyReplicas', 'updatedReplicas', 'availableReplicas'] as const;
  return numbers.some((name) => (old?.[name] ?? 0) !== (status[name] ?? 0)) || (['currentRevision', 'updateRevision'] as const).some((name) => (old?.[name] ?? '') !== (status[name] ?? ''));
}

function writeStatus(set: StatefulSet, status: StatefulSetStatus, work: Work<null>): void {
  const next = completed(set, status);
  if (!differs(set, next)) return;
  try {
    work.client.update({ ...set, status: next }, 'status');
  } catch (error) {
    // retry.RetryOnConflict, with the set as it is now.
    if (!(error instanceof RequestError) || error.failure.reason !== 'Conflict') throw error;
    work.client.update({ ...work.client.get(SETS, set.metadata.namespace, set.metadata.name ?? ''), status: next }, 'status');
  }
}

function adoptRevisions(set: StatefulSet, known: readonly ControllerRevision[], work: Work<null>): void {
  for (const one of known) {
    if (controllerRefOf(one) !== undefined) continue;
    work.client.patch(one, { metadata: { uid: one.metadata.uid ?? '', ownerReferences: [...(one.metadata.ownerReferences ?? []), controllerRefTo(set)].map((ref) => ({ ...ref })) } });
  }
}

/** sync. */
function reconcile(key: string, work: Work<null>): void {
  const [namespace, name] = splitKey(key);
  const set = work.view.get(SETS, namespace, name);
  if (set === undefined) return;
  const known = revisionsOf(set, work);
  adoptRevisions(set, known, work);
  const owned = [...work.view.ownedBy('pods', set.metadata.uid ?? ''), ...work.view.ownedBy('pods', '').filter(({ metadata }) => metadata.namespace === namespace)];
  const members = owned.filter((pod) => parentAndOrdinal(pod)[0] === name);
  const pods = claim(set, set.spec?.selector, members, work.client, () => work.client.get(SETS, namespace, name));
  const revisions = revisionsFor(set, known, work);
  const { status, error } = updateStatefulSet(set, revisions, pods, work);
  writeStatus(set, status, work);
  truncate(set, pods, known, revisions, work);
  if (error !== undefined) throw error;
  const wait = set.spec?.minReadySeconds ?? 0;
  if (wait > 0 && (status.readyReplicas ?? 0) !== (status.availableReplicas ?? 0)) work.enqueueAfter(key, nextAvailabilityCheck(pods, wait, work.now) ?? wait * SECOND);
}

/** pkg/controller/statefulset. */
export const statefulSetController: Controller<null> = {
  name: 'statefulset-controller',
  user: controllerUser('statefulset-controller'),
  memory: null,
  handlers: { [SETS]: ({ object }, desk) => wake(desk, object as StatefulSet), pods: onPod },
  reads: ['controllerrevisions.apps', 'persistentvolumeclaims'],
  reconcile,
};
