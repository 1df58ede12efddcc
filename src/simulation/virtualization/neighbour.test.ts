import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noisyNeighbour, PROCESS_GROUP } from './neighbour';
import { arbitraryInstances } from './testing/arbitrary';
import { DEFAULT_HOST, type AppInstance, type Isolation } from './types';

const options = { noisyId: 'a', noisyThreads: 8, limited: false, durationUs: 2_000_000, seed: 1 };
const four = (isolation: Isolation): AppInstance[] => ['a', 'b', 'c', 'd'].map((id) => ({ id, app: 'nginx', isolation }));
const victims = (isolation: Isolation, limited = false) => noisyNeighbour(four(isolation), DEFAULT_HOST, { ...options, limited }).slice(1);

describe('noisyNeighbour', () => {
  it('takes CPU by the thread from processes in the same group', () => {
    for (const { group, beforeCpus, afterCpus, groupThreads } of victims('process')) {
      expect(group).toBe(PROCESS_GROUP);
      expect(groupThreads).toBe(11);
      expect(beforeCpus).toBeCloseTo(0.5, 1);
      expect(afterCpus).toBeLessThan(0.8 * beforeCpus);
    }
  });

  it('takes nothing from containers and guests that stay below their groups’ share', () => {
    for (const isolation of ['container', 'microvm', 'vm'] as const) {
      for (const { beforeCpus, afterCpus } of victims(isolation)) {
        expect(beforeCpus).toBeCloseTo(0.5, 1);
        expect(afterCpus).toBeGreaterThan(0.85 * beforeCpus);
      }
    }
  });

  it('keeps a guest to its vCPUs when the host has CPUs to spare', () => {
    const alone = (isolation: Isolation) => noisyNeighbour(four(isolation).slice(0, 1), DEFAULT_HOST, options)[0];
    expect(alone('process').afterCpus).toBeCloseTo(4, 1);
    expect(alone('container').afterCpus).toBeCloseTo(4, 1);
    expect(alone('vm').afterCpus).toBeCloseTo(DEFAULT_HOST.vcpus, 1);
  });

  it('limits the group, so processes in the same group pay for the limit too', () => {
    const [noisy, ...others] = noisyNeighbour(four('container'), DEFAULT_HOST, { ...options, limited: true });
    expect(noisy.limited).toBe(true);
    expect(noisy.afterCpus).toBeCloseTo(1, 1);
    expect(others.every(({ limited }) => !limited)).toBe(true);
    for (const { afterCpus, groupCpus, limited } of victims('process', true)) {
      expect(limited).toBe(true);
      expect(groupCpus).toBeCloseTo(1, 1);
      expect(afterCpus).toBeLessThan(0.2);
    }
  });

  it('never hands out more CPU than the host has', () => {
    const some = arbitraryInstances.filter(({ length }) => length > 0 && length <= 8);
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 }), fc.boolean(), (instances, cpus, noisyThreads, limited) => {
        const shares = noisyNeighbour(instances, { ...DEFAULT_HOST, cpus }, { noisyId: instances[0].id, noisyThreads, limited, durationUs: 400_000, seed: 7 });
        for (const key of ['beforeCpus', 'afterCpus'] as const) {
          expect(shares.reduce((total, share) => total + share[key], 0)).toBeLessThanOrEqual(cpus + 1e-6);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same answer for the same seed', () => {
    expect(noisyNeighbour(four('vm'), DEFAULT_HOST, options)).toEqual(noisyNeighbour(four('vm'), DEFAULT_HOST, options));
  });

  it('refuses a neighbour that is not there', () => {
    expect(() => noisyNeighbour(four('vm'), DEFAULT_HOST, { ...options, noisyId: 'x' })).toThrow(RangeError);
  });
});
