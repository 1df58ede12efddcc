import { formatTime } from '../../../base/time';
import type { OrderedMap } from '../../../base/ordered-map';
import type { Pod } from '../../../api';
import type { Job, JobCondition, JobStatus } from '../../../api/generated/types/batch.v1';
import type { Work } from '../../control/controller';
import type { Expectations } from '../../control/expectations';
import { phaseOf } from '../../control/pods';
import type { BackOff } from './back-off';
import type { Intervals } from './indexes';
import { matchFailurePolicy } from './policies';

export const JOBS = 'jobs.batch';
export const FINALIZER = 'batch.kubernetes.io/job-tracking';
export const INDEX = 'batch.kubernetes.io/job-completion-index';
const FAILURES = 'batch.kubernetes.io/job-index-failure-count';
const IGNORED = 'batch.kubernetes.io/job-index-ignored-failure-count';

export interface JobMemory {
  readonly expectations: Expectations;
  /** UIDs of Pods whose finalizer was removed and is still seen, by Job. */
  readonly removed: OrderedMap<string, readonly string[]>;
  readonly backOff: OrderedMap<string, BackOff>;
  /** Jobs (UIDs) that this controller has finished. */
  readonly finished: OrderedMap<string, true>;
}

/** One sync of a Job: what is known of it, and what it comes to. */
export interface Session {
  readonly work: Work<JobMemory>;
  readonly key: string;
  job: Job;
  /** The status that is being written. */
  status: JobStatus;
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  /** UIDs whose finalizer is on its way out. */
  readonly expectedRemovals: ReadonlySet<string>;
  readonly uncounted: { readonly succeeded: ReadonlySet<string>; readonly failed: ReadonlySet<string> };
  readonly backOff: BackOff;
  ready: number;
  terminating: number;
  succeeded: number;
  finishing: JobCondition | undefined;
  before: Intervals;
  done: Intervals;
  failedIndexes: Intervals | undefined;
  /** Failed Pods that are kept until their index is tried again. */
  delayed: ReadonlyMap<number, Pod>;
}

export const isIndexed = ({ spec }: Job): boolean => spec?.completionMode === 'Indexed';
export const perIndex = ({ spec }: Job): boolean => spec?.backoffLimitPerIndex !== undefined;
export const isSuspended = ({ spec }: Job): boolean => spec?.suspend === true;
export const completionsOf = ({ spec }: Job): number => spec?.completions ?? 1;

/** onlyReplaceFailedPods: Pods that are going count as running until they have failed. */
export const waitsForFailure = ({ spec }: Job): boolean => spec?.podReplacementPolicy === 'Failed' || spec?.podFailurePolicy !== undefined;

export const hasFinalizer = ({ metadata }: Pod): boolean => (metadata.finalizers ?? []).includes(FINALIZER);

/** getCompletionIndex: undefined where it has none. */
export function indexOf({ metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[INDEX] ?? '';
  return /^\+?\d+$/.test(text) ? Number(text) : undefined;
}

/** isPodFailed. */
export const isFailed = (pod: Pod, job: Job): boolean => phaseOf(pod) === 'Failed' || (!waitsForFailure(job) && pod.metadata.deletionTimestamp !== undefined && phaseOf(pod) !== 'Succeeded');

const count = ({ metadata }: Pod, name: string): number => {
  const text = metadata.annotations?.[name] ?? '';
  return /^\d+$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : 0;
};

export const indexFailures = (pod: Pod): number => count(pod, FAILURES);
export const allIndexFailures = (pod: Pod): number => count(pod, FAILURES) + count(pod, IGNORED);

/** addIndexFailureCountAnnotation: what the Pod that replaces another carries on. */
export function failureAnnotations(job: Job, replaced: Pod | undefined): Readonly<Record<string, string>> {
  if (replaced === undefined) return { [FAILURES]: '0' };
  const { counts } = matchFailurePolicy(job, replaced);
  const [failures, ignored] = [count(replaced, FAILURES) + (counts ? 1 : 0), count(replaced, IGNORED) + (counts ? 0 : 1)];
  return { [FAILURES]: String(failures), ...(ignored > 0 ? { [IGNORED]: String(ignored) } : {}) };
}

export const condition = (type: string, status: string, reason: string, message: string, now: number): JobCondition => ({
  type, status, reason, message, lastProbeTime: formatTime(now), lastTransitionTime: formatTime(now),
});

export const conditionOf = (status: JobStatus | undefined, type: string): JobCondition | undefined => (status?.conditions ?? []).find((one) => one.type === type);

/** util.IsJobFinished. */
export const isFinished = ({ status }: Job): boolean => ['Complete', 'Failed'].some((type) => conditionOf(status, type)?.status === 'True');

/** ensureJobConditionStatus: undefined where nothing changes. A condition that is False is not begun. */
export function ensureCondition(status: JobStatus, next: JobCondition): JobStatus | undefined {
  const found = conditionOf(status, next.type);
  if (found === undefined) return next.status === 'False' ? undefined : { ...status, conditions: [...(status.conditions ?? []), next] };
  if (found.status === next.status && found.reason === next.reason && found.message === next.message) return undefined;
  return { ...status, conditions: (status.conditions ?? []).map((one) => (one === found ? next : one)) };
}

/** getValidPodsWithFilter: Pods that are not counted yet, with an index that is wanted. */
export const uncountedPods = ({ job, pods, expectedRemovals }: Pick<Session, 'job' | 'pods' | 'expectedRemovals'>, counted: ReadonlySet<string>, filter: (pod: Pod) => boolean): Pod[] =>
  pods.filter((pod) => {
    const uid = pod.metadata.uid ?? '';
    if (!hasFinalizer(pod) || counted.has(uid) || expectedRemovals.has(uid)) return false;
    return (!isIndexed(job) || (indexOf(pod) ?? Number.POSITIVE_INFINITY) < completionsOf(job)) && filter(pod);
  });
