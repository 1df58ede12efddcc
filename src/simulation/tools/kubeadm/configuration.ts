/** What of kubeadm's configuration its commands here read (apis/kubeadm/v1beta4, util/config); what it refuses is not judged. */
import { toJson } from '../../api/manifest/json';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { parseDocument, YamlError } from '../../api/yaml';
import { parseDuration } from '../../base/go/duration';
import { absolutePath } from '../machine';
import { KUBEADM_VERSION } from './constants';
import type { ControlPlanePart } from './constants';
import type { Argument } from './manifests/arguments';
import { KubeadmError } from './machine';
import type { KubeadmMachine } from './machine';

export interface HostMount {
  readonly name: string;
  readonly hostPath: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  readonly pathType: string;
}

export type Part = ControlPlanePart | 'etcd';
type OfParts<T> = Readonly<Record<Part, T>>;

export interface Configuration {
  readonly kubernetesVersion: string;
  readonly certificatesDir: string;
  readonly advertiseAddress: string;
  readonly bindPort: number;
  readonly serviceSubnet: string;
  readonly podSubnet: string;
  readonly criSocket: string;
  /** Undefined: etcd is not kubeadm's. */
  readonly etcdDataDir?: string;
  /** Of an etcd that is not kubeadm's. */
  readonly external?: { readonly endpoints: readonly string[]; readonly caFile: string; readonly certFile: string; readonly keyFile: string };
  readonly etcdFiles: readonly string[];
  readonly etcdImage: { readonly repository: string; readonly tag: string };
  readonly clusterName: string;
  readonly extraArgs: OfParts<readonly Argument[]>;
  readonly extraVolumes: OfParts<readonly HostMount[]>;
  readonly extraEnvironment: OfParts<readonly Readonly<Record<string, unknown>>[]>;
  /** Seconds that a component may take to start (timeouts.controlPlaneComponentHealthCheck). */
  readonly patience: number;
  /** How long a certificate is valid, and that of an authority, µs. */
  readonly validity: number;
  readonly caValidity: number;
  readonly nodeName: string;
  readonly dnsDomain: string;
  readonly imageRepository: string;
  readonly controlPlaneEndpoint: string;
  /** Further names of the API server, and of etcd's servers. */
  readonly certSANs: readonly string[];
  readonly etcdServerSANs: readonly string[];
  readonly etcdPeerSANs: readonly string[];
  readonly ignored: readonly string[];
  /** Of a node that joins. */
  readonly caCertPath: string;
  readonly apiServerEndpoint: string;
}

const SECOND = 1_000_000;
const YEAR = 365 * 24 * 3600 * 1_000_000;
const SOCKET = 'unix:///var/run/containerd/containerd.sock';

/** NormalizeKubernetesVersion of what is a version. */
const normalised = (version: string): string => (/^\d/.test(version) ? `v${version}` : version);
const texts = (value: unknown): readonly string[] => listOf(value).map(textOf);

function durationOf(value: unknown): number | undefined {
  const parsed = parseDuration(textOf(value));
  return parsed.ok ? Number(parsed.nanoseconds / 1_000n) : undefined;
}

function documents(machine: KubeadmMachine, path: string): readonly Readonly<Record<string, unknown>>[] {
  const text = machine.files.read(absolutePath(machine, path));
  if (text === undefined) throw new KubeadmError(`unable to read config from ${JSON.stringify(path)} : open ${path}: no such file or directory`);
  try {
    return text.split(/^---\s*$/m).flatMap((part) => {
      const tree = parseDocument(part);
      const json = tree === undefined ? undefined : toJson(tree);
      return isObject(json) ? [json] : [];
    });
  } catch (error) {
    throw error instanceof YamlError ? new KubeadmError(`error unmarshaling configuration: ${error.message}`) : error;
  }
}

const ofParts = <T>(cluster: Readonly<Record<string, unknown>>, read: (part: Readonly<Record<string, unknown>>) => T): OfParts<T> => ({
  'kube-apiserver': read(objectOf(cluster['apiServer'])), 'kube-controller-manager': read(objectOf(cluster['controllerManager'])), 'kube-scheduler': read(objectOf(cluster['scheduler'])), etcd: read(objectOf(objectOf(cluster['etcd'])['local'])),
});

