import type { Labels, LabelSelector, LabelSelectorRequirement, Node, NodeSelectorTerm, ObjectMeta, Pod, ResourceList } from '../api';

/** The fields of other objects that the scheduler's plugins read (core/v1, apps/v1, policy/v1, storage/v1). */
interface Meta {
  readonly metadata: ObjectMeta;
}

export interface PersistentVolumeClaim extends Meta {
  readonly kind: 'PersistentVolumeClaim';
  readonly spec: {
    readonly accessModes?: readonly string[];
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly volumeMode?: string;
    readonly volumeAttributesClassName?: string;
    readonly selector?: LabelSelector;
    readonly resources?: { readonly requests?: ResourceList };
  };
  readonly status?: { readonly phase?: string };
}

export interface PersistentVolume extends Meta {
  readonly kind: 'PersistentVolume';
  readonly spec: {
    readonly accessModes?: readonly string[];
    readonly capacity?: ResourceList;
    readonly storageClassName?: string;
    readonly volumeMode?: string;
    readonly volumeAttributesClassName?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string; readonly uid?: string };
    readonly csi?: { readonly driver: string; readonly volumeHandle: string };
    readonly gcePersistentDisk?: { readonly pdName: string };
    readonly awsElasticBlockStore?: { readonly volumeID: string };
    readonly azureDisk?: { readonly diskName: string };
    readonly cinder?: { readonly volumeID: string };
    readonly portworxVolume?: { readonly volumeID: string };
    readonly nodeAffinity?: { readonly required?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] } };
  };
  readonly status?: { readonly phase?: string };
}

export interface StorageClass extends Meta {
  readonly kind: 'StorageClass';
  readonly provisioner: string;
  readonly volumeBindingMode?: string;
  readonly allowedTopologies?: readonly { readonly matchLabelExpressions?: readonly Pick<LabelSelectorRequirement, 'key' | 'values'>[] }[];
}

export interface CSINode extends Meta {
  readonly kind: 'CSINode';
  readonly spec: { readonly drivers?: readonly { readonly name: string; readonly allocatable?: { readonly count?: number } }[] };
}

export interface CSIDriver extends Meta {
  readonly kind: 'CSIDriver';
  readonly spec: { readonly storageCapacity?: boolean };
}

export interface CSIStorageCapacity extends Meta {
  readonly kind: 'CSIStorageCapacity';
  readonly storageClassName: string;
  readonly nodeTopology?: LabelSelector;
  readonly capacity?: string;
  readonly maximumVolumeSize?: string;
}

export interface VolumeAttachment extends Meta {
  readonly kind: 'VolumeAttachment';
  readonly spec: { readonly attacher?: string; readonly nodeName?: string; readonly source?: { readonly persistentVolumeName?: string } };
}

export interface Namespace extends Meta {
  readonly kind: 'Namespace';
}

export interface PodDisruptionBudget extends Meta {
  readonly kind: 'PodDisruptionBudget';
  readonly spec?: { readonly selector?: LabelSelector };
  readonly status?: { readonly disruptionsAllowed?: number; readonly disruptedPods?: Readonly<Record<string, string>> };
}

export interface Service extends Meta {
  readonly kind: 'Service';
  readonly spec?: { readonly selector?: Labels };
}

export interface ReplicationController extends Meta {
  readonly kind: 'ReplicationController';
  readonly spec?: { readonly selector?: Labels };
}

export interface ReplicaSet extends Meta {
  readonly kind: 'ReplicaSet';
  readonly spec?: { readonly selector?: LabelSelector };
}

export interface StatefulSet extends Meta {
  readonly kind: 'StatefulSet';
  readonly spec?: { readonly selector?: LabelSelector };
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
}
export type OtherKind = keyof OtherKinds;
export type OtherObject = OtherKinds[OtherKind];
export type WatchedObject = Node | Pod | OtherObject;

/** `namespace/name`, or the name alone for objects without a namespace. */
export const keyOf = ({ metadata }: Meta): string => (metadata.namespace ? `${metadata.namespace}/${metadata.name ?? ''}` : (metadata.name ?? ''));

const KINDS: ReadonlySet<string> = new Set<OtherKind>([
  'PersistentVolumeClaim', 'PersistentVolume', 'StorageClass', 'CSINode', 'CSIDriver', 'CSIStorageCapacity', 'VolumeAttachment',
  'Namespace', 'PodDisruptionBudget', 'Service', 'ReplicationController', 'ReplicaSet', 'StatefulSet',
]);
export const isOtherKind = (kind: string): kind is OtherKind => KINDS.has(kind);
