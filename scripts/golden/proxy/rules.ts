import type { Service } from '@site/src/simulation/api/generated/types/core.v1';
import type { EndpointSlice } from '@site/src/simulation/api/generated/types/discovery.v1';
import { iptablesJumps, proxySettings, syncProxy } from '@site/src/simulation/network/proxy';
import type { Family, ProxyEvent, ProxyMode } from '@site/src/simulation/network/proxy';
import { eventsOf, hostOf } from './host';
import type { Recorded } from './host';

interface Change {
  readonly action: 'add' | 'update' | 'delete';
  readonly kind: 'Service' | 'EndpointSlice';
  readonly object: never;
}
type RulesCase = Recorded & { readonly mode: ProxyMode; readonly ipFamily: Family; readonly changes?: readonly Change[] };

export function replayRules(one: RulesCase): unknown {
  const settings = proxySettings(one.config, hostOf(one), one.mode, one.ipFamily);
  const first = syncProxy(settings, undefined, eventsOf(one.services, one.endpointSlices));
  const changes = one.changes?.map(({ action, kind, object }): ProxyEvent => ({ kind, object, deleted: action === 'delete' }));
  const lines = changes === undefined ? first.lines() : syncProxy(settings, first.state, changes).lines();
  if (one.mode === 'iptables') return { iptablesRestore: lines, ...(one.services.length === 0 && changes === undefined ? { jumps: iptablesJumps() } : {}) };
  return changes === undefined ? { nft: lines } : { nftTransaction: lines };
}

const NODE = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' }, spec: {}, status: { addresses: [{ type: 'InternalIP', address: '192.168.0.2' }] } } as const;

const serviceAt = (i: number): Service => ({
  apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'load', name: `s-${String(i).padStart(5, '0')}` },
  spec: { type: 'ClusterIP', clusterIP: `10.96.${Math.floor(i / 250)}.${(i % 250) + 1}`, ports: [{ name: 'http', port: 80, protocol: 'TCP' }], ipFamilies: ['IPv4'], clusterIPs: [`10.96.${Math.floor(i / 250)}.${(i % 250) + 1}`] },
});
const sliceAt = (i: number, endpoints: number): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4',
  metadata: { namespace: 'load', name: `s-${String(i).padStart(5, '0')}-1`, labels: { 'kubernetes.io/service-name': `s-${String(i).padStart(5, '0')}` } },
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
  endpoints: Array.from({ length: endpoints }, (_, at) => ({ addresses: [`10.${100 + Math.floor(i / 250)}.${i % 250}.${at + 1}`], conditions: { ready: true, serving: true, terminating: false }, nodeName: 'node-b' })),
});

/** Lines of an iptables-restore by table, chains and rules apart (`-X` counts as a rule of chains that go). */
function iptablesCounts(lines: readonly string[]): unknown {
  const nat = lines.indexOf('*nat');
  const count = (part: readonly string[], start: string): number => part.filter((line) => line.startsWith(start)).length;
  const [filter, rest] = [lines.slice(0, nat), lines.slice(nat)];
  return {
    endpointComments: rest.some((line) => line.startsWith('-A KUBE-SEP-') && line.includes('--comment')),
    filterChains: count(filter, ':'), filterRules: count(filter, '-A'), natChains: count(rest, ':'), natRules: count(rest, '-A'),
  };
}

function nftCounts(lines: readonly string[]): unknown {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const words = line.split(' ').slice(0, 2).join(' ');
    counts[words] = (counts[words] ?? 0) + 1;
  }
  return { lines: counts };
}

/** Many Services of one port, their endpoints elsewhere: how much is written, at first and after one endpoint more. */
export function replayRuleCounts({ services, endpointsEach }: { readonly services: number; readonly endpointsEach: number }): unknown {
  const host = { node: NODE, localAddresses: ['192.168.0.2'], nfacct: true, serviceCIDRs: [] };
  const all = Array.from({ length: services }, (_, i) => i);
  const counts = (mode: ProxyMode, of: (lines: readonly string[]) => unknown): unknown => {
    const settings = proxySettings({ clusterCIDR: '10.0.0.0/8' }, host, mode, 'IPv4');
    const first = syncProxy(settings, undefined, eventsOf(all.map(serviceAt), all.map((i) => sliceAt(i, endpointsEach))));
    const second = syncProxy(settings, first.state, [{ kind: 'EndpointSlice', object: sliceAt(0, endpointsEach + 1) }]);
    return { full: of(first.lines()), afterOneEndpointMore: of(second.lines()) };
  };
  return { iptables: counts('iptables', iptablesCounts), nftables: counts('nftables', nftCounts) };
}
