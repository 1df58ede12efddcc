/** A container as the reader sets it up. Plain JSON. */

export const WORKS = ['busy', 'requests', 'idle'] as const;
/** Always busy; requests, with a pause after each; or only waiting. */
export type Work = (typeof WORKS)[number];

/** The files that sliders write. */
export const LAB_FILES = ['cpu.max', 'cpu.weight', 'memory.max', 'memory.high', 'memory.oom.group', 'pids.max'] as const;
export type LabFile = (typeof LAB_FILES)[number];

export interface LabContainer {
  readonly name: string;
  readonly work: Work;
  /** Of each process. */
  readonly threads: number;
  /** Processes that all do the same; the first is the container's own, whose end is the container's. */
  readonly processes: number;
  /** A request's CPU time and the pause after it, ms. */
  readonly requestMs: number;
  readonly pauseMs: number;
  /** Memory it takes and never gives back, MiB per second of CPU time. */
  readonly leak: number;
  /** File data it writes, MiB per second of CPU time. */
  readonly writes: number;
  readonly files: Readonly<Record<LabFile, string>>;
}

export const LIMITS = {
  containers: 6,
  threads: { min: 1, max: 64 },
  processes: { min: 1, max: 8 },
  requestMs: { min: 1, max: 100 },
  pauseMs: { min: 0, max: 500 },
  leak: { min: 0, max: 200 },
  writes: { min: 0, max: 400 },
} as const;

/** CPUs that the node may have. */
export const CPU_COUNTS = [1, 2, 4, 8, 16, 32, 64] as const;
export type CpuCount = (typeof CPU_COUNTS)[number];

/** How a container was kept before it had these fields. */
export const BEFORE = { processes: 1, requestMs: 5, pauseMs: 20 } as const;

export const NO_LIMITS: Readonly<Record<LabFile, string>> = {
  'cpu.max': 'max 100000', 'cpu.weight': '100', 'memory.max': 'max', 'memory.high': 'max', 'memory.oom.group': '1', 'pids.max': 'max',
};

export function container(name: string, change: Partial<Omit<LabContainer, 'files'>> = {}, files: Partial<Record<LabFile, string>> = {}): LabContainer {
  return { name, work: 'busy', threads: 1, ...BEFORE, leak: 0, writes: 0, ...change, files: { ...NO_LIMITS, ...files } };
}
