/** What may change of a Job (pkg/apis/batch/validation ValidateJobSpecUpdate). */
import { semanticEqual } from '../../equal';
import { invalid, invalidNamed } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import type { Job, JobSpec } from '../../generated/types/batch.v1';
import { internalForm } from '../../internal-types/form';
import { workloadTypes } from '../../internal-types/workload';
import type { Affinity, Container, PodSpec, PodTemplateSpec } from '../../types';
import { immutable } from '../common';
import { shownSelector } from './selector';

/** shouldAllowMutablePodTemplate: suspended, and not at work any more. */
function mayReschedule({ spec, status }: Job): boolean {
  const { startTime, conditions = [], active = 0 } = status ?? {};
  const suspended = conditions.some(({ type, status: value }) => type === 'Suspended' && value === 'True');
  return spec?.suspend === true && (startTime === undefined || suspended) && active === 0;
}

/** A pointer to a value: none is not the same as an empty one. */
function fixed(value: string | number | undefined, old: string | number | undefined, path: string): FieldError[] {
  if (value === old) return [];
  return [typeof value === 'string' ? invalidNamed(path, value, 'field is immutable') : invalid(path, value ?? null, 'field is immutable')];
}

/** The completions of an indexed Job may change together with its parallelism. */
function validateCompletions(spec: JobSpec, old: JobSpec, path: string): FieldError[] {
  const { completions, parallelism } = spec;
  if (spec.completionMode !== 'Indexed') return fixed(completions, old.completions, path);
  if (completions === undefined || completions === old.completions || completions === parallelism) return [];
  return [invalid(path, completions, 'can only be modified in tandem with spec.parallelism')];
}

const present = (affinity: Affinity): Affinity | undefined => (Object.values(affinity).every((side) => side === undefined) ? undefined : affinity);

/** The stored template with what the new one may say about where and when its Pods run. */
function rescheduled(template: PodTemplateSpec, old: PodTemplateSpec): PodTemplateSpec {
  const { affinity, nodeSelector, tolerations, schedulingGates } = template.spec;
  const merged = affinity === undefined && old.spec.affinity === undefined ? undefined : { ...old.spec.affinity, nodeAffinity: affinity?.nodeAffinity };
  const kept = merged === undefined ? undefined : affinity === undefined ? present(merged as Affinity) : merged;
  const spec = { ...old.spec, affinity: kept, nodeSelector, tolerations, schedulingGates };
  return { metadata: { ...old.metadata, annotations: template.metadata?.annotations, labels: template.metadata?.labels }, spec } as PodTemplateSpec;
}

/** The stored Pod with the new resources, container by container. */
function resized(spec: PodSpec, old: PodSpec): PodSpec {
  const list = (now: readonly Container[] = [], before: readonly Container[] = []): readonly Container[] =>
    now.length !== before.length ? before : before.map((container, i) => (container.name === now[i]?.name ? ({ ...container, resources: now[i].resources } as Container) : container));
  return { ...old, containers: list(spec.containers, old.containers), ...(old.initContainers === undefined ? {} : { initContainers: list(spec.initContainers, old.initContainers) }) };
}

/** Immutable in the internal type, which the message prints. */
function unchanged(type: string, value: object | undefined, old: object | undefined, path: string): FieldError[] {
  const form = (one: object | undefined): unknown => (one === undefined ? null : internalForm(workloadTypes, type, one));
  return semanticEqual(form(value), form(old)) ? [] : [invalid(path, form(value), 'field is immutable')];
}

/** validatePodTemplateUpdate. */
function validateTemplate(spec: JobSpec, old: Job, path: string): FieldError[] {
  const { template } = spec;
  const before = old.spec?.template ?? template;
  const mutable = mayReschedule(old);
  const expected = mutable ? rescheduled(template, before) : before;
  if (old.spec?.suspend === true && mutable) return unchanged('PodSpec', template.spec, resized(template.spec, expected.spec), `${path}.spec`);
  return unchanged('PodTemplateSpec', template, expected, path);
}

/** ValidateJobSpecUpdate, without what holds for every Job. */
export function validateJobChange(spec: JobSpec, job: Job): FieldError[] {
  const old = job.spec ?? spec;
  return [
    ...validateCompletions(spec, old, 'spec.completions'),
    ...immutable(shownSelector(spec.selector), shownSelector(old.selector), 'spec.selector'),
    ...validateTemplate(spec, job, 'spec.template'),
    ...fixed(spec.completionMode, old.completionMode, 'spec.completionMode'),
    ...unchanged('PodFailurePolicy', spec.podFailurePolicy, old.podFailurePolicy, 'spec.podFailurePolicy'),
    ...fixed(spec.backoffLimitPerIndex, old.backoffLimitPerIndex, 'spec.backoffLimitPerIndex'),
    ...fixed(spec.managedBy, old.managedBy, 'spec.managedBy'),
    ...unchanged('SuccessPolicy', spec.successPolicy, old.successPolicy, 'spec.successPolicy'),
  ];
}
