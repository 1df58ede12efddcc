import type { Endpoints, Service } from '../../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../../api/generated/types/discovery.v1';
import type { IPAddress, Ingress, IngressBackend, IngressClass, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, ServiceCIDR } from '../../../api/generated/types/networking.v1';
import { formatLabelSelector } from '../../../api/selector';
import { balancerPlaces } from '../../../api/table/cells/network';
import { getObject, listObjects } from '../../runtime/client';
import { ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { asking, plain } from '../describer';
import { eventLines } from '../events';
import { annotationLines, formatLabels, goTime, head, indent, labelLines, line, lineIf, orNone, rfc1123, ruled } from '../text';

const MOST = 3;
const hostPort = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

/** formatEndpointSlices: the first ready addresses of the port. */
function sliceText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const list: string[] = [];
  let [more, count] = [false, 0];
  const add = (ready: boolean | undefined, text: string): void => {
    if (list.length === MOST) more = true;
    if (ready === false) return;
    if (!more) list.push(text);
    count += 1;
  };
  for (const { ports, endpoints } of slices) {
    const all = endpoints ?? [];
    if ((ports ?? []).length === 0) for (const { conditions, addresses } of all) add(conditions?.ready, addresses[0] ?? '');
    else for (const port of ports ?? []) if ((port.name ?? '') === portName) for (const { conditions, addresses } of all) add(conditions?.ready, hostPort(addresses[0] ?? '', port.port ?? 0));
  }
  return more ? `${list.join(',')} + ${count - MOST} more...` : list.join(',');
}

function* slicesOf(session: Session, namespace: string, service: string): Steps<readonly EndpointSlice[]> {
  const kind = session.machine.registry().find('discovery.k8s.io/v1', 'EndpointSlice');
  return kind === undefined ? [] : ((yield* listObjects(session, kind, namespace, { labelSelector: `kubernetes.io/service-name=${service}` })) as unknown as readonly EndpointSlice[]);
}

const ingressText = (ingress: NonNullable<NonNullable<Service['status']>['loadBalancer']>['ingress']): string =>
  (ingress ?? []).map(({ ip = '', ipMode, hostname = '' }) => (ip === '' ? hostname : `${ip}${ipMode === undefined ? '' : ` (${ipMode})`}`)).join(', ');

/** describeService. */
export const describeService = asking<Service>(function* described({ metadata, spec, status }, { session, now, events }) {
  let slices: readonly EndpointSlice[] = [];
  try {
    slices = yield* slicesOf(session, metadata.namespace ?? '', metadata.name ?? '');
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
  }
  const joined = (items: readonly string[] | undefined): string => (items ?? []).join(',') || '<none>';
  const ports = (spec?.ports ?? []).map(({ name = '', port, protocol, targetPort, appProtocol, nodePort = 0 }) =>
    [
      `Port:\t${name || '<unset>'}\t${port}/${protocol}\n`, line(0, 'TargetPort', `${targetPort ?? 0}/${protocol}`), lineIf(0, 'AppProtocol', appProtocol),
      nodePort === 0 ? '' : `NodePort:\t${name || '<unset>'}\t${nodePort}/${protocol}\n`, line(0, 'Endpoints', sliceText(slices, name)),
    ].join(''),
  );
  return [
    head(metadata), line(0, 'Selector', formatLabels(spec?.selector)), line(0, 'Type', spec?.type), lineIf(0, 'IP Family Policy', spec?.ipFamilyPolicy), line(0, 'IP Families', joined(spec?.ipFamilies)),
    line(0, 'IP', spec?.clusterIP), line(0, 'IPs', joined(spec?.clusterIPs)), lineIf(0, 'External IPs', (spec?.externalIPs ?? []).join(',')), lineIf(0, 'Desired LoadBalancer IP', spec?.loadBalancerIP),
    lineIf(0, 'External Name', spec?.externalName), lineIf(0, 'LoadBalancer Ingress', ingressText(status?.loadBalancer?.ingress)), ...ports, line(0, 'Session Affinity', spec?.sessionAffinity),
    lineIf(0, 'External Traffic Policy', spec?.externalTrafficPolicy), lineIf(0, 'Internal Traffic Policy', spec?.internalTrafficPolicy), spec?.healthCheckNodePort === undefined || spec.healthCheckNodePort === 0 ? '' : line(0, 'HealthCheck NodePort', spec.healthCheckNodePort),
    lineIf(0, 'LoadBalancer Source Ranges', (spec?.loadBalancerSourceRanges ?? []).join(',')), lineIf(0, 'Traffic Distribution', spec?.trafficDistribution), eventLines(events, now),
  ].join('');
});

