import type { Service } from '@site/src/simulation/api/generated/types/core.v1';
import { serviceKind } from '@site/src/simulation/api/kinds/core.Service';
import { allocate } from '@site/src/simulation/api/request/create';
import { addressAfter, addressBands, portBands, readPortRange, readServiceCIDR } from '@site/src/simulation/api/service/bands';
import type { ServicePools } from '@site/src/simulation/api/service/pools';
import { formatIp, parseIp, prefixContains } from '@site/src/simulation/base/ip';
import type { Ip, Prefix } from '@site/src/simulation/base/ip';

export function replayClusterIPRange({ cidr }: { readonly cidr: string }): unknown {
  const read = readServiceCIDR(cidr);
  if ('error' in read) return read;
  const { first, last, reserved } = addressBands(read.value);
  const [from, to] = [formatIp(first), formatIp(last)];
  return { first: from, last: to, reserved, staticBand: reserved === 0 ? null : [from, formatIp(addressAfter(first, reserved - 1))], dynamicBand: [formatIp(addressAfter(first, reserved)), to] };
}

export function replayNodePortRange({ range }: { readonly range: string }): unknown {
  const read = readPortRange(range);
  if ('error' in read) return read;
  const { first, size, reserved } = portBands(read.value);
  return { reserved, size, staticBand: reserved === 0 ? null : [first, first + reserved - 1], dynamicBand: [first + reserved, first + size - 1] };
}

interface AllocateCase {
  readonly cluster: { readonly serviceCIDRs: readonly string[]; readonly nodePortRange: string; readonly takenClusterIPs?: readonly string[]; readonly takenNodePorts?: readonly string[] };
  readonly service: Service;
}

/** `a` or `a-b`, of addresses. */
function addressesOf(text: string): readonly string[] {
  const [first = '', last = first] = text.split('-');
  const found = [first];
  for (let ip = parseIp(first)!; formatIp(ip) !== last; ) found.push(formatIp((ip = addressAfter(ip, 1))));
  return found;
}

function portsOf(text: string): readonly number[] {
  const [first = 0, last = first] = text.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const valueOf = <T>(read: { readonly value: T } | { readonly error: string }): T => {
  if ('error' in read) throw new Error(read.error);
  return read.value;
};

function poolsOf({ serviceCIDRs, nodePortRange, takenClusterIPs = [], takenNodePorts = [] }: AllocateCase['cluster']): ServicePools {
  return {
    networks: serviceCIDRs.map((text) => valueOf(readServiceCIDR(text))),
    takenAddresses: new Set(takenClusterIPs.flatMap(addressesOf)),
    nodePorts: valueOf(readPortRange(nodePortRange)),
    takenNodePorts: new Set(takenNodePorts.flatMap(portsOf)),
  };
}

const offsetIn = ({ first }: { readonly first: Ip }, ip: Ip): number => ip.words.reduce((sum, word, at) => sum * 2 ** 32 + (word - first.words[at]!), 0);

/** An address that was drawn, by the name of its band; itself if it was the only one left there. */
function addressName(address: string, { networks, takenAddresses }: ServicePools): string {
  const ip = parseIp(address)!;
  const network: Prefix = networks.find((one) => prefixContains(one, ip))!;
  const bands = addressBands(network);
  const lower = offsetIn(bands, ip) < bands.reserved;
  const [from, size] = lower ? [0, bands.reserved] : [bands.reserved, bands.size - bands.reserved];
  let free = 0;
  for (let i = from; i < from + size && free < 2; i += 1) if (!takenAddresses.has(formatIp(addressAfter(bands.first, i)))) free += 1;
  return free === 1 ? address : `<IPv${ip.family} ${lower ? 'static' : 'dynamic'} band>`;
}

export function replayAllocate({ cluster, service }: AllocateCase): unknown {
  const pools = poolsOf(cluster);
  const answer = allocate(serviceKind, serviceKind.defaults!(service), undefined, pools);
  if ('status' in answer) return { error: answer.status.message };
  const { clusterIPs, ipFamilies, ipFamilyPolicy, ports = [], healthCheckNodePort } = answer.object.spec ?? {};
  const asked = service.spec ?? {};
  const askedIPs = new Set([...(asked.clusterIPs ?? []), ...(asked.clusterIP === undefined ? [] : [asked.clusterIP])]);
  const askedPorts = new Set([asked.healthCheckNodePort ?? 0, 0, ...(asked.ports ?? []).map(({ nodePort = 0 }) => nodePort)]);
  const drawn = new Map<number, number>();
  const { first, size, reserved } = portBands(pools.nodePorts);
  const portName = (port: number): string | number => {
    if (askedPorts.has(port)) return port;
    const lower = port - first < reserved;
    const band = lower ? [first, first + reserved - 1] : [first + reserved, first + size - 1];
    const free = Array.from({ length: band[1]! - band[0]! + 1 }, (_, i) => band[0]! + i).filter((one) => !pools.takenNodePorts.has(one)).length;
    if (free === 1) return port;
    if (!drawn.has(port)) drawn.set(port, drawn.size + 1);
    return `<${lower ? 'static' : 'dynamic'} band #${drawn.get(port)}>`;
  };
  return {
    ...(clusterIPs === undefined ? {} : { clusterIPs: clusterIPs.map((one) => (askedIPs.has(one) ? one : addressName(one, pools))) }),
    ...(ipFamilies === undefined ? {} : { ipFamilies }),
    ...(ipFamilyPolicy === undefined ? {} : { ipFamilyPolicy }),
    nodePorts: ports.map(({ nodePort = 0 }) => portName(nodePort)),
    ...(healthCheckNodePort === undefined ? {} : { healthCheckNodePort: portName(healthCheckNodePort) }),
  };
}
