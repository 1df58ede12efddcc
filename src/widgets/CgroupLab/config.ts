import type { HandedOver } from '../state';
import { BEFORE, container, CPU_COUNTS, LAB_FILES, LIMITS, NO_LIMITS, WORKS, type LabContainer, type LabFile } from './containers';
import { PRESET_IDS, PRESETS, type Preset, type Start } from './presets';

/** What the reader has set up: the part of the lab that is kept and shared. Plain JSON. */
export interface LabConfig extends Start {
  readonly preset: Preset;
}

export const PRESET_CONFIGS = Object.fromEntries<LabConfig>(PRESET_IDS.map((preset) => [preset, { preset, ...PRESETS[preset] }])) as Readonly<Record<Preset, LabConfig>>;

/** The configuration for the preset that the page hands over. */
export const takeOver = ({ preset }: HandedOver): LabConfig | undefined => (isOneOf(PRESET_IDS, preset) ? PRESET_CONFIGS[preset] : undefined);

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
  // Older editions kept neither processes nor the shape of requests, and had the memory of a container die together.
  const { processes = BEFORE.processes, requestMs = BEFORE.requestMs, pauseMs = BEFORE.pauseMs } = raw;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,14}$/.test(name) || !isOneOf(WORKS, work)) return undefined;
  if (!inRange(threads, LIMITS.threads) || !inRange(leak, LIMITS.leak) || !inRange(writes, LIMITS.writes)) return undefined;
  if (!inRange(processes, LIMITS.processes) || !inRange(requestMs, LIMITS.requestMs) || !inRange(pauseMs, LIMITS.pauseMs)) return undefined;
  const texts: Partial<Record<LabFile, string>> = {};
  for (const file of LAB_FILES) {
    const text = files[file] ?? (file === 'memory.oom.group' ? NO_LIMITS[file] : undefined);
    if (typeof text !== 'string' || text.length > 60) return undefined;
    texts[file] = text;
  }
  return { name, work, threads, processes, requestMs, pauseMs, leak, writes, files: { ...NO_LIMITS, ...texts } };
}

/** A stored or shared value as a configuration; undefined when any part of it is not understood. */
export function parseConfig(raw: unknown): LabConfig | undefined {
  if (!isRecord(raw) || !Array.isArray(raw.containers) || !isOneOf(PRESET_IDS, raw.preset) || !isOneOf(CPU_COUNTS, raw.cpus)) return undefined;
  const containers: LabContainer[] = [];
  for (const one of raw.containers as unknown[]) {
    const parsed = parseContainer(one);
    if (!parsed || containers.some(({ name }) => name === parsed.name)) return undefined;
    containers.push(parsed);
  }
  if (containers.length < 1 || containers.length > LIMITS.containers) return undefined;
  if (!inRange(raw.chosen, { min: 0, max: containers.length - 1 })) return undefined;
  return { preset: raw.preset, cpus: raw.cpus, ...(raw.smt === true ? { smt: true } : {}), containers, chosen: raw.chosen };
}
