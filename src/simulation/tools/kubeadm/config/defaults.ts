/** Defaults of kubeadm's configuration (cmd/kubeadm/app/apis/kubeadm/v1beta4/defaults.go, util/config). */
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { parseIpSloppy } from '../../../base/ip';
import { printDuration, parseDuration } from '../../../base/go/duration';
import { isOlder, mustParseVersion, parseSemanticVersion } from '../../../base/version';
import { KUBEADM_VERSION, releaseOf } from '../constants';
import { parseHostPort } from '../kubeconfig/endpoint';
import { KubeadmError, warn } from '../machine';
import type { KubeadmMachine } from '../machine';
import { drawnToken } from '../token/token';
import type { Json } from './documents';

export const API_VERSION = 'kubeadm.k8s.io/v1beta4';
const SOCKET = 'unix:///var/run/containerd/containerd.sock';
const GROUP = 'system:bootstrappers:kubeadm:default-node-token';

const duration = (value: unknown, fallback: string): string => {
  const text = textOf(value);
  const parsed = parseDuration(text);
  return text !== '' && parsed.ok ? printDuration(parsed.nanoseconds) : fallback;
};

export const timeouts = (given: unknown): Json => {
  const said = objectOf(given);
  const all: Readonly<Record<string, string>> = { controlPlaneComponentHealthCheck: '4m0s', discovery: '5m0s', etcdAPICall: '2m0s', kubeletHealthCheck: '4m0s', kubernetesAPICall: '1m0s', tlsBootstrap: '5m0s', upgradeManifests: '5m0s' };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, duration(said[name], value)]));
};

/** v1beta3 has flags as a map. */
const argumentList = (value: unknown): unknown => (Array.isArray(value) || value === undefined ? value : Object.entries(objectOf(value)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => ({ name, value: one })));

const component = (value: unknown, without: readonly string[] = []): Json => {
  const { extraArgs, ...rest } = objectOf(value);
  const list = argumentList(extraArgs);
  return Object.fromEntries(Object.entries({ ...rest, ...(list === undefined ? {} : { extraArgs: list }) }).filter(([name]) => !without.includes(name)));
};

const nodeRegistration = (given: unknown): Json => {
  const { kubeletExtraArgs, ...rest } = objectOf(given);
  const list = argumentList(kubeletExtraArgs);
  return { imagePullPolicy: 'IfNotPresent', imagePullSerial: true, taints: null, ...rest, ...(list === undefined ? {} : { kubeletExtraArgs: list }) };
};

/** SetDefaults_InitConfiguration. */
export function initDefaults(given: Json): Json {
  const tokens = listOf(given['bootstrapTokens']).length === 0 ? [{}] : listOf(given['bootstrapTokens']);
  return {
    ...given, apiVersion: API_VERSION, kind: 'InitConfiguration',
    bootstrapTokens: tokens.map(objectOf).map((one) => ({ ...one, groups: listOf(one['groups']).length === 0 ? [GROUP] : one['groups'], ...(one['expires'] === undefined ? { ttl: duration(one['ttl'], '24h0m0s') } : {}), usages: listOf(one['usages']).length === 0 ? ['signing', 'authentication'] : one['usages'] })),
    localAPIEndpoint: { bindPort: 6443, ...objectOf(given['localAPIEndpoint']) }, nodeRegistration: nodeRegistration(given['nodeRegistration']), timeouts: timeouts(given['timeouts']),
  };
}

