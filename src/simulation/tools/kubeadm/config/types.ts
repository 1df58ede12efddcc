/** The types of kubeadm's configuration (cmd/kubeadm/app/apis/kubeadm v1beta4 and v1beta3), in the form that api/schema/parse.ts reads. */
import type { GroupSchema } from '../../../api/schema/group';
import { coreV1 } from '../../../api/generated/schema/core.v1';
import { schemaOf } from '../../../api/schema/schema';
import type { Schema } from '../../../api/schema/schema';

/** What both versions have. */
const COMMON = `APIEndpoint advertiseAddress bindPort:int32
BootstrapToken description expires:Time groups:[]string token ttl:string~v1.Duration usages:[]string
BootstrapTokenDiscovery apiServerEndpoint caCertHashes:[]string token unsafeSkipCAVerification:bool
Etcd external:ExternalEtcd local:LocalEtcd
FileDiscovery kubeConfigPath
HostPathMount hostPath mountPath name pathType~v1.HostPathType readOnly:bool
ImageMeta imageRepository imageTag
JoinControlPlane certificateKey localAPIEndpoint:APIEndpoint
Networking dnsDomain podSubnet serviceSubnet
Patches directory
APIServer certSANs:[]string timeoutForControlPlane:string~v1.Duration ^ControlPlaneComponent
`;

const NEW = `Arg name value
ClusterConfiguration apiServer:APIServer apiVersion caCertificateValidityPeriod:string~v1.Duration certificateValidityPeriod:string~v1.Duration certificatesDir clusterName controlPlaneEndpoint controllerManager:ControlPlaneComponent dns:DNS encryptionAlgorithm~EncryptionAlgorithmType etcd:Etcd featureGates:{}bool imageRepository kind kubernetesVersion networking:Networking proxy:Proxy scheduler:ControlPlaneComponent
ControlPlaneComponent extraArgs:[]Arg extraEnvs:[]core.v1.EnvVar extraVolumes:[]HostPathMount
DNS disabled:bool ^ImageMeta
Discovery bootstrapToken:BootstrapTokenDiscovery file:FileDiscovery tlsBootstrapToken
ExternalEtcd caFile certFile endpoints:[]string httpEndpoints:[]string keyFile
InitConfiguration apiVersion bootstrapTokens:[]BootstrapToken certificateKey dryRun:bool kind localAPIEndpoint:APIEndpoint nodeRegistration:NodeRegistrationOptions patches:Patches skipPhases:[]string timeouts:Timeouts
JoinConfiguration apiVersion caCertPath controlPlane:JoinControlPlane discovery:Discovery dryRun:bool kind nodeRegistration:NodeRegistrationOptions patches:Patches skipPhases:[]string timeouts:Timeouts
LocalEtcd dataDir extraArgs:[]Arg extraEnvs:[]core.v1.EnvVar peerCertSANs:[]string serverCertSANs:[]string ^ImageMeta
NodeRegistrationOptions criSocket ignorePreflightErrors:[]string imagePullPolicy~v1.PullPolicy imagePullSerial:bool kubeletExtraArgs:[]Arg name taints:[]core.v1.Taint
Proxy disabled:bool
ResetConfiguration apiVersion certificatesDir cleanupTmpDir:bool criSocket dryRun:bool force:bool ignorePreflightErrors:[]string kind skipPhases:[]string timeouts:Timeouts unmountFlags:[]string
Timeouts controlPlaneComponentHealthCheck:string~v1.Duration discovery:string~v1.Duration etcdAPICall:string~v1.Duration kubeletHealthCheck:string~v1.Duration kubernetesAPICall:string~v1.Duration tlsBootstrap:string~v1.Duration upgradeManifests:string~v1.Duration
UpgradeApplyConfiguration allowExperimentalUpgrades:bool allowRCUpgrades:bool certificateRenewal:bool dryRun:bool etcdUpgrade:bool forceUpgrade:bool ignorePreflightErrors:[]string imagePullPolicy~v1.PullPolicy imagePullSerial:bool kubernetesVersion patches:Patches printConfig:bool skipPhases:[]string
UpgradeConfiguration apiVersion apply:UpgradeApplyConfiguration diff:UpgradeDiffConfiguration kind node:UpgradeNodeConfiguration plan:UpgradePlanConfiguration timeouts:Timeouts
UpgradeDiffConfiguration contextLines:int kubernetesVersion
UpgradeNodeConfiguration certificateRenewal:bool dryRun:bool etcdUpgrade:bool ignorePreflightErrors:[]string imagePullPolicy~v1.PullPolicy imagePullSerial:bool patches:Patches skipPhases:[]string
UpgradePlanConfiguration allowExperimentalUpgrades:bool allowRCUpgrades:bool dryRun:bool etcdUpgrade:bool ignorePreflightErrors:[]string kubernetesVersion printConfig:bool`;

const OLD = `ClusterConfiguration apiServer:APIServer apiVersion certificatesDir clusterName controlPlaneEndpoint controllerManager:ControlPlaneComponent dns:DNS etcd:Etcd featureGates:{}bool imageRepository kind kubernetesVersion networking:Networking scheduler:ControlPlaneComponent
ControlPlaneComponent extraArgs:{}string extraVolumes:[]HostPathMount
DNS ^ImageMeta
Discovery bootstrapToken:BootstrapTokenDiscovery file:FileDiscovery timeout:string~v1.Duration tlsBootstrapToken
ExternalEtcd caFile certFile endpoints:[]string keyFile
InitConfiguration apiVersion bootstrapTokens:[]BootstrapToken certificateKey kind localAPIEndpoint:APIEndpoint nodeRegistration:NodeRegistrationOptions patches:Patches skipPhases:[]string
JoinConfiguration apiVersion caCertPath controlPlane:JoinControlPlane discovery:Discovery kind nodeRegistration:NodeRegistrationOptions patches:Patches skipPhases:[]string
LocalEtcd dataDir extraArgs:{}string peerCertSANs:[]string serverCertSANs:[]string ^ImageMeta
NodeRegistrationOptions criSocket ignorePreflightErrors:[]string imagePullPolicy~v1.PullPolicy kubeletExtraArgs:{}string name taints:[]core.v1.Taint`;

/** v1beta4 has no time-out at the API server. */
const withoutTimeout = (types: string): string => types.replace(' timeoutForControlPlane:string~v1.Duration', '');

const group = (version: string, kinds: string, types: string): GroupSchema => ({ name: `kubeadm.${version}`, apiVersion: `kubeadm.k8s.io/${version}`, kinds, uses: [coreV1], types });

const GROUPS: Readonly<Record<string, GroupSchema>> = {
  v1beta4: group('v1beta4', 'ClusterConfiguration InitConfiguration JoinConfiguration ResetConfiguration UpgradeConfiguration', `${withoutTimeout(COMMON)}${NEW}`),
  v1beta3: group('v1beta3', 'ClusterConfiguration InitConfiguration JoinConfiguration', `${COMMON}${OLD}`),
};

/** The types of a version and the name of a kind's; undefined: there is no such kind. */
export function typeOf(version: string, kind: string): { readonly schema: Schema; readonly type: string } | undefined {
  const found = GROUPS[version];
  return found === undefined || !found.kinds.split(' ').includes(kind) ? undefined : { schema: schemaOf([found]), type: `${found.name}.${kind}` };
}
