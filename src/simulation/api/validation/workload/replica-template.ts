import { invalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { labelSelector } from '../../internal';
import type { LabelSelector, PodTemplateSpec } from '../../types';
import { validatePodTemplate } from '../pod-spec';
import { updateOptions } from '../pod/options';
import { isReadable, validateMatch, validateRunning, validateSelector } from './selector';

/** The selector of a Deployment or ReplicaSet, and its template (ValidatePodTemplateSpecForReplicaSet). `old`: the stored template. */
export function validateReplicaTemplate(selector: LabelSelector | undefined, template: PodTemplateSpec, path: string, old?: PodTemplateSpec): FieldError[] {
  const errors = validateSelector(selector, `${path}.selector`, 'deployment');
  if (!isReadable(selector)) return [...errors, invalid(`${path}.selector`, labelSelector(selector), 'invalid label selector')];
  const at = `${path}.template`;
  const options = old === undefined ? {} : updateOptions(old.spec, false);
  return [...errors, ...validateMatch(selector, template, at), ...validatePodTemplate(template, at, options), ...validateRunning(template, at, 'ReplicaSet')];
}
