import type { Kind } from '../types';

/** The kinds this core can decode: API version, the type in the field table. */
export const DECODABLE: ReadonlyMap<Kind, string> = new Map<Kind, string>([
  ['Pod', 'v1'],
  ['Deployment', 'apps/v1'],
  ['Node', 'v1'],
]);

/** Kinds of the Kubernetes API that a reader may well have in a file; they are recognised and left out with a word about it. */
export const KNOWN_KINDS: ReadonlySet<string> = new Set([
  'Pod', 'Deployment', 'Node', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Service', 'ConfigMap', 'Secret', 'Namespace',
  'Ingress', 'IngressClass', 'NetworkPolicy', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass', 'ServiceAccount', 'Role',
  'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'PriorityClass', 'RuntimeClass',
  'LimitRange', 'ResourceQuota', 'ReplicationController', 'Endpoints', 'EndpointSlice', 'Lease', 'Event', 'CustomResourceDefinition',
  'ResourceClaim', 'ResourceClaimTemplate', 'DeviceClass', 'Gateway', 'GatewayClass', 'HTTPRoute', 'List',
]);
