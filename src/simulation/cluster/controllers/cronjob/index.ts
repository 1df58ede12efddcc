import { zoneError } from '../../../base/cron/parse';
import { quote } from '../../../base/go/quote';
import { parseTime } from '../../../base/time';
import { loadZone } from '../../../base/time-zone';
import { formatTime } from '../../../base/time';
import type { CronJob, CronJobStatus, Job } from '../../../api/generated/types/batch.v1';
import { hasReason, RequestError } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { ReconcileError } from '../../control/failure';
import { controllerRefOf, controllerRefTo, isControlledBy, keyOfObject, splitKey } from '../../control/owners';
import { isTerminatingNamespace } from '../../control/pod-control';
import { conditionOf, isFinished, JOBS } from '../job/session';
import { dueRun, inZone, rfc1123, scheduleOf, untilNext } from './schedule';

const CRON_JOBS = 'cronjobs.batch';
const MINUTE = 60_000_000;

/** One sync: `status` is what it will write, where it has `changed`. */
interface Session {
  readonly work: Work<null>;
  readonly cron: CronJob;
  status: CronJobStatus;
  changed: boolean;
}

const active = ({ status }: Session): NonNullable<CronJobStatus['active']> => status.active ?? [];

function dropActive(session: Session, uid: string): void {
  session.status = { ...session.status, active: active(session).filter((one) => one.uid !== uid) };
}

const succeeded = (job: Job): boolean => conditionOf(job.status, 'Complete')?.status === 'True';

/** deleteJob: the Job goes, its Pods with it. */
function deleteJob(session: Session, job: Job): boolean {
  const { work, cron } = session;
  try {
    work.client.delete(job, { propagationPolicy: 'Background' });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    work.event(cron, 'Warning', 'FailedDelete', `Deleted job: ${error.message}`);
    return false;
  }
  dropActive(session, job.metadata.uid ?? '');
  work.event(cron, 'Normal', 'SuccessfulDelete', `Deleted job ${job.metadata.name ?? ''}`);
  return true;
}

/** removeOldestJobs: of finished Jobs as many stay as the history limit says. */
function removeOldest(session: Session, jobs: readonly Job[], limit: number | undefined): void {
  if (limit === undefined) return;
  const started = ({ status }: Job): string => status?.startTime ?? '~';
  const ordered = [...jobs].sort((a, b) => (started(a) < started(b) ? -1 : started(a) > started(b) ? 1 : (a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));
  for (const job of ordered.slice(0, Math.max(0, jobs.length - limit))) if (deleteJob(session, job)) session.changed = true;
}

/** What the Jobs say: those that have ended leave the list, those that nobody knows of are told. */
function lookAtJobs(session: Session, jobs: readonly Job[]): void {
  const { work, cron } = session;
  for (const job of jobs) {
    const uid = job.metadata.uid ?? '';
    const listed = active(session).some((one) => one.uid === uid);
    if (!isFinished(job)) {
      if (listed) continue;
      const fresh = work.client.get(CRON_JOBS, cron.metadata.namespace, cron.metadata.name ?? '');
      if ((fresh.status?.active ?? []).some((one) => one.uid === uid)) session.status = fresh.status ?? {};
      else work.event(cron, 'Warning', 'UnexpectedJob', `Saw a job that the controller did not create or forgot: ${job.metadata.name ?? ''}`);
      continue;
    }
    if (listed) {
      dropActive(session, uid);
      work.event(cron, 'Normal', 'SawCompletedJob', `Saw completed job: ${job.metadata.name ?? ''}, condition: ${succeeded(job) ? 'Complete' : 'Failed'}`);
      session.changed = true;
    }
    const ended = job.status?.completionTime;
    const last = session.status.lastSuccessfulTime;
    if (succeeded(job) && ended !== undefined && (last === undefined || (parseTime(ended) ?? 0) > (parseTime(last) ?? 0))) {
      session.status = { ...session.status, lastSuccessfulTime: ended };
      session.changed = true;
    }
  }
}

/** Jobs of the list that are not there any more. */
function lookForMissing(session: Session, jobs: readonly Job[]): void {
  const { work, cron } = session;
  for (const { uid = '', name = '', namespace } of active(session)) {
    if (jobs.some(({ metadata }) => metadata.uid === uid)) continue;
    try {
      work.client.get(JOBS, namespace, name);
    } catch (error) {
      if (!hasReason(error, 'NotFound')) throw error;
      work.event(cron, 'Normal', 'MissingJob', `Active job went missing: ${name}`);
      dropActive(session, uid);
      session.changed = true;
    }
  }
}

const jobName = ({ metadata }: CronJob, time: number): string => `${metadata.name ?? ''}-${Math.floor(time / MINUTE)}`;

/** getJobFromTemplate2. */
function jobFor(cron: CronJob, time: number): Job {
  const { metadata, spec } = cron.spec.jobTemplate;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName(cron, time), namespace: cron.metadata.namespace ?? 'default',
      ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
      annotations: { ...metadata?.annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': inZone(cron, time) },
      ownerReferences: [controllerRefTo(cron)],
    },
    spec,
  };
}

