import { ALL_GROUPS, ALL_RESOURCES } from '../generated/schema/all';
import { defineKind, withHooks } from '../kind';
import type { Kind } from '../kind';
import { validatingAdmissionPolicyKind } from './admissionregistration.ValidatingAdmissionPolicy';
import { validatingAdmissionPolicyBindingKind } from './admissionregistration.ValidatingAdmissionPolicyBinding';
import { customResourceDefinitionKind } from './apiextensions.CustomResourceDefinition';
import { daemonSetKind } from './apps.DaemonSet';
import { deploymentKind } from './apps.Deployment';
import { replicaSetKind } from './apps.ReplicaSet';
import { statefulSetKind } from './apps.StatefulSet';
import { autoscalerKind } from './autoscaling.HorizontalPodAutoscaler';
import { cronJobKind } from './batch.CronJob';
import { jobKind } from './batch.Job';
import { leaseKind } from './coordination.Lease';
import { configMapKind } from './core.ConfigMap';
import { limitRangeKind } from './core.LimitRange';
import { namespaceKind } from './core.Namespace';
import { nodeKind } from './core.Node';
import { persistentVolumeKind } from './core.PersistentVolume';
import { persistentVolumeClaimKind } from './core.PersistentVolumeClaim';
import { podKind } from './core.Pod';
import { replicationControllerKind } from './core.ReplicationController';
import { resourceQuotaKind } from './core.ResourceQuota';
import { secretKind } from './core.Secret';
import { serviceKind } from './core.Service';
import { serviceAccountKind } from './core.ServiceAccount';
import { ingressKind } from './networking.Ingress';
import { ingressClassKind } from './networking.IngressClass';
import { networkPolicyKind } from './networking.NetworkPolicy';
import { runtimeClassKind } from './node.RuntimeClass';
import { podDisruptionBudgetKind } from './policy.PodDisruptionBudget';
import { clusterRoleKind } from './rbac.ClusterRole';
import { clusterRoleBindingKind } from './rbac.ClusterRoleBinding';
import { roleKind } from './rbac.Role';
import { roleBindingKind } from './rbac.RoleBinding';
import { priorityClassKind } from './scheduling.PriorityClass';
import { storageClassKind } from './storage.StorageClass';
import { hooksOf } from './hooks';

/** The kinds that have a file here. */
const WRITTEN: readonly Kind[] = [
  validatingAdmissionPolicyKind,
  validatingAdmissionPolicyBindingKind,
  customResourceDefinitionKind,
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  autoscalerKind,
  cronJobKind,
  jobKind,
  leaseKind,
  configMapKind,
  limitRangeKind,
  namespaceKind,
  nodeKind,
  persistentVolumeKind,
  persistentVolumeClaimKind,
  podKind,
  replicationControllerKind,
  resourceQuotaKind,
  secretKind,
  serviceKind,
  serviceAccountKind,
  ingressKind,
  ingressClassKind,
  networkPolicyKind,
  runtimeClassKind,
  podDisruptionBudgetKind,
  clusterRoleKind,
  clusterRoleBindingKind,
  roleKind,
  roleBindingKind,
  priorityClassKind,
  storageClassKind,
];

/**
 * Every kind that the API server serves, in the order of discovery: those with a file here as they are written, with common defaults and
 * strategy for what they leave out; the others with these alone. For an API server; a page that needs some kinds names them itself.
 */
export const ALL_KINDS: readonly Kind[] = ALL_GROUPS.flatMap((group) =>
  group.kinds.split(' ').map((kind) => {
    const hooks = hooksOf(`${group.name}.${kind}`);
    const written = WRITTEN.find((one) => one.apiVersion === group.apiVersion && one.kind === kind);
    return written === undefined ? defineKind({ group, resources: ALL_RESOURCES[group.apiVersion] ?? '', kind, ...hooks }) : withHooks(written, hooks);
  }),
);