/** v1beta3 has the flags as a map. */
const argumentsOf = (part: Readonly<Record<string, unknown>>): readonly Argument[] =>
  Array.isArray(part['extraArgs'])
    ? listOf(part['extraArgs']).map((one) => ({ name: textOf(objectOf(one)['name']), value: textOf(objectOf(one)['value']) }))
    : Object.entries(objectOf(part['extraArgs'])).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value: textOf(value) }));

const volumesOf = (part: Readonly<Record<string, unknown>>): readonly HostMount[] =>
  listOf(part['extraVolumes']).map(objectOf).map((one) => ({ name: textOf(one['name']), hostPath: textOf(one['hostPath']), mountPath: textOf(one['mountPath']), readOnly: one['readOnly'] === true, pathType: textOf(one['pathType']) }));

/** The configuration of a file, or the defaults without one. */
export const configurationOf = (machine: KubeadmMachine, path: string): Configuration => configurationFrom(machine, path === '' ? [] : documents(machine, path));

/** The configuration that documents say, on top of the defaults. */
export function configurationFrom(machine: KubeadmMachine, all: readonly Readonly<Record<string, unknown>>[]): Configuration {
  const of = (kind: string) => objectOf(all.find((one) => one['kind'] === kind));
  const [init, cluster, join] = [of('InitConfiguration'), of('ClusterConfiguration'), of('JoinConfiguration')];
  const [endpoint, networking, etcd] = [objectOf(init['localAPIEndpoint']), objectOf(cluster['networking']), objectOf(cluster['etcd'])];
  const node = objectOf((Object.keys(join).length > 0 ? join : init)['nodeRegistration']);
  const external = etcd['external'] === undefined ? undefined : objectOf(etcd['external']);
  return {
    kubernetesVersion: normalised(textOf(cluster['kubernetesVersion'])) || KUBEADM_VERSION, certificatesDir: textOf(cluster['certificatesDir']) || '/etc/kubernetes/pki', advertiseAddress: textOf(endpoint['advertiseAddress']),
    bindPort: typeof endpoint['bindPort'] === 'number' ? endpoint['bindPort'] : 6443, serviceSubnet: textOf(networking['serviceSubnet']) || '10.96.0.0/12', podSubnet: textOf(networking['podSubnet']), criSocket: textOf(node['criSocket']) || SOCKET,
    ...(external === undefined ? { etcdDataDir: textOf(objectOf(etcd['local'])['dataDir']) || '/var/lib/etcd' } : {}),
    ...(external === undefined ? {} : { external: { endpoints: texts(external['endpoints']), caFile: textOf(external['caFile']), certFile: textOf(external['certFile']), keyFile: textOf(external['keyFile']) } }),
    etcdImage: { repository: textOf(objectOf(etcd['local'])['imageRepository']), tag: textOf(objectOf(etcd['local'])['imageTag']) }, clusterName: textOf(cluster['clusterName']) || 'kubernetes',
    extraArgs: ofParts(cluster, argumentsOf), extraVolumes: ofParts(cluster, volumesOf), extraEnvironment: ofParts(cluster, (part) => listOf(part['extraEnvs']).map(objectOf)),
    patience: (durationOf(objectOf(init['timeouts'])['controlPlaneComponentHealthCheck']) ?? 240 * SECOND) / SECOND,
    etcdFiles: external === undefined ? [] : ['caFile', 'certFile', 'keyFile'].map((file) => textOf(external[file])).filter((file) => file !== ''), validity: durationOf(cluster['certificateValidityPeriod']) ?? YEAR, caValidity: durationOf(cluster['caCertificateValidityPeriod']) ?? 10 * YEAR,
    nodeName: textOf(node['name']) || machine.host.hostname, dnsDomain: textOf(networking['dnsDomain']) || 'cluster.local', imageRepository: textOf(cluster['imageRepository']) || 'registry.k8s.io', controlPlaneEndpoint: textOf(cluster['controlPlaneEndpoint']),
    certSANs: texts(objectOf(cluster['apiServer'])['certSANs']), etcdServerSANs: texts(objectOf(etcd['local'])['serverCertSANs']), etcdPeerSANs: texts(objectOf(etcd['local'])['peerCertSANs']),
    ignored: texts(node['ignorePreflightErrors']), caCertPath: textOf(join['caCertPath']) || '/etc/kubernetes/pki/ca.crt', apiServerEndpoint: textOf(objectOf(objectOf(join['discovery'])['bootstrapToken'])['apiServerEndpoint']),
  };
}
