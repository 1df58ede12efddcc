/** A container as the reader sets it up. Plain JSON. */

export const WORKS = ['busy', 'requests', 'idle'] as const;
/** Always busy; requests of 5 ms of CPU with 20 ms between them; or only waiting. */
export type Work = (typeof WORKS)[number];

/** The files that sliders write. */
export const LAB_FILES = ['cpu.max', 'cpu.weight', 'memory.max', 'memory.high', 'pids.max'] as const;
export type LabFile = (typeof LAB_FILES)[number];

export interface LabContainer {
  readonly name: string;
  readonly work: Work;
  readonly threads: number;
  /** Memory it takes and never gives back, MiB per second of CPU time. */
  readonly leak: number;
  /** File data it writes, MiB per second of CPU time. */
  readonly writes: number;
  readonly files: Readonly<Record<LabFile, string>>;
}

export const LIMITS = {
  containers: 6,
  threads: { min: 1, max: 4 },
  leak: { min: 0, max: 200 },
  writes: { min: 0, max: 400 },
} as const;

export const NO_LIMITS: Readonly<Record<LabFile, string>> = {
  'cpu.max': 'max 100000', 'cpu.weight': '100', 'memory.max': 'max', 'memory.high': 'max', 'pids.max': 'max',
};

export function container(name: string, change: Partial<Omit<LabContainer, 'files'>> = {}, files: Partial<Record<LabFile, string>> = {}): LabContainer {
  return { name, work: 'busy', threads: 1, leak: 0, writes: 0, ...change, files: { ...NO_LIMITS, ...files } };
}
