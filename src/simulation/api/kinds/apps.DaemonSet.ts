import { APPS_DEFAULTS } from '../defaulting/apps';
import { semanticEqual } from '../equal';
import { invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { appsV1, appsV1Resources } from '../generated/schema/apps.v1';
import type { DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy } from '../generated/types/apps.v1';
import { labelSelector } from '../internal';
import { internalForm } from '../internal-types/form';
import { workloadTypes } from '../internal-types/workload';
import { defineKind } from '../kind';
import { daemonSetStrategy } from '../strategy/simple';
import { immutable, nonNegative } from '../validation/common';
import { validateLabelSelector, validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { validatePodTemplate } from '../validation/pod-spec';
import { updateOptions } from '../validation/pod/options';
import { templateWarnings } from '../validation/pod/warnings';
import { amountOf, validateAtMostAll, validateIntOrPercent } from '../validation/workload/int-or-percent';
import { isReadable, shownSelector, validateMatch, validateRunning } from '../validation/workload/selector';
import { daemonSetStatusErrors } from '../validation/workload/status';

/** ValidateRollingUpdateDaemonSet: either fewer Pods for a while, or more. */
function validateRollingUpdate({ maxUnavailable = 0, maxSurge = 0 }: NonNullable<DaemonSetUpdateStrategy['rollingUpdate']>, path: string): FieldError[] {
  const [unavailable, surge] = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0];
  return [
    ...validateIntOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateIntOrPercent(maxSurge, `${path}.maxSurge`),
    ...validateAtMostAll(maxUnavailable, `${path}.maxUnavailable`),
    ...validateAtMostAll(maxSurge, `${path}.maxSurge`),
    ...(unavailable && surge ? [invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')] : []),
    ...(!unavailable && !surge ? [required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')] : []),
  ];
}

/** ValidateDaemonSetUpdateStrategy. */
function validateUpdateStrategy(strategy: DaemonSetUpdateStrategy, path: string): FieldError[] {
  const { type, rollingUpdate } = strategy;
  if (type === 'OnDelete') return [];
  if (type !== 'RollingUpdate') return [{ ...notSupported(path, internalForm(workloadTypes, 'DaemonSetUpdateStrategy', strategy), ['RollingUpdate', 'OnDelete']), at: `${path}.type` }];
  return rollingUpdate === undefined ? [required(`${path}.rollingUpdate`)] : validateRollingUpdate(rollingUpdate, `${path}.rollingUpdate`);
}

/** ValidateDaemonSetSpec (pkg/apis/apps/validation). */
function validateSpec(spec: DaemonSetSpec, old?: DaemonSetSpec): FieldError[] {
  const { selector, template } = spec;
  const stored = old === undefined ? {} : updateOptions(old.template.spec, false);
  // What the stored selector has wrong may stay.
  const selectors = { allowInvalidValues: stored.anySelectorValues === true || (old !== undefined && !isReadable(old.selector)) };
  const empty = selector !== undefined && Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  return [
    ...validateLabelSelector(selector, 'spec.selector', selectors),
    ...(isReadable(selector) ? validateMatch(selector, template, 'spec.template') : []),
    ...(empty ? [invalid('spec.selector', labelSelector(selector), 'empty selector is invalid for daemonset')] : []),
    ...validatePodTemplate(template, 'spec.template', stored),
    ...validateRunning(template, 'spec.template', 'DaemonSet'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy'),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
  ];
}

export const daemonSetKind = defineKind<DaemonSet>({
  group: appsV1,
  resources: appsV1Resources,
  kind: 'DaemonSet',
  defaulters: APPS_DEFAULTS,
  strategy: daemonSetStrategy,
  status: { validateUpdate: daemonSetStatusErrors },
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata), ...validateSpec(spec)],
  validateUpdate: ({ metadata, spec }, old) => [
    ...validateKubeMetaUpdate(metadata, old.metadata),
    ...immutable(shownSelector(spec.selector), shownSelector(old.spec.selector), 'spec.selector'),
    ...validateSpec(spec, old.spec),
  ],
  warnings: ({ spec }, old) => (old !== undefined && semanticEqual(spec.template, old.spec.template) ? [] : templateWarnings(spec.template, 'spec.template')),
});
