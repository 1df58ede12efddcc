import { byText } from '../../../base/ordered-map';
import { formatTime, parseTime } from '../../../base/time';
import type { Pod } from '../../../api';
import type { Job, JobCondition, JobStatus } from '../../../api/generated/types/batch.v1';
import type { RequestError } from '../../control/client';
import type { Work } from '../../control/controller';
import { satisfied } from '../../control/expectations';
import { isPodActive, isPodReady, isPodTerminating, phaseOf } from '../../control/pods';
import { finishedAt, nextBackOff, NO_BACK_OFF } from './back-off';
import { countIndexes, hasIndex, parseIndexes, withIndexes } from './indexes';
import { manageJob, stopPods } from './manage';
import { matchFailurePolicy, metSuccessRule } from './policies';
import { allIndexFailures, completionsOf, condition, conditionOf, ensureCondition, hasFinalizer, indexFailures, indexOf, isFailed, isIndexed, isSuspended, perIndex, uncountedPods } from './session';
import type { JobMemory, Session } from './session';
import { track } from './track';

const SECOND = 1_000_000;

/** pastBackoffLimitOnFailure: where containers restart in their Pod, the restarts count. */
function restartsExceed(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec?.template.spec?.restartPolicy !== 'OnFailure') return false;
  const running = pods.filter((pod) => phaseOf(pod) === 'Running' || phaseOf(pod) === 'Pending');
  const restarts = running.flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]).reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
  const limit = job.spec.backoffLimit ?? 6;
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

