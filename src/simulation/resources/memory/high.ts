/**
 * The brake of `memory.high` (mm/memcontrol.c: calculate_overage, calculate_high_delay, mem_cgroup_handle_over_high):
 * who allocates above it and cannot be helped by reclaim sleeps, the longer the further above, with the square.
 */
const HZ = 250;
const CHARGE_BATCH = 64;
const PRECISION = 2 ** 20;
const SCALING = 2 ** 14;
const MAX_DELAY_JIFFIES = 2 * HZ;

/** Sleep in µs after charging `pages` while the cgroup uses `usage` pages above `high`. Zero for very short ones. */
export function highDelay(usage: number, high: number, pages: number): number {
  if (usage <= high) return 0;
  const overage = Math.floor(((usage - high) * PRECISION) / Math.max(high, 1));
  const perBatch = Math.floor((overage * overage * HZ) / PRECISION / SCALING);
  const jiffies = Math.min(MAX_DELAY_JIFFIES, Math.floor((perBatch * pages) / CHARGE_BATCH));
  return jiffies <= HZ / 100 ? 0 : (jiffies * 1_000_000) / HZ;
}
