import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCpu } from './index';
import type { CpuRunSpec } from './index';

const SECOND = 1e6;

function one(spec: Partial<CpuRunSpec> & { group: Omit<CpuRunSpec['groups'][number], 'path'> }) {
  const { group, ...rest } = spec;
  const [result] = runCpu({ cpus: 2, durationUs: 4 * SECOND, warmupUs: SECOND, seed: 1, ...rest, groups: [{ path: 'x', ...group }] });
  return result;
}

describe('cpu.max (kernel/sched/fair.c, CFS bandwidth)', () => {
  it('bites on an otherwise idle host', () => {
    const run = one({ group: { threads: 1, quota: 20_000 } });
    expect(run.usageUs / (4 * SECOND)).toBeCloseTo(0.2, 2);
    expect(run.nrThrottled).toBe(run.nrPeriods);
    expect(run.nrPeriods).toBe(40);
  });

  it('is one pool for all CPUs: two threads use it up in half the time', () => {
    const alone = one({ group: { threads: 1, quota: 50_000 } });
    const two = one({ group: { threads: 2, quota: 50_000 } });
    expect(two.usageUs / alone.usageUs).toBeCloseTo(1, 1);
    // One thread stands still for 50 ms of 100; two stand still for 75 ms each.
    expect(two.throttledUs / alone.throttledUs).toBeCloseTo(3, 0);
  });

  it('limits a group by its ancestors, too', () => {
    const [, child] = runCpu({
      cpus: 2, durationUs: 4 * SECOND, warmupUs: SECOND, seed: 1,
      groups: [{ path: 'p', threads: 0, quota: 30_000 }, { path: 'p/c', threads: 2, quota: 90_000 }],
    });
    expect(child.usageUs / (4 * SECOND)).toBeCloseTo(0.3, 1);
    expect(child.nrThrottled).toBe(0);
  });

  it('gives a busy group all that its quota, its threads and the CPUs allow, and no more', () => {
    const input = fc.record({ cpus: fc.integer({ min: 1, max: 8 }), threads: fc.integer({ min: 1, max: 8 }), quota: fc.integer({ min: 10_000, max: 400_000 }), period: fc.constantFrom(50_000, 100_000, 250_000), seed: fc.nat() });
    fc.assert(fc.property(input, ({ cpus, threads, quota, period, seed }) => {
      const [run] = runCpu({ cpus, seed, durationUs: 4 * SECOND, warmupUs: SECOND, groups: [{ path: 'x', threads, quota, period }] });
      const wanted = Math.min(cpus, threads, quota / period);
      expect(run.usageUs / (4 * SECOND) / wanted).toBeGreaterThan(0.93);
      expect(run.usageUs / (4 * SECOND) / wanted).toBeLessThan(1.04);
    }), { numRuns: 40 });
  });

  it('stretches a request over as many periods as its CPU time needs', () => {
    const input = fc.record({ cpuMs: fc.integer({ min: 1, max: 150 }), quotaMs: fc.integer({ min: 5, max: 60 }), sleepMs: fc.integer({ min: 0, max: 400 }), period: fc.constantFrom(50_000, 100_000, 200_000), seed: fc.nat() });
    fc.assert(fc.property(input, ({ cpuMs, quotaMs, sleepMs, period, seed }) => {
      const [cpu, quota] = [cpuMs * 1000, Math.min(quotaMs * 1000, period)];
      const [run] = runCpu({ cpus: 2, seed, durationUs: 8 * SECOND, groups: [{ path: 'x', threads: 1, quota, period, demand: { cpuUs: cpu, sleepUs: sleepMs * 1000, readsClock: true } }] });
      const periods = Math.ceil(cpu / quota);
      // It begins with a whole quota at most, and the millisecond that its CPU kept while it slept; the next refill may come at once.
      const refills = Math.max(0, Math.ceil((cpu - quota - 1000) / quota));
      for (const latency of run.latencies) {
        expect(latency).toBeGreaterThanOrEqual(Math.max(cpu, (refills - 1) * period) - 1);
        expect(latency).toBeLessThanOrEqual(periods * period + Math.min(cpu, quota) + 2000);
      }
    }), { numRuns: 60 });
  });

  it('is enforced at ticks, and at once for a thread that reads its own CPU clock (task_sched_runtime)', () => {
    const demand = { cpuUs: 30_000, sleepUs: 150_000 };
    const spread = (readsClock: boolean): number => {
      const { latencies } = one({ group: { threads: 1, quota: 20_000, demand: { ...demand, readsClock } } });
      const settled = latencies.slice(2);
      return Math.max(...settled) - Math.min(...settled);
    };
    expect(spread(true)).toBeLessThan(500);
    expect(spread(false)).toBeGreaterThan(500);
  });

  it('counts no periods while there is nothing to run (do_sched_cfs_period_timer stops the timer)', () => {
    const run = one({ group: { threads: 1, quota: 50_000, demand: { cpuUs: 1000, sleepUs: 2 * SECOND } } });
    expect(run.nrPeriods).toBeGreaterThan(0);
    expect(run.nrPeriods).toBeLessThan(12);
  });

  it('lets a group that saved up exceed its quota once, with burst (sched-bwc.rst)', () => {
    const demand = { cpuUs: 40_000, sleepUs: 460_000 };
    const plain = one({ group: { threads: 1, quota: 20_000, demand } });
    const burst = one({ group: { threads: 1, quota: 20_000, burst: 20_000, demand } });
    expect(Math.max(...burst.latencies)).toBeLessThan(Math.max(...plain.latencies) - 30_000);
    expect(burst.nrBursts).toBeGreaterThan(0);
    expect(plain.nrBursts).toBe(0);
  });
});

