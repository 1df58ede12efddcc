import { runRequests, type RequestRun } from '@site/src/simulation/resources/request-run';
import { RUNTIMES, runtimeCpus, type Runtime } from '@site/src/simulation/resources/runtime-threads';
import type { HandedOver } from '../state';

/** Who decides how many threads there are: the reader, or a language's runtime. */
export type Decider = 'own' | Runtime;
export const DECIDERS: readonly Decider[] = ['own', ...RUNTIMES];

export interface Start {
  /** CPUs of the node. */
  readonly cpus: number;
  readonly decider: Decider;
  /** Where the reader decides. */
  readonly threads: number;
  /** CPU limit in thousandths; 0 is none. */
  readonly limit: number;
  /** CPU that a request takes, and the pause after it, ms. */
  readonly cpuMs: number;
  readonly sleepMs: number;
}

/** Where it can start; each has its words in `messages.ts`. */
export const PRESETS = {
  wait: { cpus: 2, decider: 'own', threads: 2, limit: 200, cpuMs: 30, sleepMs: 410 },
  wide: { cpus: 16, decider: 'go-1.24', threads: 16, limit: 2000, cpuMs: 10, sleepMs: 10 },
  jvm: { cpus: 16, decider: 'jvm-8u181', threads: 16, limit: 1000, cpuMs: 8, sleepMs: 40 },
  node: { cpus: 8, decider: 'node-cpus', threads: 8, limit: 500, cpuMs: 5, sleepMs: 60 },
} as const satisfies Readonly<Record<string, Start>>;

export type Preset = keyof typeof PRESETS;
export const PRESET_IDS = Object.keys(PRESETS) as Preset[];

export interface RequestState extends Start {
  readonly preset: Preset;
}

export const LIMITS = {
  cpus: { min: 1, max: 64, step: 1 },
  threads: { min: 1, max: 64, step: 1 },
  limit: { min: 0, max: 4000, step: 50 },
  cpuMs: { min: 1, max: 200, step: 1 },
  sleepMs: { min: 0, max: 500, step: 5 },
} as const;

export const startOf = (preset: Preset): RequestState => ({ preset, ...PRESETS[preset] });

const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);
export const takeOver = ({ preset }: HandedOver): RequestState | undefined => (isPreset(preset) ? startOf(preset) : undefined);

const inside = (value: unknown, { min, max }: { min: number; max: number }): value is number => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;

export function parseState(raw: unknown): RequestState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { preset, cpus, decider, threads, limit, cpuMs, sleepMs } = raw as Record<string, unknown>;
  const who = DECIDERS.find((one) => one === decider);
  if (!isPreset(preset) || who === undefined || !inside(cpus, LIMITS.cpus) || !inside(threads, LIMITS.threads)) return undefined;
  if (!inside(limit, LIMITS.limit) || !inside(cpuMs, LIMITS.cpuMs) || !inside(sleepMs, LIMITS.sleepMs)) return undefined;
  return { preset, cpus, decider: who, threads, limit, cpuMs, sleepMs };
}

export type RequestInput = Omit<RequestState, 'preset'>;

export const threadsOf = ({ decider, threads, cpus, limit }: RequestInput): number => (decider === 'own' ? threads : runtimeCpus(decider, cpus, limit === 0 ? null : limit));

export const PERIOD_US = 100_000;

/** How long the server runs: long enough for some thirty requests, shorter where many threads make them. */
export const durationUs = (input: RequestInput): number => (threadsOf(input) > 8 ? 3e6 : 8e6);


export function run(input: RequestInput): RequestRun {
  const threads = threadsOf(input);
  return runRequests({
    cpus: input.cpus, threads, quotaUs: input.limit === 0 ? null : input.limit * 100, periodUs: PERIOD_US,
    cpuUs: input.cpuMs * 1000, sleepUs: input.sleepMs * 1000, durationUs: durationUs(input), seed: 1,
  });
}
