import type { CronJob, Job } from '../../../api/generated/types/batch.v1';
import { humanDuration } from '../../../base/go/human-duration';
import { parseTime } from '../../../base/time';
import { plain } from '../describer';
import { eventLines } from '../events';
import { templateLines } from '../parts/template';
import { boolText, head, labelLines, line, lineIf, annotationLines, rfc1123 } from '../text';
import { controllerOf } from './pod';
import { selectorText } from './workloads';

const n = (value: number | undefined): number => value ?? 0;
const LIMIT = 50;

/** capIndexesListOrNone: about fifty characters, up to the next comma. */
function cappedIndexes(indexes: string): string {
  if (indexes === '') return '<none>';
  const comma = indexes.indexOf(',', LIMIT);
  return indexes.length <= LIMIT || comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}

/** describeJob. */
export const describeJob = plain<Job>((job, { now, events }) => {
  const { metadata, spec, status } = job;
  const [start, end] = [parseTime(status?.startTime ?? ''), parseTime(status?.completionTime ?? '')];
  const active = status?.ready === undefined ? n(status?.active) : `${n(status.active)} Active (${status.ready} Ready)`;
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'Selector', selectorText(spec?.selector)), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations),
    lineIf(0, 'Controlled By', controllerOf(job)), lineIf(0, 'Parallelism', spec?.parallelism), line(0, 'Completions', spec?.completions ?? '<unset>'), lineIf(0, 'Completion Mode', spec?.completionMode),
    lineIf(0, 'Suspend', spec?.suspend), lineIf(0, 'Backoff Limit', spec?.backoffLimit), lineIf(0, 'TTL Seconds After Finished', spec?.ttlSecondsAfterFinished),
    start === undefined ? '' : line(0, 'Start Time', rfc1123(status?.startTime)), end === undefined ? '' : line(0, 'Completed At', rfc1123(status?.completionTime)),
    start === undefined || end === undefined ? '' : line(0, 'Duration', humanDuration(end - start)),
    spec?.activeDeadlineSeconds === undefined ? '' : line(0, 'Active Deadline Seconds', `${spec.activeDeadlineSeconds}s`),
    line(0, 'Pods Statuses', `${typeof active === 'number' ? `${active} Active` : active} / ${n(status?.succeeded)} Succeeded / ${n(status?.failed)} Failed`),
    spec?.completionMode === 'Indexed' ? line(0, 'Completed Indexes', cappedIndexes(status?.completedIndexes ?? '')) : '',
    templateLines(spec?.template), eventLines(events, now),
  ].join('');
});

const seconds = (value: number | undefined): string => (value === undefined ? '<unset>' : `${value}s`);

/** describeCronJob. */
export const describeCronJob = plain<CronJob>(({ metadata, spec, status }, { now, events }) => {
  const job = spec?.jobTemplate.spec;
  return [
    head(metadata), line(0, 'Schedule', spec?.schedule), line(0, 'Concurrency Policy', spec?.concurrencyPolicy), line(0, 'Suspend', boolText(spec?.suspend)), line(0, 'Time Zone', spec?.timeZone ?? '<unset>'),
    line(0, 'Successful Job History Limit', spec?.successfulJobsHistoryLimit ?? '<unset>'), line(0, 'Failed Job History Limit', spec?.failedJobsHistoryLimit ?? '<unset>'), line(0, 'Starting Deadline Seconds', seconds(spec?.startingDeadlineSeconds)),
    line(0, 'Selector', job?.selector === undefined ? '<unset>' : selectorText(job.selector)), line(0, 'Parallelism', job?.parallelism ?? '<unset>'), line(0, 'Completions', job?.completions ?? '<unset>'),
    job?.activeDeadlineSeconds === undefined ? '' : line(0, 'Active Deadline Seconds', seconds(job.activeDeadlineSeconds)), templateLines(job?.template),
    line(0, 'Last Schedule Time', status?.lastScheduleTime === undefined ? '<unset>' : rfc1123(status.lastScheduleTime)),
    `Active Jobs:\t${(status?.active ?? []).map(({ name }) => name ?? '').join(', ') || '<none>'}\n`, eventLines(events, now),
  ].join('');
});
