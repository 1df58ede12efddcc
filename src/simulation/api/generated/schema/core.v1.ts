// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1Pod } from './core.v1.pod';
import { metaV1 } from './meta.v1';

/** The fields of v1; src/simulation/api/schema/parse.ts reads the lines. */
export const coreV1: GroupSchema = {
  name: 'core.v1',
  apiVersion: 'v1',
  kinds: 'Pod Service ConfigMap Secret Namespace Node PersistentVolume PersistentVolumeClaim ServiceAccount ResourceQuota LimitRange ReplicationController Endpoints Event PodTemplate Binding',
  uses: [metaV1],
  parts: [coreV1Pod],
  types: `AttachedVolume devicePath!+ name!+~UniqueVolumeName
AzureFilePersistentVolumeSource readOnly:bool secretName!+ secretNamespace+& shareName!+
Binding apiVersion kind metadata+:meta.v1.ObjectMeta target!+:ObjectReference
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver!+ fsType nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:bool volumeAttributes:{}string volumeHandle!+
CephFSPersistentVolumeSource monitors!+:[]string path readOnly:bool secretFile secretRef:SecretReference user
CinderPersistentVolumeSource fsType readOnly:bool secretRef:SecretReference volumeID!+
ClientIPConfig timeoutSeconds&:int32
ConfigMap apiVersion binaryData:{}bytes data:{}string immutable&:bool kind metadata+:meta.v1.ObjectMeta
ConfigMapNodeConfigSource kubeletConfigKey!+ name!+ namespace!+ resourceVersion uid~types.UID
ContainerImage names+:[]string sizeBytes:int64
DaemonEndpoint Port!+:int32
EndpointAddress% hostname ip!+ nodeName& targetRef:ObjectReference
EndpointPort% appProtocol& name port!+:int32 protocol~Protocol(SCTP|TCP|UDP)
EndpointSubset addresses:[]EndpointAddress notReadyAddresses:[]EndpointAddress ports:[]EndpointPort
Endpoints apiVersion kind metadata+:meta.v1.ObjectMeta subsets:[]EndpointSubset
Event action apiVersion count:int32 eventTime+:MicroTime firstTimestamp+:Time involvedObject!+:ObjectReference kind lastTimestamp+:Time message metadata!+:meta.v1.ObjectMeta reason related:ObjectReference reportingComponent+ reportingInstance+ series:EventSeries source+:EventSource type
EventSeries count:int32 lastObservedTime+:MicroTime
EventSource component host
FlexPersistentVolumeSource driver!+ fsType options:{}string readOnly:bool secretRef:SecretReference
GlusterfsPersistentVolumeSource endpoints!+ endpointsNamespace& path!+ readOnly:bool
ISCSIPersistentVolumeSource chapAuthDiscovery:bool chapAuthSession:bool fsType initiatorName& iqn!+ iscsiInterface#default lun!+:int32 portals:[]string readOnly:bool secretRef:SecretReference targetPortal!+
LimitRange apiVersion kind metadata+:meta.v1.ObjectMeta spec+:LimitRangeSpec
LimitRangeItem default:{}Quantity~ResourceList defaultRequest:{}Quantity~ResourceList max:{}Quantity~ResourceList maxLimitRequestRatio:{}Quantity~ResourceList min:{}Quantity~ResourceList type!+~LimitType
LimitRangeSpec limits!+:[]LimitRangeItem
LoadBalancerIngress hostname ip ipMode&~LoadBalancerIPMode ports:[]PortStatus
LoadBalancerStatus ingress:[]LoadBalancerIngress
LocalVolumeSource fsType& path!+
ModifyVolumeStatus status!+~PersistentVolumeClaimModifyVolumeStatus(InProgress|Infeasible|Pending) targetVolumeAttributesClassName
Namespace apiVersion kind metadata+:meta.v1.ObjectMeta spec+:NamespaceSpec status+:NamespaceStatus
NamespaceCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~NamespaceConditionType
NamespaceSpec finalizers:[]string~[]v1.FinalizerName
NamespaceStatus conditions:[]NamespaceCondition*type@m, phase~NamespacePhase(Active|Terminating)
Node apiVersion kind metadata+:meta.v1.ObjectMeta spec+:NodeSpec status+:NodeStatus
NodeAddress address!+ type!+~NodeAddressType
NodeCondition lastHeartbeatTime+:Time lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~NodeConditionType
NodeConfigSource configMap:ConfigMapNodeConfigSource
NodeConfigStatus active:NodeConfigSource assigned:NodeConfigSource error lastKnownGood:NodeConfigSource
NodeDaemonEndpoints kubeletEndpoint+:DaemonEndpoint
NodeFeatures supplementalGroupsPolicy&:bool
NodeRuntimeHandler features:NodeRuntimeHandlerFeatures name+
NodeRuntimeHandlerFeatures recursiveReadOnlyMounts&:bool userNamespaces&:bool
NodeSpec configSource:NodeConfigSource externalID podCIDR podCIDRs:[]string*@m providerID taints:[]Taint unschedulable:bool
NodeStatus addresses:[]NodeAddress*type@m, allocatable:{}Quantity~ResourceList capacity:{}Quantity~ResourceList conditions:[]NodeCondition*type@m, config:NodeConfigStatus daemonEndpoints+:NodeDaemonEndpoints declaredFeatures:[]string features:NodeFeatures images:[]ContainerImage nodeInfo+:NodeSystemInfo phase~NodePhase(Pending|Running|Terminated) runtimeHandlers:[]NodeRuntimeHandler volumesAttached:[]AttachedVolume volumesInUse:[]string~[]v1.UniqueVolumeName
NodeSwapStatus capacity&:int64
NodeSystemInfo architecture!+ bootID!+ containerRuntimeVersion!+ kernelVersion!+ kubeProxyVersion!+ kubeletVersion!+ machineID!+ operatingSystem!+ osImage!+ swap:NodeSwapStatus systemUUID!+
ObjectReference% apiVersion fieldPath kind name namespace resourceVersion uid~types.UID
PersistentVolume apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PersistentVolumeSpec status+:PersistentVolumeStatus
PersistentVolumeClaim apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PersistentVolumeClaimSpec status+:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition lastProbeTime+:Time lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~PersistentVolumeClaimConditionType
PersistentVolumeClaimStatus accessModes:[]string~[]v1.PersistentVolumeAccessMode(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod) allocatedResourceStatuses:{}string~map[v1.ResourceName]v1.ClaimResourceStatus%granular allocatedResources:{}Quantity~ResourceList capacity:{}Quantity~ResourceList conditions:[]PersistentVolumeClaimCondition*type@m, currentVolumeAttributesClassName& modifyVolumeStatus:ModifyVolumeStatus phase~PersistentVolumeClaimPhase(Bound|Lost|Pending)
PersistentVolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource nfs:NFSVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageos:StorageOSPersistentVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
PersistentVolumeSpec ^PersistentVolumeSource accessModes:[]string~[]v1.PersistentVolumeAccessMode(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod) capacity:{}Quantity~ResourceList claimRef:ObjectReference%granular mountOptions:[]string nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy~PersistentVolumeReclaimPolicy(Delete|Recycle|Retain) storageClassName volumeAttributesClassName& volumeMode&~PersistentVolumeMode(Block|Filesystem)
PersistentVolumeStatus lastPhaseTransitionTime:Time message phase~PersistentVolumePhase(Available|Bound|Failed|Pending|Released) reason
PodTemplate apiVersion kind metadata+:meta.v1.ObjectMeta template+:PodTemplateSpec
PodTemplateSpec metadata+:meta.v1.ObjectMeta spec+:PodSpec
PortStatus error& port!+:int32 protocol!+~Protocol(SCTP|TCP|UDP)
RBDPersistentVolumeSource fsType image!+ keyring#/etc/ceph/keyring monitors!+:[]string pool#rbd readOnly:bool secretRef:SecretReference user#admin
ReplicationController apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ReplicationControllerSpec status+:ReplicationControllerStatus
ReplicationControllerCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~ReplicationControllerConditionType
ReplicationControllerSpec minReadySeconds:int32# replicas&:int32#1 selector:{}string%atomic template:PodTemplateSpec
ReplicationControllerStatus availableReplicas:int32 conditions:[]ReplicationControllerCondition*type@m, fullyLabeledReplicas:int32 observedGeneration:int64 readyReplicas:int32 replicas!+:int32
ResourceQuota apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ResourceQuotaSpec status+:ResourceQuotaStatus
ResourceQuotaSpec hard:{}Quantity~ResourceList scopeSelector:ScopeSelector scopes:[]string~[]v1.ResourceQuotaScope(BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass)
ResourceQuotaStatus hard:{}Quantity~ResourceList used:{}Quantity~ResourceList
ScaleIOPersistentVolumeSource fsType#xfs gateway!+ protectionDomain readOnly:bool secretRef!+&:SecretReference sslEnabled:bool storageMode#ThinProvisioned storagePool system!+ volumeName
ScopeSelector% matchExpressions:[]ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement operator!+~ScopeSelectorOperator(DoesNotExist|Exists|In|NotIn) scopeName!+~ResourceQuotaScope(BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass) values:[]string
Secret apiVersion data:{}bytes immutable&:bool kind metadata+:meta.v1.ObjectMeta stringData:{}string type~SecretType
SecretReference% name namespace
Service apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ServiceSpec status+:ServiceStatus
ServiceAccount apiVersion automountServiceAccountToken&:bool imagePullSecrets:[]LocalObjectReference kind metadata+:meta.v1.ObjectMeta secrets:[]ObjectReference*name@m,
ServicePort appProtocol& name nodePort:int32 port!+:int32 protocol~Protocol#TCP(SCTP|TCP|UDP) targetPort+:IntOrString
ServiceSpec allocateLoadBalancerNodePorts&:bool clusterIP clusterIPs:[]string externalIPs:[]string externalName externalTrafficPolicy~ServiceExternalTrafficPolicy(Cluster|Local) healthCheckNodePort:int32 internalTrafficPolicy&~ServiceInternalTrafficPolicy(Cluster|Local) ipFamilies:[]string~[]v1.IPFamily(|IPv4|IPv6) ipFamilyPolicy&~IPFamilyPolicy(PreferDualStack|RequireDualStack|SingleStack) loadBalancerClass& loadBalancerIP loadBalancerSourceRanges:[]string ports:[]ServicePort*port,protocol@m, publishNotReadyAddresses:bool selector:{}string%atomic sessionAffinity~ServiceAffinity(ClientIP|None) sessionAffinityConfig:SessionAffinityConfig trafficDistribution& type~ServiceType(ClusterIP|ExternalName|LoadBalancer|NodePort)
ServiceStatus conditions:[]meta.v1.Condition*type@m, loadBalancer+:LoadBalancerStatus
SessionAffinityConfig clientIP:ClientIPConfig
StorageOSPersistentVolumeSource fsType readOnly:bool secretRef:ObjectReference volumeName volumeNamespace
Taint effect!+~TaintEffect(NoExecute|NoSchedule|PreferNoSchedule) key!+ timeAdded:Time value
TopologySelectorLabelRequirement key!+ values!+:[]string
TopologySelectorTerm% matchLabelExpressions:[]TopologySelectorLabelRequirement
VolumeNodeAffinity required:NodeSelector`,
};

