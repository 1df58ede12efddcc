import { parseTime } from '../../../base/time';
import type { Job } from '../../../api/generated/types/batch.v1';
import { hasReason } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject, splitKey } from '../../control/owners';
import { conditionOf, isFinished, JOBS } from '../job/session';

const SECOND = 1_000_000;

const needsCleanup = (job: Job): boolean => job.spec?.ttlSecondsAfterFinished !== undefined && isFinished(job);

/** timeLeft: µs until a finished Job goes. */
function timeLeft(job: Job, now: number): number {
  const ended = conditionOf(job.status, 'Complete') ?? conditionOf(job.status, 'Failed');
  return (parseTime(ended?.lastTransitionTime ?? '') ?? now) + (job.spec?.ttlSecondsAfterFinished ?? 0) * SECOND - now;
}

const onJob = ({ type, object }: Heard, desk: Desk<null>): void => {
  if (type !== 'DELETED' && object.metadata.deletionTimestamp === undefined && needsCleanup(object as Job)) desk.enqueue(keyOfObject(object));
};

/** processTTL: true where it is time; otherwise the key comes back. */
function isDue(job: Job, key: string, work: Work<null>): boolean {
  if (job.metadata.deletionTimestamp !== undefined || !needsCleanup(job)) return false;
  const left = timeLeft(job, work.now);
  if (left <= 0) return true;
  work.enqueueAfter(key, left);
  return false;
}

/** processJob: the deadline is looked at once more on the server, as it may have been moved. */
function reconcile(key: string, work: Work<null>): void {
  const [namespace, name] = splitKey(key);
  const job = work.view.get(JOBS, namespace, name);
  if (job === undefined || !isDue(job, key, work)) return;
  try {
    const fresh = work.client.get(JOBS, namespace, name);
    if (isDue(fresh, key, work)) work.client.delete(fresh, { propagationPolicy: 'Foreground', preconditions: { uid: fresh.metadata.uid ?? '' } });
  } catch (error) {
    if (!hasReason(error, 'NotFound')) throw error;
  }
}

/** pkg/controller/ttlafterfinished. */
export const ttlAfterFinishedController: Controller<null> = {
  name: 'ttl-after-finished-controller',
  user: controllerUser('ttl-after-finished-controller'),
  memory: null,
  handlers: { [JOBS]: onJob },
  reconcile,
};
