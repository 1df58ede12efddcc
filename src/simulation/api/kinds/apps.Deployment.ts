import { APPS_DEFAULTS } from '../defaulting/apps';
import { forbidden, invalid, notSupported, required } from '../field-errors';
import type { FieldError } from '../field-errors';
import { appsV1, appsV1Resources } from '../generated/schema/apps.v1';
import { internalForm } from '../internal-types/form';
import { workloadTypes } from '../internal-types/workload';
import { defineKind } from '../kind';
import { deploymentStrategy } from '../strategy/simple';
import type { Deployment, DeploymentSpec, DeploymentStrategy } from '../types';
import { immutable, nonNegative } from '../validation/common';
import { validateKubeMeta, validateKubeMetaUpdate } from '../validation/metadata';
import { amountOf, validateAtMostAll, validateIntOrPercent } from '../validation/workload/int-or-percent';
import { validateReplicaTemplate } from '../validation/workload/replica-template';
import { shownSelector } from '../validation/workload/selector';
import { changedTemplateWarnings, podNameWarnings } from '../validation/workload/warnings';
import { deploymentStatusErrors } from '../validation/workload/status';

/** ValidateRollingUpdateDeployment. */
function validateRollingUpdate({ maxUnavailable = 0, maxSurge = 0 }: NonNullable<DeploymentStrategy['rollingUpdate']>, path: string): FieldError[] {
  const none = amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0;
  return [
    ...validateIntOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...validateIntOrPercent(maxSurge, `${path}.maxSurge`),
    ...(none ? [invalid(`${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
    ...validateAtMostAll(maxUnavailable, `${path}.maxUnavailable`),
  ];
}

/** ValidateDeploymentStrategy. */
function validateStrategy(strategy: DeploymentStrategy, path: string): FieldError[] {
  const { type, rollingUpdate } = strategy;
  const at = `${path}.rollingUpdate`;
  if (type === 'Recreate') return rollingUpdate === undefined ? [] : [forbidden(at, "may not be specified when strategy `type` is 'Recreate'")];
  if (type !== 'RollingUpdate') return [{ ...notSupported(path, internalForm(workloadTypes, 'DeploymentStrategy', strategy), ['Recreate', 'RollingUpdate']), at: `${path}.type` }];
  return rollingUpdate === undefined ? [required(at, 'this should be defaulted and never be nil')] : validateRollingUpdate(rollingUpdate, at);
}

/** ValidateDeploymentSpec (pkg/apis/apps/validation). */
function validateSpec(spec: DeploymentSpec, old?: DeploymentSpec): FieldError[] {
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...validateReplicaTemplate(spec.selector, spec.template, 'spec', old?.template),
    ...validateStrategy(spec.strategy ?? {}, 'spec.strategy'),
    ...nonNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...nonNegative(deadline, 'spec.progressDeadlineSeconds'),
    ...(deadline !== undefined && deadline <= minReadySeconds ? [invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')] : []),
  ];
}

export const deploymentKind = defineKind<Deployment>({
  group: appsV1,
  resources: appsV1Resources,
  kind: 'Deployment',
  defaulters: APPS_DEFAULTS,
  strategy: deploymentStrategy,
  status: { validateUpdate: deploymentStatusErrors },
  validateCreate: ({ metadata, spec }) => [...validateKubeMeta(metadata), ...validateSpec(spec)],
  validateUpdate: ({ metadata, spec }, old) => [
    ...validateKubeMetaUpdate(metadata, old.metadata),
    ...validateSpec(spec, old.spec),
    ...immutable(shownSelector(spec.selector), shownSelector(old.spec.selector), 'spec.selector'),
  ],
  warnings: (object, old) => [...(old === undefined ? podNameWarnings(object.metadata) : []), ...changedTemplateWarnings(object, old, object.spec.template, 'spec.template')],
});

/** SetObjectDefaults_Deployment. Container requests are not taken from limits in a template; that happens when the Pod is made. */
export const defaultDeployment = (deployment: Deployment): Deployment => deploymentKind.defaults?.(deployment) ?? deployment;
