// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of storage.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const storageV1: GroupSchema = {
  name: 'storage.v1',
  apiVersion: 'storage.k8s.io/v1',
  kinds: 'StorageClass VolumeAttachment CSIDriver CSINode CSIStorageCapacity VolumeAttributesClass',
  uses: [coreV1, metaV1],
  types: `CSIDriver apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:CSIDriverSpec
CSIDriverSpec attachRequired&:bool fsGroupPolicy&~FSGroupPolicy nodeAllocatableUpdatePeriodSeconds&:int64 podInfoOnMount&:bool preventPodSchedulingIfMissing&:bool requiresRepublish&:bool seLinuxMount&:bool serviceAccountTokenInSecrets&:bool storageCapacity&:bool tokenRequests:[]TokenRequest volumeLifecycleModes:[]string~[]v1.VolumeLifecycleMode*
CSINode apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:CSINodeSpec
CSINodeDriver allocatable:VolumeNodeResources name!+ nodeID!+ topologyKeys+:[]string
CSINodeSpec drivers!+:[]CSINodeDriver*name@m,
CSIStorageCapacity apiVersion capacity:Quantity kind maximumVolumeSize:Quantity metadata+:meta.v1.ObjectMeta nodeTopology:meta.v1.LabelSelector storageClassName!+
StorageClass allowVolumeExpansion&:bool allowedTopologies:[]core.v1.TopologySelectorTerm apiVersion kind metadata+:meta.v1.ObjectMeta mountOptions:[]string parameters:{}string provisioner!+ reclaimPolicy&~PersistentVolumeReclaimPolicy(Delete|Recycle|Retain) volumeBindingMode&~VolumeBindingMode(Immediate|WaitForFirstConsumer)
TokenRequest audience!+ expirationSeconds&:int64
VolumeAttachment apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:VolumeAttachmentSpec status+:VolumeAttachmentStatus
VolumeAttachmentSource inlineVolumeSpec:core.v1.PersistentVolumeSpec persistentVolumeName&
VolumeAttachmentSpec attacher!+ nodeName!+ source!+:VolumeAttachmentSource
VolumeAttachmentStatus attachError:VolumeError attached!+:bool attachmentMetadata:{}string detachError:VolumeError
VolumeAttributesClass apiVersion driverName!+ kind metadata+:meta.v1.ObjectMeta parameters:{}string
VolumeError errorCode&:int32 message time+:Time
VolumeNodeResources count&:int32`,
};

export const storageV1Resources = `csidrivers CSIDriver cdxglpuw c - -
csinodes CSINode cdxglpuw c - -
csistoragecapacities CSIStorageCapacity cdxglpuw n - -
storageclasses StorageClass cdxglpuw c sc -
volumeattachments VolumeAttachment cdxglpuw c - - status:gpu
volumeattributesclasses VolumeAttributesClass cdxglpuw c vac -`;

export const storageV1Columns = `csidrivers|Name=name|AttachRequired:boolean|PodInfoOnMount:boolean|StorageCapacity:boolean|TokenRequests|RequiresRepublish:boolean|Modes|Age
csinodes|Name=name|Drivers:integer|Age
csistoragecapacities|Name=name|Created At:date
storageclasses|Name=name|Provisioner|ReclaimPolicy|VolumeBindingMode|AllowVolumeExpansion|Age
volumeattachments|Name=name|Attacher=name|PV|Node|Attached:boolean|Age
volumeattributesclasses|Name=name|DriverName|Age`;
