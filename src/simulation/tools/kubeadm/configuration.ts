/** What of kubeadm's configuration its commands here read (apis/kubeadm/v1beta4, util/config); what it refuses is not judged. */
import { toJson } from '../../api/manifest/json';
import { listOf, objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import { parseDocument, YamlError } from '../../api/yaml';
import { parseDuration } from '../../base/go/duration';
import { absolutePath } from '../machine';
import { KUBEADM_VERSION } from './constants';
import { KubeadmError } from './machine';
import type { KubeadmMachine } from './machine';

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
  /** Of an etcd that is not kubeadm's: its files. */
  readonly etcdFiles: readonly string[];
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

const YEAR = 365 * 24 * 3600 * 1_000_000;
const SOCKET = 'unix:///var/run/containerd/containerd.sock';

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
    throw error instanceof YamlError ? new KubeadmError(`error unmarshaling configuration: yaml: ${error.message}`) : error;
  }
}

/** The configuration of a file, or the defaults without one. */
export function configurationOf(machine: KubeadmMachine, path: string): Configuration {
  const all = path === '' ? [] : documents(machine, path);
  const of = (kind: string) => objectOf(all.find((one) => one['kind'] === kind));
  const [init, cluster, join] = [of('InitConfiguration'), of('ClusterConfiguration'), of('JoinConfiguration')];
  const [endpoint, networking, etcd] = [objectOf(init['localAPIEndpoint']), objectOf(cluster['networking']), objectOf(cluster['etcd'])];
  const node = objectOf((Object.keys(join).length > 0 ? join : init)['nodeRegistration']);
  const external = etcd['external'] === undefined ? undefined : objectOf(etcd['external']);
  return {
    kubernetesVersion: textOf(cluster['kubernetesVersion']) || KUBEADM_VERSION, certificatesDir: textOf(cluster['certificatesDir']) || '/etc/kubernetes/pki', advertiseAddress: textOf(endpoint['advertiseAddress']),
    bindPort: typeof endpoint['bindPort'] === 'number' ? endpoint['bindPort'] : 6443, serviceSubnet: textOf(networking['serviceSubnet']) || '10.96.0.0/12', podSubnet: textOf(networking['podSubnet']), criSocket: textOf(node['criSocket']) || SOCKET,
    ...(external === undefined ? { etcdDataDir: textOf(objectOf(etcd['local'])['dataDir']) || '/var/lib/etcd' } : {}),
    etcdFiles: external === undefined ? [] : ['caFile', 'certFile', 'keyFile'].map((file) => textOf(external[file])).filter((file) => file !== ''), validity: durationOf(cluster['certificateValidityPeriod']) ?? YEAR, caValidity: durationOf(cluster['caCertificateValidityPeriod']) ?? 10 * YEAR,
    nodeName: textOf(node['name']) || machine.host.hostname, dnsDomain: textOf(networking['dnsDomain']) || 'cluster.local', imageRepository: textOf(cluster['imageRepository']) || 'registry.k8s.io', controlPlaneEndpoint: textOf(cluster['controlPlaneEndpoint']),
    certSANs: texts(objectOf(cluster['apiServer'])['certSANs']), etcdServerSANs: texts(objectOf(etcd['local'])['serverCertSANs']), etcdPeerSANs: texts(objectOf(etcd['local'])['peerCertSANs']),
    ignored: texts(node['ignorePreflightErrors']), caCertPath: textOf(join['caCertPath']) || '/etc/kubernetes/pki/ca.crt', apiServerEndpoint: textOf(objectOf(objectOf(join['discovery'])['bootstrapToken'])['apiServerEndpoint']),
  };
}
