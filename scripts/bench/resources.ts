/** How fast the resources room runs: a full node of 110 containers on 4 cores. */
import { runCpu } from '../../src/simulation/resources/index';

export interface BenchResult {
  name: string;
  value: number;
  unit: string;
}

/** Simulated seconds per real second; nearly all containers serve requests, a third have a quota, a few are always busy. */
export function benchResources(): BenchResult[] {
  const groups = Array.from({ length: 110 }, (_, index) => ({
    path: `kubepods/pod${index}`,
    weight: 10 + (index % 7) * 30,
    quota: index % 3 === 0 ? 20_000 + (index % 5) * 10_000 : null,
    threads: index % 10 === 0 ? 2 : 1,
    ...(index % 20 === 0 ? {} : { demand: { cpuUs: 2000 + (index % 9) * 1500, sleepUs: 50_000 + (index % 11) * 20_000 } }),
  }));
  // The first run warms the compiler up.
  runCpu({ cpus: 4, groups, durationUs: 10e6, seed: 1 });
  const seconds = 60;
  const start = process.hrtime.bigint();
  runCpu({ cpus: 4, groups, durationUs: seconds * 1e6, seed: 1 });
  const real = Number(process.hrtime.bigint() - start) / 1e9;
  return [{ name: '110 containers on 4 cores, simulated seconds per second', value: seconds / real, unit: '×' }];
}
