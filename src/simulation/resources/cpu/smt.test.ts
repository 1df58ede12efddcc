import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINUX_6_18, runCpu } from '../index';
import type { CpuGroupSpec, CpuRunSpec } from '../index';

const SECOND = 1e6;
const GAIN = LINUX_6_18.smtGain;
const smt = { ...LINUX_6_18, threadsPerCore: 2 as const };

const run = (cpus: number, groups: CpuGroupSpec[], tuning = smt) => runCpu({ cpus, groups, durationUs: 4 * SECOND, warmupUs: SECOND, seed: 3, tuning });

describe('two threads of one core', () => {
  it('each have all of the CPU time and together little more than one core does', () => {
    const [x] = run(2, [{ path: 'x', threads: 2 }]);
    expect(x.usageUs / (4 * SECOND)).toBeCloseTo(2, 1);
    expect(x.workUs / (4 * SECOND)).toBeCloseTo(GAIN, 1);
  });

  it('slow one another’s requests, which no counter of the cgroup shows', () => {
    const demand = { cpuUs: 10_000, sleepUs: 10_000 };
    const alone = run(2, [{ path: 'x', threads: 1, demand }])[0].latencies.at(-1)!;
    const shared = run(2, [{ path: 'x', threads: 1, demand }, { path: 'y', threads: 1 }])[0];
    expect(alone).toBeCloseTo(10_000, -3);
    expect(shared.latencies.at(-1)! / alone).toBeCloseTo(2 / GAIN, 1);
    expect(shared.usageUs / shared.workUs).toBeCloseTo(2 / GAIN, 1);
  });

  it('are counted in full by cpu.max, so a limited group does less', () => {
    const quota = 50_000;
    const neighbour = { path: 'y', threads: 1 };
    const [limited] = run(2, [{ path: 'x', threads: 1, quota }, neighbour]);
    expect(limited.usageUs / (4 * SECOND)).toBeCloseTo(0.5, 1);
    expect(limited.workUs / limited.usageUs).toBeCloseTo(GAIN / 2, 1);
  });
});

describe('where threads go', () => {
  it.each([2, 3])('%i busy threads on 4 cores share none', (threads) => {
    const [x] = run(8, [{ path: 'x', threads }]);
    expect(x.workUs / x.usageUs).toBeGreaterThan(0.99);
  });

  it('leaves a shared core when another becomes idle (group_smt_balance)', () => {
    // Four threads fill two cores; two of them end after a second, and whoever is left is to have a core alone.
    const brief = { cpuUs: SECOND, sleepUs: 0, requests: 1 };
    const groups: CpuGroupSpec[] = [{ path: 'short', threads: 2, demand: brief }, { path: 'long', threads: 2 }];
    const long = runCpu({ cpus: 4, groups, durationUs: 2 * SECOND, warmupUs: 2 * SECOND, seed: 5, tuning: smt })[1];
    expect(long.workUs / long.usageUs).toBeGreaterThan(0.97);
  });
});

describe('any run with SMT', () => {
  const group = fc.record({ weight: fc.integer({ min: 1, max: 10_000 }), threads: fc.integer({ min: 0, max: 4 }), quota: fc.option(fc.integer({ min: 1000, max: 300_000 })), sleeper: fc.boolean() });
  const spec = fc.record({ cpus: fc.integer({ min: 1, max: 6 }), seed: fc.integer(), groups: fc.array(group, { minLength: 1, maxLength: 5 }) }).map(({ cpus, seed, groups }): CpuRunSpec => ({
    cpus, seed, durationUs: SECOND, tuning: smt,
    groups: groups.map(({ sleeper, ...rest }, index) => ({ ...rest, path: `g${index}`, ...(sleeper ? { demand: { cpuUs: 7000, sleepUs: 11_000 } } : {}) })),
  }));

  it('does no more work than the cores can, and no less than the time handed out at the slower pace', () => {
    fc.assert(fc.property(spec, (input) => {
      const runs = runCpu(input);
      const work = runs.reduce((sum, { workUs }) => sum + workUs, 0);
      const most = (Math.floor(input.cpus / 2) * GAIN + (input.cpus % 2)) * SECOND;
      expect(work).toBeLessThanOrEqual(most + 1);
      for (const { workUs, usageUs } of runs) {
        expect(workUs).toBeLessThanOrEqual(usageUs + 1e-3);
        expect(workUs).toBeGreaterThanOrEqual((usageUs * GAIN) / 2 - 1e-3);
      }
    }), { numRuns: 50 });
  });

  it('finishes each request after exactly its work', () => {
    fc.assert(fc.property(spec, (input) => {
      const runs = runCpu({ ...input, tuning: { ...smt, backgroundShare: 0 } });
      runs.forEach(({ latencies, workUs }, index) => {
        const { demand, threads } = input.groups[index];
        if (demand === undefined) return;
        expect(workUs).toBeGreaterThanOrEqual(latencies.length * demand.cpuUs - 1);
        expect(workUs).toBeLessThanOrEqual((latencies.length + threads) * demand.cpuUs + 1);
      });
    }), { numRuns: 50 });
  });
});