/** Creates the Job of a run; undefined where one of this name is there that is not ours, or that is listed already. */
function createJob(session: Session, time: number): Job | undefined {
  const { work, cron } = session;
  const wanted = jobFor(cron, time);
  try {
    const created = work.client.create(wanted);
    work.event(cron, 'Normal', 'SuccessfulCreate', `Created job ${created.metadata.name ?? ''}`);
    return created;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    if (!hasReason(error, 'AlreadyExists')) {
      if (!isTerminatingNamespace(error)) work.event(cron, 'Warning', 'FailedCreate', `Error creating job: ${error.message}`);
      throw error;
    }
    const found = work.client.get(JOBS, wanted.metadata.namespace, wanted.metadata.name ?? '');
    return isControlledBy(found, cron) && active(session).every(({ uid }) => uid !== found.metadata.uid) ? found : undefined;
  }
}

/** The Jobs that run make room for the next one. */
function replaceActive(session: Session): void {
  const { work, cron } = session;
  for (const { namespace, name = '' } of active(session)) {
    let job: Job;
    try {
      job = work.client.get(JOBS, namespace, name);
    } catch (error) {
      if (error instanceof RequestError) work.event(cron, 'Warning', 'FailedGet', `Get job: ${error.message}`);
      throw error;
    }
    if (!deleteJob(session, job)) throw new ReconcileError(`could not replace job ${namespace ?? ''}/${name}`);
    session.changed = true;
  }
}

