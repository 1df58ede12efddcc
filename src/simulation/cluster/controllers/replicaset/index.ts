import { semanticEqual } from '../../../api/equal';
import { labelMatcher } from '../../../api';
import type { Pod } from '../../../api';
import type { ReplicaSet } from '../../../api/generated/types/apps.v1';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { creationObserved, deletionObserved, dropExpectations, expect, satisfied } from '../../control/expectations';
import type { Expectations } from '../../control/expectations';
import { claim, controllerRefOf, isControlledBy, keyOfObject, splitKey } from '../../control/owners';
import { createPod, deletePod, isTerminatingNamespace, podFromTemplate, slowStart } from '../../control/pod-control';
import { isPodActive, isPodReady, isPodTerminating, nextAvailabilityCheck } from '../../control/pods';
import { podsToDelete } from './pods-to-delete';
import { replicaSetStatus } from './status';
import type { ReplicaSetStatus } from './status';

export interface ReplicaSetMemory {
  readonly expectations: Expectations;
}

/** BurstReplicas: at most so many Pods in one sync. */
const BURST = 500;
const SECOND = 1_000_000;
const SETS = 'replicasets.apps';

type Office = Desk<ReplicaSetMemory>;

function ownerOf(pod: Pod, desk: Office): ReplicaSet | undefined {
  const ref = controllerRefOf(pod);
  if (ref?.kind !== 'ReplicaSet') return undefined;
  const set = desk.view.get(SETS, pod.metadata.namespace, ref.name);
  return set?.metadata.uid === ref.uid ? set : undefined;
}

const wake = (desk: Office, set: ReplicaSet | undefined): void => {
  if (set !== undefined) desk.enqueue(keyOfObject(set));
};

/** GetPodReplicaSets: the sets that a Pod without a controller could belong to. */
const selecting = (pod: Pod, desk: Office): ReplicaSet[] =>
  desk.view.list(SETS, pod.metadata.namespace).filter(({ spec }) => spec?.selector !== undefined && labelMatcher(spec.selector)(pod.metadata.labels ?? {}));

function podAdded(pod: Pod, desk: Office): void {
  if (pod.metadata.deletionTimestamp !== undefined) return podDeleted(pod, desk);
  if (controllerRefOf(pod) === undefined) return selecting(pod, desk).forEach((set) => wake(desk, set));
  const set = ownerOf(pod, desk);
  if (set === undefined) return;
  desk.memory = { expectations: creationObserved(desk.memory.expectations, keyOfObject(set)) };
  wake(desk, set);
}

function podUpdated(pod: Pod, old: Pod, desk: Office): void {
  const relabelled = !semanticEqual(pod.metadata.labels, old.metadata.labels);
  if (pod.metadata.deletionTimestamp !== undefined) {
    podDeleted(pod, desk);
    if (relabelled) podDeleted(old, desk);
    return;
  }
  const [ref, before] = [controllerRefOf(pod), controllerRefOf(old)];
  const moved = !semanticEqual(ref, before);
  if (moved && before !== undefined) wake(desk, ownerOf(old, desk));
  if (ref === undefined) {
    if (relabelled || moved) selecting(pod, desk).forEach((set) => wake(desk, set));
    return;
  }
  const set = ownerOf(pod, desk);
  if (set === undefined) return;
  wake(desk, set);
  const wait = set.spec?.minReadySeconds ?? 0;
  if (!isPodReady(old) && isPodReady(pod) && wait > 0) desk.enqueueAfter(keyOfObject(set), wait * SECOND);
}

function podDeleted(pod: Pod, desk: Office): void {
  const set = ownerOf(pod, desk);
  if (set === undefined) return;
  desk.memory = { expectations: deletionObserved(desk.memory.expectations, keyOfObject(set), keyOfObject(pod)) };
  wake(desk, set);
}

function onPod({ type, object, old }: Heard, desk: Office): void {
  if (type === 'DELETED') podDeleted(object as Pod, desk);
  else if (old === undefined) podAdded(object as Pod, desk);
  else podUpdated(object as Pod, old as Pod, desk);
}

function onSet({ type, object }: Heard, desk: Office): void {
  if (type === 'DELETED') desk.memory = { expectations: dropExpectations(desk.memory.expectations, keyOfObject(object)) };
  wake(desk, object as ReplicaSet);
}

type Desktop = Work<ReplicaSetMemory>;

/** The Pods of all sets of the same owner (getIndirectlyRelatedPods); a set without an owner has no relatives, not even itself. */
function relatedPods(set: ReplicaSet, work: Desktop): Pod[] {
  const owner = controllerRefOf(set);
  if (owner === undefined) return [];
  const sets = work.view.ownedBy(SETS, owner.uid).filter((one) => controllerRefOf(one)?.uid === owner.uid);
  const matchers = sets.map(({ spec }) => labelMatcher(spec?.selector));
  return work.view.list('pods', set.metadata.namespace).filter(({ metadata }) => matchers.some((matches) => matches(metadata.labels ?? {})));
}

