import type { Pod } from '../../../api';
import type { Job } from '../../../api/generated/types/batch.v1';
import { hasReason, RequestError } from '../../control/client';
import { creationObserved, deletionObserved, expect } from '../../control/expectations';
import { createPod, deletePod, isTerminatingNamespace, podFromTemplate, slowStart } from '../../control/pod-control';
import { isPodReady, isPodTerminating, phaseOf, readySince } from '../../control/pods';
import { finishedAt, remaining } from './back-off';
import { firstMissing, joinIndexes, withIndexes } from './indexes';
import { allIndexFailures, completionsOf, failureAnnotations, FINALIZER, hasFinalizer, INDEX, indexOf, isIndexed, isSuspended, perIndex, waitsForFailure } from './session';
import type { Session } from './session';

const SECOND = 1_000_000;
const MOST_PER_SYNC = 500;
const PHASES: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/** How many Pods are active now, whether that is known for sure, and what went wrong. */
export interface Managed {
  readonly active: number;
  readonly error?: RequestError;
}

const text = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);
const restarts = ({ status }: Pod): number => Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount = 0 }) => restartCount));

/** ActivePods.Less: which of several goes first. Of alike Pods, where upstream leaves it to chance, the one that was written last. */
function compare(a: Pod, b: Pod): number {
  const onNode = (pod: Pod): number => (pod.spec.nodeName ? 1 : 0);
  const ready = Number(isPodReady(a)) - Number(isPodReady(b));
  return (
    onNode(a) - onNode(b) || (PHASES[phaseOf(a)] ?? 0) - (PHASES[phaseOf(b)] ?? 0) || ready || (readySince(b) ?? 0) - (readySince(a) ?? 0) ||
    restarts(b) - restarts(a) || text(b.metadata.creationTimestamp, a.metadata.creationTimestamp) || Number(b.metadata.resourceVersion) - Number(a.metadata.resourceVersion)
  );
}

/** appendDuplicatedIndexPodsForRemoval: what is beyond the completions goes, and of several Pods of an index all but the last. */
function surplus(job: Job, pods: readonly Pod[]): { readonly gone: Pod[]; readonly left: Pod[] } {
  const [gone, left]: [Pod[], Pod[]] = [[], []];
  const groups = new Map<number | undefined, Pod[]>();
  for (const pod of [...pods].sort((a, b) => (indexOf(a) ?? -1) - (indexOf(b) ?? -1))) groups.set(indexOf(pod), [...(groups.get(indexOf(pod)) ?? []), pod]);
  for (const [index, group] of groups) {
    if (index === undefined || index >= completionsOf(job)) gone.push(...group);
    else {
      const ordered = group.length === 1 ? group : [...group].sort(compare);
      gone.push(...ordered.slice(0, -1));
      left.push(...ordered.slice(-1));
    }
  }
  return { gone, left };
}

/** activePodsForRemoval. */
function forRemoval(job: Job, pods: readonly Pod[], atLeast: number): readonly Pod[] {
  const { gone, left } = isIndexed(job) ? surplus(job, pods) : { gone: [], left: [...pods] };
  return gone.length < atLeast ? [...gone, ...left.sort(compare).slice(0, atLeast - gone.length)] : gone;
}

/** The patch that takes the finalizer away; what else holds the Pod stays. */
export function releasePod(session: Pick<Session, 'work'>, pod: Pod): void {
  if (!hasFinalizer(pod)) return;
  const rest = (pod.metadata.finalizers ?? []).filter((one) => one !== FINALIZER);
  session.work.client.patch(pod, { metadata: { finalizers: rest.length === 0 ? null : rest } });
}

/** deleteJobPods: Pods that are not wanted, which count as nothing. */
function removePods(session: Session, pods: readonly Pod[]): Managed {
  const { work, job, key } = session;
  work.memory = { ...work.memory, expectations: expect(work.memory.expectations, key, { deletions: pods.length }, work.now) };
  let [active, error]: [number, RequestError | undefined] = [session.active.length, undefined];
  work.atOnce(() => {
    for (const pod of pods) {
      try {
        releasePod(session, pod);
        deletePod(work, pod, job);
      } catch (failed) {
        if (!(failed instanceof RequestError)) throw failed;
        work.memory = { ...work.memory, expectations: deletionObserved(work.memory.expectations, key) };
        if (!hasReason(failed, 'NotFound')) {
          error ??= failed;
          continue;
        }
      }
      active -= 1;
      session.terminating += 1;
      if (isPodReady(pod)) session.ready -= 1;
    }
  });
  return { active, ...(error === undefined ? {} : { error }) };
}

