import { createRegistry, defineKind, deploymentKind, nodeKind, podKind } from '../../api';
import { coreV1, coreV1Resources } from '../../api/generated/schema/core.v1';
import { resourceV1, resourceV1Resources } from '../../api/generated/schema/resource.v1';
import { storageV1, storageV1Resources } from '../../api/generated/schema/storage.v1';
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/generated/types/core.v1';
import type { DeviceClass, ResourceClaim, ResourceClaimTemplate, ResourceSlice } from '../../api/generated/types/resource.v1';
import type { CSINode } from '../../api/generated/types/storage.v1';
import { daemonSetKind } from '../../api/kinds/apps.DaemonSet';
import { replicaSetKind } from '../../api/kinds/apps.ReplicaSet';
import { statefulSetKind } from '../../api/kinds/apps.StatefulSet';
import { jobKind } from '../../api/kinds/batch.Job';
import { namespaceKind } from '../../api/kinds/core.Namespace';
import { serviceKind } from '../../api/kinds/core.Service';
import { podDisruptionBudgetKind } from '../../api/kinds/policy.PodDisruptionBudget';
import { priorityClassKind } from '../../api/kinds/scheduling.PriorityClass';
import { storageClassKind } from '../../api/kinds/storage.StorageClass';

/** What a manifest may hold in the scheduling lab: what makes Pods, nodes, and what the scheduler's plugins read. */
export const LAB_KINDS = createRegistry([
  podKind,
  deploymentKind,
  nodeKind,
  statefulSetKind,
  daemonSetKind,
  replicaSetKind,
  jobKind,
  priorityClassKind,
  podDisruptionBudgetKind,
  serviceKind,
  namespaceKind,
  storageClassKind,
  defineKind<PersistentVolumeClaim>({ group: coreV1, resources: coreV1Resources, kind: 'PersistentVolumeClaim' }),
  defineKind<PersistentVolume>({ group: coreV1, resources: coreV1Resources, kind: 'PersistentVolume' }),
  defineKind<CSINode>({ group: storageV1, resources: storageV1Resources, kind: 'CSINode' }),
  defineKind<DeviceClass>({ group: resourceV1, resources: resourceV1Resources, kind: 'DeviceClass' }),
  defineKind<ResourceSlice>({ group: resourceV1, resources: resourceV1Resources, kind: 'ResourceSlice' }),
  defineKind<ResourceClaim>({ group: resourceV1, resources: resourceV1Resources, kind: 'ResourceClaim' }),
  defineKind<ResourceClaimTemplate>({ group: resourceV1, resources: resourceV1Resources, kind: 'ResourceClaimTemplate' }),
]);
