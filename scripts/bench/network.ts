import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Service } from '../../src/simulation/api/generated/types/core.v1';
import type { EndpointSlice } from '../../src/simulation/api/generated/types/discovery.v1';
import { askCoreDns, KUBEADM_COREFILE, newCoreDnsState, replyTo, resolveGlibc, startCoreDns } from '../../src/simulation/network/dns';
import type { DnsQuery } from '../../src/simulation/network/dns';
import type * as Proxy from '../../src/simulation/network/proxy';
import type { ProxyEvent, ProxyHost, ProxyMode, ProxySync } from '../../src/simulation/network/proxy';
import { root } from '../lib/paths';
import { bundled } from './bundled';
import type { Measurement } from './size';

const HOST = {
  node: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' }, spec: {}, status: { addresses: [{ type: 'InternalIP', address: '192.168.0.2' }] } },
  localAddresses: ['192.168.0.2'], nfacct: true, serviceCIDRs: [],
} satisfies ProxyHost;

const nameAt = (i: number): string => `s-${String(i).padStart(5, '0')}`;
const ipAt = (i: number): string => `10.${96 + Math.floor(i / 62_500)}.${Math.floor(i / 250) % 250}.${(i % 250) + 1}`;
const serviceAt = (i: number): Service => ({
  apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'load', name: nameAt(i) },
  spec: { type: 'ClusterIP', clusterIP: ipAt(i), clusterIPs: [ipAt(i)], ipFamilies: ['IPv4'], ports: [{ name: 'http', port: 80, protocol: 'TCP' }] },
});
const sliceAt = (i: number, endpoints: number): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4',
  metadata: { namespace: 'load', name: `${nameAt(i)}-1`, labels: { 'kubernetes.io/service-name': nameAt(i) } },
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  endpoints: Array.from({ length: endpoints }, (_, at) => ({ addresses: [`10.${128 + Math.floor(i / 250)}.${i % 250}.${at + 1}`], conditions: { ready: true, serving: true, terminating: false }, nodeName: `node-${at}` })),
});

const eventsFor = (count: number): ProxyEvent[] => Array.from({ length: count }, (_, i) => i).flatMap((i): ProxyEvent[] => [{ kind: 'Service', object: serviceAt(i) }, { kind: 'EndpointSlice', object: sliceAt(i, 10) }]);

