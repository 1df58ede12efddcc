import { byText } from '../../../base/ordered-map';
import type { Pod } from '../../../api';
import type { JobCondition, JobStatus } from '../../../api/generated/types/batch.v1';
import { hasReason, RequestError } from '../../control/client';
import { phaseOf } from '../../control/pods';
import { countIndexes, hasIndex, printIndexes, withIndexes } from './indexes';
import { releasePod } from './manage';
import { matchFailurePolicy } from './policies';
import { completionsOf, condition, conditionOf, ensureCondition, hasFinalizer, indexOf, isFailed, isIndexed, perIndex } from './session';
import type { Session } from './session';

const MOST_UNCOUNTED = 500;

/** cleanUncountedPodsWithoutFinalizers: who has lost its finalizer is counted for good. */
function settle(status: JobStatus, held: ReadonlySet<string>): JobStatus {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const [stillSucceeded, stillFailed] = [succeeded.filter((uid) => held.has(uid)), failed.filter((uid) => held.has(uid))];
  if (stillSucceeded.length === succeeded.length && stillFailed.length === failed.length) return status;
  return {
    ...status,
    succeeded: (status.succeeded ?? 0) + succeeded.length - stillSucceeded.length,
    failed: (status.failed ?? 0) + failed.length - stillFailed.length,
    uncountedTerminatedPods: { succeeded: stillSucceeded, failed: stillFailed },
  };
}

/** canRemoveFinalizer. */
function isDone({ job, finishing, delayed }: Session, pod: Pod, failed: boolean): boolean {
  if (job.metadata.deletionTimestamp !== undefined || finishing !== undefined || phaseOf(pod) === 'Succeeded') return true;
  if (!failed) return false;
  const index = perIndex(job) ? indexOf(pod) : undefined;
  return index === undefined || delayed.get(index)?.metadata.uid !== pod.metadata.uid;
}

interface Counted {
  readonly release: readonly Pod[];
  readonly changed: boolean;
  /** There is more to count than one status may hold. */
  readonly full: boolean;
}

/** Counts the Pods that have ended into the status. */
function countPods(session: Session): Counted {
  const { job, uncounted, expectedRemovals, before, finishing } = session;
  const indexed = isIndexed(job);
  const pods = indexed ? [...session.pods].sort((a, b) => (indexOf(a) ?? -1) - (indexOf(b) ?? -1)) : session.pods;
  const { succeeded = [], failed = [] } = session.status.uncountedTerminatedPods ?? {};
  const [nextSucceeded, nextFailed, indexes, release]: [string[], string[], number[], Pod[]] = [[...succeeded], [...failed], [], []];
  let [changed, full] = [false, false];
  for (const pod of pods) {
    const uid = pod.metadata.uid ?? '';
    if (!hasFinalizer(pod) || expectedRemovals.has(uid)) continue;
    const failure = isFailed(pod, job);
    if (!isDone(session, pod, failure)) continue;
    release.push(pod);
    const index = indexOf(pod);
    const wanted = index !== undefined && index < completionsOf(job);
    if (phaseOf(pod) === 'Succeeded' && !uncounted.failed.has(uid)) {
      if (indexed && wanted && !hasIndex(before, index)) indexes.push(index);
      else if (!indexed && !uncounted.succeeded.has(uid)) nextSucceeded.push(uid);
    } else if ((failure || (finishing !== undefined && finishing.type !== 'SuccessCriteriaMet')) && !uncounted.failed.has(uid) && (!indexed || wanted) && matchFailurePolicy(job, pod).counts) nextFailed.push(uid);
    if (indexes.length + nextSucceeded.length + nextFailed.length >= MOST_UNCOUNTED) {
      full = true;
      break;
    }
  }
  changed = indexes.length > 0 || nextSucceeded.length > succeeded.length || nextFailed.length > failed.length;
  session.status = { ...session.status, uncountedTerminatedPods: { succeeded: nextSucceeded, failed: nextFailed } };
  session.done = withIndexes(session.done, indexes);
  return { release, changed, full };
}

/** Puts the indexes into the status. */
function writeIndexes(session: Session): boolean {
  const { job, status } = session;
  if (!isIndexed(job)) return false;
  const completedIndexes = printIndexes(session.done);
  const failedIndexes = session.failedIndexes === undefined ? undefined : printIndexes(session.failedIndexes);
  const { failedIndexes: _, ...rest } = status;
  session.status = { ...rest, succeeded: countIndexes(session.done), completedIndexes, ...(failedIndexes === undefined ? {} : { failedIndexes }) };
  return completedIndexes !== (status.completedIndexes ?? '') || failedIndexes !== status.failedIndexes;
}