/** syncCronJob, from the schedule on: how long until the next look, where there is one. */
function runDue(session: Session): number | undefined {
  const { work, cron } = session;
  const { timeZone, schedule: text, startingDeadlineSeconds, concurrencyPolicy } = cron.spec;
  if (timeZone !== undefined && loadZone(timeZone) === undefined) {
    work.event(cron, 'Warning', 'UnknownTimeZone', `invalid timeZone: ${quote(timeZone)}: ${zoneError(timeZone)}`);
    return undefined;
  }
  if (cron.spec.suspend === true) return undefined;
  if (text.includes('TZ')) {
    work.event(cron, 'Warning', 'UnsupportedSchedule', `CRON_TZ or TZ used in schedule ${quote(text)} is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details`);
  }
  const parsed = scheduleOf(cron);
  if (!parsed.ok) {
    work.event(cron, 'Warning', 'UnparseableSchedule', `unparseable schedule: ${quote(text)} : ${parsed.error}`);
    return undefined;
  }
  const current = (): CronJob => ({ ...cron, status: session.status });
  const { due, tooMany, error } = dueRun(current(), work.now, parsed.schedule);
  if (error !== undefined) {
    work.event(cron, 'Warning', 'InvalidSchedule', `invalid schedule: ${text} : ${error}`);
    return undefined;
  }
  const next = (): number => untilNext(current(), work.now, parsed.schedule);
  if (tooMany) work.event(cron, 'Warning', 'TooManyMissedTimes', 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew');
  if (due === undefined) return next();
  if (startingDeadlineSeconds !== undefined && due + startingDeadlineSeconds * 1_000_000 < work.now) {
    work.event(cron, 'Warning', 'MissSchedule', `Missed scheduled time to start a job: ${rfc1123(due)}`);
    return next();
  }
  if (active(session).some(({ name }) => name === jobName(cron, due)) || session.status.lastScheduleTime === formatTime(due)) return next();
  if (concurrencyPolicy === 'Forbid' && active(session).length > 0) {
    work.event(cron, 'Normal', 'JobAlreadyActive', 'Not starting job because prior execution is running and concurrency policy is Forbid');
    return next();
  }
  if (concurrencyPolicy === 'Replace') replaceActive(session);
  const job = createJob(session, due);
  if (job === undefined) return undefined;
  const { name = '', namespace = '', uid = '', resourceVersion = '' } = job.metadata;
  session.status = { ...session.status, active: [...active(session), { apiVersion: 'batch/v1', kind: 'Job', name, namespace, uid, resourceVersion }], lastScheduleTime: formatTime(due) };
  session.changed = true;
  return next();
}

/** sync. */
function reconcile(key: string, work: Work<null>): void {
  const [namespace, name] = splitKey(key);
  const cron = work.view.get(CRON_JOBS, namespace, name);
  if (cron === undefined) return;
  const jobs = work.view.list(JOBS, namespace).filter((job) => controllerRefOf(job)?.name === name && controllerRefOf(job)?.kind === 'CronJob');
  const session: Session = { work, cron, status: cron.status ?? {}, changed: false };
  removeOldest(session, jobs.filter((job) => isFinished(job) && succeeded(job)), cron.spec.successfulJobsHistoryLimit);
  removeOldest(session, jobs.filter((job) => isFinished(job) && !succeeded(job)), cron.spec.failedJobsHistoryLimit);
  const left = jobs.filter((job) => work.view.get(JOBS, namespace, job.metadata.name ?? '') !== undefined);
  let failed: unknown;
  let after: number | undefined;
  try {
    lookAtJobs(session, left);
    lookForMissing(session, left);
    if (cron.metadata.deletionTimestamp === undefined) after = runDue(session);
  } catch (error) {
    if (!(error instanceof RequestError) && !(error instanceof ReconcileError)) throw error;
    failed = error;
  }
  if (session.changed) work.client.update({ ...cron, status: session.status }, 'status');
  if (failed !== undefined) throw failed;
  if (after !== undefined) work.enqueueAfter(key, after);
}

/** addJob, updateJob, deleteJob. */
function onJob({ object, old }: Heard, desk: Desk<null>): void {
  for (const one of [object, old]) {
    const ref = one === undefined ? undefined : controllerRefOf(one);
    const cron = ref?.kind === 'CronJob' ? desk.view.get(CRON_JOBS, object.metadata.namespace, ref.name) : undefined;
    if (cron !== undefined && cron.metadata.uid === ref?.uid) return desk.enqueue(keyOfObject(cron));
  }
}

/** updateCronJob: another schedule is looked at when it next comes. */
function onCronJob({ type, object, old }: Heard, desk: Desk<null>): void {
  const [cron, before] = [object as CronJob, old as CronJob | undefined];
  const rescheduled = type === 'MODIFIED' && before !== undefined && (cron.spec.schedule !== before.spec.schedule || cron.spec.timeZone !== before.spec.timeZone);
  if (!rescheduled) return desk.enqueue(keyOfObject(cron));
  const parsed = scheduleOf(cron);
  if (parsed.ok) desk.enqueueAfter(keyOfObject(cron), untilNext(cron, desk.now, parsed.schedule));
}

/** pkg/controller/cronjob. */
export const cronJobController: Controller<null> = {
  name: 'cronjob-controller',
  user: controllerUser('cronjob-controller'),
  memory: null,
  handlers: { [CRON_JOBS]: onCronJob, [JOBS]: onJob },
  reconcile,
};
