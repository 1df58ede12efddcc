import { parseTime } from '../../../base/time';
import { semanticEqual } from '../../equal';
import { duplicate, invalid, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { Job, JobSpec, JobStatus } from '../../generated/types/batch.v1';
import { structOf, pointer } from '../../internal';
import { nonNegative, unshown } from '../common';
import { readIndexes, sharedIndex } from './job-policies';

const COUNTS = ['active', 'succeeded', 'failed', 'ready', 'terminating'] as const;
const uncountedForm = structOf('Succeeded Failed', { Succeeded: pointer, Failed: pointer });

/** Which conditions may not stand together, in upstream's order and words; `late`: those that are looked at last, whatever has changed. */
const TOGETHER: readonly (readonly [string, string, string, boolean])[] = [
  ['Complete', 'Failed', 'cannot set Complete=True and Failed=true conditions', false],
  ['Complete', 'FailureTarget', 'cannot set Complete=True and FailureTarget=true conditions', false],
  ['SuccessCriteriaMet', 'Failed', 'cannot set SuccessCriteriaMet=True and Failed=true conditions', true],
  ['SuccessCriteriaMet', 'FailureTarget', 'cannot set SuccessCriteriaMet=True and FailureTarget=true conditions', true],
];

const is = ({ conditions }: JobStatus, wanted: string, as = 'True'): boolean => (conditions ?? []).some(({ type, status }) => type === wanted && status === as);

/** Pods that ended and are not counted yet: each once. */
function uncountedErrors({ uncountedTerminatedPods: pods }: JobStatus): FieldError[] {
  const seen = new Set<string>();
  return (['succeeded', 'failed'] as const).flatMap((list) =>
    (pods?.[list] ?? []).flatMap((uid, i) => {
      const at = `status.uncountedTerminatedPods.${list}[${i}]`;
      if (uid === '') return [invalid(at, uid, 'must not be empty')];
      if (seen.has(uid)) return [duplicate(at, uid)];
      seen.add(uid);
      return [];
    }),
  );
}

/** ValidateJobStatusUpdate (pkg/apis/batch/validation) with what getStatusValidationOptions (pkg/registry/batch/job) has it look at: most only where it changes. */
export function jobStatusErrors({ spec, status: now = {} }: Job, { status: old = {} }: Job): FieldError[] {
  const { completions, completionMode, parallelism, suspend = false, backoffLimitPerIndex, successPolicy }: Partial<JobSpec> = spec ?? {};
  const { active = 0, ready, terminating = 0, startTime, completionTime, completedIndexes = '', failedIndexes, uncountedTerminatedPods: uncounted } = now;
  const [complete, failed, target, met] = ['Complete', 'Failed', 'FailureTarget', 'SuccessCriteriaMet'].map((type) => is(now, type));
  const finished = complete === true || failed === true;
  const turned = (...types: readonly string[]): boolean => types.some((type) => is(now, type) !== is(old, type));
  const moved = (...fields: readonly (keyof JobStatus)[]): boolean =>
    fields.some((field) => (field === 'active' ? active !== (old.active ?? 0) : field === 'failedIndexes' ? failedIndexes !== old.failedIndexes : !semanticEqual(now[field], old[field])));
  const ended = finished !== (is(old, 'Complete') || is(old, 'Failed'));
  const indexed = completionMode === 'Indexed';
  const errors = [...COUNTS.flatMap((field) => nonNegative(now[field], `status.${field}`)), ...uncountedErrors(now)];
  const conditions = (wrong: boolean | undefined, words: string): void => {
    if (wrong === true) errors.push(unshown('status.conditions', words));
  };
  const value = (wrong: boolean | undefined, field: keyof JobStatus, words: string, shown: unknown = now[field]): void => {
    if (wrong === true) errors.push(invalid(`status.${field}`, shown ?? null, words));
  };
  const together = (late: boolean): void => {
    for (const [one, other, words, when] of TOGETHER) conditions(when === late && (late || turned(one, other)) && is(now, one) && is(now, other), words);
  };
  const indexes = (field: 'completedIndexes' | 'failedIndexes', text: string | undefined): void => {
    const read = text === undefined || completions === undefined || !moved(field) ? undefined : readIndexes(text, completions);
    if (read !== undefined && 'error' in read) errors.push(invalid(`status.${field}`, text, `error parsing ${field}: ${read.error}`));
  };
  together(false);
  const timed = turned('Complete') || moved('completionTime');
  value(timed && completionTime !== undefined && complete === false, 'completionTime', 'cannot set completionTime when there is no Complete=True condition');
  if (timed && completionTime === undefined && complete === true) errors.push(required('status.completionTime', 'completionTime is required for Complete jobs'));
  const early = startTime !== undefined && completionTime !== undefined && (parseTime(completionTime) ?? 0) < (parseTime(startTime) ?? 0);
  value(moved('startTime', 'completionTime') && early, 'completionTime', 'must be equal to or after `startTime`');
  conditions((turned('Failed') || moved('failedIndexes')) && failed && !target, 'cannot set Failed=True condition without the FailureTarget=true condition');
  conditions(turned('Complete', 'SuccessCriteriaMet') && complete && !met, 'cannot set Complete=True condition without the SuccessCriteriaMet=true condition');
  value((ended || moved('active')) && active > 0 && finished, 'active', 'active>0 is invalid for finished job');
  const unstarted = (ended || moved('startTime')) && !(suspend && completions === 0) && startTime === undefined && finished;
  if (unstarted) errors.push(required('status.startTime', 'startTime is required for finished job'));
  const open = (uncounted?.failed ?? []).length + (uncounted?.succeeded ?? []).length;
  value((ended || moved('uncountedTerminatedPods')) && finished && open > 0, 'uncountedTerminatedPods', 'must be empty for finished job', uncountedForm(uncounted));
  indexes('completedIndexes', completedIndexes);
  indexes('failedIndexes', backoffLimitPerIndex === undefined ? undefined : failedIndexes);
  value(moved('completedIndexes') && completedIndexes !== '' && !indexed, 'completedIndexes', 'cannot set non-empty completedIndexes when non-indexed completion mode');
  value(moved('failedIndexes') && backoffLimitPerIndex === undefined && failedIndexes !== undefined, 'failedIndexes', 'cannot set non-null failedIndexes when backoffLimitPerIndex is null');
  const shared = !moved('failedIndexes', 'completedIndexes') || completions === undefined ? undefined : sharedIndex(completedIndexes, failedIndexes ?? '', completions);
  value(shared !== undefined, 'failedIndexes', `failedIndexes and completedIndexes overlap at index: ${shared ?? 0}`);
  value((ended || moved('terminating')) && terminating > 0 && finished, 'terminating', 'terminating>0 is invalid for finished job');
  value(moved('ready', 'active') && (ready ?? 0) > active && ready !== undefined, 'ready', 'cannot set more ready pods than active');
  together(true);
  conditions(successPolicy !== undefined && !met && complete, 'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True');
  for (const type of ['Failed', 'Complete', 'FailureTarget']) conditions(is(old, type) && !is(now, type), `cannot disable the terminal ${type}=True condition`);
  value((now.failed ?? 0) < (old.failed ?? 0), 'failed', 'cannot decrease the failed counter', now.failed ?? 0);
  // As many Pods as completions can be fewer one day: an indexed Job that is scaled.
  value((!indexed || completions !== parallelism) && (now.succeeded ?? 0) < (old.succeeded ?? 0), 'succeeded', 'cannot decrease the succeeded counter', now.succeeded ?? 0);
  value(completionTime !== undefined && old.completionTime !== undefined && moved('completionTime'), 'completionTime', 'field is immutable');
  const resumes = is(old, 'Suspended') && is(now, 'Suspended', 'False');
  value(moved('startTime') && !resumes && old.startTime !== undefined && !suspend, 'startTime', 'field is immutable for unsuspended job once set');
  conditions(is(old, 'SuccessCriteriaMet') && !met, 'cannot disable the SuccessCriteriaMet=True condition');
  conditions(is(old, 'Complete') && !is(old, 'SuccessCriteriaMet') && met, 'cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions');
  return errors;
}