/** First it is written that the Job is to end, and why; the end itself comes when all its Pods are gone. */
function announce(session: Session): boolean {
  const { finishing, status, work } = session;
  if (finishing?.type === 'FailureTarget') {
    session.status = { ...status, conditions: [...(status.conditions ?? []), finishing] };
    session.finishing = condition('Failed', 'True', finishing.reason ?? '', finishing.message ?? '', work.now);
    return true;
  }
  if (finishing?.type !== 'SuccessCriteriaMet') return false;
  const known = conditionOf(status, 'SuccessCriteriaMet')?.status === 'True';
  if (!known) session.status = { ...status, conditions: [...(status.conditions ?? []), finishing] };
  session.finishing = condition('Complete', 'True', finishing.reason ?? '', finishing.message ?? '', work.now);
  return !known;
}

function writeStatus(session: Session): void {
  session.job = session.work.client.update({ ...session.job, status: session.status }, 'status');
  session.status = { uncountedTerminatedPods: {}, ...session.job.status };
}

/** removeTrackingFinalizerFromPods: gives the UIDs that are free now, and the first failure. */
function releaseAll(session: Session, pods: readonly Pod[]): { readonly released: ReadonlySet<string>; readonly error: RequestError | undefined } {
  const { work, key } = session;
  const released = new Set<string>();
  let error: RequestError | undefined;
  const expected = (uids: readonly string[]): void => {
    work.memory = { ...work.memory, removed: byText.set(work.memory.removed, key, uids) };
  };
  expected([...(byText.get(work.memory.removed, key) ?? []), ...pods.map(({ metadata }) => metadata.uid ?? '')]);
  for (const pod of pods) {
    const uid = pod.metadata.uid ?? '';
    try {
      releasePod(session, pod);
      released.add(uid);
    } catch (failed) {
      if (!(failed instanceof RequestError)) throw failed;
      expected((byText.get(work.memory.removed, key) ?? []).filter((one) => one !== uid));
      if (hasReason(failed, 'NotFound')) released.add(uid);
      else error ??= failed;
    }
  }
  return { released, error };
}

/** enactJobFinished: true where the Job's end is in the status now. */
function enact(session: Session): JobCondition | undefined {
  const { finishing, status, terminating } = session;
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  if (finishing === undefined || succeeded.length + failed.length > 0 || terminating > 0) return undefined;
  const ended = ensureCondition(status, finishing) ?? status;
  session.status = finishing.type === 'Complete' ? { ...ended, completionTime: finishing.lastTransitionTime ?? '' } : ended;
  return finishing;
}

/** recordJobFinished. */
function tell({ work, job }: Session, { type, reason = '', message = '' }: JobCondition): void {
  if (type !== 'Complete') return work.event(job, 'Warning', reason, message);
  const { completions } = job.spec ?? {};
  if (completions !== undefined && (job.status?.succeeded ?? 0) > completions) work.event(job, 'Warning', 'TooManySucceededPods', 'Too many succeeded pods running after completion count reached');
  work.event(job, 'Normal', 'Completed', 'Job completed');
}

/** trackJobStatusAndRemoveFinalizers: no Pod is counted twice or lost, whatever is interrupted in between. */
export function track(session: Session, needed: boolean): void {
  const { work, key } = session;
  const held = new Set(session.pods.filter((pod) => hasFinalizer(pod) && !session.expectedRemovals.has(pod.metadata.uid ?? '')).map(({ metadata }) => metadata.uid ?? ''));
  const settled = settle(session.status, held);
  let flush = needed || settled !== session.status;
  session.status = settled;
  const { release, changed, full } = countPods(session);
  const indexesChanged = writeIndexes(session);
  const announced = announce(session);
  flush = flush || changed || indexesChanged || announced;
  if (flush) {
    writeStatus(session);
    work.memory = { ...work.memory, backOff: byText.set(work.memory.backOff, key, session.backOff) };
  }
  const { released, error } = releaseAll(session, release);
  for (const uid of released) held.delete(uid);
  const after = settle(session.status, held);
  let again = after !== session.status;
  session.status = after;
  if (error !== undefined) {
    if (again) writeStatus(session);
    throw error;
  }
  const ended = full ? undefined : enact(session);
  again ||= ended !== undefined;
  if (!again) return;
  writeStatus(session);
  if (ended === undefined) return;
  tell(session, ended);
  work.memory = { ...work.memory, finished: byText.set(work.memory.finished, session.job.metadata.uid ?? '', true) };
}
