import type { Endpoints, Service } from '../../generated/types/core.v1';
import type { EndpointSlice } from '../../generated/types/discovery.v1';
import type { IPAddress, Ingress, IngressClass, NetworkPolicy, ServiceCIDR } from '../../generated/types/networking.v1';
import { formatLabelSelector } from '../../selector';
import { groupQualified } from '../../status';
import { age, cells, formatLabels, listWithMore, nameCell } from './common';
import type { CellTable } from './common';

const MOST = 3;

interface Place {
  readonly ip?: string;
  readonly hostname?: string;
}

/** loadBalancerStatusStringer. */
export const balancerPlaces = (ingress: readonly Place[] | undefined): string => [...new Set((ingress ?? []).map(({ ip = '', hostname = '' }) => ip || hostname).filter((one) => one !== ''))].sort().join(',');

function externalIp({ spec, status }: Service): string {
  const given = spec?.externalIPs ?? [];
  switch (spec?.type) {
    case 'ClusterIP':
    case 'NodePort':
      return given.length > 0 ? given.join(',') : '<none>';
    case 'LoadBalancer': {
      const places = balancerPlaces(status?.loadBalancer?.ingress);
      const all = [...(places === '' ? [] : [places]), ...given];
      return all.length > 0 ? all.join(',') : '<pending>';
    }
    case 'ExternalName':
      return spec.externalName ?? '';
    default:
      return '<unknown>';
  }
}

const servicePorts = ({ spec }: Service): string =>
  (spec?.ports ?? []).map(({ port, nodePort = 0, protocol }) => (nodePort > 0 ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`)).join(',') || '<none>';

/** formatEndpoints: the first addresses with their ports. */
export function formatEndpoints({ subsets }: Endpoints): string {
  if ((subsets ?? []).length === 0) return '<none>';
  const list = (subsets ?? []).flatMap(({ ports, addresses }) => {
    if ((ports ?? []).length === 0) return (addresses ?? []).map(({ ip }) => ip);
    return (ports ?? []).flatMap(({ port }) => (addresses ?? []).map(({ ip }) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)));
  });
  const text = list.slice(0, MOST).join(',');
  return list.length > MOST ? `${text} + ${list.length - MOST} more...` : text;
}

/** formatHosts: counted are the rules, not their hosts. */
function hosts({ spec }: Ingress): string {
  const rules = spec?.rules ?? [];
  const list: string[] = [];
  let more = false;
  for (const { host = '' } of rules) {
    if (list.length === MOST) more = true;
    if (!more && host !== '') list.push(host);
  }
  if (list.length === 0) return '*';
  return more ? `${list.join(',')} + ${rules.length - MOST} more...` : list.join(',');
}

function parameters({ spec }: IngressClass): string {
  const given = spec?.parameters;
  if (given === undefined) return '<none>';
  return `${given.apiGroup === undefined ? given.kind : `${given.kind}.${given.apiGroup}`}/${given.name}`;
}

function parentOf({ spec }: IPAddress): string {
  const parent = spec?.parentRef;
  if (parent === undefined) return '<none>';
  const space = (parent.namespace ?? '') === '' ? '' : `/${parent.namespace}`;
  return `${groupQualified(parent.group ?? '', parent.resource ?? '').toLowerCase()}${space}/${parent.name ?? ''}`;
}

export const NETWORK_CELLS: CellTable = {
  'core.v1.Service': cells<Service>((one, now) => [nameCell(one), one.spec?.type ?? '', one.spec?.clusterIPs?.[0] ?? '<none>', externalIp(one), servicePorts(one), age(one, now), formatLabels(one.spec?.selector)]),
  'core.v1.Endpoints': cells<Endpoints>((one, now) => [nameCell(one), formatEndpoints(one), age(one, now)]),
  'discovery.v1.EndpointSlice': cells<EndpointSlice>((one, now) => [
    nameCell(one), one.addressType, listWithMore((one.ports ?? []).map(({ port, name }) => (port === undefined ? (name ?? '*') : String(port))), MOST),
    listWithMore((one.endpoints ?? []).flatMap(({ addresses }) => addresses ?? []), MOST), age(one, now),
  ]),
  'networking.v1.Ingress': cells<Ingress>((one, now) => [
    nameCell(one), one.spec?.ingressClassName ?? '<none>', hosts(one), balancerPlaces(one.status?.loadBalancer?.ingress), (one.spec?.tls ?? []).length > 0 ? '80, 443' : '80', age(one, now),
  ]),
  'networking.v1.IngressClass': cells<IngressClass>((one, now) => [
    `${nameCell(one)}${one.metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true' ? ' (default)' : ''}`, one.spec?.controller ?? '', parameters(one), age(one, now),
  ]),
  'networking.v1.NetworkPolicy': cells<NetworkPolicy>((one, now) => [nameCell(one), formatLabelSelector(one.spec?.podSelector ?? {}), age(one, now)]),
  'networking.v1.ServiceCIDR': cells<ServiceCIDR>((one, now) => [nameCell(one), (one.spec?.cidrs ?? []).join(','), age(one, now)]),
  // printIPAddress gives an age that has no column: see `surplus` where kubectl prints a table.
  'networking.v1.IPAddress': cells<IPAddress>((one, now) => [nameCell(one), parentOf(one), age(one, now)]),
};
