import { shortHash } from '../names';
import type { ServicePort } from '../service-ports';

/** Chains, sets and maps of the table kube-proxy (pkg/proxy/nftables/proxier.go). */
export const CHAIN = {
  preroutingPreDnat: 'filter-prerouting-pre-dnat',
  outputPreDnat: 'filter-output-pre-dnat',
  filterInput: 'filter-input',
  filterForward: 'filter-forward',
  filterOutput: 'filter-output',
  natPrerouting: 'nat-prerouting',
  natOutput: 'nat-output',
  natPostrouting: 'nat-postrouting',
  services: 'services',
  serviceEndpointsCheck: 'service-endpoints-check',
  nodePortEndpointsCheck: 'nodeport-endpoints-check',
  reject: 'reject-chain',
  clusterIPsCheck: 'cluster-ips-check',
  firewallCheck: 'firewall-check',
  masquerading: 'masquerading',
} as const;

export const SET = { clusterIPs: 'cluster-ips', nodePortIPs: 'nodeport-ips', hairpin: 'hairpin-connections' } as const;
export const MAP = {
  serviceIPs: 'service-ips',
  firewallIPs: 'firewall-ips',
  noEndpointServices: 'no-endpoint-services',
  noEndpointNodePorts: 'no-endpoint-nodeports',
  serviceNodePorts: 'service-nodeports',
} as const;

/** chainNameBaseLengthMax: the longest name that nft allows, without the longest prefix. */
const BASE_LENGTH = 256 - 16;

/** hashAndTruncate. */
function hashed(name: string): string {
  const base = `${shortHash(name, 8)}-${name}`;
  return base.length > BASE_LENGTH ? `${base.slice(0, BASE_LENGTH - 3)}...` : base;
}

const pathOf = ({ namespace, name, protocol, portName }: ServicePort): string => `${namespace}/${name}/${protocol.toLowerCase()}/${portName}`;

export interface PortChains {
  readonly cluster: string;
  readonly local: string;
  readonly external: string;
  readonly firewall: string;
}

/** servicePortChainNameBase. */
export function portChains(port: ServicePort): PortChains {
  const base = hashed(pathOf(port));
  return { cluster: `service-${base}`, local: `local-${base}`, external: `external-${base}`, firewall: `firewall-${base}` };
}

/** servicePortEndpointChainNameBase: the chain of an endpoint and the set of clients that keep to it. */
export function endpointNames(port: ServicePort, { ip, port: number }: { readonly ip: string; readonly port: number }): { readonly chain: string; readonly affinity: string } {
  const base = hashed(`${pathOf(port)}__${ip.replaceAll(':', '.')}/${number}`);
  return { chain: `endpoint-${base}`, affinity: `affinity-${base}` };
}
