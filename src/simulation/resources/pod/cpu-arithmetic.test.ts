import { describe, expect, it } from 'vitest';
import { milliCpuToQuota, milliCpuToShares, sharesToWeight, sharesToWeightLinear } from '../index';

describe('requests and limits to cgroup files', () => {
  it.each([[0, 2], [1, 2], [100, 102], [250, 256], [1000, 1024], [300_000, 262144]])('MilliCPUToShares(%i) is %i', (milli, shares) => {
    expect(milliCpuToShares(milli)).toBe(shares);
  });

  it.each([[0, null], [1, 1000], [5, 1000], [250, 25_000], [1500, 150_000]])('MilliCPUToQuota(%i) is %s', (milli, quota) => {
    expect(milliCpuToQuota(milli)).toBe(quota);
  });

  // The points through which the runtimes' curve was drawn, and one CPU in the old conversion.
  it.each([[0, 0], [1, 1], [2, 1], [1024, 100], [262144, 10_000], [1_000_000, 10_000]])('%i shares are weight %i', (shares, weight) => {
    expect(sharesToWeight(shares)).toBe(weight);
  });

  it('rises with the shares', () => {
    for (let shares = 2; shares < 262144; shares += 977) expect(sharesToWeight(shares + 977)).toBeGreaterThanOrEqual(sharesToWeight(shares));
  });

  it('was linear before, with one CPU at 39', () => {
    expect([2, 102, 1024, 262144].map(sharesToWeightLinear)).toEqual([1, 4, 39, 10_000]);
  });
});