/** SetDefaults_ClusterConfiguration. */
export function clusterDefaults(given: Json): Json {
  const etcd = objectOf(given['etcd']);
  const external = etcd['external'] === undefined ? undefined : objectOf(etcd['external']);
  const text = (name: string, fallback: string): Json => ({ [name]: textOf(given[name]) || fallback });
  return {
    ...given, apiVersion: API_VERSION, kind: 'ClusterConfiguration', apiServer: component(given['apiServer'], ['timeoutForControlPlane']), controllerManager: component(given['controllerManager']), scheduler: component(given['scheduler']),
    dns: objectOf(given['dns']), proxy: objectOf(given['proxy']), caCertificateValidityPeriod: duration(given['caCertificateValidityPeriod'], '87600h0m0s'), certificateValidityPeriod: duration(given['certificateValidityPeriod'], '8760h0m0s'),
    ...text('certificatesDir', '/etc/kubernetes/pki'), ...text('clusterName', 'kubernetes'), ...text('encryptionAlgorithm', 'RSA-2048'), ...text('imageRepository', 'registry.k8s.io'), ...text('kubernetesVersion', 'stable-1'),
    etcd: {
      ...(external === undefined || etcd['local'] !== undefined ? { local: component({ ...objectOf(etcd['local']), dataDir: textOf(objectOf(etcd['local'])['dataDir']) || '/var/lib/etcd' }) } : {}),
      ...(external === undefined ? {} : { external: { caFile: '', certFile: '', keyFile: '', ...external, ...(listOf(external['httpEndpoints']).length === 0 && listOf(external['endpoints']).length > 0 ? { httpEndpoints: external['endpoints'] } : {}) } }),
    },
    networking: { dnsDomain: 'cluster.local', serviceSubnet: '10.96.0.0/12', ...objectOf(given['networking']) },
  };
}

/** SetDefaults_JoinConfiguration. */
export function joinDefaults(given: Json): Json {
  const discovery = objectOf(given['discovery']);
  const bootstrap = discovery['bootstrapToken'] === undefined ? undefined : objectOf(discovery['bootstrapToken']);
  const token = textOf(discovery['tlsBootstrapToken']) || textOf(bootstrap?.['token']);
  const { timeout, ...rest } = discovery;
  const control = given['controlPlane'] === undefined ? undefined : objectOf(given['controlPlane']);
  return {
    ...given, apiVersion: API_VERSION, kind: 'JoinConfiguration', caCertPath: textOf(given['caCertPath']) || '/etc/kubernetes/pki/ca.crt', discovery: { ...rest, ...(bootstrap === undefined ? {} : { bootstrapToken: { token: '', ...bootstrap } }), ...(token === '' ? {} : { tlsBootstrapToken: token }) },
    nodeRegistration: nodeRegistration(given['nodeRegistration']), timeouts: timeouts(timeout === undefined ? given['timeouts'] : { ...objectOf(given['timeouts']), discovery: timeout }), ...(control === undefined ? {} : { controlPlane: { ...control, localAPIEndpoint: { bindPort: 6443, ...objectOf(control['localAPIEndpoint']) } } }),
  };
}

export const resetDefaults = (given: Json): Json => ({ ...given, apiVersion: API_VERSION, kind: 'ResetConfiguration', certificatesDir: textOf(given['certificatesDir']) || '/etc/kubernetes/pki', timeouts: timeouts(given['timeouts']) });

const ALWAYS: Json = { certificateRenewal: true, etcdUpgrade: true, imagePullPolicy: 'IfNotPresent', imagePullSerial: true };
export const upgradeDefaults = (given: Json): Json => ({
  ...given, apiVersion: API_VERSION, kind: 'UpgradeConfiguration', apply: { ...ALWAYS, ...objectOf(given['apply']) }, diff: objectOf(given['diff']), node: { ...ALWAYS, ...objectOf(given['node']) },
  plan: { etcdUpgrade: true, ...objectOf(given['plan']) }, timeouts: timeouts(given['timeouts']),
});

function socket(machine: KubeadmMachine, given: unknown): string {
  const text = textOf(given);
  if (text === '') return SOCKET;
  if (text.startsWith('unix')) return text;
  warn(machine, 'initconfiguration.go:126', `Usage of CRI endpoints without URL scheme is deprecated and can cause kubelet errors in the future. Automatically prepending scheme "unix" to the "criSocket" with value "${text}". Please update your configuration!`);
  return `unix://${text}`;
}

export const withSocket = (machine: KubeadmMachine, given: Json): Json => ({ ...given, criSocket: socket(machine, given['criSocket']) });

