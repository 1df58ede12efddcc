import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryLeak } from './leak';
import { placeApps } from './memory';
import { arbitraryInstances } from './testing/arbitrary';
import { DEFAULT_HOST, type AppInstance, type Isolation } from './types';

const four = (isolation: Isolation): AppInstance[] => ['a', 'b', 'c', 'd'].map((id) => ({ id, app: id === 'd' ? 'mysql' : 'nginx', isolation }));

describe('memoryLeak', () => {
  it('fills the host without a limit, and the leaking one is the largest by then', () => {
    const { kills, heldMiB, limitMiB } = memoryLeak(four('container'), DEFAULT_HOST, { leakerId: 'a', limited: false });
    expect(kills.map(({ id, place }) => [id, place])).toEqual([['a', 'host']]);
    expect(heldMiB).toBeGreaterThan(0.8 * DEFAULT_HOST.memoryMiB);
    expect(limitMiB).toBeNull();
  });

  it('ends at memory.max in a container', () => {
    const { kills, heldMiB, limitMiB } = memoryLeak(four('container'), DEFAULT_HOST, { leakerId: 'a', limited: true });
    expect(kills.map(({ id, place }) => [id, place])).toEqual([['a', 'group']]);
    expect(limitMiB).toBe(64);
    expect(heldMiB).toBeLessThanOrEqual(64);
  });

  it('takes a larger neighbour first where processes share a group', () => {
    const { kills } = memoryLeak(four('process'), DEFAULT_HOST, { leakerId: 'a', limited: true });
    expect(kills.map(({ id }) => id)).toEqual(['d', 'a']);
  });

  it('takes a VM, too, where it is larger than what has leaked when the host is full', () => {
    const config = { ...DEFAULT_HOST, memoryMiB: 3072, vmMemoryMiB: 2048 };
    const instances: AppInstance[] = [{ id: 'web', app: 'nginx', isolation: 'container' }, { id: 'db', app: 'mysql', isolation: 'vm' }];
    expect(memoryLeak(instances, config, { leakerId: 'web', limited: false }).kills.map(({ id, place }) => [id, place])).toEqual([['db', 'host'], ['web', 'host']]);
  });

  it('stays in a guest', () => {
    for (const isolation of ['vm', 'microvm'] as const) {
      const { kills, heldMiB } = memoryLeak(four(isolation), DEFAULT_HOST, { leakerId: 'a', limited: false });
      expect(kills.map(({ id, place }) => [id, place])).toEqual([['a', 'guest']]);
      expect(heldMiB).toBeLessThan(DEFAULT_HOST.vmMemoryMiB);
    }
  });

  it('always ends with the leaking one, and never reaches beyond its own limit', () => {
    const some = arbitraryInstances.filter(({ length }) => length > 0 && length <= 8);
    fc.assert(fc.property(some, fc.nat(7), fc.boolean(), fc.integer({ min: 2, max: 16 }), (instances, which, limited, gib) => {
      const config = { ...DEFAULT_HOST, memoryMiB: gib * 1024 };
      const running = placeApps(instances, config).apps.filter(({ placement }) => placement === 'running').map(({ instance }) => instance);
      fc.pre(running.length > 0);
      const leaker = running[which % running.length];
      const { kills, limitMiB } = memoryLeak(running, config, { leakerId: leaker.id, limited });
      expect(kills.at(-1)?.id).toBe(leaker.id);
      expect(new Set(kills.map(({ id }) => id)).size).toBe(kills.length);
      if (kills.every(({ place }) => place === 'group')) expect(limitMiB).not.toBeNull();
      if (leaker.isolation === 'container' && limitMiB !== null && kills.every(({ place }) => place === 'group')) expect(kills).toHaveLength(1);
    }), { numRuns: 60 });
  });

  it('refuses one that is not there', () => {
    expect(() => memoryLeak(four('vm'), DEFAULT_HOST, { leakerId: 'x', limited: false })).toThrow(RangeError);
  });
});