describe('cpu.weight (calc_group_shares)', () => {
  const fractions = (cpus: number, groups: CpuRunSpec['groups']): number[] => {
    const runs = runCpu({ cpus, groups, durationUs: 4 * SECOND, warmupUs: SECOND, seed: 2 });
    const total = runs.filter((run) => !run.path.includes('/')).reduce((sum, run) => sum + run.usageUs, 0);
    return runs.map((run) => run.usageUs / total);
  };

  it('divides a contended CPU by weight', () => {
    const [x, y] = fractions(1, [{ path: 'x', weight: 100, threads: 1 }, { path: 'y', weight: 300, threads: 1 }]);
    expect(x).toBeCloseTo(0.25, 2);
    expect(y).toBeCloseTo(0.75, 2);
  });

  it('means nothing without contention', () => {
    const runs = runCpu({ cpus: 2, seed: 1, durationUs: 2 * SECOND, groups: [{ path: 'x', weight: 1, threads: 1 }, { path: 'y', weight: 10_000, threads: 1 }] });
    for (const run of runs) expect(run.usageUs / (2 * SECOND)).toBeCloseTo(1, 1);
  });

  it('belongs to the group, not to its threads', () => {
    const [x, y] = fractions(1, [{ path: 'x', threads: 4 }, { path: 'y', threads: 1 }]);
    expect(x).toBeCloseTo(y, 1);
  });

  it('is divided again inside a parent, whatever the siblings of the parent do', () => {
    const [p, a, b, q] = fractions(1, [
      { path: 'p', threads: 0 }, { path: 'p/a', weight: 300, threads: 1 }, { path: 'p/b', threads: 1 }, { path: 'q', threads: 1 },
    ]);
    expect([p, a, b, q].map((value) => Number(value.toFixed(2)))).toEqual([0.5, 0.37, 0.12, 0.5].map((value) => expect.closeTo(value, 1)));
  });

  it('holds within 2 % on a contended CPU, whatever the weights', () => {
    const group = fc.record({ weight: fc.integer({ min: 20, max: 2000 }), threads: fc.integer({ min: 1, max: 3 }) });
    fc.assert(fc.property(fc.array(group, { minLength: 2, maxLength: 5 }), (groups) => {
      const shares = fractions(1, groups.map((one, index) => ({ ...one, path: `g${index}` })));
      const total = groups.reduce((sum, { weight }) => sum + weight, 0);
      groups.forEach(({ weight }, index) => expect(Math.abs(shares[index] - weight / total)).toBeLessThan(0.02));
    }), { numRuns: 25 });
  });

  // Balancing leaves two CPUs alone whose loads differ by less than 17 % (imbalance_pct), as the kernel's does. On 2 CPUs groups of weights 1817, 1566 and 1131 with two threads each stay so:
  // both threads of the first on one CPU, both of the second on the other, loads 2382 and 2131; the first gets 38.1 % and not 40.3 %, however long it runs. Of 3,000 drawn runs about 1 in 100 is further off than 2 %.
  it('holds within 3.5 % on several contended CPUs, if each group can use them all', () => {
    const group = fc.record({ weight: fc.integer({ min: 20, max: 2000 }), times: fc.constantFrom(1, 2) });
    fc.assert(fc.property(fc.constantFrom(2, 3, 4, 8), fc.array(group, { minLength: 2, maxLength: 4 }), (cpus, groups) => {
      const shares = fractions(cpus, groups.map(({ weight, times }, index) => ({ weight, threads: cpus * times, path: `g${index}` })));
      const total = groups.reduce((sum, { weight }) => sum + weight, 0);
      groups.forEach(({ weight }, index) => expect(Math.abs(shares[index] - weight / total)).toBeLessThan(0.035));
    }), { numRuns: 15 });
  });

  it('keeps a group’s part while its thread sleeps for a moment (load averages, kernel/sched/pelt.c)', () => {
    // x is spread over both CPUs; its second thread works half of the time, and counts for about half.
    const half = { cpuUs: 4000, sleepUs: 4000 };
    const [x, , y] = fractions(2, [{ path: 'x', threads: 1 }, { path: 'x/sub', threads: 1, demand: half }, { path: 'y', threads: 2 }]);
    expect(x + y).toBeCloseTo(1, 1);
    expect(x).toBeGreaterThan(0.4);
    expect(x).toBeLessThan(0.56);
  });

  it('gives one busy thread at most one CPU', () => {
    const [x] = fractions(2, [{ path: 'x', weight: 900, threads: 1 }, { path: 'y', weight: 100, threads: 4 }]);
    expect(x).toBeGreaterThan(0.42);
    expect(x).toBeLessThanOrEqual(0.505);
  });
});

