import { invalid, notSupported, required, tooLong } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { JobSpec } from '../../generated/types/batch.v1';
import { internalForm } from '../../internal-types/form';
import { workloadTypes } from '../../internal-types/workload';
import { byteLength } from '../../names';
import { nonNegative } from '../common';
import { domainPrefixedPathErrors } from '../domain-path';
import { validateSupported } from '../names';
import { validatePodTemplate } from '../pod-spec';
import type { PodOptions } from '../pod/options';
import { validateFailurePolicy, validateSuccessPolicy } from './job-policies';

const [MAX_PARALLELISM, MAX_FAILED, MANY_COMPLETIONS, MAX_OF_MANY] = [100_000, 100_000, 100_000, 10_000];
const LONGEST_MANAGER = 63;

/** What an indexed Job must state, and how much of it. */
function validateIndexed({ completions, parallelism, maxFailedIndexes: failed, backoffLimitPerIndex }: JobSpec, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const most = (field: string, value: number | undefined, limit: number, words: string): void => {
    if (value !== undefined && value > limit) errors.push(invalid(`${path}.${field}`, value, `must be less than or equal to ${words}`));
  };
  if (completions === undefined) errors.push(required(`${path}.completions`, 'when completion mode is Indexed'));
  most('parallelism', parallelism, MAX_PARALLELISM, `${MAX_PARALLELISM} when completion mode is Indexed`);
  if (completions !== undefined) most('maxFailedIndexes', failed, completions, 'completions');
  most('maxFailedIndexes', failed, MAX_FAILED, String(MAX_FAILED));
  if (completions === undefined || completions <= MANY_COMPLETIONS || backoffLimitPerIndex === undefined) return errors;
  const many = `${MAX_OF_MANY} when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`;
  if (failed === undefined) errors.push(required(`${path}.maxFailedIndexes`, `must be specified when completions is above ${MANY_COMPLETIONS}`));
  most('parallelism', parallelism, MAX_OF_MANY, many);
  most('maxFailedIndexes', failed, MAX_OF_MANY, many);
  return errors;
}

function validateMode(spec: JobSpec, path: string): FieldError[] {
  const mode = spec.completionMode;
  const errors = mode === undefined || mode === 'NonIndexed' || mode === 'Indexed' ? [] : [notSupported(`${path}.completionMode`, mode, ['NonIndexed', 'Indexed'])];
  if (mode === 'Indexed') return [...errors, ...validateIndexed(spec, path)];
  if (mode !== undefined && mode !== 'NonIndexed') return errors;
  const fields = ['backoffLimitPerIndex', 'maxFailedIndexes'] as const;
  return [...errors, ...fields.filter((field) => spec[field] !== undefined).map((field) => invalid(`${path}.${field}`, spec[field], 'requires indexed completion mode'))];
}

function validateRestart({ template, podFailurePolicy }: JobSpec, path: string): FieldError[] {
  const policy = template.spec.restartPolicy ?? '';
  const at = `${path}.template.spec.restartPolicy`;
  if (policy === 'Always' || policy === '') return [required(at, 'valid values: "OnFailure", "Never"')];
  if (policy !== 'OnFailure' && policy !== 'Never') return [notSupported(at, policy, ['OnFailure', 'Never'])];
  return podFailurePolicy !== undefined && policy !== 'Never' ? [invalid(at, policy, 'only "Never" is supported when podFailurePolicy is specified')] : [];
}

function validateSuccess({ successPolicy, completionMode, completions = 0 }: JobSpec, path: string): FieldError[] {
  if (successPolicy === undefined) return [];
  if (completionMode === 'Indexed') return validateSuccessPolicy(successPolicy.rules ?? [], completions, path);
  return [invalid(path, internalForm(workloadTypes, 'SuccessPolicy', successPolicy), 'requires indexed completion mode')];
}

function validateReplacement({ podReplacementPolicy: policy, podFailurePolicy }: JobSpec, path: string): FieldError[] {
  return validateSupported(policy, path, podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed']);
}

/** validateJobSpec, also of the template of a CronJob (pkg/apis/batch/validation). */
export function validateJobBody(spec: JobSpec, path: string, options: PodOptions = {}): FieldError[] {
  const { managedBy, maxFailedIndexes, backoffLimitPerIndex } = spec;
  const counts = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'] as const;
  return [
    ...counts.flatMap((field) => nonNegative(spec[field], `${path}.${field}`)),
    ...(maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined ? [required(`${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified')] : []),
    ...(managedBy === undefined ? [] : domainPrefixedPathErrors(managedBy, `${path}.managedBy`)),
    ...(managedBy !== undefined && byteLength(managedBy) > LONGEST_MANAGER ? [tooLong(`${path}.managedBy`, LONGEST_MANAGER)] : []),
    ...validateMode(spec, path),
    ...(spec.podFailurePolicy === undefined ? [] : validateFailurePolicy(spec, `${path}.podFailurePolicy`)),
    ...validateSuccess(spec, `${path}.successPolicy`),
    ...validateReplacement(spec, `${path}.podReplacementPolicy`),
    ...validatePodTemplate(spec.template, `${path}.template`, options),
    ...validateRestart(spec, path),
  ];
}

/** WarningsForJobSpec (pkg/api/job), without the template's. */
export function jobSpecWarnings({ completionMode, completions = 0, parallelism = 0 }: JobSpec, path: string): readonly string[] {
  const many = completionMode === 'Indexed' && completions > MANY_COMPLETIONS && parallelism > MAX_OF_MANY;
  const words =
    'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';
  return many ? [`${path}: ${words}`] : [];
}