export const coreV1Resources = `bindings Binding c n - -
componentstatuses ComponentStatus gl c cs -
configmaps ConfigMap cdxglpuw n cm -
endpoints Endpoints cdxglpuw n ep -
events Event cdxglpuw n ev -
limitranges LimitRange cdxglpuw n limits -
namespaces Namespace cdglpuw c ns - finalize:u status:gpu
nodes Node cdxglpuw c no - proxy:cdgpu:NodeProxyOptions status:gpu
persistentvolumeclaims PersistentVolumeClaim cdxglpuw n pvc - status:gpu
persistentvolumes PersistentVolume cdxglpuw c pv - status:gpu
pods Pod cdxglpuw n po all attach:cg:PodAttachOptions binding:c:Binding ephemeralcontainers:gpu eviction:c:policy/v1/Eviction exec:cg:PodExecOptions log:g portforward:cg:PodPortForwardOptions proxy:cdgpu:PodProxyOptions resize:gpu status:gpu
podtemplates PodTemplate cdxglpuw n - -
replicationcontrollers ReplicationController cdxglpuw n rc all scale:gpu:autoscaling/v1/Scale status:gpu
resourcequotas ResourceQuota cdxglpuw n quota - status:gpu
secrets Secret cdxglpuw n - -
serviceaccounts ServiceAccount cdxglpuw n sa - token:c:authentication.k8s.io/v1/TokenRequest
services Service cdxglpuw n svc all proxy:cdgpu:ServiceProxyOptions status:gpu`;

