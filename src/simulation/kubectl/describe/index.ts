import type { Kind } from '../../api/kind';
import type { JsonObject } from '../../api/schema/walk';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';
import type { Describer } from './describer';
import { searchEvents } from './events';
import { describeAutoscaler, describeAutoscalerV1 } from './kinds/autoscaler';
import { describeBinding, describeBudget, describeConfigMap, describePriorityClass, describeRole, describeSecret, describeServiceAccount } from './kinds/config';
import { describeGeneric } from './kinds/generic';
import { describeCronJob, describeJob } from './kinds/jobs';
import { describeLimitRange, describeNamespace, describeQuota } from './kinds/namespace';
import { describeEndpoints, describeEndpointSlice, describeIngress, describeIngressClass, describeIpAddress, describeNetworkPolicy, describeService, describeServiceCidr } from './kinds/network';
import { describeNode } from './kinds/node';
import { describePod } from './kinds/pod';
import { describeSigningRequest } from './kinds/signing-request';
import { describeClaim, describeCsiNode, describePersistentVolume, describeStorageClass, describeVolumeAttributesClass } from './kinds/storage';
import { describeDaemonSet, describeDeployment, describeReplicaSet, describeReplicationController, describeStatefulSet } from './kinds/workloads';
import { tabbed } from './text';

/** By the type of the kind (describerMap). */
const DESCRIBERS: Readonly<Record<string, Describer>> = {
  'apps.v1.DaemonSet': describeDaemonSet,
  'apps.v1.Deployment': describeDeployment,
  'apps.v1.ReplicaSet': describeReplicaSet,
  'apps.v1.StatefulSet': describeStatefulSet,
  'autoscaling.v1.HorizontalPodAutoscaler': describeAutoscalerV1,
  'autoscaling.v2.HorizontalPodAutoscaler': describeAutoscaler,
  'batch.v1.CronJob': describeCronJob,
  'batch.v1.Job': describeJob,
  'certificates.v1.CertificateSigningRequest': describeSigningRequest,
  'core.v1.ConfigMap': describeConfigMap,
  'core.v1.Endpoints': describeEndpoints,
  'core.v1.LimitRange': describeLimitRange,
  'core.v1.Namespace': describeNamespace,
  'core.v1.Node': describeNode,
  'core.v1.PersistentVolume': describePersistentVolume,
  'core.v1.PersistentVolumeClaim': describeClaim,
  'core.v1.Pod': describePod,
  'core.v1.ReplicationController': describeReplicationController,
  'core.v1.ResourceQuota': describeQuota,
  'core.v1.Secret': describeSecret,
  'core.v1.Service': describeService,
  'core.v1.ServiceAccount': describeServiceAccount,
  'discovery.v1.EndpointSlice': describeEndpointSlice,
  'networking.v1.IPAddress': describeIpAddress,
  'networking.v1.Ingress': describeIngress,
  'networking.v1.IngressClass': describeIngressClass,
  'networking.v1.NetworkPolicy': describeNetworkPolicy,
  'networking.v1.ServiceCIDR': describeServiceCidr,
  'policy.v1.PodDisruptionBudget': describeBudget,
  'rbac.v1.ClusterRole': describeRole,
  'rbac.v1.ClusterRoleBinding': describeBinding,
  'rbac.v1.Role': describeRole,
  'rbac.v1.RoleBinding': describeBinding,
  'scheduling.v1.PriorityClass': describePriorityClass,
  'storage.v1.CSINode': describeCsiNode,
  'storage.v1.StorageClass': describeStorageClass,
  'storage.v1.VolumeAttributesClass': describeVolumeAttributesClass,
};

/** What `kubectl describe` prints of an object. */
export function* describeObject(session: Session, kind: Kind, object: JsonObject, showEvents: boolean): Steps<string> {
  const events = showEvents ? yield* searchEvents(session, object) : undefined;
  const describer = DESCRIBERS[kind.type] ?? describeGeneric;
  return tabbed(yield* describer(object, { session, kind, now: session.machine.now(), events }));
}
