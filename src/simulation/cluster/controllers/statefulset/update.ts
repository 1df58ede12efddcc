import type { Pod } from '../../../api';
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '../../../api/generated/types/apps.v1';
import { RequestError } from '../../control/client';
import type { Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { templateOf } from '../../control/history';
import { isPodAvailable, isPodReady, phaseOf } from '../../control/pods';
import { isStale, ownersMatch, updateOwners } from './claims';
import { countOf, identityMatches, inRange, newPod, ordinalOf, podRevision, startOf, storageMatches } from './identity';
import { createMissingClaims, createStatefulPod, deleteStatefulPod, updateStatefulPod } from './pod-work';

export interface Revisions {
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly collisionCount: number;
}

export interface Outcome {
  readonly status: StatefulSetStatus;
  readonly error?: RequestError | ReconcileError;
}

const nameOf = ({ metadata }: ControllerRevision): string => metadata.name ?? '';
const isTerminating = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;
const isCreated = (pod: Pod): boolean => phaseOf(pod) !== '';
const isRunningAndReady = (pod: Pod): boolean => phaseOf(pod) === 'Running' && isPodReady(pod);

/** computeReplicaStatus of all lists together. */
function counts(pods: readonly Pod[], set: StatefulSet, { current, update }: Revisions, now: number): Pick<StatefulSetStatus, 'replicas' | 'readyReplicas' | 'availableReplicas' | 'currentReplicas' | 'updatedReplicas'> {
  const ready = pods.filter(isRunningAndReady);
  const staying = pods.filter((pod) => isCreated(pod) && !isTerminating(pod));
  return {
    replicas: pods.filter(isCreated).length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter((pod) => isPodAvailable(pod, set.spec?.minReadySeconds ?? 0, now)).length,
    currentReplicas: staying.filter((pod) => podRevision(pod) === nameOf(current)).length,
    updatedReplicas: staying.filter((pod) => podRevision(pod) === nameOf(update)).length,
  };
}

/** newVersionedStatefulSetPod: below the partition, or while an update without one runs below its frontier, the old template stays. */
function versionedPod(set: StatefulSet, { current, update }: Revisions, ordinal: number): Pod {
  const { type, rollingUpdate } = set.spec?.updateStrategy ?? {};
  const old = rollingUpdate === undefined ? type === 'RollingUpdate' && ordinal < startOf(set) + (set.status?.currentReplicas ?? 0) : ordinal < startOf(set) + (rollingUpdate.partition ?? 0);
  const revision = old ? current : update;
  return newPod(set, templateOf(revision), nameOf(revision), ordinal);
}

type Act = (pod: Pod) => boolean;

/** runForAll: one after the other until one asks to stop, or all in batches of 1, 2, 4 …, until a batch has failures. */
function forAll(pods: readonly Pod[], act: Act, monotonic: boolean): { readonly stop: boolean; readonly error?: RequestError | ReconcileError } {
  const attempt = (pod: Pod): { readonly stop: boolean; readonly error?: RequestError | ReconcileError } => {
    try {
      return { stop: act(pod) };
    } catch (error) {
      if (error instanceof RequestError || error instanceof ReconcileError) return { stop: true, error };
      throw error;
    }
  };
  if (monotonic) {
    for (const pod of pods) {
      const done = attempt(pod);
      if (done.stop) return done;
    }
    return { stop: false };
  }
  for (let [from, size] = [0, 1]; from < pods.length; from += size, size *= 2) {
    const failed = pods.slice(from, from + size).map(attempt).find(({ error }) => error !== undefined);
    if (failed !== undefined) return failed;
  }
  return { stop: false };
}

interface Case {
  readonly work: Work<null>;
  readonly set: StatefulSet;
  /** The set with the template that it is being updated to. */
  readonly updateSet: StatefulSet;
  readonly monotonic: boolean;
  readonly unavailable: (pod: Pod) => boolean;
}

/** processReplica. */
function keepReplica({ work, set, updateSet, monotonic }: Case, pod: Pod): boolean {
  if (phaseOf(pod) === 'Failed' || phaseOf(pod) === 'Succeeded') {
    if (!isTerminating(pod)) deleteStatefulPod(work, set, pod);
    return true;
  }
  if (!isCreated(pod)) {
    if (isStale(work, set, pod)) return true;
    createStatefulPod(work, set, pod);
    if (monotonic) return true;
  }
  if (phaseOf(pod) === 'Pending') createMissingClaims(work, set, pod);
  const wait = set.spec?.minReadySeconds ?? 0;
  if (monotonic && (isTerminating(pod) || !isRunningAndReady(pod) || !isPodAvailable(pod, wait, work.now))) return true;
  if (isCreated(pod) && !(identityMatches(set, pod) && storageMatches(set, pod) && ownersMatch(work, updateSet, pod))) updateStatefulPod(work, updateSet, pod);
  return false;
}

/** processCondemned. */
function dropCondemned({ work, set, monotonic }: Case, first: Pod | undefined, pod: Pod): boolean {
  if (isTerminating(pod)) return monotonic;
  const healthy = isRunningAndReady(pod) && isPodAvailable(pod, set.spec?.minReadySeconds ?? 0, work.now);
  if (monotonic && !healthy && pod !== first) return true;
  deleteStatefulPod(work, set, pod);
  return true;
}

/** The update itself: from the last ordinal down to the partition, one at a time, each available before the next goes. */
function updateOne({ work, set, unavailable }: Case, replicas: readonly Pod[], revision: string): boolean {
  const lowest = set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  for (let target = replicas.length - 1; target >= lowest; target -= 1) {
    const pod = replicas[target]!;
    if (podRevision(pod) !== revision && !isTerminating(pod)) {
      deleteStatefulPod(work, set, pod);
      return true;
    }
    if (unavailable(pod)) return false;
  }
  return false;
}

/** updateStatefulSet: the feature gate MaxUnavailableStatefulSet is off, as it is by default in 1.36. */
export function updateStatefulSet(set: StatefulSet, revisions: Revisions, pods: readonly Pod[], work: Work<null>): Outcome {
  const wait = set.spec?.minReadySeconds ?? 0;
  const unavailable = (pod: Pod): boolean => !isPodAvailable(pod, wait, work.now) || isTerminating(pod);
  const base = { observedGeneration: set.metadata.generation ?? 0, currentRevision: nameOf(revisions.current), updateRevision: nameOf(revisions.update), collisionCount: revisions.collisionCount };
  const statusOf = (list: readonly Pod[]): StatefulSetStatus => ({ ...base, ...counts(list, set, revisions, work.now) });
  const replicas = Array.from({ length: countOf(set) }, (_, index) => pods.find((pod) => ordinalOf(pod) === startOf(set) + index) ?? versionedPod(set, revisions, startOf(set) + index));
  const condemned = pods.filter((pod) => !inRange(pod, set) && ordinalOf(pod) >= 0).sort((a, b) => ordinalOf(b) - ordinalOf(a));
  const first = [...replicas, ...[...condemned].reverse()].find(unavailable);
  if (set.metadata.deletionTimestamp !== undefined) return { status: statusOf(pods) };
  const updateSet: StatefulSet = { ...set, spec: { ...set.spec, template: templateOf(revisions.update) } as NonNullable<StatefulSet['spec']> };
  const one: Case = { work, set, updateSet, monotonic: set.spec?.podManagementPolicy !== 'Parallel', unavailable };
  const ownClaims = (pod: Pod): boolean => {
    if (!ownersMatch(work, updateSet, pod)) updateOwners(work, updateSet, pod);
    return false;
  };
  const stages: readonly (readonly [readonly Pod[], Act])[] = [[replicas, (pod) => keepReplica(one, pod)], [condemned, ownClaims], [condemned, (pod) => dropCondemned(one, first, pod)]];
  for (const [list, act] of stages) {
    const { stop, error } = forAll(list, act, one.monotonic);
    if (stop) return { status: statusOf([...replicas, ...condemned]), ...(error === undefined ? {} : { error }) };
  }
  const status = statusOf([...replicas, ...condemned]);
  if (set.spec?.updateStrategy?.type === 'OnDelete') return { status };
  try {
    return { status: updateOne(one, replicas, nameOf(revisions.update)) ? { ...status, currentReplicas: (status.currentReplicas ?? 0) - 1 } : status };
  } catch (error) {
    if (error instanceof RequestError) return { status, error };
    throw error;
  }
}
