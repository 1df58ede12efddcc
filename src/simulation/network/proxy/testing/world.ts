import type { Random } from '../../../base/random';
import type { Node, Service } from '../../../api/generated/types/core.v1';
import type { Endpoint, EndpointSlice } from '../../../api/generated/types/discovery.v1';
import type { Connection, Family, ProxyConfiguration, ProxyEvent, ProxyHost } from '../index';

/** Random Services, slices and connections as an API server would hold them, for properties, fuzzing and comparison with the real proxiers. */
export interface World {
  readonly family: Family;
  readonly configuration: ProxyConfiguration;
  readonly host: ProxyHost;
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  /** What happens after the first sync. */
  readonly changes: readonly ProxyEvent[];
  readonly connections: readonly Connection[];
}

type Draw = Random;
const pick = <T>(random: Draw, all: readonly T[]): T => all[random.below(all.length)]!;
const chance = (random: Draw, percent: number): boolean => random.below(100) < percent;

const NODES = ['node-a', 'node-b', 'node-c'] as const;
const ZONES = ['zone-1', 'zone-1', 'zone-2'] as const;

interface Plan {
  readonly four: boolean;
  readonly pod: (node: number, at: number) => string;
  readonly service: (at: number) => string;
  readonly external: (at: number) => string;
  readonly node: string;
}

const plan = (family: Family): Plan => family === 'IPv4'
  ? { four: true, pod: (node, at) => `10.244.${node + 1}.${at + 1}`, service: (at) => `10.96.0.${20 + at}`, external: (at) => `198.51.100.${at + 5}`, node: '192.168.0.2' }
  : { four: false, pod: (node, at) => `fd00:244:${node + 1}::${at + 1}`, service: (at) => `fd00:96::${20 + at}`, external: (at) => `2001:db8:5::${at + 5}`, node: 'fd00:168::2' };

const PROTOCOLS = ['TCP', 'TCP', 'TCP', 'UDP', 'SCTP'] as const;

function randomService(random: Draw, at: number, of: Plan, family: Family): Service {
  const type = pick(random, ['ClusterIP', 'ClusterIP', 'NodePort', 'LoadBalancer', 'LoadBalancer'] as const);
  const open = type !== 'ClusterIP';
  const sticky = chance(random, 25);
  const ports = Array.from({ length: 1 + random.below(2) }, (_, i) => ({ name: ['http', 'metrics'][i]!, port: [80, 9090][i]!, protocol: pick(random, PROTOCOLS), ...(open ? { nodePort: 30080 + at * 10 + i } : {}) }));
  const ranges = of.four ? ['203.0.113.0/25', '192.168.0.0/24', '10.244.0.0/16', '0.0.0.0/0'] : ['2001:db8:9::/48', 'fd00:168::/64', 'fd00:244::/32'];
  const local = chance(random, 40);
  const externals = chance(random, 25) ? [of.external(10 + at)] : [];
  return {
    apiVersion: 'v1', kind: 'Service',
    metadata: { namespace: 'shop', name: `web${at === 0 ? '' : `-${at}`}` },
    spec: {
      type, ports, clusterIP: of.service(at), clusterIPs: [of.service(at)], ipFamilies: [family], sessionAffinity: sticky ? 'ClientIP' : 'None',
      ...(sticky ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: pick(random, [60, 10800]) } } } : {}),
      internalTrafficPolicy: pick(random, ['Cluster', 'Cluster', 'Local'] as const),
      ...(open || externals.length > 0 ? { externalTrafficPolicy: local ? 'Local' : 'Cluster' } : {}),
      ...(type === 'LoadBalancer' && local ? { healthCheckNodePort: 32000 + at } : {}),
      ...(type === 'LoadBalancer' && chance(random, 40) ? { loadBalancerSourceRanges: ranges.filter(() => chance(random, 45)) } : {}),
      ...(externals.length > 0 ? { externalIPs: externals } : {}),
    },
    status: { loadBalancer: type === 'LoadBalancer' && chance(random, 85) ? { ingress: [{ ip: of.external(at), ipMode: chance(random, 85) ? 'VIP' : 'Proxy' }] } : {} },
  };
}

function randomEndpoint(random: Draw, address: string, node: number, hinted: boolean): Endpoint {
  const state = random.below(10);
  const conditions = state < 6 ? { ready: true, serving: true, terminating: false } : state < 8 ? { ready: false, serving: false, terminating: false } : { ready: false, serving: state === 8, terminating: true };
  const hints = !hinted ? undefined : { ...(chance(random, 90) ? { forZones: [{ name: ZONES[node]! }] } : {}), ...(chance(random, 50) ? { forNodes: [{ name: NODES[node]! }] } : {}) };
  return { addresses: [address], conditions, nodeName: NODES[node]!, zone: ZONES[node]!, ...(hints === undefined ? {} : { hints }) };
}