/** SetNodeRegistrationDynamicDefaults. */
const thisNode = (machine: KubeadmMachine, given: unknown, tainted: boolean): Json => {
  const one = objectOf(given);
  return { ...one, name: (textOf(one['name']) || machine.host.hostname).trim().toLowerCase(), criSocket: socket(machine, one['criSocket']), taints: one['taints'] ?? (tainted ? [{ effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane' }] : null) };
};

/** SetAPIEndpointDynamicDefaults; another address of this machine's is not overridden. */
function thisEndpoint(machine: KubeadmMachine, given: unknown): Json {
  const one = objectOf(given);
  const address = textOf(one['advertiseAddress']);
  if (address !== '' && parseIpSloppy(address) === undefined) throw new KubeadmError(`couldn't use "${address}" as "apiserver-advertise-address", must be ipv4 or ipv6 address`);
  return { ...one, advertiseAddress: address === '' || address === '0.0.0.0' ? machine.host.address : address };
}

/** NormalizeKubernetesVersion: labels are asked of the release server. */
export function versionOf(machine: KubeadmMachine, wanted: string): string {
  const own = releaseOf(machine.version ?? KUBEADM_VERSION);
  let text = /^\d/.test(wanted) ? `v${wanted}` : wanted;
  if (!/^v(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)[-\w.+]*$/.test(text)) {
    if (!/^(?:latest|stable)+(?:-[1-9](?:\.[1-9]\d?)?)?$/.test(wanted)) throw new KubeadmError(`version "${wanted}" doesn't match patterns for neither semantic version nor labels (stable, latest, ...)`);
    const told = machine.label?.(wanted);
    if (told === undefined) {
      const url = `https://dl.k8s.io/release/${wanted}.txt`;
      warn(machine, 'version.go:108', `could not fetch a Kubernetes version from the internet: unable to get URL "${url}": Get "${url}": dial tcp: lookup dl.k8s.io: no such host`);
      warn(machine, 'version.go:109', `falling back to the local client version: ${own.version}`);
    }
    text = told ?? own.version;
  }
  const parsed = parseSemanticVersion(text);
  if ('error' in parsed) throw new KubeadmError(`couldn't parse Kubernetes version ${JSON.stringify(text)}: ${parsed.error}`);
  const least = `1.${own.minor - 1}.0`;
  if (isOlder(parsed.version, mustParseVersion(least))) throw new KubeadmError(`this version of kubeadm only supports deploying clusters with the control plane version >= ${least}. Current version: ${text}`);
  return text;
}

export interface Both {
  readonly init: Json;
  readonly cluster: Json;
}

/** SetInitDynamicDefaults. */
export function initDynamic(machine: KubeadmMachine, { init, cluster }: Both): Both {
  const bootstrapTokens = listOf(init['bootstrapTokens']).map(objectOf).map((one) => ({ ...one, token: textOf(one['token']) || drawnToken(machine.now()) }));
  const node = thisNode(machine, init['nodeRegistration'], true);
  const endpoint = thisEndpoint(machine, init['localAPIEndpoint']);
  const kubernetesVersion = versionOf(machine, textOf(cluster['kubernetesVersion']));
  const given = textOf(cluster['controlPlaneEndpoint']);
  const parsed = given === '' ? undefined : parseHostPort(given);
  const controlPlaneEndpoint = parsed === undefined ? {} : { controlPlaneEndpoint: parsed.port === '' ? `${parsed.host.includes(':') ? `[${parsed.host}]` : parsed.host}:${String(endpoint['bindPort'])}` : given };
  const server = objectOf(cluster['apiServer']);
  const certSANs = listOf(server['certSANs']).map((name) => textOf(name).toLowerCase());
  return { init: { ...init, bootstrapTokens, nodeRegistration: node, localAPIEndpoint: endpoint }, cluster: { ...cluster, kubernetesVersion, ...controlPlaneEndpoint, apiServer: certSANs.length === 0 ? server : { ...server, certSANs } } };
}

/** SetJoinDynamicDefaults. */
export function joinDynamic(machine: KubeadmMachine, join: Json): Json {
  const control = join['controlPlane'] === undefined ? undefined : objectOf(join['controlPlane']);
  return { ...join, nodeRegistration: thisNode(machine, join['nodeRegistration'], control !== undefined), ...(control === undefined ? {} : { controlPlane: { ...control, localAPIEndpoint: thisEndpoint(machine, control['localAPIEndpoint']) } }) };
}
