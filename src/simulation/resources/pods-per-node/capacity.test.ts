import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODES, modesOf, PROVIDERS, SIZES, sizeOf, SOURCES } from './providers';
import { addresses, capacity, defaultMaxPods, eksMaxPods, reservedCpu, reservedMemory, type NodeInput } from './capacity';

const input = (change: Partial<NodeInput> = {}): NodeInput => ({
  mode: 'secondary', size: 'c4', maxPods: null, daemonSets: 4, hostNetwork: 2, daemonCpu: 50, daemonMemory: 64, appCpu: 250, appMemory: 256, ...change,
});
const room = (result: ReturnType<typeof capacity>, id: string) => result.limits.find((one) => one.id === id)!.apps;

describe('limits of a node', () => {
  it('counts EC2 addresses as nodeadm does', () => {
    // m5.large in the EKS user guide: 29, 20 with custom networking, and 3 × 9 × 16 + 2 before the cap of 110.
    const large = { enis: 3, ips: 10 };
    expect(eksMaxPods('secondary', large)).toBe(29);
    expect(eksMaxPods('custom', large)).toBe(20);
    expect(eksMaxPods('prefix', large)).toBe(434);
    expect(defaultMaxPods('prefix', sizeOf('c2'))).toBe(110);
    expect(defaultMaxPods('secondary', sizeOf('c16'))).toBe(110);
    expect(defaultMaxPods('secondary', sizeOf('c32'))).toBe(234);
    expect(defaultMaxPods('prefix', sizeOf('c32'))).toBe(250);
  });

  it('reserves what each provider documents', () => {
    const four = sizeOf('c4');
    expect(reservedCpu('eks', four, 58)).toBe(80);
    expect(reservedMemory('eks', four, 58)).toBe(255 + 11 * 58 + 100);
    expect(reservedCpu('gke', four, 110)).toBe(80);
    expect(reservedCpu('gke', four, 256)).toBe(480);
    expect(reservedMemory('gke', four, 110)).toBe(Math.round(2.6 * 1024) + 100);
    expect(reservedCpu('aks', four, 250)).toBe(140);
    // The two examples of the AKS page: the smaller of the two terms counts.
    expect(reservedMemory('aks', sizeOf('c2'), 30)).toBe(650 + 100);
    expect(reservedMemory('aks', sizeOf('c2'), 250)).toBe(2048 + 100);
    expect(reservedCpu('openshift', four, 250)).toBe(500);
    expect(reservedMemory('openshift', sizeOf('c8'), 250)).toBe(2 * 1024 + 100);
    expect(reservedCpu('upstream', four, 110)).toBe(0);
  });

  it('lets the smallest of the four bind, and moves with the request', () => {
    expect(capacity(input({ appCpu: 500 })).first).toEqual(['cpu']);
    expect(capacity(input({ appCpu: 500 })).running).toBe(7);
    const small = capacity(input({ appCpu: 50 }));
    expect(small.first).toEqual(['maxPods', 'ip']);
    expect(small.running).toBe(54);
  });

  it('leaves Pods without an address where maxPods goes beyond them', () => {
    const raised = capacity(input({ appCpu: 50, maxPods: 110 }));
    expect(raised.first).toEqual(['ip']);
    expect(raised.running).toBe(54);
    expect(raised.scheduled).toBeGreaterThan(54);
  });

  it('takes no more than the provider does', () => {
    const most = capacity(input({ mode: 'alias', maxPods: 500 }));
    expect([most.maxPods, most.refused]).toEqual([256, true]);
    expect(capacity(input({ mode: 'alias', maxPods: 256 })).refused).toBe(false);
    expect(room(most, 'ip')).toBeNull();
    expect(addresses('host23', sizeOf('c4'))).toBe(510);
    expect(addresses('cidr24', sizeOf('c4'))).toBe(253);
  });

  it('never puts more on a node than any limit allows, and more requested never means more Pods', () => {
    const upTo = (max: number, min = 0) => fc.integer({ min, max });
    const any = fc.record({
      mode: fc.constantFrom(...MODES.map(({ id }) => id)), size: fc.constantFrom(...SIZES.map(({ id }) => id)), maxPods: fc.option(upTo(500, 1)),
      daemonSets: upTo(20), hostNetwork: upTo(20), daemonCpu: upTo(500), daemonMemory: upTo(1024), appCpu: upTo(4000, 1), appMemory: upTo(8192, 1),
    });
    fc.assert(
      fc.property(any, (node) => {
        const now = capacity(node);
        expect(now.running).toBeGreaterThanOrEqual(0);
        expect(now.first.length).toBeGreaterThan(0);
        for (const { apps, room: has, taken, each } of now.limits) {
          if (apps === null || has === null) continue;
          expect(now.running).toBeLessThanOrEqual(apps);
          if (apps > 0) expect(taken + apps * each).toBeLessThanOrEqual(has);
        }
        expect(capacity({ ...node, appCpu: node.appCpu + 10 }).running).toBeLessThanOrEqual(now.running);
        expect(capacity({ ...node, daemonSets: node.daemonSets + 1 }).running).toBeLessThanOrEqual(now.running);
      }),
    );
  });

  it('names a source for every mode, and a mode for every provider', () => {
    for (const provider of PROVIDERS) expect(modesOf(provider).length).toBeGreaterThan(0);
    const used = new Set(MODES.flatMap(({ sources }) => sources));
    expect([...used].sort()).toEqual(Object.keys(SOURCES).sort());
    for (const { url } of Object.values(SOURCES)) expect(url).toMatch(/^https:\/\//);
  });
});
