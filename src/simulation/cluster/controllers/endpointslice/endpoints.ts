/** What of a Pod stands in an EndpointSlice (k8s.io/endpointslice utils.go, util/controller_utils.go). */
import { formatIp, parseIpSloppy } from '../../../base/ip';
import type { Node, Pod } from '../../../api';
import type { Service, ServicePort } from '../../../api/generated/types/core.v1';
import type { Endpoint, EndpointPort } from '../../../api/generated/types/discovery.v1';
import { isPodReady, isPodTerminal } from '../../control/pods';

export type AddressType = 'IPv4' | 'IPv6';

const ZONE = 'topology.kubernetes.io/zone';

/** getAddressTypesForService. */
export function addressTypes({ spec }: Service): readonly AddressType[] {
  const families = (spec?.ipFamilies ?? []).filter((one): one is AddressType => one === 'IPv4' || one === 'IPv6');
  if (families.length > 0) return [...new Set(families)];
  const { clusterIP = '' } = spec ?? {};
  if (clusterIP !== '' && clusterIP !== 'None') return [parseIpSloppy(clusterIP)?.family === 6 ? 'IPv6' : 'IPv4'];
  return ['IPv4', 'IPv6'];
}

/** ShouldPodBeInEndpoints, with those that are going. */
export const belongs = (pod: Pod): boolean => !isPodTerminal(pod) && ((pod.status?.podIP ?? '') !== '' || (pod.status?.podIPs ?? []).length > 0);

/** FindPort: a named port is looked for in containers and sidecars, with the same protocol. */
export function findPort({ spec }: Pod, { targetPort, port, protocol = 'TCP' }: ServicePort): number | undefined {
  if (targetPort === undefined) return port;
  if (typeof targetPort === 'number') return targetPort === 0 ? port : targetPort;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...spec.containers, ...sidecars].flatMap(({ ports = [] }) => ports).find((one) => one.name === targetPort && (one.protocol ?? 'TCP') === protocol)?.containerPort;
}

/** getEndpointPorts: Pods that give a named port another number come into other slices. */
export const portsFor = ({ spec }: Service, pod: Pod): EndpointPort[] =>
  (spec?.ports ?? []).flatMap((servicePort) => {
    const port = findPort(pod, servicePort);
    const { name = '', protocol = 'TCP', appProtocol } = servicePort;
    return port === undefined ? [] : [{ name, port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });

/** ShouldSetHostname. */
export const setsHostname = ({ metadata, spec }: Pod, service: Service): boolean => (spec.hostname ?? '') !== '' && spec.subdomain === service.metadata.name && service.metadata.namespace === metadata.namespace;

/** podToEndpoint. */
export function endpointFor(pod: Pod, node: Node | undefined, service: Service, type: AddressType): Endpoint {
  const { metadata, spec, status } = pod;
  const serving = isPodReady(pod);
  const terminating = metadata.deletionTimestamp !== undefined;
  const zone = node?.metadata.labels?.[ZONE] ?? '';
  const addresses = (status?.podIPs ?? []).flatMap(({ ip }) => {
    const parsed = parseIpSloppy(ip);
    return parsed !== undefined && (parsed.family === 6) === (type === 'IPv6') ? [formatIp(parsed)] : [];
  });
  return {
    addresses,
    conditions: { ready: service.spec?.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    targetRef: { kind: 'Pod', namespace: metadata.namespace ?? '', name: metadata.name ?? '', uid: metadata.uid ?? '' },
    ...(spec.nodeName ? { nodeName: spec.nodeName } : {}),
    ...(zone === '' ? {} : { zone }),
    ...(setsHostname(pod, service) ? { hostname: spec.hostname ?? '' } : {}),
  };
}

/** hashEndpoint: what makes two endpoints one. */
export const identityOf = ({ addresses, hostname, targetRef }: Endpoint): string =>
  JSON.stringify([[...(addresses ?? [])].sort(), hostname ?? '', targetRef?.namespace ?? '', targetRef?.name ?? '']);

/** EndpointsEqualBeyondHash. */
export const sameState = (a: Endpoint, b: Endpoint): boolean =>
  JSON.stringify([a.nodeName, a.zone, a.conditions?.ready, a.conditions?.serving, a.conditions?.terminating, a.targetRef?.uid]) ===
  JSON.stringify([b.nodeName, b.zone, b.conditions?.ready, b.conditions?.serving, b.conditions?.terminating, b.targetRef?.uid]);

/** NewPortMapKey. */
export const portsKey = (ports: readonly EndpointPort[] | undefined): string =>
  JSON.stringify((ports ?? []).map(({ name = '', port, protocol = 'TCP', appProtocol = '' }) => JSON.stringify([name, port, protocol, appProtocol])).sort());
