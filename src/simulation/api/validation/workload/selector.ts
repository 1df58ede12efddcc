import { forbidden, invalid, notSupported, required } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { labelSelector } from '../../internal';
import { labelSelectorMatches } from '../../selectors';
import type { LabelSelector, Labels, PodTemplateSpec } from '../../types';
import { sortedEntries } from '../common';
import { validateLabelSelector } from '../metadata';
import type { SelectorOptions } from '../metadata';

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean => Object.keys(matchLabels).length + matchExpressions.length === 0;

/** A selector that is there and selects something by what it says. `kind`: as the message names it. */
export function validateSelector(selector: LabelSelector | undefined, path: string, kind: string): FieldError[] {
  if (selector === undefined) return [required(path)];
  const errors = validateLabelSelector(selector, path);
  return isEmpty(selector) ? [...errors, invalid(path, labelSelector(selector), `empty selector is invalid for ${kind}`)] : errors;
}

/** Whether LabelSelectorAsSelector makes something of it; of none it makes a selector that matches nothing. */
export const isReadable = (selector: LabelSelector | undefined, options: SelectorOptions = {}): boolean => validateLabelSelector(selector, '', options).length === 0;

/** A selector as Go prints it: a pointer. */
export const shownSelector = (selector: LabelSelector | undefined): unknown => (selector === undefined ? null : labelSelector(selector));

/** A map of labels as Go prints it. */
export const shownLabels = (labels: Labels | undefined): unknown => (labels === undefined ? null : Object.fromEntries(sortedEntries(labels)));

/** The template's labels must be among what the selector selects. */
export function validateMatch(selector: LabelSelector | undefined, template: PodTemplateSpec, path: string): FieldError[] {
  const labels = template.metadata?.labels;
  return labelSelectorMatches(selector, labels ?? {}) ? [] : [invalid(`${path}.metadata.labels`, shownLabels(labels), '`selector` does not match template `labels`')];
}

/** What controllers that keep Pods running refuse in a template. */
export function validateRunning({ spec }: PodTemplateSpec, path: string, kind: string): FieldError[] {
  const { restartPolicy = '', activeDeadlineSeconds } = spec;
  return [
    ...(restartPolicy === 'Always' ? [] : [notSupported(`${path}.spec.restartPolicy`, restartPolicy, ['Always'])]),
    ...(activeDeadlineSeconds === undefined ? [] : [forbidden(`${path}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${kind} is not Supported`)]),
  ];
}
