import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import type { APIService } from '../../api/generated/types/apiregistration.v1';
import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from '../../api/generated/types/apps.v1';
import type { HorizontalPodAutoscaler } from '../../api/generated/types/autoscaling.v2';
import type { CronJob, Job } from '../../api/generated/types/batch.v1';
import type { CertificateSigningRequest } from '../../api/generated/types/certificates.v1';
import type { Lease } from '../../api/generated/types/coordination.v1';
import type {
  ConfigMap, Endpoints, Event, Namespace, Node, PersistentVolume, PersistentVolumeClaim, Pod, ReplicationController, ResourceQuota, Secret, Service, ServiceAccount,
} from '../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import type { PodDisruptionBudget } from '../../api/generated/types/policy.v1';
import type { ClusterRole } from '../../api/generated/types/rbac.v1';
import type { CSIDriver, CSINode, CSIStorageCapacity, StorageClass, VolumeAttachment } from '../../api/generated/types/storage.v1';

/** The types of the resources that components work with, by the name under which the store keeps them. */
export interface Kinds {
  'apiservices.apiregistration.k8s.io': APIService;
  'certificatesigningrequests.certificates.k8s.io': CertificateSigningRequest;
  'clusterroles.rbac.authorization.k8s.io': ClusterRole;
  configmaps: ConfigMap;
  'controllerrevisions.apps': ControllerRevision;
  'cronjobs.batch': CronJob;
  'csidrivers.storage.k8s.io': CSIDriver;
  'csinodes.storage.k8s.io': CSINode;
  'csistoragecapacities.storage.k8s.io': CSIStorageCapacity;
  'customresourcedefinitions.apiextensions.k8s.io': CustomResourceDefinition;
  'daemonsets.apps': DaemonSet;
  'deployments.apps': Deployment;
  endpoints: Endpoints;
  'endpointslices.discovery.k8s.io': EndpointSlice;
  events: Event;
  'horizontalpodautoscalers.autoscaling': HorizontalPodAutoscaler;
  'jobs.batch': Job;
  'leases.coordination.k8s.io': Lease;
  namespaces: Namespace;
  nodes: Node;
  persistentvolumeclaims: PersistentVolumeClaim;
  persistentvolumes: PersistentVolume;
  'poddisruptionbudgets.policy': PodDisruptionBudget;
  pods: Pod;
  'replicasets.apps': ReplicaSet;
  replicationcontrollers: ReplicationController;
  resourcequotas: ResourceQuota;
  secrets: Secret;
  serviceaccounts: ServiceAccount;
  services: Service;
  'statefulsets.apps': StatefulSet;
  'storageclasses.storage.k8s.io': StorageClass;
  'volumeattachments.storage.k8s.io': VolumeAttachment;
}

export type KnownResource = keyof Kinds;