function randomSlice(random: Draw, service: Service, at: number, of: Plan, family: Family): EndpointSlice {
  const { namespace = '', name = '' } = service.metadata;
  const hinted = chance(random, 40);
  const taken = Array.from({ length: random.below(7) }, (_, i) => ({ node: random.below(3), at: at * 20 + i }));
  return {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: family,
    metadata: { namespace, name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
    ports: (service.spec?.ports ?? []).filter(() => chance(random, 92)).map(({ name: port = '', port: number, protocol = 'TCP' }) => ({ name: port, port: number + 8000, protocol })),
    endpoints: taken.map(({ node, at: i }) => randomEndpoint(random, of.pod(node, i), node, hinted)),
  };
}

function randomConnection(random: Draw, services: readonly Service[], of: Plan): Connection {
  const { spec = {}, status } = pick(random, services);
  const port = pick(random, spec.ports ?? []);
  const ingress = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip = '' }) => (ip === '' ? [] : [ip]));
  const from = pick(random, [of.pod(0, 90), of.pod(1, 90), of.pod(0, 0), of.pod(0, 1), of.node, of.four ? '203.0.113.7' : '2001:db8:9::7', of.four ? '127.0.0.1' : '::1']);
  const to = pick(random, [spec.clusterIP ?? '', spec.clusterIP ?? '', of.node, ...ingress, ...(spec.externalIPs ?? []), of.four ? '127.0.0.1' : '::1', of.pod(0, 0)]);
  const number = pick(random, [port?.port ?? 80, port?.port ?? 80, port?.nodePort ?? 30080, 81]);
  return chance(random, 5) ? { from, to, protocol: 'ICMP' } : { from, to, port: number, protocol: port?.protocol ?? 'TCP' };
}

function randomChanges(random: Draw, services: readonly Service[], slices: readonly EndpointSlice[], of: Plan, family: Family): readonly ProxyEvent[] {
  const changes: ProxyEvent[] = [];
  for (let i = random.below(3); i >= 0; i -= 1) {
    const at = random.below(services.length);
    const [service, slice] = [services[at]!, slices[at]!];
    switch (random.below(6)) {
      case 0: changes.push({ kind: 'Service', object: service, deleted: true }, { kind: 'EndpointSlice', object: slice, deleted: true }); break;
      case 1: changes.push({ kind: 'Service', object: { ...randomService(random, at, of, family), metadata: service.metadata } }); break;
      case 2: changes.push({ kind: 'EndpointSlice', object: slice }); break;
      default: changes.push({ kind: 'EndpointSlice', object: { ...randomSlice(random, service, at, of, family), metadata: slice.metadata } });
    }
  }
  return changes;
}

export function randomWorld(random: Draw): World {
  const family: Family = chance(random, 80) ? 'IPv4' : 'IPv6';
  const of = plan(family);
  const services = Array.from({ length: 1 + random.below(4) }, (_, at) => randomService(random, at, of, family));
  const slices = services.map((service, at) => randomSlice(random, service, at, of, family));
  const node: Node = {
    apiVersion: 'v1', kind: 'Node',
    metadata: { name: 'node-a', labels: chance(random, 85) ? { 'topology.kubernetes.io/zone': 'zone-1' } : {} },
    spec: { podCIDRs: [of.four ? '10.244.1.0/24' : 'fd00:244:1::/64'] },
    status: { addresses: [{ type: 'InternalIP', address: of.node }] },
  };
  const all = of.four ? '0.0.0.0/0' : '::/0';
  const masqueradeAll = chance(random, 15);
  return {
    family,
    configuration: {
      clusterCIDR: chance(random, 85) ? (of.four ? '10.244.0.0/16' : 'fd00:244::/32') : '',
      ...(chance(random, 20) ? { detectLocalMode: 'NodeCIDR' } : {}),
      ...(masqueradeAll ? { iptables: { masqueradeAll }, nftables: { masqueradeAll } } : {}),
      ...(chance(random, 25) ? { nodePortAddresses: [pick(random, [all, of.four ? '192.168.0.0/16' : 'fd00:168::/32'])] } : {}),
    },
    host: { node, localAddresses: [of.node, of.four ? '192.168.50.2' : 'fd00:168:50::2'], nfacct: true, serviceCIDRs: chance(random, 30) ? [of.four ? '10.96.0.0/16' : 'fd00:96::/112'] : [] },
    services,
    slices,
    changes: randomChanges(random, services, slices, of, family),
    connections: Array.from({ length: 6 }, () => randomConnection(random, services, of)),
  };
}

export const worldEvents = ({ services, slices }: Pick<World, 'services' | 'slices'>): readonly ProxyEvent[] => [
  ...services.map((object): ProxyEvent => ({ kind: 'Service', object })),
  ...slices.map((object): ProxyEvent => ({ kind: 'EndpointSlice', object })),
];
