import { describe, expect, it } from 'vitest';
import type { EndpointAddress } from '../../../api/generated/types/core.v1';
import { isOverCapacity, repack, truncated } from './subsets';

const address = (name: string, ip: string, node: string, uid: string): EndpointAddress => ({ ip, nodeName: node, targetRef: { kind: 'Pod', namespace: 'default', name, uid } });
const A = address('web-a', '10.244.1.3', 'node-a', 'u1');
const B = address('web-b', '10.244.2.4', 'node-b', 'u2');
const port = (name: string, number: number, protocol = 'TCP') => ({ name, port: number, protocol });

describe('the subsets of Endpoints', () => {
  it('hold together what offers the same ports, in the order in which RepackSubsets gives them', () => {
    const offers = [[A, true, 8080], [B, false, 8081]].flatMap(([one, ready, http]) => [port('http', http as number), port('metrics', 9090), port('dns', 53, 'UDP')].map((each) => ({ address: one as EndpointAddress, ready: ready as boolean, port: each })));
    // As kubernetes 1.36.3 answers.
    expect(repack(offers)).toEqual([
      { addresses: [A], ports: [port('http', 8080)] },
      { addresses: [A], notReadyAddresses: [B], ports: [port('metrics', 9090), port('dns', 53, 'UDP')] },
      { notReadyAddresses: [B], ports: [port('http', 8081)] },
    ]);
  });

  it('hold an address without a port, and one that is not ready at a port once', () => {
    expect(repack([{ address: A, port: undefined, ready: true }])).toEqual([{ addresses: [A] }]);
    expect(repack([true, false, true].map((ready) => ({ address: A, port: port('http', 80), ready })))).toEqual([{ notReadyAddresses: [A], ports: [port('http', 80)] }]);
    expect(repack([])).toEqual([]);
  });

  it('are cut to 1,000 addresses, each to its share, those that are ready first', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ip: `10.0.${at >> 8}.${at & 255}` }));
    expect(isOverCapacity([{ addresses: many(1000) }])).toBe(false);
    const cut = truncated([{ addresses: many(900), notReadyAddresses: many(10) }, { addresses: many(300) }]);
    expect(cut.map(({ addresses = [], notReadyAddresses = [] }) => [addresses.length, notReadyAddresses.length])).toEqual([[750, 0], [250, 0]]);
    const rest = truncated([{ addresses: many(900), notReadyAddresses: many(150) }, { notReadyAddresses: many(50) }]);
    expect(rest.map(({ addresses = [], notReadyAddresses = [] }) => [addresses.length, notReadyAddresses.length])).toEqual([[900, 75], [0, 25]]);
  });
});
