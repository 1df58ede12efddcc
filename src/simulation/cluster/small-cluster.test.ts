import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, createPod, deletePod, isAmount, requestedOn, setCordon, settle, type SmallCluster } from './small-cluster';

const SIZES = [{ cpu: '250m', memory: '512Mi' }, { cpu: '1', memory: '1Gi' }, { cpu: '2', memory: '3Gi' }];
const empty: SmallCluster = { nodes: ['a', 'b', 'c'].map((name) => ({ name, cpu: '3800m', memory: '7Gi', cordoned: false })), pods: [], count: 0 };

describe('a small cluster', () => {
  it('never requests more of a node than it has, and places nothing on a cordoned one', () => {
    const step = fc.oneof(
      fc.constantFrom(...SIZES).map((size) => (cluster: SmallCluster) => createPod(cluster, size)),
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()).map(([node, cordoned]) => (cluster: SmallCluster) => setCordon(cluster, node, cordoned)),
      fc.nat(9).map((index) => (cluster: SmallCluster) => deletePod(cluster, cluster.pods[index]?.name ?? '')),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let cluster = empty;
        for (const one of steps) {
          const before = one(cluster);
          cluster = settle(before).cluster;
          for (const node of cluster.nodes) {
            const { milliCpu, bytes } = requestedOn(cluster, node.name);
            expect(milliCpu).toBeLessThanOrEqual(amountOf(node).milliCpu);
            expect(bytes).toBeLessThanOrEqual(amountOf(node).bytes);
            const on = (of: SmallCluster) => of.pods.filter((pod) => pod.node === node.name).length;
            if (node.cordoned) expect(on(cluster)).toBe(on(before));
          }
        }
        expect(new Set(cluster.pods.map(({ name }) => name)).size).toBe(cluster.pods.length);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the place of a deleted Pod to one that waits', () => {
    const full = [SIZES[2]!, SIZES[2]!, SIZES[2]!, SIZES[2]!].reduce(createPod, empty);
    const { cluster, last } = settle(full);
    expect(last?.kind).toBe('unschedulable');
    expect(settle(deletePod(cluster, 'web-1')).last).toMatchObject({ kind: 'scheduled', pod: 'default/web-4', node: cluster.pods[0]?.node });
  });

  it('knows what amounts are', () => {
    expect(['250m', '1', '7Gi', '0', '-1', '1000m', 'much', 3].map(isAmount)).toEqual([true, true, true, false, false, false, false, false]);
  });
});