/** describeEndpoints. */
export const describeEndpoints = plain<Endpoints>(({ metadata, subsets }, { now, events }) => {
  const ips = (addresses: readonly { readonly ip: string }[] | null | undefined): string => orNone((addresses ?? []).map(({ ip }) => ip).join(','));
  const each = (subsets ?? []).map(({ addresses, notReadyAddresses, ports }) => {
    const rows = (ports ?? []).map(({ name = '', port, protocol }) => [name || '<unset>', port, protocol]);
    return `${line(1, 'Addresses', ips(addresses))}${line(1, 'NotReadyAddresses', ips(notReadyAddresses))}${rows.length === 0 ? '' : `${indent(1)}Ports:\n${ruled(2, ['Name', 'Port', 'Protocol'], ['----', '----', '--------'], rows)}`}\n`;
  });
  return `${head(metadata)}Subsets:\n${each.join('')}${eventLines(events, now)}`;
});

/** describeEndpointSliceV1. */
export const describeEndpointSlice = plain<EndpointSlice>(({ metadata, addressType, ports, endpoints }, { now, events }) => {
  const rows = (ports ?? []).map(({ name = '', port, protocol }) => [name || '<unset>', port ?? '<unset>', protocol]);
  const each = (endpoints ?? []).map(({ addresses, conditions, hostname, targetRef, nodeName, zone }) =>
    [
      line(1, '- Addresses', orNone((addresses ?? []).join(', '))), `${indent(2)}Conditions:\n`, line(3, 'Ready', conditions?.ready ?? '<unset>'), line(2, 'Hostname', hostname ?? '<unset>'),
      targetRef === undefined ? '' : line(2, 'TargetRef', `${targetRef.kind}/${targetRef.name}`), line(2, 'NodeName', nodeName ?? '<unset>'), line(2, 'Zone', zone ?? '<unset>'),
    ].join(''),
  );
  return [
    head(metadata), line(0, 'AddressType', addressType), rows.length === 0 ? 'Ports: <unset>\n' : `Ports:\n${ruled(1, ['Name', 'Port', 'Protocol'], ['----', '----', '--------'], rows)}`,
    each.length === 0 ? 'Endpoints: <none>\n' : `Endpoints:\n${each.join('')}`, eventLines(events, now),
  ].join('');
});

/** describeBackendV1. */
function* backendText(session: Session, namespace: string, { service, resource }: IngressBackend): Steps<string> {
  if (service !== undefined) {
    const name = `${service.name}:${service.port?.number === undefined || service.port.number === 0 ? (service.port?.name ?? '') : service.port.number}`;
    try {
      const slices = yield* slicesOf(session, namespace, service.name);
      const kind = session.machine.registry().find('v1', 'Service');
      const found = kind === undefined ? undefined : ((yield* getObject(session, kind, namespace, service.name)) as unknown as Service);
      const { number = 0, name: portName = '' } = service.port ?? {};
      const ports = (found?.spec?.ports ?? []).filter((one) => (number !== 0 && one.port === number) || (portName !== '' && one.name === portName));
      return `${name} (${sliceText(slices, ports.at(-1)?.name ?? '')})`;
    } catch (error) {
      if (error instanceof ServerError) return `${name} (<error: ${error.message}>)`;
      throw error;
    }
  }
  return resource === undefined ? '' : `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}`;
}

/** describeIngressV1. */
export const describeIngress = asking<Ingress>(function* described({ metadata, spec, status }, { session, now, events }) {
  const namespace = metadata.namespace ?? '';
  const preset = spec?.defaultBackend === undefined ? '<default>' : yield* backendText(session, namespace, spec.defaultBackend);
  const tls = (spec?.tls ?? []).map(({ secretName = '', hosts = [] }) => (secretName === '' ? `${indent(1)}SNI routes ${(hosts ?? []).join(',')}\n` : `${indent(1)}${secretName} terminates ${(hosts ?? []).join(',')}\n`));
  const rules: string[] = [];
  for (const { host = '', http } of spec?.rules ?? []) {
    if (http === undefined) continue;
    rules.push(`${indent(1)}${host || '*'}\t\n`);
    for (const { path = '', backend } of http.paths ?? []) rules.push(`${indent(2)}\t${path} \t${yield* backendText(session, namespace, backend)}\n`);
  }
  return [
    line(0, 'Name', metadata.name), labelLines('Labels', metadata.labels), line(0, 'Namespace', namespace), line(0, 'Address', balancerPlaces(status?.loadBalancer?.ingress)), line(0, 'Ingress Class', spec?.ingressClassName ?? '<none>'),
    line(0, 'Default backend', preset), tls.length === 0 ? '' : `TLS:\n${tls.join('')}`, 'Rules:\n  Host\tPath\tBackends\n  ----\t----\t--------\n', rules.length === 0 ? `  *\t*\t${preset}\n` : rules.join(''),
    annotationLines('Annotations', metadata.annotations), eventLines(events, now),
  ].join('');
});