describe('any run', () => {
  const group = fc.record({
    weight: fc.integer({ min: 1, max: 10_000 }),
    threads: fc.integer({ min: 0, max: 4 }),
    quota: fc.option(fc.integer({ min: 1000, max: 300_000 })),
    period: fc.integer({ min: 10_000, max: 200_000 }),
    sleeper: fc.boolean(),
  });
  const spec = fc.record({ cpus: fc.integer({ min: 1, max: 4 }), seed: fc.integer(), groups: fc.array(group, { minLength: 1, maxLength: 6 }) }).map(
    ({ cpus, seed, groups }): CpuRunSpec => ({
      cpus, seed, durationUs: SECOND,
      groups: groups.map(({ sleeper, ...rest }, index) => ({
        ...rest, path: index % 3 === 2 ? `g0/g${index}` : `g${index}`, ...(sleeper ? { demand: { cpuUs: 7000, sleepUs: 11_000 } } : {}),
      })),
    }),
  );

  it('never hands out more than the CPUs, nor more than a quota allows', () => {
    fc.assert(fc.property(spec, (input) => {
      const runs = runCpu(input);
      const total = runs.filter((run) => !run.path.includes('/')).reduce((sum, run) => sum + run.usageUs, 0);
      expect(total).toBeLessThanOrEqual(input.cpus * SECOND + 1);
      runs.forEach((run, index) => {
        const { quota, period = 100_000 } = input.groups[index];
        if (quota === null || quota === undefined) return;
        // A period may begin before the window, and each CPU may overrun by a tick that it pays back later.
        expect(run.usageUs).toBeLessThanOrEqual((SECOND / period + 2) * quota + input.cpus * 5000);
      });
    }), { numRuns: 60 });
  });

  it('is the same again with the same seed', () => {
    fc.assert(fc.property(spec, (input) => {
      expect(runCpu(input)).toEqual(runCpu(input));
    }), { numRuns: 20 });
  });

  it('wastes nothing that somebody unlimited wants', () => {
    fc.assert(fc.property(spec, (input) => {
      const runs = runCpu({ ...input, groups: [...input.groups, { path: 'hungry', threads: input.cpus }] });
      const total = runs.filter((run) => !run.path.includes('/')).reduce((sum, run) => sum + run.usageUs, 0);
      expect(total / (input.cpus * SECOND)).toBeGreaterThan(0.97);
    }), { numRuns: 40 });
  });

  it('refuses an empty machine and a group given twice', () => {
    expect(() => runCpu({ cpus: 0, groups: [], durationUs: 1, seed: 1 })).toThrow(RangeError);
    expect(() => runCpu({ cpus: 1, groups: [{ path: 'x', threads: 1 }, { path: 'x', threads: 1 }], durationUs: 1, seed: 1 })).toThrow(RangeError);
  });
});
