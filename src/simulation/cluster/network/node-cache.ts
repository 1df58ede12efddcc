/** A cache of names on each node (KEP-1024 NodeLocal DNSCache; kubernetes/dns cmd/node-cache): the Pods' questions end at it, before any rule of kube-proxy's. */
import { byText } from '../../base/ordered-map';
import type { Pod } from '../../api';
import type { Service } from '../../api/generated/types/core.v1';
import type { RuntimeContainer } from '../node/machine/machine';
import { DNS_ADDRESS } from '../node/resolv-conf';
import type { Cluster } from '../state';
import { objectsIn } from '../store/store';
import { listensOn } from './world';

/** What an image's behaviour says of it. */
export const NODE_CACHE = 'node-cache';
/** The address that node-cache puts on a device of its own. */
export const LOCAL_ADDRESS = '169.254.20.10';
/** The Service by which it reaches CoreDNS: the same Pods as kube-dns, behind an address that it has not taken for itself. */
const UPSTREAM = 'kube-dns-upstream';

/** Where its addresses are answered on a node. With kube-proxy in iptables mode it takes the address of kube-dns as well, so that no Pod has to change. */
export function nodeCacheAt(cluster: Cluster, node: string | undefined, server: string): { readonly pod: Pod; readonly container: RuntimeContainer } | undefined {
  if (node === undefined || (server !== LOCAL_ADDRESS && server !== DNS_ADDRESS)) return undefined;
  for (const [uid, { sandboxes, containers }] of byText.entries(byText.get(cluster.machines, node)?.pods ?? null)) {
    const container = containers.find((one) => one.behaviour.serves === NODE_CACHE && one.sandbox === sandboxes[0]?.id && listensOn(one, cluster.clock.now).includes('UDP/53'));
    const pod = container === undefined ? undefined : (objectsIn(cluster.server.store.tables, 'pods') as Pod[]).find(({ metadata }) => metadata.uid === uid);
    if (container !== undefined && pod !== undefined) return { pod, container };
  }
  return undefined;
}

/** What node-cache writes into its Corefile where names of addresses stand, as it starts. */
export function filledIn(cluster: Cluster, corefile: string): string {
  const service = (objectsIn(cluster.server.store.tables, 'services') as Service[]).find(({ metadata }) => metadata.namespace === 'kube-system' && metadata.name === UPSTREAM);
  return corefile.replaceAll('__PILLAR__CLUSTER__DNS__', service?.spec?.clusterIP ?? DNS_ADDRESS).replaceAll('__PILLAR__UPSTREAM__SERVERS__', '/etc/resolv.conf');
}