/** describeIngressClassV1. */
export const describeIngressClass = plain<IngressClass>(({ metadata, spec }, { now, events }) => {
  const parameters = spec?.parameters;
  const lines = parameters === undefined ? '' : `Parameters:\n${lineIf(1, 'APIGroup', parameters.apiGroup)}${line(1, 'Kind', parameters.kind)}${line(1, 'Name', parameters.name)}`;
  return `${head(metadata)}${line(0, 'Controller', spec?.controller)}${lines}${eventLines(events, now)}`;
});

/** describeServiceCIDRV1. */
export const describeServiceCidr = plain<ServiceCIDR>(({ metadata, spec, status }, { now, events }) => {
  const rows = (status?.conditions ?? []).map(({ type, status: met, lastTransitionTime, reason, message }) => [type, met, rfc1123(lastTransitionTime), reason, message]);
  const conditions = rows.length === 0 ? '' : `Status:\nConditions:\n${ruled(1, ['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message'], ['----', '------', '------------------', '------', '-------'], rows)}`;
  return `${head(metadata)}${line(0, 'CIDRs', (spec?.cidrs ?? []).join(', '))}${conditions}${eventLines(events, now)}`;
});

/** describeIPAddressV1. */
export const describeIpAddress = plain<IPAddress>(({ metadata, spec }, { now, events }) => {
  const parent = spec?.parentRef;
  const lines = parent === undefined ? '' : `Parent Reference:\n${line(1, 'Group', parent.group)}${line(1, 'Resource', parent.resource)}${line(1, 'Namespace', parent.namespace)}${line(1, 'Name', parent.name)}`;
  return `${head(metadata)}${lines}${eventLines(events, now)}`;
});

const PAD = '    ';

const portLines = (ports: readonly NetworkPolicyPort[] | null | undefined): string =>
  (ports ?? []).length === 0
    ? `${PAD}To Port: <any> (traffic allowed to all ports)\n`
    : (ports ?? []).map(({ port, endPort, protocol = 'TCP' }) => (endPort === undefined ? `${PAD}To Port: ${port ?? '<nil>'}/${protocol}\n` : `${PAD}To Port Range: ${port ?? '<nil>'}-${endPort}/${protocol}\n`)).join('');

function peerLines(peers: readonly NetworkPolicyPeer[] | null | undefined, word: 'From' | 'To'): string {
  if ((peers ?? []).length === 0) return `${PAD}${word}: <any> (traffic not restricted by ${word === 'From' ? 'source' : 'destination'})\n`;
  return (peers ?? [])
    .map(({ podSelector, namespaceSelector, ipBlock }) => {
      const rows = [
        ...(namespaceSelector === undefined ? [] : [`${indent(1)}${PAD}NamespaceSelector: ${formatLabelSelector(namespaceSelector)}\n`]),
        ...(podSelector === undefined ? [] : [`${indent(1)}${PAD}PodSelector: ${formatLabelSelector(podSelector)}\n`]),
        ...(ipBlock === undefined || podSelector !== undefined || namespaceSelector !== undefined ? [] : [`${indent(1)}${PAD}IPBlock:\n${indent(2)}${PAD}CIDR: ${ipBlock.cidr}\n${indent(2)}${PAD}Except: ${(ipBlock.except ?? []).join(', ')}\n`]),
      ];
      return `${PAD}${word}:\n${rows.join('')}`;
    })
    .join('');
}

const ruleLines = (rules: readonly string[], word: 'ingress' | 'egress'): string => (rules.length === 0 ? `${PAD}<none> (Selected pods are isolated for ${word} connectivity)\n` : rules.join(`${PAD}----------\n`));

/** describeNetworkPolicy. */
export const describeNetworkPolicy = plain<NetworkPolicy>(({ metadata, spec }) => {
  const selector = spec?.podSelector ?? {};
  const none = Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0;
  const types = spec?.policyTypes ?? [];
  const ingress = (spec?.ingress ?? []).map(({ ports, from }) => `${portLines(ports)}${peerLines(from, 'From')}`);
  const egress = (spec?.egress ?? []).map(({ ports, to }) => `${portLines(ports)}${peerLines(to, 'To')}`);
  return [
    line(0, 'Name', metadata.name), line(0, 'Namespace', metadata.namespace), line(0, 'Created on', goTime(metadata.creationTimestamp)), labelLines('Labels', metadata.labels), annotationLines('Annotations', metadata.annotations),
    `Spec:\n  PodSelector: ${indent(2)}${none ? '<none> (Allowing the specific traffic to all pods in this namespace)' : formatLabelSelector(selector)}\n`,
    types.includes('Ingress') ? `  Allowing ingress traffic:\n${ruleLines(ingress, 'ingress')}` : '  Not affecting ingress traffic\n',
    types.includes('Egress') ? `  Allowing egress traffic:\n${ruleLines(egress, 'egress')}` : '  Not affecting egress traffic\n',
    `  Policy Types: ${orNone(types.join(', '))}\n`,
  ].join('');
});
