// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of a Pod, all that it needs of v1; src/simulation/api/schema/parse.ts reads the lines. */
export const coreV1Pod: GroupSchema = {
  name: 'core.v1',
  apiVersion: 'v1',
  kinds: 'Pod',
  uses: [metaV1],
  types: `AWSElasticBlockStoreVolumeSource fsType partition:int32 readOnly:bool volumeID!+
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AppArmorProfile localhostProfile& type!+~AppArmorProfileType(Localhost|RuntimeDefault|Unconfined)
AzureDiskVolumeSource cachingMode&~AzureDataDiskCachingMode#ReadWrite(None|ReadOnly|ReadWrite) diskName!+ diskURI!+ fsType&#ext4 kind&~AzureDataDiskKind#Shared(Dedicated|Managed|Shared) readOnly&:bool#
AzureFileVolumeSource readOnly:bool secretName!+ shareName!+
CSIVolumeSource driver!+ fsType& nodePublishSecretRef:LocalObjectReference readOnly&:bool volumeAttributes:{}string
Capabilities add:[]string~[]v1.Capability drop:[]string~[]v1.Capability
CephFSVolumeSource monitors!+:[]string path readOnly:bool secretFile secretRef:LocalObjectReference user
CinderVolumeSource fsType readOnly:bool secretRef:LocalObjectReference volumeID!+
ClusterTrustBundleProjection labelSelector:meta.v1.LabelSelector name& optional&:bool path!+ signerName&
ConfigMapEnvSource ^LocalObjectReference optional&:bool
ConfigMapKeySelector% ^LocalObjectReference key!+ optional&:bool
ConfigMapProjection ^LocalObjectReference items:[]KeyToPath optional&:bool
ConfigMapVolumeSource ^LocalObjectReference defaultMode&:int32 items:[]KeyToPath optional&:bool
Container args:[]string command:[]string env:[]EnvVar*name@m, envFrom:[]EnvFromSource image imagePullPolicy~PullPolicy(Always|IfNotPresent|Never) lifecycle:Lifecycle livenessProbe:Probe name!+ ports:[]ContainerPort*containerPort,protocol@m, readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources+:ResourceRequirements restartPolicy&~ContainerRestartPolicy restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:bool stdinOnce:bool terminationMessagePath terminationMessagePolicy~TerminationMessagePolicy(FallbackToLogsOnError|File) tty:bool volumeDevices:[]VolumeDevice*devicePath@m, volumeMounts:[]VolumeMount*mountPath@m, workingDir
ContainerExtendedResourceRequest containerName!+ requestName!+ resourceName!+
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
DownwardAPIProjection items:[]DownwardAPIVolumeFile
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode&:int32 path!+ resourceFieldRef:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode&:int32 items:[]DownwardAPIVolumeFile
EmptyDirVolumeSource medium~StorageMedium sizeLimit:Quantity
EnvFromSource configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource
EnvVar name!+ value valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
EphemeralContainer ^EphemeralContainerCommon targetContainerName
EphemeralContainerCommon args:[]string command:[]string env:[]EnvVar*name@m, envFrom:[]EnvFromSource image imagePullPolicy~PullPolicy(Always|IfNotPresent|Never) lifecycle:Lifecycle livenessProbe:Probe name!+ ports:[]ContainerPort*containerPort,protocol@m, readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources+:ResourceRequirements restartPolicy&~ContainerRestartPolicy restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:bool stdinOnce:bool terminationMessagePath terminationMessagePolicy~TerminationMessagePolicy(FallbackToLogsOnError|File) tty:bool volumeDevices:[]VolumeDevice*devicePath@m, volumeMounts:[]VolumeMount*mountPath@m, workingDir
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
ExecAction command:[]string
FCVolumeSource fsType lun&:int32 readOnly:bool targetWWNs:[]string wwids:[]string
FileKeySelector% key!+ optional&:bool# path!+ volumeName!+
FlexVolumeSource driver!+ fsType options:{}string readOnly:bool secretRef:LocalObjectReference
FlockerVolumeSource datasetName datasetUUID
GCEPersistentDiskVolumeSource fsType partition:int32 pdName!+ readOnly:bool
GRPCAction port!+:int32 service+&#
GitRepoVolumeSource directory repository!+ revision
GlusterfsVolumeSource endpoints!+ path!+ readOnly:bool
HTTPGetAction host httpHeaders:[]HTTPHeader path port!+:IntOrString scheme~URIScheme(HTTP|HTTPS)
HTTPHeader name!+ value!+
HostAlias hostnames:[]string ip!+
HostIP ip!+
HostPathVolumeSource path!+ type&~HostPathType(|BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket)
ISCSIVolumeSource chapAuthDiscovery:bool chapAuthSession:bool fsType initiatorName& iqn!+ iscsiInterface#default lun!+:int32 portals:[]string readOnly:bool secretRef:LocalObjectReference targetPortal!+
ImageVolumeSource pullPolicy~PullPolicy(Always|IfNotPresent|Never) reference
ImageVolumeStatus imageRef!
KeyToPath key!+ mode&:int32 path!+
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal&~Signal(SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ)
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
LinuxContainerUser gid!+:int64 supplementalGroups:[]int64 uid!+:int64
LocalObjectReference% name#
NFSVolumeSource path!+ readOnly:bool server!+
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeAllocatableResourceClaimStatus containers:[]string* resourceClaimName!+ resources!+:{}Quantity~map[v1.ResourceName]resource.Quantity
NodeSelector% nodeSelectorTerms!+:[]NodeSelectorTerm
NodeSelectorRequirement key!+ operator!+~NodeSelectorOperator(DoesNotExist|Exists|Gt|In|Lt|NotIn) values:[]string
NodeSelectorTerm% matchExpressions:[]NodeSelectorRequirement matchFields:[]NodeSelectorRequirement
ObjectFieldSelector% apiVersion fieldPath!+
PersistentVolumeClaimSpec accessModes:[]string~[]v1.PersistentVolumeAccessMode(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod) dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources+:VolumeResourceRequirements selector:meta.v1.LabelSelector storageClassName& volumeAttributesClassName& volumeMode&~PersistentVolumeMode(Block|Filesystem) volumeName
PersistentVolumeClaimTemplate metadata+:meta.v1.ObjectMeta spec!+:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName!+ readOnly:bool
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
PortworxVolumeSource fsType readOnly:bool volumeID!+
PreferredSchedulingTerm preference!+:NodeSelectorTerm weight!+:int32
Probe ^ProbeHandler failureThreshold:int32 initialDelaySeconds:int32 periodSeconds:int32 successThreshold:int32 terminationGracePeriodSeconds&:int64 timeoutSeconds:int32
ProbeHandler exec:ExecAction grpc:GRPCAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction
ProjectedVolumeSource defaultMode&:int32 sources+:[]VolumeProjection
QuobyteVolumeSource group readOnly:bool registry!+ tenant user volume!+
RBDVolumeSource fsType image!+ keyring#/etc/ceph/keyring monitors!+:[]string pool#rbd readOnly:bool secretRef:LocalObjectReference user#admin
ResourceClaim name!+ request
ResourceFieldSelector% containerName divisor+:Quantity resource!+
ResourceHealth health~ResourceHealthStatus message& resourceID!+~ResourceID
ResourceRequirements claims:[]ResourceClaim*name limits:{}Quantity~ResourceList requests:{}Quantity~ResourceList
ResourceStatus name!+~ResourceName resources:[]ResourceHealth*resourceID
SELinuxOptions level role type user
ScaleIOVolumeSource fsType#xfs gateway!+ protectionDomain readOnly:bool secretRef!+&:LocalObjectReference sslEnabled:bool storageMode#ThinProvisioned storagePool system!+ volumeName
SeccompProfile localhostProfile& type!+~SeccompProfileType(Localhost|RuntimeDefault|Unconfined)
SecretEnvSource ^LocalObjectReference optional&:bool
SecretKeySelector% ^LocalObjectReference key!+ optional&:bool
SecretProjection ^LocalObjectReference items:[]KeyToPath optional&:bool
SecretVolumeSource defaultMode&:int32 items:[]KeyToPath optional&:bool secretName
SecurityContext allowPrivilegeEscalation&:bool appArmorProfile:AppArmorProfile capabilities:Capabilities privileged&:bool procMount&~ProcMountType(Default|Unmasked) readOnlyRootFilesystem&:bool runAsGroup&:int64 runAsNonRoot&:bool runAsUser&:int64 seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
ServiceAccountTokenProjection audience expirationSeconds&:int64 path!+
SleepAction seconds!+:int64
StorageOSVolumeSource fsType readOnly:bool secretRef:LocalObjectReference volumeName volumeNamespace
Sysctl name!+ value!+
TCPSocketAction host port!+:IntOrString
Toleration effect~TaintEffect(NoExecute|NoSchedule|PreferNoSchedule) key operator~TolerationOperator(Equal|Exists|Gt|Lt) tolerationSeconds&:int64 value
TopologySpreadConstraint labelSelector:meta.v1.LabelSelector matchLabelKeys:[]string maxSkew!+:int32 minDomains&:int32 nodeAffinityPolicy&~NodeInclusionPolicy(Honor|Ignore) nodeTaintsPolicy&~NodeInclusionPolicy(Honor|Ignore) topologyKey!+ whenUnsatisfiable!+~UnsatisfiableConstraintAction(DoNotSchedule|ScheduleAnyway)
TypedLocalObjectReference% apiGroup+& kind!+ name!+
TypedObjectReference apiGroup+& kind!+ name!+ namespace&
Volume ^VolumeSource name!+
VolumeDevice devicePath!+ name!+
VolumeMount mountPath!+ mountPropagation&~MountPropagationMode(Bidirectional|HostToContainer|None) name!+ readOnly:bool recursiveReadOnly&~RecursiveReadOnlyMode subPath subPathExpr
VolumeMountStatus mountPath!+ name!+ readOnly:bool recursiveReadOnly&~RecursiveReadOnlyMode volumeStatus:VolumeStatus
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
VolumeResourceRequirements limits:{}Quantity~ResourceList requests:{}Quantity~ResourceList
VolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
VolumeStatus image:ImageVolumeStatus
VsphereVirtualDiskVolumeSource fsType storagePolicyID storagePolicyName volumePath!+
WeightedPodAffinityTerm podAffinityTerm!+:PodAffinityTerm weight!+:int32
WindowsSecurityContextOptions gmsaCredentialSpec& gmsaCredentialSpecName& hostProcess&:bool runAsUserName&`,
};