export const coreV1Columns = `componentstatuses|Name=name|Status|Message|Error
configmaps|Name=name|Data|Age
endpoints|Name=name|Endpoints|Age
events|Last Seen|Type|Reason|Object|Subobject+|Source+|Message|First Seen+|Count+|Name=name+
limitranges|Name=name|Created At:date
namespaces|Name=name|Status|Age
nodes|Name=name|Status|Roles|Age|Version|Internal-IP+|External-IP+|OS-Image+|Kernel-Version+|Container-Runtime+
persistentvolumeclaims|Name=name|Status|Volume|Capacity|Access Modes|StorageClass|VolumeAttributesClass|Age|VolumeMode+
persistentvolumes|Name=name|Capacity|Access Modes|Reclaim Policy|Status|Claim|StorageClass|VolumeAttributesClass|Reason|Age|VolumeMode+
pods|Name=name|Ready|Status|Restarts|Age|IP+|Node+|Nominated Node+|Readiness Gates+
podtemplates|Name=name|Containers|Images|Pod Labels
replicationcontrollers|Name=name|Desired:integer|Current:integer|Ready:integer|Age|Containers+|Images+|Selector+
resourcequotas|Name=name|Request|Limit|Age
secrets|Name=name|Type|Data|Age
serviceaccounts|Name=name|Age
services|Name=name|Type|Cluster-IP|External-IP|Port(s)|Age|Selector+`;
