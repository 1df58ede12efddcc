import { byText } from '../../../base/ordered-map';
import { parseTime } from '../../../base/time';
import { semanticEqual } from '../../../api/equal';
import { labelMatcher } from '../../../api';
import type { Pod } from '../../../api';
import type { Job } from '../../../api/generated/types/batch.v1';
import { hasReason } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { creationObserved, deletionObserved, dropExpectations } from '../../control/expectations';
import { claim, controllerRefOf, keyOfObject, splitKey } from '../../control/owners';
import { releasePod } from './manage';
import { FINALIZER, hasFinalizer, isFinished, JOBS } from './session';
import type { JobMemory } from './session';
import { syncJob } from './sync';

const SECOND = 1_000_000;
/** SyncJobBatchPeriod: changes of Pods are looked at together. */
const BATCH = SECOND;
/** DefaultJobApiBackOff and MaxJobApiBackOff, of both its queues: a Job that went wrong waits longer than other things do at first, and never as long as they may in the end. */
const BACK_OFF = [SECOND, 60 * SECOND] as const;
/** Keys of the queues of Pods that nobody tracks any more, by name and by Job. */
const [ORPHAN, ORPHANS_OF] = ['orphan:', 'orphans-of:'];

type Office = Desk<JobMemory>;

function jobOf(pod: Pod, desk: Office): Job | undefined {
  const ref = controllerRefOf(pod);
  const job = ref?.kind === 'Job' ? desk.view.get(JOBS, pod.metadata.namespace, ref.name) : undefined;
  return job?.metadata.uid === ref?.uid ? job : undefined;
}

const batched = (desk: Office, job: Job | undefined): void => {
  if (job !== undefined) desk.enqueueAfter(keyOfObject(job), BATCH);
};

function removalSeen(desk: Office, job: Job, pod: Pod): void {
  const key = keyOfObject(job);
  const waiting = byText.get(desk.memory.removed, key);
  if (waiting?.includes(pod.metadata.uid ?? '') === true) desk.memory = { ...desk.memory, removed: byText.set(desk.memory.removed, key, waiting.filter((uid) => uid !== pod.metadata.uid)) };
}

function unowned(pod: Pod, desk: Office, relabelled: boolean): void {
  if (hasFinalizer(pod)) desk.enqueue(`${ORPHAN}${keyOfObject(pod)}`);
  if (relabelled) desk.view.list(JOBS, pod.metadata.namespace).filter(({ spec }) => labelMatcher(spec?.selector)(pod.metadata.labels ?? {})).forEach((job) => batched(desk, job));
}

/** deletePod: `final` when the Pod is gone, not only on its way. */
function podDeleted(pod: Pod, desk: Office, final: boolean): void {
  const held = hasFinalizer(pod);
  const job = jobOf(pod, desk);
  if (job === undefined || isFinished(job)) {
    if (held) desk.enqueue(`${ORPHAN}${keyOfObject(pod)}`);
    return;
  }
  desk.memory = { ...desk.memory, expectations: deletionObserved(desk.memory.expectations, keyOfObject(job)) };
  if (final || !held) removalSeen(desk, job, pod);
  batched(desk, job);
}

/** addPod, updatePod. */
function onPod({ type, object, old }: Heard, desk: Office): void {
  const [pod, before] = [object as Pod, old as Pod | undefined];
  if (type === 'DELETED') return podDeleted(pod, desk, true);
  if (pod.metadata.deletionTimestamp !== undefined) return podDeleted(pod, desk, false);
  const moved = before !== undefined && !semanticEqual(controllerRefOf(pod), controllerRefOf(before));
  const former = moved ? jobOf(before, desk) : undefined;
  if (former !== undefined && !hasFinalizer(pod)) removalSeen(desk, former, pod);
  batched(desk, former);
  if (controllerRefOf(pod) === undefined) return unowned(pod, desk, before === undefined || moved || !semanticEqual(pod.metadata.labels, before.metadata.labels));
  const job = jobOf(pod, desk);
  if (job === undefined) return;
  if (before === undefined) desk.memory = { ...desk.memory, expectations: creationObserved(desk.memory.expectations, keyOfObject(job)) };
  else if (!hasFinalizer(pod)) removalSeen(desk, job, pod);
  batched(desk, job);
}