/** Milliseconds of the quickest of some runs: what the machine can do when nothing disturbs it. */
function quickest(runs: number, work: () => void): number {
  let best = Infinity;
  for (let i = 0; i < runs; i += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function proxyRows({ proxySettings, route, syncProxy }: typeof Proxy, mode: ProxyMode): Measurement[] {
  const settings = proxySettings({ clusterCIDR: '10.128.0.0/9' }, HOST, mode, 'IPv4');
  const thousand = syncProxy(settings, undefined, eventsFor(1000)).state;
  const decide = (): void => {
    for (let i = 0; i < 2000; i += 1) {
      const found = route(thousand, { localAddresses: HOST.localAddresses }, { from: '10.128.9.9', to: ipAt((i * 7) % 1000), port: 80, protocol: 'TCP' });
      if (found.verdict !== 'DNAT' || found.endpoints.length !== 10) throw new Error(`bench network: ${ipAt(i)} is not served`);
    }
  };
  decide();
  const routing = quickest(3, decide);
  const events = eventsFor(10_000);
  let whole: ProxySync | undefined;
  const text = quickest(3, () => {
    whole = syncProxy(settings, undefined, events);
    whole.lines();
  });
  const first = quickest(3, () => {
    const { state } = syncProxy(settings, undefined, events);
    route(state, { localAddresses: HOST.localAddresses }, { from: '10.128.9.9', to: ipAt(9999), port: 80, protocol: 'TCP' });
  });
  let { state } = whole!;
  let service = 5000;
  const change = quickest(5, () => {
    const synced = syncProxy(settings, state, [{ kind: 'EndpointSlice', object: sliceAt(service, 11) }]);
    synced.lines();
    ({ state } = synced);
    service += 701;
  });
  return [
    { name: `${mode}: routing decisions, 1,000 Services × 10 endpoints`, value: Math.round(2_000_000 / routing), unit: 'a second' },
    { name: `${mode}: all rules of 10,000 Services with 100,000 endpoints, as they are handed to the kernel (goal < 1,000)`, value: text, unit: 'ms' },
    { name: `${mode}: the same Services until the first connection is routed`, value: first, unit: 'ms' },
    { name: `${mode}: what is handed to the kernel after one change, each after the last (goal < 5)`, value: change, unit: 'ms' },
  ];
}

/** CoreDNS with kubeadm's Corefile over 1,000 Services: single answers, and whole look-ups of glibc with four names each. */
function dnsRows(): Measurement[] {
  const indexes = Array.from({ length: 1000 }, (_, i) => i);
  const objects = { namespaces: [{ metadata: { name: 'load' } }], services: indexes.map(serviceAt) as never, endpointSlices: indexes.map((i) => sliceAt(i, 10)), pods: [] };
  const { server } = startCoreDns({ corefile: KUBEADM_COREFILE, files: { '/etc/resolv.conf': 'nameserver 10.0.0.2\n' }, inCluster: true, apiServer: 'up', ownAddresses: [] });
  let state = newCoreDnsState();
  const ask = (query: DnsQuery, now: number): ReturnType<typeof askCoreDns> => {
    const answered = askCoreDns(server!, state, query, { now, objects, address: '10.244.0.2', serial: 1, upstream: (_, asked) => ({ kind: 'reply', took: 1, reply: replyTo(asked, 'NXDOMAIN', { recursionAvailable: true }) }) });
    state = answered.state;
    return answered;
  };
  const answers = 20_000;
  const single = quickest(3, () => {
    for (let i = 0; i < answers; i += 1) {
      const { reply } = ask({ name: `${nameAt((i * 7) % 1000)}.load.svc.cluster.local.`, type: i % 2 === 0 ? 'A' : 'AAAA' }, i);
      if (reply.rcode !== 'NOERROR') throw new Error(`bench network: ${reply.question.name} is not found`);
    }
  });
  const lookUps = 2000;
  const resolvConf = 'search load.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n';
  const whole = quickest(3, () => {
    for (let i = 0; i < lookUps; i += 1) {
      const { addresses } = resolveGlibc(`${nameAt(i % 1000)}.load.svc.cluster.local`, { family: 'unspec', resolvConf, hosts: '', now: i, servers: (_server, query, at) => ({ kind: 'reply', ...ask(query, at) }) });
      if (addresses.length !== 1) throw new Error(`bench network: ${nameAt(i % 1000)} is not found`);
    }
  });
  return [
    { name: 'DNS: answers, 1,000 Services × 10 endpoints', value: Math.round((answers * 1000) / single), unit: 'a second' },
    { name: 'DNS: look-ups of glibc for a name with four dots, eight questions each', value: Math.round((lookUps * 1000) / whole), unit: 'a second' },
  ];
}

/** The room as a whole, its parts with all that they need (a page loads only those that it uses), and what of the whole is Go's templates and expressions, which other rooms load too. */
async function roomSizes(): Promise<Measurement[]> {
  const { build } = await import('esbuild');
  const folder = join(root, 'src/simulation/network');
  const parts = readdirSync(folder).filter((part) => existsSync(join(folder, part, 'index.ts')));
  const sizeOf = async (contents: string, without?: RegExp): Promise<number> => {
    const { outputFiles } = await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, bundle: true, write: false, minify: true, format: 'esm', target: 'es2022', logLevel: 'silent', tsconfig: join(root, 'tsconfig.json'), plugins: [{ name: 'without', setup: (one) => { if (without !== undefined) one.onResolve({ filter: without }, ({ path }) => ({ path, external: true })); } }] });
    return Math.round(gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 10) / 100;
  };
  const line = (part: string): string => `export * as ${part} from './src/simulation/network/${part}';`;
  const row = (name: string, value: number): Measurement => ({ name, value, unit: 'KB' });
  const whole = parts.map(line).join('\n');
  return [
    row('size of src/simulation/network, min+gzip (goal ≤ 45)', await sizeOf(whole)),
    row('size of it without base/go, which kubectl and Helm share', await sizeOf(whole, /base\/go\//)),
    ...(await Promise.all(parts.map(async (part) => row(`size of its part ${part} alone, with what it needs`, await sizeOf(line(part)))))),
  ];
}

/** kube-proxy's rules and routing, names, and the size of the room. */
export async function benchNetwork(): Promise<Measurement[]> {
  const proxy = await bundled<typeof Proxy>('src/simulation/network/proxy/index.ts');
  return [...proxyRows(proxy, 'iptables'), ...proxyRows(proxy, 'nftables'), ...dnsRows(), ...(await roomSizes())];
}
