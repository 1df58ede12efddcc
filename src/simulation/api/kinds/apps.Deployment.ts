import { withDefaultNamespace } from '../defaulting/namespace';
import { defaultPodSpec } from '../defaulting/pod-spec';
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { appsV1, appsV1Resources } from '../generated/schema/apps.v1';
import { defineKind } from '../kind';
import { percentErrors } from '../names';
import { labelSelectorMatches } from '../selectors';
import type { Deployment, DeploymentStrategy, IntOrString, PodTemplateSpec } from '../types';
import { validateLabelSelector, validateObjectMeta } from '../validation/metadata';
import { validatePodTemplate } from '../validation/pod-spec';

/** SetDefaults_Deployment. Container requests are not taken from limits in a template; that happens when the Pod is made. */
export function defaultDeployment(deployment: Deployment): Deployment {
  const spec = deployment.spec ?? { template: { spec: { containers: [] } } };
  const strategy = spec.strategy ?? {};
  const type = strategy.type || 'RollingUpdate';
  const rollingUpdate =
    type === 'RollingUpdate'
      ? { ...strategy.rollingUpdate, maxUnavailable: strategy.rollingUpdate?.maxUnavailable ?? '25%', maxSurge: strategy.rollingUpdate?.maxSurge ?? '25%' }
      : strategy.rollingUpdate;
  const template: PodTemplateSpec = spec.template ?? { spec: { containers: [] } };
  return {
    ...deployment,
    metadata: withDefaultNamespace(deployment.metadata),
    spec: {
      ...spec,
      replicas: spec.replicas ?? 1,
      template: { ...template, spec: defaultPodSpec(template.spec ?? { containers: [] }) },
      strategy: { ...strategy, type, ...(rollingUpdate === undefined ? {} : { rollingUpdate }) },
      revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
      progressDeadlineSeconds: spec.progressDeadlineSeconds ?? 600,
    },
  };
}

const nonNegative = (value: number | undefined, path: string): FieldError[] =>
  value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : [];

/** ValidateDeployment (pkg/apis/apps/validation). */
function validateDeployment(deployment: Deployment): FieldError[] {
  const { spec } = deployment;
  const errors = validateObjectMeta(deployment.metadata, 'metadata', { namespaced: true });
  errors.push(...nonNegative(spec.replicas, 'spec.replicas'));
  const selector = spec.selector;
  const empty = Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length === 0;
  if (selector === undefined) errors.push(required('spec.selector'));
  else {
    errors.push(...validateLabelSelector(selector, 'spec.selector'));
    if (empty) errors.push(invalid('spec.selector', selector, 'empty selector is invalid for deployment'));
  }
  const labels = spec.template.metadata?.labels;
  if (!empty && !labelSelectorMatches(selector, labels ?? {})) {
    errors.push(invalid('spec.template.metadata.labels', labels ?? null, '`selector` does not match template `labels`'));
  }
  errors.push(...validateTemplate(deployment));
  errors.push(...validateStrategy(spec.strategy ?? {}));
  errors.push(...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'));
  errors.push(...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'));
  errors.push(...nonNegative(spec.progressDeadlineSeconds, 'spec.progressDeadlineSeconds'));
  if (spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds <= (spec.minReadySeconds ?? 0)) {
    errors.push(invalid('spec.progressDeadlineSeconds', spec.progressDeadlineSeconds, 'must be greater than minReadySeconds'));
  }
  return errors;
}

/** ValidatePodTemplateSpecForReplicaSet. */
function validateTemplate(deployment: Deployment): FieldError[] {
  const { template } = deployment.spec;
  const path = 'spec.template';
  const errors: FieldError[] = [
    ...validatePodTemplate(template, path),
  ];
  const restart = template.spec.restartPolicy ?? 'Always';
  if (restart !== 'Always') errors.push(notSupported(`${path}.spec.restartPolicy`, restart, ['Always']));
  if (template.spec.activeDeadlineSeconds !== undefined) {
    errors.push(forbidden(`${path}.spec.activeDeadlineSeconds`, 'activeDeadlineSeconds in ReplicaSet is not Supported'));
  }
  return errors;
}

function intOrPercent(value: IntOrString | undefined, path: string): FieldError[] {
  if (typeof value === 'string') return percentErrors(value).map((message) => invalid(path, value, message));
  return nonNegative(value, path);
}

const amount = (value: IntOrString | undefined): number => (typeof value === 'string' ? Number.parseInt(value, 10) : (value ?? 0));

function validateStrategy(strategy: DeploymentStrategy): FieldError[] {
  const path = 'spec.strategy';
  if (strategy.type === 'Recreate') {
    return strategy.rollingUpdate === undefined ? [] : [forbidden(`${path}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'")];
  }
  if (strategy.type !== 'RollingUpdate') return [{ ...notSupported(path, strategy, ['Recreate', 'RollingUpdate']), at: `${path}.type` }];
  const { maxUnavailable, maxSurge } = strategy.rollingUpdate ?? {};
  const at = `${path}.rollingUpdate`;
  const errors = [...intOrPercent(maxUnavailable, `${at}.maxUnavailable`), ...intOrPercent(maxSurge, `${at}.maxSurge`)];
  if (amount(maxUnavailable) === 0 && amount(maxSurge) === 0) errors.push(invalid(`${at}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  if (typeof maxUnavailable === 'string' && amount(maxUnavailable) > 100) {
    errors.push(invalid(`${at}.maxUnavailable`, maxUnavailable, 'must not be greater than 100%'));
  }
  return errors;
}

export const deploymentKind = defineKind<Deployment>({ group: appsV1, resources: appsV1Resources, kind: 'Deployment', defaults: defaultDeployment, validateCreate: validateDeployment });
