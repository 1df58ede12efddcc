import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitUnderPressure, decidingRule, parseThresholds, rankPods, runEviction } from '../index';
import type { EvictionPod } from '../index';

const GIB = 1024 ** 3;

function pod(name: string, memory: number, more: { request?: string; priority?: number } = {}): EvictionPod {
  const { request, priority } = more;
  return { name, spec: { containers: [{ name: 'c', resources: request === undefined ? {} : { requests: { memory: request } } }], priority }, stats: { memory, containers: [{ name: 'c', memory, rootfs: 0, logs: 0 }] } };
}

const hard = (setting: Record<string, string>) => {
  const parsed = parseThresholds({ evictionHard: setting });
  if ('error' in parsed) throw new Error(parsed.error);
  return { thresholds: parsed.thresholds, maxPodGraceSeconds: 0 };
};

describe('ranking', () => {
  it('asks who is above the request, then priority, then by how much; never the QoS class', () => {
    const pods = [pod('within', 2 * GIB, { request: '4Gi', priority: -10 }), pod('little', GIB), pod('much', 3 * GIB), pod('dear', 9 * GIB, { priority: 5 })];
    expect(rankPods(pods, 'memory.available').map((rank) => rank.pod.name)).toEqual(['much', 'little', 'dear', 'within']);
    const ranks = rankPods(pods, 'memory.available');
    expect([0, 1, 2].map((at) => decidingRule(ranks[at], ranks[at + 1], 'memory.available'))).toEqual(['amount', 'priority', 'exceeds']);
    expect(decidingRule(ranks[0], ranks[0], 'memory.available')).toBeNull();
  });
});

describe('a node under pressure', () => {
  it('never evicts while its thresholds hold, and never more than it has to', () => {
    const uses = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(uses, (mibs) => {
      const pods = mibs.map((mib, index) => pod(`p${index}`, mib * 1024 ** 2));
      const total = mibs.reduce((sum, mib) => sum + mib, 0);
      const run = runEviction({ memory: '8Gi', disk: '10Gi' }, hard({ 'memory.available': '1Gi' }), pods, 120);
      const gone = run.evicted.map(({ pod: name }) => mibs[Number(name.slice(1))]);
      const left = total - gone.reduce((sum, mib) => sum + mib, 0);
      expect(left).toBeLessThanOrEqual(7 * 1024);
      // The last one evicted was needed.
      if (gone.length > 0) expect(left + gone[gone.length - 1]).toBeGreaterThan(7 * 1024);
      expect(run.state.conditions.includes('MemoryPressure')).toBe(gone.length > 0);
    }), { numRuns: 100 });
  });

  it('remembers the pressure for five minutes', () => {
    const run = (seconds: number) => runEviction({ memory: '8Gi', disk: '10Gi' }, hard({ 'memory.available': '1Gi' }), [pod('a', 8 * GIB)], seconds).state.conditions;
    expect(run(290)).toEqual(['MemoryPressure']);
    expect(run(310)).toEqual([]);
  });

  const using = (name: string, disk: number): EvictionPod => ({ ...pod(name, 0), stats: { containers: [{ name: 'c', rootfs: disk, logs: 0 }] } });
  const full = { memory: '8Gi', disk: '10Gi', otherDisk: '4Gi' };

  it('deletes unused images before Pods, and then only Pods that are still too many', () => {
    const config = { ...hard({ 'nodefs.available': '1Gi' }) };
    const spared = runEviction({ ...full, unusedDisk: '2Gi' }, config, [using('a', 3.5 * GIB)], 60);
    expect(spared.evicted).toEqual([]);
    expect(spared.looks.map(({ collected }) => collected).filter(Boolean)).toHaveLength(1);
    expect(spared.state.conditions).toEqual(['DiskPressure']);
    const gone = runEviction({ ...full, unusedDisk: '1Gi' }, config, [using('a', 2 * GIB), using('b', 3.5 * GIB)], 60);
    expect(gone.evicted.map(({ pod: name }) => name)).toEqual(['b']);
    expect(gone.looks[0]).toMatchObject({ collected: true });
  });

  it('wants the minimum reclaim of that, too', () => {
    const settings = { evictionHard: { 'nodefs.available': '1Gi' }, evictionMinimumReclaim: { 'nodefs.available': '2Gi' } };
    const parsed = parseThresholds(settings);
    if ('error' in parsed) throw new Error(parsed.error);
    const run = runEviction({ ...full, unusedDisk: '2Gi' }, { thresholds: parsed.thresholds, maxPodGraceSeconds: 0 }, [using('a', 3.5 * GIB)], 60);
    expect(run.evicted).toHaveLength(1);
  });

  it('waits out a soft threshold and gives the shorter of the two graces', () => {
    const parsed = parseThresholds({ evictionSoft: { 'memory.available': '1Gi' }, evictionSoftGracePeriod: { 'memory.available': '90s' } });
    if ('error' in parsed) throw new Error(parsed.error);
    const grown = { ...pod('a', 7.5 * GIB), spec: { ...pod('a', 0).spec, terminationGracePeriodSeconds: 30 } };
    const run = (maxPodGraceSeconds: number, seconds: number) => runEviction({ memory: '8Gi', disk: '10Gi' }, { thresholds: parsed.thresholds, maxPodGraceSeconds }, [grown], seconds);
    expect(run(60, 89).evicted).toEqual([]);
    expect(run(60, 89).state.conditions).toEqual(['MemoryPressure']);
    expect(run(60, 90).evicted).toMatchObject([{ at: 90, gracePeriodSeconds: 30 }]);
    expect(run(10, 90).evicted).toMatchObject([{ gracePeriodSeconds: 10 }]);
    expect(run(0, 90).evicted).toMatchObject([{ gracePeriodSeconds: 0 }]);
  });

  it('lets in what is not BestEffort, and critical Pods whatever the pressure', () => {
    const best = { containers: [{ name: 'c' }] };
    expect(admitUnderPressure(['MemoryPressure'], pod('a', 0, { request: '1Gi' }).spec)).toEqual({ admit: true });
    expect(admitUnderPressure(['MemoryPressure'], best)).toEqual({ admit: false, reason: 'Evicted', message: 'The node had condition: [MemoryPressure]. ' });
    expect(admitUnderPressure(['DiskPressure'], { ...best, priority: 2_000_000_000 })).toEqual({ admit: true });
  });
});

describe('settings', () => {
  it.each([
    [{ evictionSoft: { 'memory.available': '1Gi' }, evictionSoftGracePeriod: { 'memory.available': '90' } }, 'time: missing unit in duration "90"'],
    [{ evictionSoft: { 'memory.available': '1Gi' }, evictionSoftGracePeriod: { 'memory.available': '-30s' } }, 'invalid eviction grace period specified: -30s, must be a positive value'],
    [{ evictionHard: { 'nodefs.available': 'ten%' } }, 'strconv.ParseFloat: parsing "ten": invalid syntax'],
    [{ evictionMinimumReclaim: { 'nodefs.available': '0%' } }, 'eviction percentage minimum reclaim nodefs.available must be positive: 0%'],
  ])('%j is refused', (settings, error) => {
    expect(parseThresholds(settings)).toEqual({ error });
  });
});