/** deleteActivePods, of a Job that is over: `complete` where all of them could be deleted. */
export function stopPods(session: Session): Managed & { readonly complete: boolean } {
  const { work, job, active } = session;
  let [left, error]: [number, RequestError | undefined] = [active.length, undefined];
  work.atOnce(() => {
    for (const pod of active) {
      try {
        deletePod(work, pod, job);
      } catch (failed) {
        if (!(failed instanceof RequestError)) throw failed;
        if (!hasReason(failed, 'NotFound')) {
          error ??= failed;
          continue;
        }
      }
      left -= 1;
      session.terminating += 1;
      if (isPodReady(pod)) session.ready -= 1;
    }
  });
  return { active: left, complete: left === 0, ...(error === undefined ? {} : { error }) };
}

/** How many Pods are to run. */
function wantedPods({ job, active, succeeded }: Session): number {
  const parallelism = job.spec?.parallelism ?? 1;
  const { completions } = job.spec ?? {};
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.max(0, Math.min(parallelism, completions - succeeded));
}

const withEnv = <C extends { readonly env?: readonly { readonly name: string }[] }>(container: C): C =>
  (container.env ?? []).some(({ name }) => name === 'JOB_COMPLETION_INDEX')
    ? container
    : { ...container, env: [...(container.env ?? []), { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']` } } }] };

function podFor({ job, delayed }: Session, index: number | undefined): Pod {
  const pod = podFromTemplate(job.spec.template, job);
  const finalizers = [...(pod.metadata.finalizers ?? []).filter((one) => one !== FINALIZER), FINALIZER];
  const plain: Pod = { ...pod, metadata: { ...pod.metadata, finalizers } };
  if (index === undefined) return plain;
  const name = job.metadata.name ?? '';
  const suffix = `-${index}-`;
  const { containers, initContainers } = plain.spec;
  return {
    ...plain,
    metadata: {
      ...plain.metadata,
      generateName: `${name.slice(0, 58 - suffix.length)}${suffix}`,
      labels: { ...plain.metadata.labels, [INDEX]: String(index) },
      annotations: { ...plain.metadata.annotations, [INDEX]: String(index), ...(perIndex(job) ? failureAnnotations(job, delayed.get(index)) : {}) },
    },
    spec: { ...plain.spec, hostname: `${name}-${index}`, containers: containers.map(withEnv), ...(initContainers === undefined ? {} : { initContainers: initContainers.map(withEnv) }) },
  };
}

function indexesToAdd(session: Session, count: number): number[] {
  const { job, pods, active, done, failedIndexes } = session;
  const indexesIn = (list: readonly Pod[]): number[] => list.flatMap((pod) => indexOf(pod) ?? []);
  let taken = withIndexes(done, indexesIn(active));
  if (waitsForFailure(job)) taken = withIndexes(taken, indexesIn(pods.filter(isPodTerminating)));
  if (failedIndexes !== undefined) taken = joinIndexes(taken, failedIndexes);
  return firstMissing(taken, count, completionsOf(job));
}

function createPods(session: Session, count: number, indexes: readonly number[] | undefined): Managed {
  const { work, job, key, active } = session;
  work.memory = { ...work.memory, expectations: expect(work.memory.expectations, key, { adds: count }, work.now) };
  let [at, made] = [0, 0];
  const { done, error } = slowStart(work, count, () => {
    const index = indexes?.[at];
    at += 1;
    try {
      createPod(work, podFor(session, index), job);
      made += 1;
    } catch (failed) {
      if (!(failed instanceof RequestError && isTerminatingNamespace(failed))) throw failed;
    }
  });
  if (done < count) work.memory = { ...work.memory, expectations: creationObserved(work.memory.expectations, key, count - done) };
  return { active: active.length + (error === undefined ? count : made), ...(error === undefined ? {} : { error }) };
}

const later = ({ work, key }: Session, wait: number): void => work.enqueueAfter(key, Math.max(SECOND, wait));

/** manageJob: as many Pods as there ought to be, not before the back-off is over. */
export function manageJob(session: Session): Managed {
  const { work, job, active, delayed } = session;
  if (isSuspended(job)) return removePods(session, forRemoval(job, active, active.length));
  const wanted = wantedPods(session);
  const gone = forRemoval(job, active, Math.max(0, active.length - wanted)).slice(0, MOST_PER_SYNC);
  if (gone.length > 0) return removePods(session, gone);
  const missing = Math.min(MOST_PER_SYNC, wanted - (waitsForFailure(job) ? session.terminating : 0) - active.length);
  if (missing <= 0) return { active: active.length };
  const wait = perIndex(job) ? 0 : remaining(session.backOff, work.now);
  if (wait > 0) {
    later(session, wait);
    return { active: active.length };
  }
  if (!isIndexed(job)) return createPods(session, missing, undefined);
  const indexes = indexesToAdd(session, missing);
  const waits = indexes.map((index) => {
    const pod = perIndex(job) ? delayed.get(index) : undefined;
    return pod === undefined ? 0 : remaining({ failures: allIndexFailures(pod) + 1, last: finishedAt(pod) }, work.now);
  });
  const ready = indexes.filter((_, at) => waits[at] === 0);
  if (ready.length === 0 && waits.length > 0) {
    later(session, Math.min(...waits));
    return { active: active.length };
  }
  return createPods(session, ready.length, ready);
}
