import { ADMISSION_DEFAULTS } from '../defaulting/admissionregistration';
import { APPS_DEFAULTS } from '../defaulting/apps';
import { AUTHENTICATION_DEFAULTS } from '../defaulting/authentication';
import { AUTOSCALING_DEFAULTS } from '../defaulting/autoscaling';
import { BATCH_DEFAULTS } from '../defaulting/batch';
import { CORE_DEFAULTS, POD_DEFAULTS, REPLICATION_CONTROLLER_DEFAULTS } from '../defaulting/core';
import { DISCOVERY_DEFAULTS } from '../defaulting/discovery';
import { EXTENSION_DEFAULTS } from '../defaulting/extensions';
import { FLOWCONTROL_DEFAULTS } from '../defaulting/flowcontrol';
import { NETWORKING_DEFAULTS } from '../defaulting/networking';
import { POD_SPEC_DEFAULTS } from '../defaulting/pod-spec';
import { RBAC_DEFAULTS } from '../defaulting/rbac';
import { RESOURCE_DEFAULTS } from '../defaulting/resource';
import { SCHEDULING_DEFAULTS } from '../defaulting/scheduling';
import { STORAGE_DEFAULTS } from '../defaulting/storage';
import type { Defaulters } from '../defaulting/walk';
import type { CommonHooks, KindHooks } from '../kind';
import { claimStrategy, volumeStrategy } from '../strategy/claim';
import { jobStrategy } from '../strategy/job';
import { podStrategy } from '../strategy/pod';
import * as strategy from '../strategy/simple';
import type { ApiObject } from '../types';

/** The defaulting functions of each group and version (zz_generated.defaults.go). */
const BY_GROUP: Readonly<Record<string, Defaulters>> = {
  'admissionregistration.v1': ADMISSION_DEFAULTS,
  'apiextensions.v1': EXTENSION_DEFAULTS,
  'apiregistration.v1': EXTENSION_DEFAULTS,
  'apps.v1': APPS_DEFAULTS,
  'authentication.v1': AUTHENTICATION_DEFAULTS,
  'autoscaling.v1': AUTOSCALING_DEFAULTS,
  'autoscaling.v2': AUTOSCALING_DEFAULTS,
  'batch.v1': BATCH_DEFAULTS,
  'core.v1': CORE_DEFAULTS,
  'discovery.v1': DISCOVERY_DEFAULTS,
  'flowcontrol.v1': FLOWCONTROL_DEFAULTS,
  'networking.v1': NETWORKING_DEFAULTS,
  'rbac.v1': RBAC_DEFAULTS,
  'resource.v1': RESOURCE_DEFAULTS,
  'scheduling.v1': SCHEDULING_DEFAULTS,
  'storage.v1': { ...STORAGE_DEFAULTS, ...CORE_DEFAULTS },
};

const BY_TYPE: Readonly<Record<string, Defaulters>> = {
  'core.v1.Pod': POD_DEFAULTS,
  'core.v1.PodTemplate': POD_SPEC_DEFAULTS,
  'core.v1.ReplicationController': REPLICATION_CONTROLLER_DEFAULTS,
};

