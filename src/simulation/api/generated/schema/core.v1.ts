// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of v1; src/simulation/api/schema/parse.ts reads the lines. */
export const coreV1: GroupSchema = {
  name: 'core.v1',
  apiVersion: 'v1',
  kinds: 'Pod Service ConfigMap Secret Namespace Node PersistentVolume PersistentVolumeClaim ServiceAccount ResourceQuota LimitRange ReplicationController Endpoints Event PodTemplate Binding',
  uses: [metaV1],
  types: `AWSElasticBlockStoreVolumeSource fsType partition:int32 readOnly:bool volumeID!+
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AppArmorProfile localhostProfile& type!+~AppArmorProfileType(Localhost|RuntimeDefault|Unconfined)
AttachedVolume devicePath!+ name!+~UniqueVolumeName
AzureDiskVolumeSource cachingMode&~AzureDataDiskCachingMode#ReadWrite(None|ReadOnly|ReadWrite) diskName!+ diskURI!+ fsType&#ext4 kind&~AzureDataDiskKind#Shared(Dedicated|Managed|Shared) readOnly&:bool#
AzureFilePersistentVolumeSource readOnly:bool secretName!+ secretNamespace+& shareName!+
AzureFileVolumeSource readOnly:bool secretName!+ shareName!+
Binding apiVersion kind metadata+:meta.v1.ObjectMeta target!+:ObjectReference
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver!+ fsType nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:bool volumeAttributes:{}string volumeHandle!+
CSIVolumeSource driver!+ fsType& nodePublishSecretRef:LocalObjectReference readOnly&:bool volumeAttributes:{}string
Capabilities add:[]string~[]v1.Capability drop:[]string~[]v1.Capability
CephFSPersistentVolumeSource monitors!+:[]string path readOnly:bool secretFile secretRef:SecretReference user
CephFSVolumeSource monitors!+:[]string path readOnly:bool secretFile secretRef:LocalObjectReference user
CinderPersistentVolumeSource fsType readOnly:bool secretRef:SecretReference volumeID!+
CinderVolumeSource fsType readOnly:bool secretRef:LocalObjectReference volumeID!+
ClientIPConfig timeoutSeconds&:int32
ClusterTrustBundleProjection labelSelector:meta.v1.LabelSelector name& optional&:bool path!+ signerName&
ConfigMap apiVersion binaryData:{}bytes data:{}string immutable&:bool kind metadata+:meta.v1.ObjectMeta
ConfigMapEnvSource ^LocalObjectReference optional&:bool
ConfigMapKeySelector% ^LocalObjectReference key!+ optional&:bool
ConfigMapNodeConfigSource kubeletConfigKey!+ name!+ namespace!+ resourceVersion uid~types.UID
ConfigMapProjection ^LocalObjectReference items:[]KeyToPath optional&:bool
ConfigMapVolumeSource ^LocalObjectReference defaultMode&:int32 items:[]KeyToPath optional&:bool
Container args:[]string command:[]string env:[]EnvVar*name@m, envFrom:[]EnvFromSource image imagePullPolicy~PullPolicy(Always|IfNotPresent|Never) lifecycle:Lifecycle livenessProbe:Probe name!+ ports:[]ContainerPort*containerPort,protocol@m, readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources+:ResourceRequirements restartPolicy&~ContainerRestartPolicy restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:bool stdinOnce:bool terminationMessagePath terminationMessagePolicy~TerminationMessagePolicy(FallbackToLogsOnError|File) tty:bool volumeDevices:[]VolumeDevice*devicePath@m, volumeMounts:[]VolumeMount*mountPath@m, workingDir
ContainerExtendedResourceRequest containerName!+ requestName!+ resourceName!+
ContainerImage names+:[]string sizeBytes:int64
ContainerPort containerPort!+:int32 hostIP hostPort:int32 name protocol~Protocol#TCP(SCTP|TCP|UDP)
ContainerResizePolicy resourceName!+~ResourceName restartPolicy!+~ResourceResizeRestartPolicy
ContainerRestartRule action!~ContainerRestartRuleAction exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator!~ContainerRestartRuleOnExitCodesOperator values:[]int32*
ContainerState running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting
ContainerStateRunning startedAt+:Time
ContainerStateTerminated containerID exitCode!+:int32 finishedAt+:Time message reason signal:int32 startedAt+:Time
ContainerStateWaiting message reason
ContainerStatus allocatedResources:{}Quantity~ResourceList allocatedResourcesStatus:[]ResourceStatus*name@m, containerID image!+ imageID!+ lastState+:ContainerState name!+ ready!+:bool resources:ResourceRequirements restartCount!+:int32 started&:bool state+:ContainerState stopSignal&~Signal(SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ) user:ContainerUser volumeMounts:[]VolumeMountStatus*mountPath@m,
ContainerUser linux:LinuxContainerUser
DaemonEndpoint Port!+:int32
DownwardAPIProjection items:[]DownwardAPIVolumeFile
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode&:int32 path!+ resourceFieldRef:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode&:int32 items:[]DownwardAPIVolumeFile
EmptyDirVolumeSource medium~StorageMedium sizeLimit:Quantity
EndpointAddress% hostname ip!+ nodeName& targetRef:ObjectReference
EndpointPort% appProtocol& name port!+:int32 protocol~Protocol(SCTP|TCP|UDP)
EndpointSubset addresses:[]EndpointAddress notReadyAddresses:[]EndpointAddress ports:[]EndpointPort
Endpoints apiVersion kind metadata+:meta.v1.ObjectMeta subsets:[]EndpointSubset
EnvFromSource configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource
EnvVar name!+ value valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
EphemeralContainer ^EphemeralContainerCommon targetContainerName
EphemeralContainerCommon args:[]string command:[]string env:[]EnvVar*name@m, envFrom:[]EnvFromSource image imagePullPolicy~PullPolicy(Always|IfNotPresent|Never) lifecycle:Lifecycle livenessProbe:Probe name!+ ports:[]ContainerPort*containerPort,protocol@m, readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources+:ResourceRequirements restartPolicy&~ContainerRestartPolicy restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:bool stdinOnce:bool terminationMessagePath terminationMessagePolicy~TerminationMessagePolicy(FallbackToLogsOnError|File) tty:bool volumeDevices:[]VolumeDevice*devicePath@m, volumeMounts:[]VolumeMount*mountPath@m, workingDir
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
Event action apiVersion count:int32 eventTime+:MicroTime firstTimestamp+:Time involvedObject!+:ObjectReference kind lastTimestamp+:Time message metadata!+:meta.v1.ObjectMeta reason related:ObjectReference reportingComponent+ reportingInstance+ series:EventSeries source+:EventSource type
EventSeries count:int32 lastObservedTime+:MicroTime
EventSource component host
ExecAction command:[]string
FCVolumeSource fsType lun&:int32 readOnly:bool targetWWNs:[]string wwids:[]string
FileKeySelector% key!+ optional&:bool# path!+ volumeName!+
FlexPersistentVolumeSource driver!+ fsType options:{}string readOnly:bool secretRef:SecretReference
FlexVolumeSource driver!+ fsType options:{}string readOnly:bool secretRef:LocalObjectReference
FlockerVolumeSource datasetName datasetUUID
GCEPersistentDiskVolumeSource fsType partition:int32 pdName!+ readOnly:bool
GRPCAction port!+:int32 service+&#
GitRepoVolumeSource directory repository!+ revision
GlusterfsPersistentVolumeSource endpoints!+ endpointsNamespace& path!+ readOnly:bool
GlusterfsVolumeSource endpoints!+ path!+ readOnly:bool
HTTPGetAction host httpHeaders:[]HTTPHeader path port!+:IntOrString scheme~URIScheme(HTTP|HTTPS)
HTTPHeader name!+ value!+
HostAlias hostnames:[]string ip!+
HostIP ip!+
HostPathVolumeSource path!+ type&~HostPathType(|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket)
ISCSIPersistentVolumeSource chapAuthDiscovery:bool chapAuthSession:bool fsType initiatorName& iqn!+ iscsiInterface#default lun!+:int32 portals:[]string readOnly:bool secretRef:SecretReference targetPortal!+
ISCSIVolumeSource chapAuthDiscovery:bool chapAuthSession:bool fsType initiatorName& iqn!+ iscsiInterface#default lun!+:int32 portals:[]string readOnly:bool secretRef:LocalObjectReference targetPortal!+
ImageVolumeSource pullPolicy~PullPolicy(Always|IfNotPresent|Never) reference
ImageVolumeStatus imageRef!
KeyToPath key!+ mode&:int32 path!+
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal&~Signal(SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ)
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
LimitRange apiVersion kind metadata+:meta.v1.ObjectMeta spec+:LimitRangeSpec
LimitRangeItem default:{}Quantity~ResourceList defaultRequest:{}Quantity~ResourceList max:{}Quantity~ResourceList maxLimitRequestRatio:{}Quantity~ResourceList min:{}Quantity~ResourceList type!+~LimitType
LimitRangeSpec limits!+:[]LimitRangeItem
LinuxContainerUser gid!+:int64 supplementalGroups:[]int64 uid!+:int64
LoadBalancerIngress hostname ip ipMode&~LoadBalancerIPMode ports:[]PortStatus
LoadBalancerStatus ingress:[]LoadBalancerIngress
LocalObjectReference% name#
LocalVolumeSource fsType& path!+
ModifyVolumeStatus status!+~PersistentVolumeClaimModifyVolumeStatus(InProgress|Infeasible|Pending) targetVolumeAttributesClassName
NFSVolumeSource path!+ readOnly:bool server!+
Namespace apiVersion kind metadata+:meta.v1.ObjectMeta spec+:NamespaceSpec status+:NamespaceStatus
NamespaceCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~NamespaceConditionType
NamespaceSpec finalizers:[]string~[]v1.FinalizerName
NamespaceStatus conditions:[]NamespaceCondition*type@m, phase~NamespacePhase(Active|Terminating)
Node apiVersion kind metadata+:meta.v1.ObjectMeta spec+:NodeSpec status+:NodeStatus
NodeAddress address!+ type!+~NodeAddressType
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeAllocatableResourceClaimStatus containers:[]string* resourceClaimName!+ resources!+:{}Quantity~map[v1.ResourceName]resource.Quantity
NodeCondition lastHeartbeatTime+:Time lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~NodeConditionType
NodeConfigSource configMap:ConfigMapNodeConfigSource
NodeConfigStatus active:NodeConfigSource assigned:NodeConfigSource error lastKnownGood:NodeConfigSource
NodeDaemonEndpoints kubeletEndpoint+:DaemonEndpoint
NodeFeatures supplementalGroupsPolicy&:bool
NodeRuntimeHandler features:NodeRuntimeHandlerFeatures name+
NodeRuntimeHandlerFeatures recursiveReadOnlyMounts&:bool userNamespaces&:bool
NodeSelector% nodeSelectorTerms!+:[]NodeSelectorTerm
NodeSelectorRequirement key!+ operator!+~NodeSelectorOperator(DoesNotExist|Exists|Gt|In|Lt|NotIn) values:[]string
NodeSelectorTerm% matchExpressions:[]NodeSelectorRequirement matchFields:[]NodeSelectorRequirement
NodeSpec configSource:NodeConfigSource externalID podCIDR podCIDRs:[]string*@m providerID taints:[]Taint unschedulable:bool
NodeStatus addresses:[]NodeAddress*type@m, allocatable:{}Quantity~ResourceList capacity:{}Quantity~ResourceList conditions:[]NodeCondition*type@m, config:NodeConfigStatus daemonEndpoints+:NodeDaemonEndpoints declaredFeatures:[]string features:NodeFeatures images:[]ContainerImage nodeInfo+:NodeSystemInfo phase~NodePhase(Pending|Running|Terminated) runtimeHandlers:[]NodeRuntimeHandler volumesAttached:[]AttachedVolume volumesInUse:[]string~[]v1.UniqueVolumeName
NodeSwapStatus capacity&:int64
NodeSystemInfo architecture!+ bootID!+ containerRuntimeVersion!+ kernelVersion!+ kubeProxyVersion!+ kubeletVersion!+ machineID!+ operatingSystem!+ osImage!+ swap:NodeSwapStatus systemUUID!+
ObjectFieldSelector% apiVersion fieldPath!+
ObjectReference% apiVersion fieldPath kind name namespace resourceVersion uid~types.UID
PersistentVolume apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PersistentVolumeSpec status+:PersistentVolumeStatus
PersistentVolumeClaim apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PersistentVolumeClaimSpec status+:PersistentVolumeClaimStatus
PersistentVolumeClaimCondition lastProbeTime+:Time lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~PersistentVolumeClaimConditionType
PersistentVolumeClaimSpec accessModes:[]string~[]v1.PersistentVolumeAccessMode(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod) dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources+:VolumeResourceRequirements selector:meta.v1.LabelSelector storageClassName& volumeAttributesClassName& volumeMode&~PersistentVolumeMode(Block|Filesystem) volumeName
PersistentVolumeClaimStatus accessModes:[]string~[]v1.PersistentVolumeAccessMode(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod) allocatedResourceStatuses:{}string~map[v1.ResourceName]v1.ClaimResourceStatus%granular allocatedResources:{}Quantity~ResourceList capacity:{}Quantity~ResourceList conditions:[]PersistentVolumeClaimCondition*type@m, currentVolumeAttributesClassName& modifyVolumeStatus:ModifyVolumeStatus phase~PersistentVolumeClaimPhase(Bound|Lost|Pending)
PersistentVolumeClaimTemplate metadata+:meta.v1.ObjectMeta spec!+:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName!+ readOnly:bool
PersistentVolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource nfs:NFSVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageos:StorageOSPersistentVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
PersistentVolumeSpec ^PersistentVolumeSource accessModes:[]string~[]v1.PersistentVolumeAccessMode(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod) capacity:{}Quantity~ResourceList claimRef:ObjectReference%granular mountOptions:[]string nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy~PersistentVolumeReclaimPolicy(Delete|Recycle|Retain) storageClassName volumeAttributesClassName& volumeMode&~PersistentVolumeMode(Block|Filesystem)
PersistentVolumeStatus lastPhaseTransitionTime:Time message phase~PersistentVolumePhase(Available|Bound|Failed|Pending|Released) reason
PhotonPersistentDiskVolumeSource fsType pdID!+
Pod apiVersion kind metadata+:meta.v1.ObjectMeta spec+:PodSpec status+:PodStatus
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm
PodAffinityTerm labelSelector:meta.v1.LabelSelector matchLabelKeys:[]string mismatchLabelKeys:[]string namespaceSelector:meta.v1.LabelSelector namespaces:[]string topologyKey!+
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm
PodCertificateProjection certificateChainPath credentialBundlePath keyPath keyType! maxExpirationSeconds&:int32 signerName! userAnnotations:{}string
PodCondition lastProbeTime+:Time lastTransitionTime+:Time message observedGeneration:int64 reason status!+~ConditionStatus type!+~PodConditionType
PodDNSConfig nameservers:[]string options:[]PodDNSConfigOption searches:[]string
PodDNSConfigOption name value&
PodExtendedResourceClaimStatus requestMappings!+:[]ContainerExtendedResourceRequest resourceClaimName!+
PodIP ip!+
PodOS name!+~OSName
PodReadinessGate conditionType!+~PodConditionType
PodResourceClaim name!+ resourceClaimName& resourceClaimTemplateName&
PodResourceClaimStatus name!+ resourceClaimName&
PodSchedulingGate name!+
PodSchedulingGroup podGroupName&
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup&:int64 fsGroupChangePolicy&~PodFSGroupChangePolicy(Always|OnRootMismatch) runAsGroup&:int64 runAsNonRoot&:bool runAsUser&:int64 seLinuxChangePolicy&~PodSELinuxChangePolicy seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[]int64 supplementalGroupsPolicy&~SupplementalGroupsPolicy(Merge|Strict) sysctls:[]Sysctl windowsOptions:WindowsSecurityContextOptions
PodSpec activeDeadlineSeconds&:int64 affinity:Affinity automountServiceAccountToken&:bool containers!+:[]Container*name@m, dnsConfig:PodDNSConfig dnsPolicy~DNSPolicy(ClusterFirst|ClusterFirstWithHostNet|Default|None) enableServiceLinks&:bool ephemeralContainers:[]EphemeralContainer*name@m, hostAliases:[]HostAlias*ip@m, hostIPC:bool hostNetwork:bool hostPID:bool hostUsers&:bool hostname hostnameOverride& imagePullSecrets:[]LocalObjectReference*name@m, initContainers:[]Container*name@m, nodeName nodeSelector:{}string%atomic os:PodOS overhead:{}Quantity~ResourceList preemptionPolicy&~PreemptionPolicy(Never|PreemptLowerPriority) priority&:int32 priorityClassName readinessGates:[]PodReadinessGate resourceClaims:[]PodResourceClaim*name@mk, resources:ResourceRequirements restartPolicy~RestartPolicy(Always|Never|OnFailure) runtimeClassName& schedulerName schedulingGates:[]PodSchedulingGate*name@m, schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount serviceAccountName setHostnameAsFQDN&:bool shareProcessNamespace&:bool subdomain terminationGracePeriodSeconds&:int64 tolerations:[]Toleration topologySpreadConstraints:[]TopologySpreadConstraint*topologyKey,whenUnsatisfiable@m, volumes:[]Volume*name@mk,
PodStatus allocatedResources:{}Quantity~ResourceList conditions:[]PodCondition*type@m, containerStatuses:[]ContainerStatus ephemeralContainerStatuses:[]ContainerStatus extendedResourceClaimStatus:PodExtendedResourceClaimStatus hostIP hostIPs:[]HostIP@m,ip initContainerStatuses:[]ContainerStatus message nodeAllocatableResourceClaimStatuses:[]NodeAllocatableResourceClaimStatus nominatedNodeName observedGeneration:int64 phase~PodPhase(Failed|Pending|Running|Succeeded|Unknown) podIP podIPs:[]PodIP*ip@m, qosClass~PodQOSClass(BestEffort|Burstable|Guaranteed) reason resize~PodResizeStatus resourceClaimStatuses:[]PodResourceClaimStatus*name@mk, resources:ResourceRequirements startTime:Time
PodTemplate apiVersion kind metadata+:meta.v1.ObjectMeta template+:PodTemplateSpec
PodTemplateSpec metadata+:meta.v1.ObjectMeta spec+:PodSpec
PortStatus error& port!+:int32 protocol!+~Protocol(SCTP|TCP|UDP)
PortworxVolumeSource fsType readOnly:bool volumeID!+
PreferredSchedulingTerm preference!+:NodeSelectorTerm weight!+:int32
Probe ^ProbeHandler failureThreshold:int32 initialDelaySeconds:int32 periodSeconds:int32 successThreshold:int32 terminationGracePeriodSeconds&:int64 timeoutSeconds:int32
ProbeHandler exec:ExecAction grpc:GRPCAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction
ProjectedVolumeSource defaultMode&:int32 sources+:[]VolumeProjection
QuobyteVolumeSource group readOnly:bool registry!+ tenant user volume!+
RBDPersistentVolumeSource fsType image!+ keyring#/etc/ceph/keyring monitors!+:[]string pool#rbd readOnly:bool secretRef:SecretReference user#admin
RBDVolumeSource fsType image!+ keyring#/etc/ceph/keyring monitors!+:[]string pool#rbd readOnly:bool secretRef:LocalObjectReference user#admin
ReplicationController apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ReplicationControllerSpec status+:ReplicationControllerStatus
ReplicationControllerCondition lastTransitionTime+:Time message reason status!+~ConditionStatus type!+~ReplicationControllerConditionType
ReplicationControllerSpec minReadySeconds:int32# replicas&:int32#1 selector:{}string%atomic template:PodTemplateSpec
ReplicationControllerStatus availableReplicas:int32 conditions:[]ReplicationControllerCondition*type@m, fullyLabeledReplicas:int32 observedGeneration:int64 readyReplicas:int32 replicas!+:int32
ResourceClaim name!+ request
ResourceFieldSelector% containerName divisor+:Quantity resource!+
ResourceHealth health~ResourceHealthStatus message& resourceID!+~ResourceID
ResourceQuota apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ResourceQuotaSpec status+:ResourceQuotaStatus
ResourceQuotaSpec hard:{}Quantity~ResourceList scopeSelector:ScopeSelector scopes:[]string~[]v1.ResourceQuotaScope(BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass)
ResourceQuotaStatus hard:{}Quantity~ResourceList used:{}Quantity~ResourceList
ResourceRequirements claims:[]ResourceClaim*name limits:{}Quantity~ResourceList requests:{}Quantity~ResourceList
ResourceStatus name!+~ResourceName resources:[]ResourceHealth*resourceID
SELinuxOptions level role type user
ScaleIOPersistentVolumeSource fsType#xfs gateway!+ protectionDomain readOnly:bool secretRef!+&:SecretReference sslEnabled:bool storageMode#ThinProvisioned storagePool system!+ volumeName
ScaleIOVolumeSource fsType#xfs gateway!+ protectionDomain readOnly:bool secretRef!+&:LocalObjectReference sslEnabled:bool storageMode#ThinProvisioned storagePool system!+ volumeName
ScopeSelector% matchExpressions:[]ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement operator!+~ScopeSelectorOperator(DoesNotExist|Exists|In|NotIn) scopeName!+~ResourceQuotaScope(BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass) values:[]string
SeccompProfile localhostProfile& type!+~SeccompProfileType(Localhost|RuntimeDefault|Unconfined)
Secret apiVersion data:{}bytes immutable&:bool kind metadata+:meta.v1.ObjectMeta stringData:{}string type~SecretType
SecretEnvSource ^LocalObjectReference optional&:bool
SecretKeySelector% ^LocalObjectReference key!+ optional&:bool
SecretProjection ^LocalObjectReference items:[]KeyToPath optional&:bool
SecretReference% name namespace
SecretVolumeSource defaultMode&:int32 items:[]KeyToPath optional&:bool secretName
SecurityContext allowPrivilegeEscalation&:bool appArmorProfile:AppArmorProfile capabilities:Capabilities privileged&:bool procMount&~ProcMountType(Default|Unmasked) readOnlyRootFilesystem&:bool runAsGroup&:int64 runAsNonRoot&:bool runAsUser&:int64 seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
Service apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ServiceSpec status+:ServiceStatus
ServiceAccount apiVersion automountServiceAccountToken&:bool imagePullSecrets:[]LocalObjectReference kind metadata+:meta.v1.ObjectMeta secrets:[]ObjectReference*name@m,
ServiceAccountTokenProjection audience expirationSeconds&:int64 path!+
ServicePort appProtocol& name nodePort:int32 port!+:int32 protocol~Protocol#TCP(SCTP|TCP|UDP) targetPort+:IntOrString
ServiceSpec allocateLoadBalancerNodePorts&:bool clusterIP clusterIPs:[]string externalIPs:[]string externalName externalTrafficPolicy~ServiceExternalTrafficPolicy(Cluster|Local) healthCheckNodePort:int32 internalTrafficPolicy&~ServiceInternalTrafficPolicy(Cluster|Local) ipFamilies:[]string~[]v1.IPFamily(|IPv4|IPv6) ipFamilyPolicy&~IPFamilyPolicy(PreferDualStack|RequireDualStack|SingleStack) loadBalancerClass& loadBalancerIP loadBalancerSourceRanges:[]string ports:[]ServicePort*port,protocol@m, publishNotReadyAddresses:bool selector:{}string%atomic sessionAffinity~ServiceAffinity(ClientIP|None) sessionAffinityConfig:SessionAffinityConfig trafficDistribution& type~ServiceType(ClusterIP|ExternalName|LoadBalancer|NodePort)
ServiceStatus conditions:[]meta.v1.Condition*type@m, loadBalancer+:LoadBalancerStatus
SessionAffinityConfig clientIP:ClientIPConfig
SleepAction seconds!+:int64
StorageOSPersistentVolumeSource fsType readOnly:bool secretRef:ObjectReference volumeName volumeNamespace
StorageOSVolumeSource fsType readOnly:bool secretRef:LocalObjectReference volumeName volumeNamespace
Sysctl name!+ value!+
TCPSocketAction host port!+:IntOrString
Taint effect!+~TaintEffect(NoExecute|NoSchedule|PreferNoSchedule) key!+ timeAdded:Time value
Toleration effect~TaintEffect(NoExecute|NoSchedule|PreferNoSchedule) key operator~TolerationOperator(Equal|Exists|Gt|Lt) tolerationSeconds&:int64 value
TopologySelectorLabelRequirement key!+ values!+:[]string
TopologySelectorTerm% matchLabelExpressions:[]TopologySelectorLabelRequirement
TopologySpreadConstraint labelSelector:meta.v1.LabelSelector matchLabelKeys:[]string maxSkew!+:int32 minDomains&:int32 nodeAffinityPolicy&~NodeInclusionPolicy(Honor|Ignore) nodeTaintsPolicy&~NodeInclusionPolicy(Honor|Ignore) topologyKey!+ whenUnsatisfiable!+~UnsatisfiableConstraintAction(DoNotSchedule|ScheduleAnyway)
TypedLocalObjectReference% apiGroup+& kind!+ name!+
TypedObjectReference apiGroup+& kind!+ name!+ namespace&
Volume ^VolumeSource name!+
VolumeDevice devicePath!+ name!+
VolumeMount mountPath!+ mountPropagation&~MountPropagationMode(Bidirectional|HostToContainer|None) name!+ readOnly:bool recursiveReadOnly&~RecursiveReadOnlyMode subPath subPathExpr
VolumeMountStatus mountPath!+ name!+ readOnly:bool recursiveReadOnly&~RecursiveReadOnlyMode volumeStatus:VolumeStatus
VolumeNodeAffinity required:NodeSelector
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
VolumeResourceRequirements limits:{}Quantity~ResourceList requests:{}Quantity~ResourceList
VolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
VolumeStatus image:ImageVolumeStatus
VsphereVirtualDiskVolumeSource fsType storagePolicyID storagePolicyName volumePath!+
WeightedPodAffinityTerm podAffinityTerm!+:PodAffinityTerm weight!+:int32
WindowsSecurityContextOptions gmsaCredentialSpec& gmsaCredentialSpecName& hostProcess&:bool runAsUserName&`,
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
