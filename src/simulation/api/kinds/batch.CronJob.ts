import { BATCH_DEFAULTS } from '../defaulting/batch';
import { invalid, notSupported } from '../field-errors';
import type { FieldError } from '../field-errors';
import { batchV1, batchV1Resources } from '../generated/schema/batch.v1';
import type { CronJob, CronJobSpec, JobTemplateSpec } from '../generated/types/batch.v1';
import { labelSelector } from '../internal';
import { defineKind } from '../kind';
import { byteLength } from '../names';
import { cronJobStrategy } from '../strategy/simple';
import { nonNegative } from '../validation/common';
import { validateSchedule, validateTimeZone } from '../validation/cron-schedule';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validateOneOf } from '../validation/names';
import { updateOptions } from '../validation/pod/options';
import type { PodOptions } from '../validation/pod/options';
import { jobSpecWarnings, validateJobBody } from '../validation/workload/job-spec';
import { changedTemplateWarnings, podNameWarnings } from '../validation/workload/warnings';

const LONGEST_NAME = 52;
const NO_POD = { spec: { containers: [] } };

const jobOf = ({ jobTemplate }: CronJobSpec): NonNullable<JobTemplateSpec['spec']> => ({ ...jobTemplate?.spec, template: jobTemplate?.spec?.template ?? NO_POD });

/** ValidateJobTemplateSpec. */
function validateTemplate(spec: CronJobSpec, path: string, options: PodOptions): FieldError[] {
  const job = jobOf(spec);
  return [
    ...validateJobBody(job, path, options),
    ...(job.selector === undefined ? [] : [invalid(`${path}.selector`, labelSelector(job.selector), '`selector` will be auto-generated')]),
    ...(job.manualSelector === true ? [notSupported(`${path}.manualSelector`, true, ['nil', 'false'])] : []),
  ];
}

/** validateCronJobSpec (pkg/apis/batch/validation). */
function validateSpec(spec: CronJobSpec, old?: CronJobSpec): FieldError[] {
  const options = old === undefined ? {} : updateOptions(jobOf(old).template.spec, false);
  const zoneChanged = old === undefined || old.timeZone !== spec.timeZone;
  return [
    ...validateSchedule(spec.schedule ?? '', spec.timeZone, 'spec.schedule', old?.schedule),
    ...nonNegative(spec.startingDeadlineSeconds, 'spec.startingDeadlineSeconds'),
    ...(zoneChanged ? validateTimeZone(spec.timeZone, 'spec.timeZone') : []),
    ...validateOneOf(spec.concurrencyPolicy, 'spec.concurrencyPolicy', ['Allow', 'Forbid', 'Replace']),
    ...validateTemplate(spec, 'spec.jobTemplate.spec', options),
    ...nonNegative(spec.successfulJobsHistoryLimit, 'spec.successfulJobsHistoryLimit'),
    ...nonNegative(spec.failedJobsHistoryLimit, 'spec.failedJobsHistoryLimit'),
  ];
}

/** The Jobs' names have eleven characters more. */
const validateLength = (name: string): FieldError[] => (byteLength(name) > LONGEST_NAME ? [invalid('metadata.name', name, 'must be no more than 52 characters')] : []);

const ZONE_IN_SCHEDULE =
  'cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details';

export const cronJobKind = defineKind<CronJob>({
  group: batchV1,
  resources: batchV1Resources,
  kind: 'CronJob',
  defaulters: BATCH_DEFAULTS,
  strategy: cronJobStrategy,
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata), ...validateSpec(spec), ...validateLength(metadata.name ?? '')],
  validateUpdate: ({ metadata, spec }, old) => [...validateKubeMetaUpdate(metadata, old.metadata), ...validateSpec(spec, old.spec)],
  warnings: (object, old) => {
    const job = jobOf(object.spec);
    const unchanged = old !== undefined && old.metadata.generation === object.metadata.generation;
    return [
      ...(old === undefined ? podNameWarnings(object.metadata) : []),
      ...(unchanged ? [] : jobSpecWarnings(job, 'spec.jobTemplate.spec')),
      ...changedTemplateWarnings(object, old, job.template, 'spec.jobTemplate.spec.template'),
      ...(old !== undefined && (object.spec.schedule ?? '').includes('TZ') ? [ZONE_IN_SCHEDULE] : []),
    ];
  },
});
