/** The configuration that a cluster keeps (cmd/kubeadm/app/util/config/cluster.go, componentconfigs). */
import type { ApiObject } from '../../../api';
import { toJson } from '../../../api/manifest/json';
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { isObject } from '../../../api/schema/walk';
import { parseDocument, YamlError } from '../../../api/yaml';
import { parseIp } from '../../../base/ip';
import type { Steps } from '../../machine';
import { configurationFrom } from '../configuration';
import type { Configuration } from '../configuration';
import { KUBELET_DIRECTORY } from '../constants';
import { KubeadmError, warn, within } from '../machine';
import type { KubeadmMachine } from '../machine';
import { CALL_TIMEOUT, isNotFound, poll } from './client';
import type { Client } from './client';

type Json = Readonly<Record<string, unknown>>;

export const CONFIG_MAP = 'kubeadm-config';
const KEY = 'ClusterConfiguration';
const ENDPOINT = 'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint';

/** The cluster's configuration could not be had; `missing`: because it is not there. */
export class NoConfigMap extends KubeadmError {
  constructor(
    message: string,
    readonly missing: boolean,
  ) {
    super(message);
  }
}

export const dataOf = (object: ApiObject | undefined, key: string): string | undefined => {
  const value = objectOf((object as unknown as Json | undefined)?.['data'])[key];
  return typeof value === 'string' ? value : undefined;
};

export function yamlOf(text: string): Json {
  try {
    const tree = parseDocument(text);
    const json = tree === undefined ? undefined : toJson(tree);
    return isObject(json) ? json : {};
  } catch (error) {
    throw error instanceof YamlError ? new KubeadmError(error.message) : error;
  }
}

export interface Kept {
  readonly configuration: Configuration;
  /** The ClusterConfiguration as it stands there. */
  readonly document: Json;
  /** Of the kubelets, and of kube-proxy where it is there. */
  readonly kubelet: Json;
  readonly proxy?: Json;
}

export interface Wanted {
  readonly logPrefix: string;
  say(text: string): void;
  /** That of the API server on this machine; a worker has none. */
  readonly endpoint: boolean;
  /** Only what the cluster is, without this node and the components' configurations. */
  readonly clusterOnly?: boolean;
}

function kubeletConfig(client: Client): Json {
  const text = within('could not download the kubelet configuration from ConfigMap "kubelet-config"', () => dataOf(client.get('configmaps', 'kubelet-config'), 'kubelet'));
  if (text === undefined) throw new KubeadmError('no kubelet component config found in the ConfigMap');
  return yamlOf(text);
}

function proxyConfig(client: Client): Json | undefined {
  const text = dataOf(client.find('configmaps', 'kube-proxy'), 'config.conf');
  return text === undefined ? undefined : yamlOf(text);
}

/** GetNodeRegistration. */
function registration(machine: KubeadmMachine, client: Client): Json {
  const name = machine.host.hostname;
  const node = within('failed to get corresponding node', () => client.node(name));
  const socket = node.metadata.annotations?.['kubeadm.alpha.kubernetes.io/cri-socket'] ?? textOf(yamlOf(machine.files.read(`${KUBELET_DIRECTORY}/instance-config.yaml`) ?? '')['containerRuntimeEndpoint']);
  return { name, ...(socket === '' ? {} : { criSocket: socket }) };
}

/** getAPIEndpointFromPodAnnotation. */
function* endpointOf(client: Client, node: string): Steps<Json> {
  const read = (): string | undefined => {
    const pods = client.list('pods', { labelSelector: 'component=kube-apiserver,tier=control-plane', fieldSelector: `spec.nodeName=${node}` });
    if (pods.length !== 1) throw new KubeadmError(`static pods annotation not found: expected 1 kube-apiserver Pod on node "${node}", got ${pods.length}`);
    return pods[0]!.metadata.annotations?.[ENDPOINT];
  };
  const text = yield* poll(CALL_TIMEOUT, read, () => new KubeadmError(`failed to getAPIEndpoint: could not retrieve API endpoints for node "${node}" using pod annotations: context deadline exceeded`));
  const at = text.lastIndexOf(':');
  return { advertiseAddress: text.slice(0, at).replace(/^\[|\]$/g, ''), bindPort: Number(text.slice(at + 1)) };
}

/** kubeProxyConfig.Default warns of what is not as kubeadm would have it; on a worker it takes the address `::` for its own. */
function judgeProxy(machine: KubeadmMachine, proxy: Json | undefined, { advertiseAddress, podSubnet }: Configuration): void {
  if (proxy === undefined) return;
  const judge = (field: string, given: string, recommended: string): void => {
    if (given !== '' && given !== recommended) warn(machine, 'utils.go:69', `The recommended value for "${field}" in "KubeProxyConfiguration" is: ${recommended}; the provided value is: ${given}`);
  };
  judge('bindAddress', textOf(proxy['bindAddress']), parseIp(advertiseAddress) !== undefined && !advertiseAddress.includes(':') ? '0.0.0.0' : '::');
  if (podSubnet !== '') judge('clusterCIDR', textOf(proxy['clusterCIDR']), podSubnet);
  judge('clientConnection.kubeconfig', textOf(objectOf(proxy['clientConnection'])['kubeconfig']), '/var/lib/kube-proxy/kubeconfig.conf');
}

/** FetchInitConfigurationFromCluster. */
export function* fetchConfiguration(machine: KubeadmMachine, client: Client, { logPrefix, say, endpoint, clusterOnly = false }: Wanted): Steps<Kept> {
  say(`[${logPrefix}] Reading configuration from the "${CONFIG_MAP}" ConfigMap in namespace "kube-system"...\n[${logPrefix}] Use 'kubeadm init phase upload-config kubeadm --config your-config-file' to re-upload it.\n`);
  const map = yield* poll(CALL_TIMEOUT, () => client.get('configmaps', CONFIG_MAP), (last) => new NoConfigMap(`failed to get config map: ${last?.message ?? 'context deadline exceeded'}`, isNotFound(last)));
  const text = dataOf(map, KEY);
  if (text === undefined) throw new KubeadmError(`unexpected error when reading kubeadm-config ConfigMap: ${KEY} key value pair missing`);
  const document = within('failed to decode cluster configuration data', () => yamlOf(text));
  if (clusterOnly) return { configuration: configurationFrom(machine, [{ ...document, kind: KEY }]), document, kubelet: {} };
  const kubelet = within('failed to get component configs', () => kubeletConfig(client));
  const proxy = within('failed to get component configs', () => proxyConfig(client));
  const nodeRegistration = within('failed to get node registration', () => registration(machine, client));
  const localAPIEndpoint = endpoint ? yield* endpointOf(client, machine.host.hostname) : { advertiseAddress: '::' };
  const configuration = configurationFrom(machine, [{ kind: 'InitConfiguration', nodeRegistration, localAPIEndpoint }, { ...document, kind: KEY }]);
  judgeProxy(machine, proxy, configuration);
  return { configuration, document, kubelet, ...(proxy === undefined ? {} : { proxy }) };
}

/** The names of images by what runs them, `component` of a static Pod: versions and the nodes that have them. */
export function componentVersions(client: Client, component: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const pod of client.list('pods', { labelSelector: `component=${component},tier=control-plane` })) {
    const spec = objectOf((pod as unknown as Json)['spec']);
    const image = textOf(objectOf(listOf(spec['containers'])[0])['image']);
    const tag = image.slice(image.lastIndexOf(':') + 1).replaceAll('_', '+');
    found.set(tag, [...(found.get(tag) ?? []), textOf(spec['nodeName'])]);
  }
  return found;
}
