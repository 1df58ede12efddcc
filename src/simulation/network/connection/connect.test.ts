import { describe, expect, it } from 'vitest';
import type { Node, Service } from '../../api/generated/types/core.v1';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import { indexNetwork } from '../../policy/network-policy';
import { proxySettings, syncProxy } from '../proxy';
import { carryOn, connect, CONNECT_TIMEOUT } from './index';
import type { Attempt, NetworkWorld } from './index';

const node: Node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-a' }, spec: {}, status: { addresses: [{ type: 'InternalIP', address: '192.168.0.2' }] } };
const service: Service = { apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop', name: 'web' }, spec: { type: 'ClusterIP', clusterIP: '10.96.0.20', clusterIPs: ['10.96.0.20'], ipFamilies: ['IPv4'], ports: [{ name: 'http', port: 80, protocol: 'TCP' }] } };
const slice = (addresses: readonly string[]): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4', metadata: { namespace: 'shop', name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
  ports: [{ name: 'http', port: 8080, protocol: 'TCP' }], endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true, serving: true, terminating: false } })),
});

function worldWith(addresses: readonly string[], listening: readonly string[], policies?: NetworkWorld['policies']): NetworkWorld {
  const settings = proxySettings({ clusterCIDR: '10.244.0.0/16' }, { node, localAddresses: ['192.168.0.2'], nfacct: true, serviceCIDRs: [] }, 'iptables', 'IPv4');
  const { state } = syncProxy(settings, undefined, [{ kind: 'Service', object: service }, { kind: 'EndpointSlice', object: slice(addresses) }]);
  return {
    nodes: new Map([['node-a', { name: 'node-a', routing: { localAddresses: ['192.168.0.2'] }, rules: { IPv4: state }, addresses: { IPv4: '192.168.0.2' } }]]),
    hosts: new Map(addresses.map((address) => [address, { address, node: 'node-a', listens: listening.includes(address) ? ['TCP/8080'] : [] }])),
    policies,
  };
}

const ask = (over: Partial<Attempt> = {}): Attempt => ({ from: '10.244.1.9', sourcePort: 40000, to: '10.96.0.20', port: 80, protocol: 'TCP', through: 'node-a', ...over });

describe('connect', () => {
  it('ends at an endpoint, which sees the client', () => {
    const world = worldWith(['10.244.1.1', '10.244.1.2'], ['10.244.1.1', '10.244.1.2']);
    expect(connect(world, ask(), 0)).toMatchObject({ ending: 'answered', flow: { endpoint: '10.244.1.1:8080', source: '10.244.1.9' } });
    expect(connect(world, ask(), 0.99)).toMatchObject({ ending: 'answered', flow: { endpoint: '10.244.1.2:8080' } });
    expect(connect(world, ask({ from: '203.0.113.7' }), 0)).toMatchObject({ flow: { source: '192.168.0.2' } });
  });

  it('is refused where nobody is ready or nobody listens, and waits where packets vanish', () => {
    expect(connect(worldWith([], []), ask(), 0)).toMatchObject({ ending: 'refused' });
    expect(connect(worldWith(['10.244.1.1'], []), ask(), 0)).toMatchObject({ ending: 'refused' });
    expect(connect(worldWith(['10.244.1.1'], ['10.244.1.1']), ask({ port: 81 }), 0)).toMatchObject({ ending: 'timed-out', seconds: CONNECT_TIMEOUT });
    expect(connect(worldWith([], []), ask({ through: undefined }), 0)).toMatchObject({ ending: 'timed-out' });
  });

  it('asks the policies of both ends', () => {
    const policies = indexNetwork({
      namespaces: [{ metadata: { name: 'shop' } }],
      pods: [{ metadata: { name: 'web', namespace: 'shop' }, spec: {}, status: { podIP: '10.244.1.1' } }],
      networkPolicies: [{ metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } }],
    });
    const { ending, hops } = connect(worldWith(['10.244.1.1'], ['10.244.1.1'], policies), ask(), 0);
    expect(ending).toBe('timed-out');
    expect(hops.at(-1)).toMatchObject({ at: 'policy', direction: 'ingress', decided: { isolatedBy: ['shop/deny'] } });
  });

  it('stays with its endpoint once established, until the process or the address is gone', () => {
    const before = worldWith(['10.244.1.1', '10.244.1.2'], ['10.244.1.1', '10.244.1.2']);
    const { flow } = connect(before, ask(), 0);
    const unready = worldWith(['10.244.1.2'], ['10.244.1.2']);
    const still: NetworkWorld = { ...unready, hosts: before.hosts };
    expect(carryOn(still, flow!)).toMatchObject({ ending: 'answered', flow: { endpoint: '10.244.1.1:8080' } });
    expect(carryOn({ ...still, hosts: worldWith(['10.244.1.1'], []).hosts }, flow!)).toMatchObject({ ending: 'reset' });
    expect(carryOn(unready, flow!)).toMatchObject({ ending: 'timed-out' });
  });
});
