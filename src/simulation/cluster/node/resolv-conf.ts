/** The resolv.conf that a container finds: as the kubelet asks for it, and containerd writes it. */
import type { Pod } from '../../api';
import { podDns } from '../../network/pod/resolv-conf';

/** kubeadm's: the tenth address of the service subnet (GetDNSIP). */
export const DNS_ADDRESS = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';
/** The router of the nodes' network, whose resolver nodes use. */
export const ROUTER_ADDRESS = '192.168.0.1';
export const OUTER_RESOLV_CONF = `nameserver ${ROUTER_ADDRESS}\n`;

export function resolvConfOf(pod: Pod): string {
  const made = podDns({ clusterDNS: [DNS_ADDRESS], clusterDomain: CLUSTER_DOMAIN, resolvConf: OUTER_RESOLV_CONF }, pod);
  if ('error' in made) return '';
  const { nameservers, searches, options } = made.dns;
  return [...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]), ...nameservers.map((server) => `nameserver ${server}`), ...(options.length === 0 ? [] : [`options ${options.join(' ')}`])].map((line) => `${line}\n`).join('');
}