/** addJob, updateJob, deleteJob. */
function onJob({ type, object, old }: Heard, desk: Office): void {
  const [job, before] = [object as Job, old as Job | undefined];
  const key = keyOfObject(job);
  if (type === 'DELETED') {
    desk.memory = { ...desk.memory, backOff: byText.delete(desk.memory.backOff, key), finished: byText.delete(desk.memory.finished, job.metadata.uid ?? '') };
    desk.enqueue(`${ORPHANS_OF}${key}/${job.metadata.uid ?? ''}`);
    return desk.enqueue(key);
  }
  if (before === undefined) return desk.enqueue(key);
  if (isFinished(job)) return desk.enqueue(`${ORPHANS_OF}${key}/${job.metadata.uid ?? ''}`);
  if (job.metadata.generation === before.metadata.generation) batched(desk, job);
  else desk.enqueue(key);
  const { activeDeadlineSeconds } = job.spec ?? {};
  const start = parseTime(job.status?.startTime ?? '');
  if (start !== undefined && activeDeadlineSeconds !== undefined && activeDeadlineSeconds !== before.spec?.activeDeadlineSeconds) desk.enqueueAfter(key, activeDeadlineSeconds * SECOND - (desk.now - start));
}

/** handleSingleOrphanPod: a Pod that no unfinished Job tracks is let go. */
function letGo(pod: Pod, work: Work<JobMemory>): void {
  const job = jobOf(pod, work);
  if (job !== undefined && !isFinished(job)) return;
  const ref = controllerRefOf(pod);
  if (ref !== undefined && (ref.kind !== 'Job' || ref.apiVersion !== 'batch/v1')) return;
  try {
    releasePod({ work }, pod);
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error;
  }
}

function reconcile(key: string, work: Work<JobMemory>): void {
  if (key.startsWith(ORPHAN)) {
    const pod = work.view.get('pods', ...splitKey(key.slice(ORPHAN.length)));
    return pod === undefined ? undefined : letGo(pod, work);
  }
  if (key.startsWith(ORPHANS_OF)) return work.view.ownedBy('pods', key.slice(key.lastIndexOf('/') + 1)).forEach((pod) => letGo(pod, work));
  const [namespace, name] = splitKey(key);
  const job = work.view.get(JOBS, namespace, name);
  if (job === undefined) {
    work.memory = { ...work.memory, expectations: dropExpectations(work.memory.expectations, key), removed: byText.delete(work.memory.removed, key), backOff: byText.delete(work.memory.backOff, key) };
    return;
  }
  if (job.spec?.managedBy !== undefined && job.spec.managedBy !== 'kubernetes.io/job-controller') return;
  if (isFinished(job)) {
    work.memory = { ...work.memory, backOff: byText.delete(work.memory.backOff, key), finished: byText.delete(work.memory.finished, job.metadata.uid ?? '') };
    return;
  }
  if (byText.has(work.memory.finished, job.metadata.uid ?? '')) return;
  const owned = [...work.view.ownedBy('pods', job.metadata.uid ?? ''), ...work.view.ownedBy('pods', '').filter(({ metadata }) => metadata.namespace === namespace)];
  const pods = claim(job, job.spec?.selector, owned, work.client, () => work.client.get(JOBS, namespace, name), [FINALIZER]);
  syncJob(job, key, pods, work);
}

/** pkg/controller/job. */
export const jobController: Controller<JobMemory> = {
  name: 'job-controller',
  user: controllerUser('job-controller'),
  memory: { expectations: null, removed: null, backOff: null, finished: null },
  handlers: { [JOBS]: onJob, pods: onPod },
  reconcile,
  backOff: BACK_OFF,
};
