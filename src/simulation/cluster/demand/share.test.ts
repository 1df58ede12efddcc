import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareCpus } from './share';

describe('CPUs that are shared', () => {
  it('go to whoever wants little first, and by weight to the rest', () => {
    const free = Number.POSITIVE_INFINITY;
    expect(shareCpus(4, [{ want: 1, most: free, weight: 100 }, { want: 9, most: free, weight: 100 }, { want: 9, most: 0.5, weight: 100 }])).toEqual([1, 2.5, 0.5]);
    expect(shareCpus(3, [{ want: 9, most: free, weight: 200 }, { want: 9, most: free, weight: 100 }])).toEqual([2, 1]);
  });

  it('are never more than there are, than is wanted, or than is allowed; and none is left over that somebody wants', () => {
    const group = fc.record({ want: fc.double({ min: 0, max: 8, noNaN: true }), most: fc.double({ min: 0.01, max: 8, noNaN: true }), weight: fc.integer({ min: 1, max: 10_000 }) });
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), fc.array(group, { maxLength: 8 }), (cpus, groups) => {
      const given = shareCpus(cpus, groups);
      const sum = given.reduce((all, one) => all + one, 0);
      const wanted = groups.reduce((all, { want, most }) => all + Math.min(want, most), 0);
      expect(sum).toBeCloseTo(Math.min(cpus, wanted), 6);
      for (const [at, one] of given.entries()) expect(one).toBeLessThanOrEqual(Math.min(groups[at]!.want, groups[at]!.most) + 1e-9);
    }));
  });
});