/** The strategies of the kinds (pkg/registry); what is not named has nothing of its own. */
const STRATEGIES: Readonly<Record<string, KindHooks<ApiObject>>> = {
  'admissionregistration.v1.MutatingAdmissionPolicy': strategy.counted,
  'admissionregistration.v1.MutatingAdmissionPolicyBinding': strategy.counted,
  'admissionregistration.v1.MutatingWebhookConfiguration': strategy.webhookStrategy,
  'admissionregistration.v1.ValidatingAdmissionPolicy': strategy.countedWithOwnStatus,
  'admissionregistration.v1.ValidatingAdmissionPolicyBinding': strategy.counted,
  'admissionregistration.v1.ValidatingWebhookConfiguration': strategy.webhookStrategy,
  'apiextensions.v1.CustomResourceDefinition': strategy.definitionStrategy,
  'apiregistration.v1.APIService': strategy.apiServiceStrategy,
  'apps.v1.DaemonSet': strategy.daemonSetStrategy,
  'apps.v1.Deployment': strategy.deploymentStrategy,
  'apps.v1.ReplicaSet': strategy.replicasStrategy,
  'apps.v1.StatefulSet': strategy.statefulSetStrategy,
  'autoscaling.v1.HorizontalPodAutoscaler': strategy.withStatus,
  'autoscaling.v2.HorizontalPodAutoscaler': strategy.withStatus,
  'batch.v1.CronJob': strategy.cronJobStrategy,
  'batch.v1.Job': jobStrategy,
  'certificates.v1.CertificateSigningRequest': strategy.signingRequestStrategy,
  'core.v1.LimitRange': strategy.limitRangeStrategy,
  'core.v1.Namespace': strategy.namespaceStrategy,
  'core.v1.Node': strategy.nodeStrategy,
  'core.v1.PersistentVolume': volumeStrategy,
  'core.v1.PersistentVolumeClaim': claimStrategy,
  'core.v1.Pod': podStrategy,
  'core.v1.PodTemplate': strategy.podTemplateStrategy,
  'core.v1.ReplicationController': strategy.replicasStrategy,
  'core.v1.ResourceQuota': strategy.withStatus,
  'core.v1.Secret': strategy.secretStrategy,
  'core.v1.Service': strategy.withStatus,
  'core.v1.ServiceAccount': strategy.serviceAccountStrategy,
  'discovery.v1.EndpointSlice': strategy.endpointSliceStrategy,
  'flowcontrol.v1.FlowSchema': strategy.countedWithOwnStatus,
  'flowcontrol.v1.PriorityLevelConfiguration': strategy.countedWithOwnStatus,
  'networking.v1.Ingress': strategy.countedWithStatus,
  'networking.v1.IngressClass': strategy.counted,
  'networking.v1.NetworkPolicy': strategy.counted,
  'networking.v1.ServiceCIDR': strategy.withOwnStatus,
  'policy.v1.PodDisruptionBudget': strategy.countedWithStatus,
  'resource.v1.DeviceClass': strategy.counted,
  'resource.v1.ResourceClaim': strategy.withOwnStatus,
  'resource.v1.ResourceSlice': strategy.resourceSliceStrategy,
  'scheduling.v1.PriorityClass': strategy.firstGeneration,
  'storage.v1.CSIDriver': strategy.csiDriverStrategy,
  'storage.v1.VolumeAttachment': strategy.withOwnStatus,
};

/** AllowUnconditionalUpdate is false. */
const UPDATES_NEED_VERSION: ReadonlySet<string> = new Set([
  ...['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration'].map((kind) => `admissionregistration.v1.${kind}`),
  'apiextensions.v1.CustomResourceDefinition',
  'apiregistration.v1.APIService',
  'coordination.v1.Lease',
  'node.v1.RuntimeClass',
  'policy.v1.PodDisruptionBudget',
  ...['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'VolumeAttachment'].map((kind) => `storage.v1.${kind}`),
]);

/** AllowCreateOnUpdate is true. */
const CREATED_BY_UPDATE: ReadonlySet<string> = new Set([
  'coordination.v1.Lease',
  ...['Endpoints', 'Event', 'LimitRange', 'Service'].map((kind) => `core.v1.${kind}`),
  'events.v1.Event',
  'node.v1.RuntimeClass',
  ...['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].map((kind) => `rbac.v1.${kind}`),
]);

/** Defaults and strategy of a kind, for kinds that have no file of their own or say nothing of these in it. */
export function hooksOf(type: string): CommonHooks {
  const group = type.slice(0, type.lastIndexOf('.'));
  const doors = { ...(UPDATES_NEED_VERSION.has(type) ? { updatesNeedVersion: true } : {}), ...(CREATED_BY_UPDATE.has(type) ? { createdByUpdate: true } : {}) };
  return { strategy: { ...STRATEGIES[type], ...doors }, defaulters: BY_TYPE[type] ?? BY_GROUP[group] ?? {} };
}