function createSome(set: ReplicaSet, count: number, key: string, work: Desktop): RequestError | undefined {
  const remember = (expectations: Expectations): void => {
    work.memory = { expectations };
  };
  remember(expect(work.memory.expectations, key, { adds: count }, work.now));
  const template = podFromTemplate(set.spec?.template ?? { spec: { containers: [] } }, set);
  const { done, error } = slowStart(work, count, () => {
    try {
      createPod(work, template, set);
    } catch (failed) {
      if (!(failed instanceof RequestError && isTerminatingNamespace(failed))) throw failed;
    }
  });
  if (done < count) remember(creationObserved(work.memory.expectations, key, count - done));
  return error;
}

function deleteSome(set: ReplicaSet, pods: readonly Pod[], count: number, key: string, work: Desktop): RequestError | undefined {
  const going = podsToDelete(pods, relatedPods(set, work), count, work.now);
  work.memory = { expectations: expect(work.memory.expectations, key, { keys: going.map(keyOfObject) }, work.now) };
  let first: RequestError | undefined;
  work.atOnce(() => {
    for (const pod of going) {
      try {
        deletePod(work, pod, set);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        work.memory = { expectations: deletionObserved(work.memory.expectations, key, keyOfObject(pod)) };
        if (!hasReason(error, 'NotFound')) first ??= error;
      }
    }
  });
  return first;
}

/** manageReplicas. */
function manage(set: ReplicaSet, active: readonly Pod[], key: string, work: Desktop): RequestError | undefined {
  const difference = active.length - (set.spec?.replicas ?? 0);
  if (difference < 0) return createSome(set, Math.min(-difference, BURST), key, work);
  return difference > 0 ? deleteSome(set, active, Math.min(difference, BURST), key, work) : undefined;
}

/** updateReplicaSetStatus: tried once more with the set as the server has it. */
function writeStatus(set: ReplicaSet, status: ReplicaSetStatus, work: Desktop): ReplicaSet {
  const before = set.status;
  const { generation = 0 } = set.metadata;
  const counts = ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'terminatingReplicas'] as const;
  const same = counts.every((name) => (before?.[name] ?? (name === 'terminatingReplicas' ? undefined : 0)) === status[name]);
  if (same && generation === (before?.observedGeneration ?? 0) && semanticEqual(before?.conditions, status.conditions)) return set;
  const observed: ReplicaSetStatus = { ...status, observedGeneration: generation };
  try {
    return work.client.update({ ...set, status: observed }, 'status');
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const fresh = work.client.get(SETS, set.metadata.namespace, set.metadata.name ?? '');
    return work.client.update({ ...fresh, status: observed }, 'status');
  }
}

/** syncReplicaSet. */
function reconcile(key: string, work: Desktop): void {
  const [namespace, name] = splitKey(key);
  const set = work.view.get(SETS, namespace, name);
  if (set === undefined) {
    work.memory = { expectations: dropExpectations(work.memory.expectations, key) };
    return;
  }
  const needed = satisfied(work.memory.expectations, key, work.now);
  const uid = set.metadata.uid ?? '';
  const all = [...work.view.ownedBy('pods', uid), ...work.view.ownedBy('pods', '').filter(({ metadata }) => metadata.namespace === namespace)];
  const fresh = (): ReplicaSet => work.client.get(SETS, namespace, name);
  const active = claim(set, set.spec?.selector, all.filter(isPodActive), work.client, fresh);
  const matches = labelMatcher(set.spec?.selector);
  const terminating = all.filter((pod) => isPodTerminating(pod) && isControlledBy(pod, set) && matches(pod.metadata.labels ?? {}));
  const failed = needed && set.metadata.deletionTimestamp === undefined ? manage(set, active, key, work) : undefined;
  const written = writeStatus(set, replicaSetStatus(set, active, terminating.length, failed?.message, work.now), work);
  if (failed !== undefined) throw failed;
  const wait = written.spec?.minReadySeconds ?? 0;
  if (wait > 0 && (written.status?.readyReplicas ?? 0) !== (written.status?.availableReplicas ?? 0)) work.enqueueAfter(key, nextAvailabilityCheck(active, wait, work.now) ?? wait * SECOND);
}

/** pkg/controller/replicaset. */
export const replicaSetController: Controller<ReplicaSetMemory> = {
  name: 'replicaset-controller',
  user: controllerUser('replicaset-controller'),
  memory: { expectations: null },
  handlers: { [SETS]: onSet, pods: onPod },
  reconcile,
};
