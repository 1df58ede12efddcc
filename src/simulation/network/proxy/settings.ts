import { formatIp, formatPrefix, parseIpSloppy, parsePrefix, parsePrefixSloppy, prefixContains } from '../../base/ip';
import type { Ip, Prefix } from '../../base/ip';
import type { Node } from '../../api/generated/types/core.v1';

export type Family = 'IPv4' | 'IPv6';
export type ProxyMode = 'iptables' | 'nftables';

/** The fields of KubeProxyConfiguration (kubeproxy.config.k8s.io/v1alpha1) that decide about rules; what is missing has upstream's default. */
export interface ProxyConfiguration {
  /** One prefix a family, with a comma between them; empty: nobody is taken for a Pod of this cluster. */
  readonly clusterCIDR?: string;
  readonly detectLocalMode?: string;
  readonly detectLocal?: { readonly bridgeInterface?: string; readonly interfaceNamePrefix?: string };
  /** Prefixes, or `primary` alone: the addresses of the node that node ports are served on. */
  readonly nodePortAddresses?: readonly string[];
  readonly iptables?: { readonly masqueradeAll?: boolean; readonly masqueradeBit?: number; readonly localhostNodePorts?: boolean };
  readonly nftables?: { readonly masqueradeAll?: boolean; readonly masqueradeBit?: number };
}

/** The machine that kube-proxy runs on. */
export interface ProxyHost {
  readonly node: Node;
  /** Addresses of its interfaces, without loopback. */
  readonly localAddresses: readonly string[];
  /** Whether the kernel has the nfacct counters. */
  readonly nfacct: boolean;
  /** Ranges of all ServiceCIDR objects, in order. */
  readonly serviceCIDRs: readonly string[];
}

/** Who counts as a Pod of this node or cluster: traffic from a range of addresses, or through an interface. */
export type LocalDetector = { readonly by: 'source'; readonly prefix: string } | { readonly by: 'interface'; readonly name: string; readonly prefix: boolean };

/** What one proxier (of one mode and one IP family) is started with. */
export interface ProxySettings {
  readonly mode: ProxyMode;
  readonly family: Family;
  readonly nodeName: string;
  /** Label topology.kubernetes.io/zone of the node, empty without one. */
  readonly zone: string;
  readonly nodeIp: string;
  readonly localDetector: LocalDetector | undefined;
  readonly masqueradeAll: boolean;
  readonly masqueradeMark: string;
  readonly localhostNodePorts: boolean;
  /** `all`, or the addresses of the node that its prefixes take in, sorted. */
  readonly nodePortAddresses: 'all' | readonly string[];
  readonly nfacct: boolean;
  readonly serviceCIDRs: readonly string[];
}

const FAMILY_NUMBER = { IPv4: 4, IPv6: 6 } as const;
export const isOfFamily = (ip: Ip | undefined, family: Family): boolean => ip?.family === FAMILY_NUMBER[family];

/** GetNodeHostIPs (pkg/util/node): the first address, internal before external ones, and the first of the other family. */
export function nodeIPs({ status }: Node): Readonly<Partial<Record<Family, string>>> {
  const addresses = status?.addresses ?? [];
  const ips = ['InternalIP', 'ExternalIP'].flatMap((type) => addresses.filter((one) => one.type === type).flatMap(({ address }) => parseIpSloppy(address) ?? []));
  const found: Partial<Record<Family, string>> = {};
  for (const ip of ips) found[ip.family === 4 ? 'IPv4' : 'IPv6'] ??= formatIp(ip);
  return found;
}

const LOOPBACK = { IPv4: '127.0.0.1', IPv6: '::1' } as const;
const LOOPBACK_START = parseIpSloppy('127.0.0.0')!;
const isLoopback = ({ network }: Prefix): boolean => network.family === 4 ? network.words[0]! >>> 24 === 127 : formatIp(network) === '::1';

/** getLocalDetectors (cmd/kube-proxy/app/server_linux.go). */
function localDetector({ clusterCIDR = '', detectLocalMode = 'ClusterCIDR', detectLocal = {} }: ProxyConfiguration, node: Node, family: Family): LocalDetector | undefined {
  const ofFamily = (texts: readonly string[]): LocalDetector | undefined => {
    const prefix = texts.flatMap((text) => parsePrefixSloppy(text.trim()) ?? []).find(({ network }) => isOfFamily(network, family));
    return prefix === undefined ? undefined : { by: 'source', prefix: formatPrefix(prefix) };
  };
  switch (detectLocalMode) {
    case 'ClusterCIDR': return ofFamily(clusterCIDR.split(','));
    case 'NodeCIDR': return ofFamily(node.spec?.podCIDRs ?? []);
    case 'BridgeInterface': return { by: 'interface', name: detectLocal.bridgeInterface ?? '', prefix: false };
    case 'InterfaceNamePrefix': return { by: 'interface', name: detectLocal.interfaceNamePrefix ?? '', prefix: true };
    default: return undefined;
  }
}

/** NodePortAddresses (pkg/proxy/util/nodeport_addresses.go) after `primary` has become addresses (newProxyServer). */
function nodePortPrefixes(configured: readonly string[], mode: ProxyMode, node: Node, family: Family): readonly Prefix[] {
  const texts = configured.length === 0 && mode === 'nftables' ? ['primary'] : configured;
  if (texts.length === 1 && texts[0] === 'primary') {
    const own = nodeIPs(node)[family];
    return own === undefined ? [] : [parsePrefix(`${own}/${family === 'IPv4' ? 32 : 128}`)!];
  }
  return texts.flatMap((text) => parsePrefixSloppy(text) ?? []).filter(({ network }) => isOfFamily(network, family));
}

/** What NewProxier of pkg/proxy/iptables or pkg/proxy/nftables makes of the configuration, for the mode and family asked for. */
export function proxySettings(configuration: ProxyConfiguration, host: ProxyHost, mode: ProxyMode, family: Family): ProxySettings {
  const { node, nfacct } = host;
  const prefixes = nodePortPrefixes(configuration.nodePortAddresses ?? [], mode, node, family);
  const all = prefixes.length === 0 || prefixes.some(({ length }) => length === 0);
  const own = [...host.localAddresses, LOOPBACK[family]].flatMap((text) => parseIpSloppy(text) ?? []);
  const holdsLoopback = all ? family === 'IPv4' : prefixes.some((prefix) => prefix.network.family === 4 && (isLoopback(prefix) || prefixContains(prefix, LOOPBACK_START)));
  const { masqueradeAll = false, masqueradeBit = 14 } = configuration[mode] ?? {};
  return {
    mode,
    family,
    nodeName: node.metadata.name ?? '',
    zone: node.metadata.labels?.['topology.kubernetes.io/zone'] ?? '',
    nodeIp: nodeIPs(node)[family] ?? LOOPBACK[family],
    localDetector: localDetector(configuration, node, family),
    masqueradeAll,
    masqueradeMark: `0x${(2 ** masqueradeBit).toString(16).padStart(8, '0')}`,
    localhostNodePorts: mode === 'iptables' && family === 'IPv4' && holdsLoopback && (configuration.iptables?.localhostNodePorts ?? true),
    nodePortAddresses: all ? 'all' : [...new Set(own.filter((ip) => prefixes.some((prefix) => prefixContains(prefix, ip))).map(formatIp))].sort(),
    nfacct,
    serviceCIDRs: host.serviceCIDRs.filter((text) => isOfFamily(parsePrefixSloppy(text)?.network, family)),
  };
}
