/** The certificates that the cluster's own servers show: the API server's, a kubelet's and an etcd member's, out of the files that they read. */
import type { Node } from '../../api';
import { readCertificates } from '../../network/tls/pem';
import type { Certificate } from '../../network/tls/certificates';
import { byText } from '../../base/ordered-map';
import { ETCD_MEMBERS } from '../components/types';
import { isStopped } from '../components/refusal';
import { viewOf } from '../control/view';
import { etcdAddress } from '../etcd/living/living';
import { SERVING_CERTIFICATE } from '../node/host/api-server-place';
import { flagValue } from '../node/host/command-line';
import { filesOf, machineOf } from '../node/host/files';
import type { Cluster } from '../state';

const [API, KUBELET, ETCD] = [6443, 10250, 2379];

const inFile = (cluster: Cluster, host: string, path: string): readonly Certificate[] => {
  const node = filesOf(cluster, host)[path];
  return node?.kind === 'file' ? readCertificates(node.text) : [];
};

/** What the API server shows: the file of its flag, as it is now. */
export function apiServerCertificates(cluster: Cluster): readonly Certificate[] {
  for (const [host] of byText.entries(cluster.machines)) {
    const pod = [...byText.entries(machineOf(cluster, host).manifests)].map(([, one]) => one).find(({ metadata }) => metadata.name === 'kube-apiserver');
    const known = pod === undefined ? [] : inFile(cluster, host, flagValue(pod.spec.containers[0]?.command ?? [], 'tls-cert-file') ?? SERVING_CERTIFICATE);
    if (known.length > 0) return known;
    const left = inFile(cluster, host, SERVING_CERTIFICATE);
    if (left.length > 0) return left;
  }
  return [];
}

const addressOf = ({ status }: Node): string | undefined => status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;

export const kubeletCertificates = (cluster: Cluster, node: string): readonly Certificate[] => inFile(cluster, node, '/var/lib/kubelet/pki/kubelet.crt');

/** The node that has an address. */
export const nodeAtAddress = (cluster: Cluster, address: string): string | undefined => viewOf(cluster.server.store.tables).list('nodes').find((node) => addressOf(node) === address)?.metadata.name;

/**
 * What is shown at a place, by a machine's name or address; `from`: the machine on which somebody asks, for `localhost`. `refused`: nobody listens there now; `silent`: the machine is cut off; undefined: no server of the cluster's own.
 */
export function certificatesAt(cluster: Cluster, name: string, port: number, from?: string): readonly Certificate[] | 'refused' | 'silent' | undefined {
  const local = name === 'localhost' || name === '127.0.0.1';
  const member = ETCD_MEMBERS.find((one, at) => one === name || etcdAddress(at) === name || (local && one === from));
  const node = member !== undefined ? undefined : local ? from : (nodeAtAddress(cluster, name) ?? (byText.has(cluster.machines, name) ? name : undefined));
  const host = member ?? node;
  if (host === undefined) return undefined;
  if (isStopped(cluster.components, `network/${host}`) && host !== from) return 'silent';
  if (member !== undefined) return port === ETCD && !isStopped(cluster.components, member) ? inFile(cluster, member, '/etc/etcd/pki/server.crt') : 'refused';
  if (port === API && inFile(cluster, host, SERVING_CERTIFICATE).length > 0) return isStopped(cluster.components, 'kube-apiserver') ? 'refused' : apiServerCertificates(cluster);
  if (port === KUBELET) return isStopped(cluster.components, `kubelet/${host}`) ? 'refused' : kubeletCertificates(cluster, host);
  return undefined;
}
