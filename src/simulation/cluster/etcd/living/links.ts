/**
 * The API server's connections to the members of etcd. Both sides read their certificates with each handshake (etcd client/pkg/transport: TLSInfo), and look at them then alone: a connection that is there outlives
 * what has ended since. So it matters when one of the two begins anew.
 */
import { byText } from '../../../base/ordered-map';
import { formatTime } from '../../../base/time';
import type { Certificate } from '../../../network/tls/certificates';
import { mutualFault } from '../../../network/tls/mutual';
import { readCertificate, readCertificates } from '../../../network/tls/pem';
import type { Cluster } from '../../cluster-state';
import { ETCD_MEMBERS } from '../../components/types';
import { flagValue } from '../../node/host/command-line';
import { filesOf, machineOf } from '../../node/host/files';
import { memberTls } from './certificates';
import { etcdAddress } from './living';

export interface EtcdClient {
  readonly roots: readonly Certificate[];
  readonly certificate: Certificate | undefined;
}

/** Why the API server and a member do not come together now. */
export function linkFault(cluster: Cluster, member: string, { roots, certificate }: EtcdClient): string | undefined {
  const at = ETCD_MEMBERS.findIndex((name) => name === member);
  const { served, clientRoots } = memberTls(filesOf(cluster, member));
  return mutualFault({ served, clientRoots, roots, client: certificate, serverName: etcdAddress(at), time: formatTime(cluster.clock.now) });
}

/** What the API server on a machine brings to its etcd, by its flags; undefined where these members are not its etcd. */
function clientAt(cluster: Cluster, host: string): EtcdClient | undefined {
  const { manifests, root = {} } = machineOf(cluster, host);
  const command = [...byText.entries(manifests)].map(([, pod]) => pod).find(({ metadata }) => metadata.name === 'kube-apiserver')?.spec.containers[0]?.command;
  if (command === undefined || !(flagValue(command, 'etcd-servers') ?? '').includes(etcdAddress(0))) return undefined;
  const text = (flag: string): string => {
    const node = root[flagValue(command, flag) ?? ''];
    return node?.kind === 'file' ? node.text : '';
  };
  return { roots: readCertificates(text('etcd-cafile')), certificate: readCertificate(text('etcd-certfile')) };
}

/** Connections are made anew: to these members because one of the two has begun, and to those that had none because it is tried again and again. */
export function withLinks(cluster: Cluster, host: string, begun: readonly string[]): Cluster {
  const before = cluster.components.unlinked ?? null;
  const client = before === null && begun.length === 0 ? undefined : clientAt(cluster, host);
  if (client === undefined) return cluster;
  let unlinked = before;
  for (const member of ETCD_MEMBERS) {
    if (!begun.includes(member) && !byText.has(before, member)) continue;
    unlinked = linkFault(cluster, member, client) === undefined ? byText.delete(unlinked, member) : byText.set(unlinked, member, true);
  }
  const { unlinked: _, ...components } = cluster.components;
  return { ...cluster, components: unlinked === null ? components : { ...components, unlinked } };
}
