import { formatIp, formatPrefix, parseIpSloppy, parsePrefixSloppy, prefixContains } from '../../base/ip';
import type { Service } from '../../api/generated/types/core.v1';
import { isExternallyAccessible, needsHealthCheck } from '../../api/service/traits';
import type { Range } from './netfilter/rules';
import { isOfFamily } from './settings';
import type { Family } from './settings';

/** One port of a Service as a proxier sees it: BaseServicePortInfo (pkg/proxy/serviceport.go). */
export interface ServicePort {
  readonly namespace: string;
  readonly name: string;
  readonly portName: string;
  /** ServicePortName.String: `namespace/name:port`, without the colon for a port without a name. */
  readonly key: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly clusterIP: string;
  readonly port: number;
  readonly nodePort: number;
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  /** Empty: everybody. */
  readonly sourceRanges: readonly Range[];
  /** How long a client keeps its endpoint; undefined without session affinity. */
  readonly affinitySeconds: number | undefined;
  readonly healthCheckNodePort: number;
  readonly externalLocal: boolean;
  readonly internalLocal: boolean;
}

/** Traffic of other sorts than the cluster address comes to it. */
export const isReachedFromOutside = ({ nodePort, loadBalancerIPs, externalIPs }: ServicePort): boolean => nodePort !== 0 || loadBalancerIPs.length > 0 || externalIPs.length > 0;
/** Even with `externalTrafficPolicy: Local` clients on the node take the endpoints of the whole cluster. */
export const usesClusterEndpoints = (port: ServicePort): boolean => !port.internalLocal || isReachedFromOutside(port);
export const usesLocalEndpoints = (port: ServicePort): boolean => port.internalLocal || (port.externalLocal && isReachedFromOutside(port));

/** GetClusterIPByFamily (pkg/proxy/util). */
function clusterIPOf({ spec = {} }: Service, family: Family): string {
  const { ipFamilies = [], clusterIPs = [], clusterIP = '' } = spec;
  if (ipFamilies.length === 0) return clusterIP !== 'None' && isOfFamily(parseIpSloppy(clusterIP), family) ? clusterIP : '';
  const at = ipFamilies.findIndex((one, i) => one === family && i < clusterIPs.length);
  return at < 0 ? '' : clusterIPs[at]!;
}

const ipsOf = (texts: readonly string[], family: Family): string[] => texts.flatMap((text) => parseIpSloppy(text) ?? []).filter((ip) => isOfFamily(ip, family)).map(formatIp);

function rangesOf(texts: readonly string[], family: Family): readonly Range[] {
  const prefixes = texts.flatMap((text) => parsePrefixSloppy(text.trim()) ?? []).filter(({ network }) => isOfFamily(network, family));
  return prefixes.some(({ length }) => length === 0) ? [] : prefixes.map((prefix) => ({ text: formatPrefix(prefix), prefix }));
}

/** Whether one of the ranges takes in an address. */
export function rangesHold(ranges: readonly Range[], address: string): boolean {
  const ip = parseIpSloppy(address);
  return ip !== undefined && ranges.some(({ prefix }) => prefix !== undefined && prefixContains(prefix, ip));
}

/** Left to another proxy by label (the informers of cmd/kube-proxy/app/server.go filter them out). */
const PROXY_NAME = 'service.kubernetes.io/service-proxy-name';

/** serviceToServiceMap and newBaseServiceInfo (pkg/proxy): the ports of a Service that a proxier of this family serves; none for a headless one or an ExternalName. */
export function servicePortsOf(service: Service, family: Family): readonly ServicePort[] {
  const { metadata, spec = {}, status } = service;
  if (metadata.labels?.[PROXY_NAME] !== undefined || !spec.clusterIP || spec.clusterIP === 'None' || spec.type === 'ExternalName') return [];
  const clusterIP = parseIpSloppy(clusterIPOf(service, family));
  if (clusterIP === undefined) return [];
  const [namespace, name] = [metadata.namespace ?? '', metadata.name ?? ''];
  const address = formatIp(clusterIP);
  const externalIPs = ipsOf(spec.externalIPs ?? [], family);
  const loadBalancerIPs = ipsOf((status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '', ipMode = 'VIP' }) => (ip !== '' && ipMode === 'VIP' ? [ip] : [])), family);
  const sourceRanges = rangesOf(spec.loadBalancerSourceRanges ?? [], family);
  return (spec.ports ?? []).map(({ name: portName = '', port, nodePort = 0, protocol = 'TCP' }): ServicePort => ({
    namespace,
    name,
    portName,
    key: `${namespace}/${name}${portName === '' ? '' : `:${portName}`}`,
    protocol: protocol as ServicePort['protocol'],
    clusterIP: address,
    port,
    nodePort,
    externalIPs,
    loadBalancerIPs,
    sourceRanges,
    affinitySeconds: spec.sessionAffinity === 'ClientIP' ? (spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10800) : undefined,
    healthCheckNodePort: needsHealthCheck(service) ? (spec.healthCheckNodePort ?? 0) : 0,
    externalLocal: isExternallyAccessible(service) && spec.externalTrafficPolicy === 'Local',
    internalLocal: spec.internalTrafficPolicy === 'Local',
  }));
}
