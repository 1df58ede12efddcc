import type { Kind } from '../kind';
import { mutatingAdmissionPolicyBindingKind } from './admissionregistration.MutatingAdmissionPolicyBinding';
import { validatingAdmissionPolicyBindingKind } from './admissionregistration.ValidatingAdmissionPolicyBinding';
import { daemonSetKind } from './apps.DaemonSet';
import { deploymentKind } from './apps.Deployment';
import { replicaSetKind } from './apps.ReplicaSet';
import { statefulSetKind } from './apps.StatefulSet';
import { autoscalerKind, oldAutoscalerKind } from './autoscaling.HorizontalPodAutoscaler';
import { cronJobKind } from './batch.CronJob';
import { signingRequestKind } from './certificates.CertificateSigningRequest';
import { jobKind } from './batch.Job';
import { leaseKind } from './coordination.Lease';
import { apiServiceKind } from './apiregistration.APIService';
import { configMapKind } from './core.ConfigMap';
import { endpointsKind } from './core.Endpoints';
import { eventKind, newEventKind } from './core.Event';
import { limitRangeKind } from './core.LimitRange';
import { namespaceKind } from './core.Namespace';
import { nodeKind } from './core.Node';
import { persistentVolumeKind } from './core.PersistentVolume';
import { persistentVolumeClaimKind } from './core.PersistentVolumeClaim';
import { podKind } from './core.Pod';
import { podTemplateKind } from './core.PodTemplate';
import { replicationControllerKind } from './core.ReplicationController';
import { resourceQuotaKind } from './core.ResourceQuota';
import { secretKind } from './core.Secret';
import { serviceKind } from './core.Service';
import { serviceAccountKind } from './core.ServiceAccount';
import { flowSchemaKind, priorityLevelKind } from './flowcontrol';
import { ipAddressKind, serviceCidrKind } from './networking.addresses';
import { ingressKind } from './networking.Ingress';
import { ingressClassKind } from './networking.IngressClass';
import { networkPolicyKind } from './networking.NetworkPolicy';
import { runtimeClassKind } from './node.RuntimeClass';
import { podDisruptionBudgetKind } from './policy.PodDisruptionBudget';
import { clusterRoleKind } from './rbac.ClusterRole';
import { clusterRoleBindingKind } from './rbac.ClusterRoleBinding';
import { roleKind } from './rbac.Role';
import { roleBindingKind } from './rbac.RoleBinding';
import { deviceClassKind, resourceClaimKind, resourceClaimTemplateKind } from './resource.claims';
import { priorityClassKind } from './scheduling.PriorityClass';
import { storageClassKind } from './storage.StorageClass';
import { controllerRevisionKind } from './apps.ControllerRevision';
import { endpointSliceKind } from './discovery.EndpointSlice';
import { csiDriverKind } from './storage.CSIDriver';
import { csiNodeKind } from './storage.CSINode';
import { csiStorageCapacityKind } from './storage.CSIStorageCapacity';
import { volumeAttachmentKind } from './storage.VolumeAttachment';
import { volumeAttributesClassKind } from './storage.VolumeAttributesClass';
import { servedKinds } from './served';
import { webhookConfigurationKinds } from './webhook-configurations';

/** The kinds that have a file here, but for those that need CEL. */
const WRITTEN: readonly Kind[] = [
  mutatingAdmissionPolicyBindingKind,
  controllerRevisionKind,
  validatingAdmissionPolicyBindingKind,
  ...webhookConfigurationKinds(() => []),
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  autoscalerKind,
  oldAutoscalerKind,
  cronJobKind,
  jobKind,
  signingRequestKind,
  leaseKind,
  configMapKind,
  apiServiceKind,
  endpointsKind,
  eventKind,
  newEventKind,
  limitRangeKind,
  namespaceKind,
  nodeKind,
  persistentVolumeKind,
  persistentVolumeClaimKind,
  podKind,
  podTemplateKind,
  replicationControllerKind,
  resourceQuotaKind,
  secretKind,
  serviceKind,
  serviceAccountKind,
  endpointSliceKind,
  flowSchemaKind,
  priorityLevelKind,
  ingressKind,
  ipAddressKind,
  serviceCidrKind,
  ingressClassKind,
  networkPolicyKind,
  runtimeClassKind,
  podDisruptionBudgetKind,
  clusterRoleKind,
  clusterRoleBindingKind,
  roleKind,
  roleBindingKind,
  deviceClassKind,
  resourceClaimKind,
  resourceClaimTemplateKind,
  priorityClassKind,
  csiDriverKind,
  csiNodeKind,
  csiStorageCapacityKind,
  storageClassKind,
  volumeAttachmentKind,
  volumeAttributesClassKind,
];

/** The kinds whose objects hold expressions in CEL: to check one takes the whole language. */
const OF_EXPRESSIONS: ReadonlySet<string> = new Set(['admissionregistration.v1.MutatingAdmissionPolicy', 'admissionregistration.v1.ValidatingAdmissionPolicy', 'apiextensions.v1.CustomResourceDefinition']);

/** What ALL_KINDS has but admission policies and CustomResourceDefinitions, for a page that needs neither: it carries no CEL. */
export const KINDS_WITHOUT_EXPRESSIONS: readonly Kind[] = servedKinds(WRITTEN).filter(({ type }) => !OF_EXPRESSIONS.has(type));
