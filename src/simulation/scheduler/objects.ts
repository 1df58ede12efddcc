import type { Node, ObjectMeta, Pod } from '../api';
import type { ReplicaSet, StatefulSet } from '../api/generated/types/apps.v1';
import type { Namespace, PersistentVolume, PersistentVolumeClaim, ReplicationController, Service } from '../api/generated/types/core.v1';
import type { PodDisruptionBudget } from '../api/generated/types/policy.v1';
import type { DeviceClass, ResourceClaim, ResourceSlice } from '../api/generated/types/resource.v1';
import type { CSIDriver, CSINode, CSIStorageCapacity, StorageClass, VolumeAttachment } from '../api/generated/types/storage.v1';

export type { CSINode, CSIStorageCapacity, PersistentVolume, PersistentVolumeClaim, PodDisruptionBudget, StorageClass };

interface Meta {
  readonly metadata: ObjectMeta;
}

/** Objects besides nodes and Pods, by kind. */
export interface OtherKinds {
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly PersistentVolume: PersistentVolume;
  readonly StorageClass: StorageClass;
  readonly CSINode: CSINode;
  readonly CSIDriver: CSIDriver;
  readonly CSIStorageCapacity: CSIStorageCapacity;
  readonly VolumeAttachment: VolumeAttachment;
  readonly Namespace: Namespace;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly Service: Service;
  readonly ReplicationController: ReplicationController;
  readonly ReplicaSet: ReplicaSet;
  readonly StatefulSet: StatefulSet;
  readonly ResourceClaim: ResourceClaim;
  readonly DeviceClass: DeviceClass;
  readonly ResourceSlice: ResourceSlice;
}
export type OtherKind = keyof OtherKinds;
/** Kinds of which the scheduler remembers what it promised. */
export type AssumedKind = 'PersistentVolume' | 'PersistentVolumeClaim' | 'ResourceClaim';
export type OtherObject = OtherKinds[OtherKind];
export type WatchedObject = Node | Pod | OtherObject;

/** What the scheduler would write to the API: for its caller to do. */
export interface Write {
  readonly verb: 'create' | 'update' | 'delete';
  readonly object: Pod | OtherObject;
}

/** `namespace/name`, or the name alone for objects without a namespace. */
export const keyOf = ({ metadata }: Meta): string => (metadata.namespace ? `${metadata.namespace}/${metadata.name ?? ''}` : (metadata.name ?? ''));

const KINDS: ReadonlySet<string> = new Set<OtherKind>([
  'PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'CSINode', 'CSIDriver', 'CSIStorageCapacity', 'VolumeAttachment',
  'Namespace', 'PodDisruptionBudget', 'Service', 'ReplicationController', 'ReplicaSet', 'StatefulSet',
  'ResourceClaim', 'DeviceClass', 'ResourceSlice',
]);
export const isOtherKind = (kind: string): kind is OtherKind => KINDS.has(kind);
