import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { EndpointSlice } from '../../api/generated/types/discovery.v1';
import { byText } from '../../base/ordered-map';
import { createRandom } from '../../base/random';
import { proxySettings, route, syncProxy } from './index';
import type { ProxyMode, Route } from './index';
import { randomWorld, worldEvents } from './testing/world';
import type { World } from './testing/world';
import { nothingTracked, track } from './tracker';

const worlds = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => randomWorld(createRandom(seed)));

const stateOf = (world: World, mode: ProxyMode) => syncProxy(proxySettings(world.configuration, world.host, mode, world.family), undefined, worldEvents(world));
const routesOf = (world: World, mode: ProxyMode): readonly Route[] => {
  const { state } = stateOf(world, mode);
  return world.connections.map((connection) => route(state, { localAddresses: world.host.localAddresses, podCIDRs: [] }, connection));
};
const reached = (found: Route): readonly string[] => (found.verdict === 'DNAT' ? [...new Set(found.endpoints.map(({ endpoint }) => endpoint))] : []);

describe('the rules of kube-proxy', () => {
  it('share connections equally among the endpoints of a rule set, and all of them', () => {
    fc.assert(fc.property(worlds, fc.constantFrom('iptables', 'nftables'), (world, mode) => {
      for (const found of routesOf(world, mode)) {
        if (found.verdict !== 'DNAT') continue;
        expect(found.endpoints.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        for (const { probability } of found.endpoints) expect(probability).toBeCloseTo(1 / found.endpoints.length, 8);
      }
    }), { numRuns: 150 });
  });

  it('reach the same endpoints in both modes, where both serve the address', () => {
    fc.assert(fc.property(worlds, (world) => {
      const [iptables, nftables] = [routesOf(world, 'iptables'), routesOf(world, 'nftables')];
      world.connections.forEach((_, i) => {
        if (iptables[i]!.verdict === 'DNAT' && nftables[i]!.verdict === 'DNAT') expect(reached(nftables[i]!)).toEqual(reached(iptables[i]!));
      });
    }), { numRuns: 150 });
  });

  it('are not changed by an endpoint that is not ready', () => {
    fc.assert(fc.property(worlds, fc.constantFrom('iptables', 'nftables'), (world, mode) => {
      const unready = { addresses: [world.family === 'IPv4' ? '10.244.2.200' : 'fd00:244:2::200'], conditions: { ready: false, serving: false, terminating: false }, nodeName: 'node-b' };
      const more = { ...world, slices: world.slices.map((slice) => ({ ...slice, endpoints: [...(slice.endpoints ?? []), unready] })) };
      expect(stateOf(more, mode).lines()).toEqual(stateOf(world, mode).lines());
    }), { numRuns: 100 });
  });

  it('forget a slice that was deleted when the next of the same Service is heard of with it', () => {
    const slice = (service: string): EndpointSlice => ({
      apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4', metadata: { namespace: 'a', name: 'only', labels: { 'kubernetes.io/service-name': service } },
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }], endpoints: [{ addresses: ['10.244.1.5'] }],
    });
    const other: EndpointSlice = { ...slice('one'), metadata: { ...slice('one').metadata, name: 'other' }, endpoints: [{ addresses: ['10.244.1.6'] }] };
    const before = track(nothingTracked('IPv4', 'n'), [{ kind: 'EndpointSlice', object: slice('one') }]).tracked;
    const gone = track(before, [{ kind: 'EndpointSlice', object: slice('one'), deleted: true }, { kind: 'EndpointSlice', object: other }]).tracked;
    expect(byText.get(gone.byService, 'a/one')?.endpoints.get('http/TCP')?.map(({ address }) => address)).toEqual(['10.244.1.6:8080']);
  });

  it('send a client where its last connections went, however often it had been there before', () => {
    fc.assert(fc.property(worlds, fc.constantFrom('iptables', 'nftables'), (world, mode) => {
      const { state } = stateOf(world, mode);
      const node = { localAddresses: world.host.localAddresses, podCIDRs: [] };
      for (const connection of world.connections) {
        const endpoints = reached(route(state, node, connection));
        const earlier = endpoints.map((endpoint, i) => ({ to: connection.to, port: connection.port ?? 0, protocol: connection.protocol, endpoint, secondsAgo: 5 + i }));
        const often = [1, 2, 3].flatMap((round) => earlier.map((one) => ({ ...one, secondsAgo: one.secondsAgo + 5 * round })));
        expect(route(state, node, connection, [...often, ...earlier])).toEqual(route(state, node, connection, earlier));
      }
    }), { numRuns: 100 });
  });

  it('come after a change in the order of a full sync, with those in the common chains of all Services (iptables)', () => {
    const common = /^KUBE-(SERVICES|EXTERNAL-SERVICES|NODEPORTS|POSTROUTING|MARK-MASQ|FORWARD|PROXY-FIREWALL|FIREWALL)$/;
    const rulesOf = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('-A '));
    fc.assert(fc.property(worlds, (world) => {
      const { state } = stateOf(world, 'iptables');
      const lines = syncProxy(state.settings, state, world.changes).lines();
      const chains = new Set(lines.flatMap((line) => /^:(\S+)/.exec(line)?.[1] ?? []));
      const whole = syncProxy({ ...state.settings }, undefined, [...worldEvents(world), ...world.changes]).lines();
      expect(rulesOf(lines)).toEqual(rulesOf(whole).filter((line) => common.test(line.split(' ')[1]!) || chains.has(line.split(' ')[1]!)));
    }), { numRuns: 150 });
  });

  it('are after changes what they would be from the start', () => {
    fc.assert(fc.property(worlds, fc.constantFrom('iptables', 'nftables'), (world, mode) => {
      const first = stateOf(world, mode);
      const second = syncProxy(first.state.settings, first.state, world.changes);
      const again = syncProxy({ ...first.state.settings }, undefined, [...worldEvents(world), ...world.changes]);
      const node = { localAddresses: world.host.localAddresses };
      for (const connection of world.connections) expect(route(second.state, node, connection)).toEqual(route(again.state, node, connection));
    }), { numRuns: 100 });
  });
});
