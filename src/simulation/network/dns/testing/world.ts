/** Random clusters with names to ask for, for properties, fuzzing and comparison with the real server. */
import type { Random } from '../../../base/random';
import type { KubernetesObjects } from '../coredns';
import type { DnsQuery } from '../message';

export interface DnsWorld {
  readonly objects: KubernetesObjects;
  readonly queries: readonly DnsQuery[];
  /** What a name server does with the n-th packet. */
  readonly moods: readonly ('answers' | 'servfail' | 'refused' | 'silent' | 'closed' | 'empty' | 'slow')[];
  readonly resolvConf: string;
  readonly name: string;
}

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;
const some = <T>(random: Random, most: number, make: () => T): T[] => Array.from({ length: random.below(most + 1) }, make);

const NAMES = ['web', 'db', 'api', 'a-b'];
const NAMESPACES = ['shop', 'team-b'];
const PORTS = ['http', 'sql', ''];
const TYPES = ['A', 'AAAA', 'SRV', 'PTR', 'TXT', 'NS', 'SOA', 'CNAME', 'MX', 'ANY', 'HTTPS'];
const ip = (random: Random): string => (random.below(5) === 0 ? `fd00::${random.below(4)}` : `10.244.${random.below(3)}.${random.below(4)}`);
const ports = (random: Random): { name: string; port: number; protocol: string }[] => some(random, 2, () => ({ name: pick(random, PORTS), port: 80 + random.below(3), protocol: pick(random, ['TCP', 'UDP']) }));

function service(random: Random, name: string, namespace: string): KubernetesObjects['services'][number] {
  const kind = random.below(4);
  if (kind === 0) return { metadata: { name, namespace }, spec: { type: 'ExternalName', externalName: pick(random, ['api.example.com', 'web.shop.svc.cluster.local', 'db.team-b.svc.cluster.local', '192.0.2.1', `${name}.${namespace}.svc.cluster.local`]) } };
  const address = kind === 1 ? 'None' : `10.96.0.${random.below(6)}`;
  return { metadata: { name, namespace }, spec: { type: 'ClusterIP', clusterIP: address, clusterIPs: kind === 3 ? [address, `fd00:96::${random.below(6)}`] : [address], ports: ports(random) } };
}

function slice(random: Random, name: string, namespace: string): KubernetesObjects['endpointSlices'][number] {
  const endpoints = some(random, 3, () => ({
    addresses: [ip(random)], conditions: pick(random, [{ ready: true }, { ready: false }, {}]),
    ...(random.below(3) === 0 ? { hostname: `${name}-${random.below(2)}` } : {}), ...(random.below(2) === 0 ? { targetRef: { kind: 'Pod', name: `${name}-x${random.below(3)}` } } : {}),
  }));
  return { metadata: { name: `${name}-${random.below(100)}`, namespace, labels: { 'kubernetes.io/service-name': name } }, endpoints, ports: ports(random) };
}

function name(random: Random): string {
  const zone = pick(random, ['svc.cluster.local.', 'pod.cluster.local.', 'cluster.local.', 'svc.Cluster.LOCAL.']);
  const parts = [pick(random, NAMES), pick(random, [...NAMESPACES, 'nowhere', '*'])];
  switch (random.below(9)) {
    case 0: return `${random.below(4)}.${random.below(3)}.244.10.in-addr.arpa.`;
    case 1: return `${random.below(6)}.0.96.10.in-addr.arpa.`;
    case 2: return pick(random, ['cluster.local.', 'dns-version.cluster.local.', 'ns.dns.cluster.local.', 'svc.cluster.local.', 'api.example.com.', 'in-addr.arpa.', '.']);
    case 3: return `_${pick(random, PORTS)}._${pick(random, ['tcp', 'udp'])}.${parts.join('.')}.${zone}`;
    case 4: return `${pick(random, ['10-244-0-1', 'web-0', 'web-x1', 'fd00--1'])}.${parts.join('.')}.${zone}`;
    case 5: return `${pick(random, ['10-244-0-1', 'fd00--1', '10-244-0'])}.${parts[1]}.${zone}`;
    case 6: return `${parts[1]}.${zone}`;
    default: return `${parts.join('.')}.${zone}`;
  }
}

export function randomDnsWorld(random: Random): DnsWorld {
  const objects: KubernetesObjects = {
    namespaces: NAMESPACES.map((one) => ({ metadata: { name: one } })),
    services: NAMESPACES.flatMap((namespace) => NAMES.filter(() => random.below(3) > 0).map((one) => service(random, one, namespace))),
    endpointSlices: some(random, 6, () => slice(random, pick(random, NAMES), pick(random, NAMESPACES))),
    pods: some(random, 3, () => ({ metadata: { name: `p${random.below(9)}`, namespace: pick(random, NAMESPACES) }, status: { phase: pick(random, ['Running', 'Succeeded']), podIP: ip(random) } })),
  };
  const option = pick(random, ['', ' timeout:1 attempts:1', ' single-request', ' single-request-reopen timeout:1', ' use-vc', ' attempts:5', ' timeout:0 attempts:0']);
  return {
    objects,
    queries: Array.from({ length: 6 }, () => ({ name: name(random), type: pick(random, TYPES), transport: pick(random, ['udp', 'tcp'] as const), from: ip(random) })),
    moods: Array.from({ length: 12 }, () => pick(random, ['answers', 'answers', 'answers', 'servfail', 'refused', 'silent', 'closed', 'empty', 'slow'] as const)),
    resolvConf: `search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\n${random.below(2) === 0 ? 'nameserver 10.96.0.11\n' : ''}options ndots:${random.below(7)}${option}\n`,
    name: pick(random, ['web', 'web.shop', 'web.shop.svc', 'db.team-b.svc.cluster.local', 'api.example.com', 'web.', '', '.', 'a..b', 'x'.repeat(70), `${'long.'.repeat(60)}name`]),
  };
}

