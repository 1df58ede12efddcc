import { shortHash } from '../names';
import type { ServicePort } from '../service-ports';

/** Chains of the iptables proxier (pkg/proxy/iptables/proxier.go). */
export const CHAIN = {
  services: 'KUBE-SERVICES',
  externalServices: 'KUBE-EXTERNAL-SERVICES',
  nodePorts: 'KUBE-NODEPORTS',
  postrouting: 'KUBE-POSTROUTING',
  markMasquerade: 'KUBE-MARK-MASQ',
  forward: 'KUBE-FORWARD',
  proxyFirewall: 'KUBE-PROXY-FIREWALL',
  kubeletFirewall: 'KUBE-FIREWALL',
} as const;

export interface PortChains {
  readonly cluster: string;
  readonly local: string;
  readonly firewall: string;
  readonly external: string;
}

/** portProtoHash: the chains of a Service port are named by a sum of its name and protocol. */
export function portChains({ key, protocol }: ServicePort): PortChains {
  const hash = shortHash(key + protocol.toLowerCase(), 16);
  return { cluster: `KUBE-SVC-${hash}`, local: `KUBE-SVL-${hash}`, firewall: `KUBE-FW-${hash}`, external: `KUBE-EXT-${hash}` };
}

/** servicePortEndpointChainName. */
export const endpointChain = ({ key, protocol }: ServicePort, address: string): string => `KUBE-SEP-${shortHash(key + protocol.toLowerCase() + address, 16)}`;