/** What ends a Job by itself, or by what its Pods say. */
function verdict(session: Session, failed: number): JobCondition | undefined {
  const { job, status, pods, work } = session;
  const met = conditionOf(status, 'SuccessCriteriaMet');
  if (met?.status === 'True') return met;
  const target = conditionOf(status, 'FailureTarget');
  if (target?.status === 'True') return condition('Failed', 'True', target.reason ?? '', target.message ?? '', work.now);
  const fatal = pods.filter((pod) => isFailed(pod, job)).map((pod) => matchFailurePolicy(job, pod).message).find((message) => message !== undefined);
  const fails = (reason: string, message: string): JobCondition => condition('FailureTarget', 'True', reason, message, work.now);
  if (fatal !== undefined) return fails('PodFailurePolicy', fatal);
  if (failed > (job.spec?.backoffLimit ?? 6) || restartsExceed(job, pods)) return fails('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const { activeDeadlineSeconds } = job.spec ?? {};
  if (activeDeadlineSeconds === undefined || isSuspended(job)) return undefined;
  const left = activeDeadlineSeconds * SECOND - (work.now - (parseTime(status.startTime ?? '') ?? work.now));
  if (left <= 0) return fails('DeadlineExceeded', 'Job was active longer than specified deadline');
  work.enqueueAfter(session.key, left);
  return undefined;
}

/** isIndexFailed. */
function indexFails(job: Job, pod: Pod): boolean {
  if (!isFailed(pod, job)) return false;
  const { action, counts } = matchFailurePolicy(job, pod);
  return action === 'FailIndex' || (counts && indexFailures(pod) >= (job.spec?.backoffLimitPerIndex ?? 0));
}

/** getPodsWithDelayedDeletionPerIndex: the last failure of each index that is to be tried again. */
function delayedPods(session: Session): ReadonlyMap<number, Pod> {
  const { job, done, failedIndexes = [], active } = session;
  const running = new Set(active.map(indexOf));
  const found = new Map<number, Pod>();
  for (const pod of uncountedPods(session, new Set(), (one) => isFailed(one, job))) {
    const index = indexOf(pod);
    if (index === undefined || hasIndex(done, index) || hasIndex(failedIndexes, index) || running.has(index)) continue;
    const last = found.get(index);
    if (last === undefined || (allIndexFailures(last) <= allIndexFailures(pod) && finishedAt(pod) >= finishedAt(last))) found.set(index, pod);
  }
  return found;
}

/** What an indexed Job knows of its indexes, and what that decides. */
function lookAtIndexes(session: Session): void {
  const { job, pods, status, work } = session;
  const completions = completionsOf(job);
  const tracked = pods.filter((pod) => hasFinalizer(pod) && (indexOf(pod) ?? completions) < completions);
  session.before = parseIndexes(status.completedIndexes ?? '', completions);
  session.done = withIndexes(session.before, tracked.filter((pod) => phaseOf(pod) === 'Succeeded').map((pod) => indexOf(pod)!));
  session.succeeded = countIndexes(session.done);
  const fails = (reason: string, message: string): JobCondition => condition('FailureTarget', 'True', reason, message, work.now);
  if (perIndex(job)) {
    session.failedIndexes = withIndexes(parseIndexes(status.failedIndexes ?? '', completions), tracked.filter((pod) => indexFails(job, pod)).map((pod) => indexOf(pod)!));
    const failed = countIndexes(session.failedIndexes);
    const { maxFailedIndexes } = job.spec ?? {};
    if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) session.finishing ??= fails('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
    else if (failed > 0 && failed + session.succeeded >= completions) session.finishing ??= fails('FailedIndexes', 'Job has failed indexes');
    session.delayed = delayedPods(session);
  }
  const message = session.finishing === undefined ? metSuccessRule(job.spec?.successPolicy, completions, session.done) : undefined;
  if (message !== undefined) session.finishing = condition('SuccessCriteriaMet', 'True', 'SuccessPolicy', message, work.now);
}

/** The condition Suspended, where it changes. */
function noteSuspension(session: Session): boolean {
  const { job, status, work } = session;
  const suspended = isSuspended(job);
  const next = suspended ? condition('Suspended', 'True', 'JobSuspended', 'Job suspended', work.now) : condition('Suspended', 'False', 'JobResumed', 'Job resumed', work.now);
  const changed = ensureCondition(status, next);
  if (changed === undefined) return false;
  const { startTime: _, ...rest } = changed;
  session.status = suspended ? rest : { ...rest, startTime: formatTime(work.now) };
  if (suspended) work.event(job, 'Normal', 'Suspended', 'Job suspended');
  else work.event(job, 'Normal', 'Resumed', 'Job resumed');
  return true;
}

/** A Job that goes on: its Pods are managed, and it is complete when enough have succeeded. */
function goOn(session: Session, mayManage: boolean): { readonly active: number; readonly error?: RequestError; readonly suspension: boolean } {
  const { job, work } = session;
  const manages = mayManage && job.metadata.deletionTimestamp === undefined;
  const { active, error } = manages ? manageJob(session) : { active: session.active.length, error: undefined };
  const { completions } = job.spec ?? {};
  const complete = active === 0 && (completions === undefined ? session.succeeded > 0 : session.succeeded >= completions);
  if (complete) session.finishing = condition('SuccessCriteriaMet', 'True', 'CompletionsReached', 'Reached expected number of succeeded pods', work.now);
  return { active, ...(error === undefined ? {} : { error }), suspension: !complete && manages && noteSuspension(session) };
}

function sessionFor(job: Job, key: string, pods: readonly Pod[], work: Work<JobMemory>): Session {
  const status: JobStatus = { ...job.status, uncountedTerminatedPods: job.status?.uncountedTerminatedPods ?? {} };
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const base = { job, pods, expectedRemovals: new Set(byText.get(work.memory.removed, key) ?? []) };
  const uncounted = { succeeded: new Set(succeeded), failed: new Set(failed) };
  const [newSucceeded, newFailed] = [uncountedPods(base, uncounted.succeeded, (pod) => phaseOf(pod) === 'Succeeded'), uncountedPods(base, uncounted.failed, (pod) => isFailed(pod, job))];
  const active = pods.filter(isPodActive);
  const session: Session = {
    ...base, work, key, status, uncounted, active,
    ready: active.filter(isPodReady).length,
    terminating: pods.filter(isPodTerminating).length,
    succeeded: (status.succeeded ?? 0) + newSucceeded.length + uncounted.succeeded.size,
    backOff: nextBackOff(byText.get(work.memory.backOff, key) ?? NO_BACK_OFF, newSucceeded, newFailed),
    finishing: undefined, before: [], done: [], failedIndexes: undefined, delayed: new Map(),
  };
  if (status.startTime === undefined && !isSuspended(job)) session.status = { ...status, startTime: formatTime(work.now) };
  const failures = (status.failed ?? 0) + newFailed.filter((pod) => matchFailurePolicy(job, pod).counts).length + uncounted.failed.size;
  session.finishing = verdict(session, failures);
  return session;
}

/** syncJob, of a Job that is not finished, with its Pods. */
export function syncJob(job: Job, key: string, pods: readonly Pod[], work: Work<JobMemory>): void {
  const expected = satisfied(work.memory.expectations, key, work.now);
  const session = sessionFor(job, key, pods, work);
  if (isIndexed(job)) lookAtIndexes(session);
  let outcome: { readonly active: number; readonly error?: RequestError; readonly suspension: boolean };
  if (session.finishing === undefined) outcome = goOn(session, expected);
  else {
    const { active, complete, error } = stopPods(session);
    // Until the caches show all that was done, the counts may be wrong: the end waits.
    if (!complete || !expected) session.finishing = undefined;
    outcome = { active, ...(error === undefined ? {} : { error }), suspension: false };
  }
  const { active: before = 0, ready, terminating } = session.status;
  const changed = outcome.suspension || outcome.active !== before || ready !== session.ready || terminating !== session.terminating;
  session.status = { ...session.status, active: outcome.active, ready: session.ready, terminating: session.terminating };
  track(session, changed);
  if (outcome.error !== undefined) throw outcome.error;
}
