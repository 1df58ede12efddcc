/** What the reader has set up: the part of the lab that is kept and shared. Plain JSON. */

export const PRESETS = ['lonely', 'siblings', 'leak', 'cache'] as const;
export type Preset = (typeof PRESETS)[number];

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

export interface LabConfig {
  readonly preset: Preset;
  readonly cpus: 2 | 4;
  readonly containers: readonly LabContainer[];
  /** Index of the container whose files are shown. */
  readonly chosen: number;
}

export const LIMITS = {
  containers: 6,
  threads: { min: 1, max: 4 },
  leak: { min: 0, max: 200 },
  writes: { min: 0, max: 400 },
} as const;

const NO_LIMITS: Readonly<Record<LabFile, string>> = {
  'cpu.max': 'max 100000', 'cpu.weight': '100', 'memory.max': 'max', 'memory.high': 'max', 'pids.max': 'max',
};

function container(name: string, change: Partial<Omit<LabContainer, 'files'>> = {}, files: Partial<Record<LabFile, string>> = {}): LabContainer {
  return { name, work: 'busy', threads: 1, leak: 0, writes: 0, ...change, files: { ...NO_LIMITS, ...files } };
}

const MIB = 1024 * 1024;

export const PRESET_CONFIGS: Readonly<Record<Preset, LabConfig>> = {
  lonely: {
    preset: 'lonely', cpus: 2, chosen: 0,
    containers: [container('web', {}, { 'cpu.max': '20000 100000', 'memory.max': String(128 * MIB) })],
  },
  siblings: {
    preset: 'siblings', cpus: 2, chosen: 1,
    containers: [container('batch', { threads: 2 }, { 'cpu.weight': '100' }), container('web', { threads: 2 }, { 'cpu.weight': '300' })],
  },
  leak: {
    preset: 'leak', cpus: 2, chosen: 0,
    containers: [
      container('leaky', { leak: 100 }, { 'cpu.max': '50000 100000', 'memory.max': String(128 * MIB) }),
      container('web', { work: 'requests' }, { 'memory.max': String(128 * MIB) }),
    ],
  },
  cache: {
    preset: 'cache', cpus: 2, chosen: 0,
    containers: [container('logger', { writes: 150 }, { 'memory.max': String(128 * MIB) }), container('web', { work: 'requests' })],
  },
};

export const INITIAL = PRESET_CONFIGS.lonely;

const NAMES = ['web', 'api', 'batch', 'cache', 'queue', 'worker', 'cron'] as const;

/** One more container, with the first name that is free. */
export function withContainer(config: LabConfig): LabConfig {
  if (config.containers.length >= LIMITS.containers) return config;
  const taken = new Set(config.containers.map(({ name }) => name));
  const name = NAMES.find((one) => !taken.has(one)) ?? `extra-${config.containers.length}`;
  return { ...config, containers: [...config.containers, container(name)], chosen: config.containers.length };
}

export function withoutContainer(config: LabConfig, index: number): LabConfig {
  if (config.containers.length <= 1) return config;
  const containers = config.containers.filter((_, at) => at !== index);
  return { ...config, containers, chosen: Math.min(config.chosen, containers.length - 1) };
}

export function withChange(config: LabConfig, index: number, change: Partial<LabContainer>): LabConfig {
  return { ...config, containers: config.containers.map((one, at) => (at === index ? { ...one, ...change } : one)) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf<T>(all: readonly T[], value: unknown): value is T {
  return all.some((one) => one === value);
}

function inRange(value: unknown, { min, max }: { min: number; max: number }): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
}

function parseContainer(raw: unknown): LabContainer | undefined {
  if (!isRecord(raw) || !isRecord(raw.files)) return undefined;
  const { name, work, threads, leak, writes, files } = raw;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,14}$/.test(name) || !isOneOf(WORKS, work)) return undefined;
  if (!inRange(threads, LIMITS.threads) || !inRange(leak, LIMITS.leak) || !inRange(writes, LIMITS.writes)) return undefined;
  const texts: Partial<Record<LabFile, string>> = {};
  for (const file of LAB_FILES) {
    const text = files[file];
    if (typeof text !== 'string' || text.length > 60) return undefined;
    texts[file] = text;
  }
  return { name, work, threads, leak, writes, files: { ...NO_LIMITS, ...texts } };
}

/** A stored or shared value as a configuration; undefined when any part of it is not understood. */
export function parseConfig(raw: unknown): LabConfig | undefined {
  if (!isRecord(raw) || !Array.isArray(raw.containers) || !isOneOf(PRESETS, raw.preset) || !isOneOf([2, 4] as const, raw.cpus)) return undefined;
  const containers: LabContainer[] = [];
  for (const one of raw.containers as unknown[]) {
    const parsed = parseContainer(one);
    if (!parsed || containers.some(({ name }) => name === parsed.name)) return undefined;
    containers.push(parsed);
  }
  if (containers.length < 1 || containers.length > LIMITS.containers) return undefined;
  if (!inRange(raw.chosen, { min: 0, max: containers.length - 1 })) return undefined;
  return { preset: raw.preset, cpus: raw.cpus, containers, chosen: raw.chosen };
}
