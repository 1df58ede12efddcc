import { isNil, objectOf } from '../schema/values';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';
import { fillEmpty, fillMissing } from './fill';
import { POD_SPEC_DEFAULTS } from './pod-spec';
import type { Defaulter, Defaulters } from './walk';

const MAX_INT32 = 2 ** 31 - 1;
const BACKOFF_LIMIT = 6;

/** Without completions and parallelism a Job runs one Pod once; with parallelism alone its Pods share one work queue. */
const counts = (spec: JsonObject): JsonObject => fillMissing(spec, isNil(spec.completions) && isNil(spec.parallelism) ? { completions: 1, parallelism: 1 } : { parallelism: 1 });

/** SetDefaults_Job. */
const job: Defaulter = (object) => {
  const spec = objectOf(object.spec);
  const { labels } = objectOf(objectOf(spec.template).metadata);
  const metadata = objectOf(object.metadata);
  const bare = Object.keys(objectOf(metadata.labels)).length === 0;
  return {
    ...object,
    ...(isObject(labels) && bare ? { metadata: { ...metadata, labels } } : {}),
    spec: fillMissing(counts(spec), {
      backoffLimit: isNil(spec.backoffLimitPerIndex) ? BACKOFF_LIMIT : MAX_INT32,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: isNil(spec.podFailurePolicy) ? 'TerminatingOrFailed' : 'Failed',
      manualSelector: false,
    }),
  };
};

/** SetDefaults_CronJob. */
const cronJob: Defaulter = (object) => ({
  ...object,
  spec: fillMissing(fillEmpty(objectOf(object.spec), { concurrencyPolicy: 'Allow' }), { suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 }),
});

/** The defaulting functions of batch/v1 (pkg/apis/batch/v1/defaults.go). The template of a CronJob's Job gets none of a Job's. */
export const BATCH_DEFAULTS: Defaulters = {
  ...POD_SPEC_DEFAULTS,
  'batch.v1.Job': job,
  'batch.v1.CronJob': cronJob,
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': (pattern) => fillEmpty(pattern, { status: 'True' }),
};
