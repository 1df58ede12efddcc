/** State of the memory controller model. Amounts are pages of 4 KiB; `null` limits mean "max". */
export const PAGE_BYTES = 4096;

export interface MemoryEvents {
  low: number;
  high: number;
  max: number;
  oom: number;
  oom_kill: number;
  oom_group_kill: number;
}

/** One cgroup's own part; what a cgroup "uses" also includes everything below it. */
export interface MemoryGroup {
  /** Page cache charged to this cgroup: clean or quickly cleaned, so reclaimable. */
  cache: number;
  max: number | null;
  high: number | null;
  low: number;
  min: number;
  oomGroup: boolean;
  /** `memory.swap.max`; null is "max". */
  swapMax: number | null;
  swapEvents: { high: number; max: number; fail: number };
  peak: number;
  /** Counted here and in every ancestor, as `memory.events` does. */
  events: MemoryEvents;
}

/** What the controller must know of a process. */
export interface MemoryUser {
  pid: number;
  cgroup: string;
  /** Resident anonymous pages. */
  anon: number;
  /** Anonymous pages on swap. */
  swap: number;
  oomScoreAdj: number;
}

export const NO_EVENTS: MemoryEvents = { low: 0, high: 0, max: 0, oom: 0, oom_kill: 0, oom_group_kill: 0 };

export function newMemoryGroup(): MemoryGroup {
  return { cache: 0, max: null, high: null, low: 0, min: 0, oomGroup: false, swapMax: null, swapEvents: { high: 0, max: 0, fail: 0 }, peak: 0, events: { ...NO_EVENTS } };
}

export function toPages(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}

/** Page-table pages of a process with so many pages, swapped ones included: one maps 512. They are charged to the cgroup and count in the OOM score. */
export function pageTables(pages: number): number {
  return Math.ceil(pages / 512);
}

/** Everything in memory that is charged for a process. */
export function footprint(user: MemoryUser): number {
  return user.anon + pageTables(user.anon + user.swap);
}
