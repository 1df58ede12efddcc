/**
 * The kernel's decaying averages (kernel/sched/pelt.c): what is 32 periods of 1024 µs old counts half. Kept as a table,
 * as the kernel does, because browsers may differ in the last digit of Math.pow.
 */
const PERIOD_US = 1024;
const HALF_LIFE = 32;
/** 2^(-n/32) for n = 0..31. */
const TABLE: readonly number[] = [
  1, 0.978572062, 0.957603281, 0.937083817, 0.917004043, 0.897354537, 0.878126080, 0.859309647, 0.840896415,
  0.822877742, 0.805245166, 0.787990417, 0.771105413, 0.754582217, 0.738413073, 0.722590404, 0.707106781,
  0.691954941, 0.677127773, 0.662618322, 0.648419777, 0.634525479, 0.620928906, 0.607623677, 0.594603558,
  0.581862430, 0.569394317, 0.557193371, 0.545253866, 0.533570204, 0.522136892, 0.510948577,
];

/** What an average keeps over a number of whole periods. */
function keptAfter(periods: number): number {
  const halvings = Math.floor(periods / HALF_LIFE);
  return halvings > 40 ? 0 : TABLE[periods % HALF_LIFE] / 2 ** halvings;
}

/** An average that follows a value: what a run queue's load has been lately, or how busy a CPU. */
export interface LoadAverage {
  value: number;
  /** Up to where it has been brought, µs. */
  at: number;
}

/** ___update_load_sum with ___update_load_avg: half of what was before 32 ms ago has been forgotten. Moves `average` on to `now`. */
export function follow(average: LoadAverage, weight: number, now: number): void {
  const periods = Math.floor((now - average.at) / PERIOD_US);
  if (periods <= 0) return;
  average.value = weight + (average.value - weight) * keptAfter(periods);
  average.at += periods * PERIOD_US;
}
