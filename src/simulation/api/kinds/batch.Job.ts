import { BATCH_DEFAULTS } from '../defaulting/batch';
import { invalid, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { batchV1, batchV1Resources } from '../generated/schema/batch.v1';
import type { Job, JobSpec } from '../generated/types/batch.v1';
import { labelSelector } from '../internal';
import { defineKind } from '../kind';
import { dns1123LabelErrors } from '../names';
import { labelSelectorMatches } from '../selectors';
import { jobStrategy } from '../strategy/job';
import type { Labels } from '../types';
import { validateLabelSelector, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import type { SelectorOptions } from '../validation/metadata';
import { updateOptions } from '../validation/pod/options';
import type { PodOptions } from '../validation/pod/options';
import { jobSpecWarnings, validateJobBody } from '../validation/workload/job-spec';
import { jobStatusErrors } from '../validation/workload/job-status';
import { validateJobChange } from '../validation/workload/job-update';
import { isReadable, shownLabels, validateMatch } from '../validation/workload/selector';
import { changedTemplateWarnings, podNameWarnings } from '../validation/workload/warnings';

const LEGACY = ['controller-uid', 'job-name'] as const;
const PREFIXED = ['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'] as const;

/** ValidateHasLabel. */
function validateHasLabel(labels: Labels | undefined, key: string, expected: string): FieldError[] {
  const path = `spec.template.metadata.labels[${key}]`;
  const found = labels?.[key];
  if (found === undefined) return [required(path, `must be '${expected}'`)];
  return found === expected ? [] : [{ ...invalid(path, shownLabels(labels), `must be '${expected}'`), at: `spec.template.metadata.labels.${key}` }];
}

/** validateGeneratedSelector: what a Job selects by is its own unless it says otherwise. */
function validateGenerated({ metadata, spec }: Job, prefixed: boolean): FieldError[] {
  if (spec?.manualSelector === true || spec?.selector === undefined) return [];
  const { uid = '', name = '' } = metadata;
  const labels = spec.template.metadata?.labels;
  const keys = prefixed ? [...LEGACY, ...PREFIXED] : LEGACY;
  const expected = Object.fromEntries(keys.map((key) => [key, key.endsWith('uid') ? uid : name]));
  const own = !isReadable(spec.selector) || labelSelectorMatches(spec.selector, expected);
  return [
    ...(uid === '' ? [required('metadata.uid')] : []),
    ...Object.entries(expected).flatMap(([key, value]) => validateHasLabel(labels, key, value)),
    ...(own ? [] : [invalid('spec.selector', labelSelector(spec.selector), '`selector` not auto-generated')]),
  ];
}

/** ValidateJobSpec. */
function validateSpec(spec: JobSpec, options: PodOptions, selectors: SelectorOptions): FieldError[] {
  return [
    ...validateJobBody(spec, 'spec', options),
    ...(spec.selector === undefined ? [required('spec.selector')] : validateLabelSelector(spec.selector, 'spec.selector', selectors)),
    ...(isReadable(spec.selector, selectors) ? validateMatch(spec.selector, spec.template, 'spec.template') : []),
  ];
}

const EMPTY: JobSpec = { template: { spec: { containers: [] } } };

/** ValidateJob (pkg/apis/batch/validation). */
function validateJob(job: Job, prefixed: boolean, options: PodOptions, selectors: SelectorOptions): FieldError[] {
  const spec = job.spec ?? EMPTY;
  const { completionMode, completions = 0 } = spec;
  const name = job.metadata.name ?? '';
  const hostname = `${name}-${completions - 1}`;
  const unnameable = completionMode === 'Indexed' && completions > 0 && dns1123LabelErrors(hostname).length > 0;
  return [
    ...validateKubeMeta(job.metadata),
    ...validateGenerated(job, prefixed),
    ...validateSpec(spec, options, selectors),
    ...(unnameable ? [invalid('metadata.name', name, `will not able to create pod with invalid DNS label: ${hostname}`)] : []),
  ];
}

/** jobStrategy.ValidateUpdate. */
function validateUpdate(job: Job, old: Job): FieldError[] {
  const before = old.spec ?? EMPTY;
  const options = updateOptions(before.template.spec, false);
  const selectors = { allowInvalidValues: options.anySelectorValues === true || !isReadable(before.selector) };
  const labels = before.template.metadata?.labels ?? {};
  return [
    ...validateJob(job, PREFIXED.every((key) => labels[key] !== undefined), options, selectors),
    ...validateKubeMetaUpdate(job.metadata, old.metadata),
    ...validateSpec(job.spec ?? EMPTY, options, selectors),
    ...validateJobChange(job.spec ?? EMPTY, old),
  ];
}

export const jobKind = defineKind<Job>({
  group: batchV1,
  resources: batchV1Resources,
  kind: 'Job',
  defaulters: BATCH_DEFAULTS,
  strategy: jobStrategy,
  validateCreate: (job) => validateJob(job, true, {}, {}),
  validateUpdate,
  status: { validateUpdate: jobStatusErrors },
  warnings: (job, old) => {
    const spec = job.spec ?? EMPTY;
    const unchanged = old !== undefined && old.metadata.generation === job.metadata.generation;
    return [...(old === undefined ? podNameWarnings(job.metadata) : []), ...(unchanged ? [] : jobSpecWarnings(spec, 'spec')), ...changedTemplateWarnings(job, old, spec.template, 'spec.template')];
  },
});
