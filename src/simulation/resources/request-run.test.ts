import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parallelGcThreads, runRequests, runtimeCpus } from './index';
import type { RequestRunSpec } from './index';

const spec: RequestRunSpec = { cpus: 2, threads: 1, quotaUs: 20_000, periodUs: 100_000, cpuUs: 30_000, sleepUs: 5000, durationUs: 10e6, seed: 1 };

describe('a request under a CPU limit', () => {
  it('that needs 30 ms may take more than 180 ms, and where the time went adds up', () => {
    const { slowest, latencies } = runRequests(spec);
    expect(Math.max(...latencies)).toBe(slowest!.latency);
    expect(slowest!.latency).toBeGreaterThan(180_000);
    const ran = slowest!.ran.reduce((sum, [from, to]) => sum + to - from, 0);
    expect(ran).toBeGreaterThan(29_900);
    expect(ran).toBeLessThan(30_300);
    expect(slowest!.refills.length).toBe(2);
  });

  it('takes what it needs without one', () => {
    expect(Math.max(...runRequests({ ...spec, quotaUs: null }).latencies)).toBeLessThan(31_000);
  });

  it('of sixteen threads waits where two do not', () => {
    const wide = { ...spec, cpus: 16, quotaUs: 200_000, cpuUs: 10_000, sleepUs: 10_000, durationUs: 3e6 };
    expect(Math.max(...runRequests({ ...wide, threads: 2 }).latencies)).toBeLessThan(12_000);
    expect(Math.max(...runRequests({ ...wide, threads: 16 }).latencies)).toBeGreaterThan(70_000);
  });

  it('never ends before its CPU time, nor does the group get more than its quota and a slice', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 10_000, max: 200_000 }), fc.integer({ min: 1000, max: 60_000 }), (cpus, threads, quotaUs, cpuUs) => {
      const run = runRequests({ ...spec, cpus, threads, quotaUs, cpuUs, durationUs: 1e6 });
      for (const latency of run.latencies) expect(latency).toBeGreaterThanOrEqual(cpuUs - 1);
      expect(run.usageUs).toBeLessThanOrEqual(11 * quotaUs + cpus * 5000);
    }), { numRuns: 25 });
  });
});

describe('what a runtime believes', () => {
  it('follows the limit where it knows containers, each in its own way', () => {
    expect(runtimeCpus('go-1.25', 16, 500)).toBe(2);
    expect(runtimeCpus('go-1.25', 16, 2500)).toBe(3);
    expect(runtimeCpus('go-1.24', 16, 2000)).toBe(16);
    expect(runtimeCpus('jvm', 16, 500)).toBe(1);
    expect(runtimeCpus('jvm', 16, 2500)).toBe(3);
    expect(runtimeCpus('node', 16, 2500)).toBe(2);
    expect(runtimeCpus('node', 16, 500)).toBe(16);
    expect([4, 8, 16, 64].map(parallelGcThreads)).toEqual([4, 8, 13, 43]);
  });
});
