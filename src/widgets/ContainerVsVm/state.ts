import { APP_KINDS, DEFAULT_HOST, ISOLATIONS, type AppInstance, type AppKind, type HostConfig, type Isolation } from '@site/src/simulation/virtualization';
import type { HandedOver } from '../state';

/** What the panel beside the figure answers; `bug`, `noise` and `leak` also mark the figure. */
export const VIEWS = ['startup', 'memory', 'disk', 'fit', 'bug', 'noise', 'leak'] as const;
export type View = (typeof VIEWS)[number];

export const LIMITS = {
  apps: { min: 1, max: 8 },
  memoryGiB: { min: 2, max: 64 },
  cpus: { min: 1, max: 16 },
  vmMemoryMiB: { min: 256, max: 4096, step: 128 },
  appMemoryMiB: { min: 16, max: 2048, step: 16 },
  appStartMs: { min: 0, max: 5000, step: 100 },
  noisyThreads: { min: 1, max: 16 },
} as const;

export interface ContainerVsVmState {
  readonly apps: readonly { readonly app: AppKind; readonly isolation: Isolation }[];
  readonly memoryGiB: number;
  readonly cpus: number;
  readonly vmMemoryMiB: number;
  readonly appMemoryMiB: Readonly<Record<AppKind, number>>;
  readonly appStartMs: number;
  readonly view: View;
  /** Index of the chosen application: where the kernel bug is used, who is noisy, whose number is asked for. */
  readonly chosen: number;
  readonly noisyThreads: number;
  /** The noisy one has a limit of one CPU (`cpu.max`), the leaking one a limit of memory (`memory.max`). */
  readonly limited: boolean;
}

const MIXED: ContainerVsVmState = {
  apps: [
    { app: 'nginx', isolation: 'process' },
    { app: 'python', isolation: 'process' },
    { app: 'nginx', isolation: 'container' },
    { app: 'python', isolation: 'container' },
    { app: 'java', isolation: 'microvm' },
    { app: 'mysql', isolation: 'vm' },
  ],
  memoryGiB: DEFAULT_HOST.memoryMiB / 1024,
  cpus: DEFAULT_HOST.cpus,
  vmMemoryMiB: DEFAULT_HOST.vmMemoryMiB,
  appMemoryMiB: DEFAULT_HOST.appMemoryMiB,
  appStartMs: DEFAULT_HOST.appStartMs,
  view: 'startup',
  chosen: 3,
  noisyThreads: 8,
  limited: false,
};

/** Where the figure can start; a page asks for one with `preset`. A new one takes an entry here. */
export const PRESETS = {
  mixed: MIXED,
  'kernel-bug': { ...MIXED, view: 'bug' },
  'noisy-neighbour': { ...MIXED, view: 'noise' },
  leak: { ...MIXED, view: 'leak' },
  memory: { ...MIXED, view: 'memory' },
  disk: { ...MIXED, view: 'disk' },
  fit: { ...MIXED, view: 'fit' },
} satisfies Readonly<Record<string, ContainerVsVmState>>;

export type Preset = keyof typeof PRESETS;

/** The state for the preset that the page hands over. */
export const takeOver = ({ preset }: HandedOver): ContainerVsVmState | undefined => (preset !== undefined && Object.hasOwn(PRESETS, preset) ? PRESETS[preset as Preset] : undefined);

/** The stored or shared value as a state; undefined when any part of it is not understood. */
export function parseState(raw: unknown): ContainerVsVmState | undefined {
  if (!isRecord(raw) || !Array.isArray(raw.apps) || !isRecord(raw.appMemoryMiB)) return undefined;
  const apps: { app: AppKind; isolation: Isolation }[] = [];
  for (const entry of raw.apps as unknown[]) {
    if (!isRecord(entry) || !isOneOf(APP_KINDS, entry.app) || !isOneOf(ISOLATIONS, entry.isolation)) return undefined;
    apps.push({ app: entry.app, isolation: entry.isolation });
  }
  const appMemory = raw.appMemoryMiB;
  const memory = (app: AppKind): number => within(appMemory[app], LIMITS.appMemoryMiB);
  const state: ContainerVsVmState = {
    apps,
    memoryGiB: within(raw.memoryGiB, LIMITS.memoryGiB),
    cpus: within(raw.cpus, LIMITS.cpus),
    vmMemoryMiB: within(raw.vmMemoryMiB, LIMITS.vmMemoryMiB),
    appMemoryMiB: { nginx: memory('nginx'), python: memory('python'), mysql: memory('mysql'), java: memory('java') },
    appStartMs: within(raw.appStartMs, LIMITS.appStartMs),
    view: isOneOf(VIEWS, raw.view) ? raw.view : MIXED.view,
    chosen: within(raw.chosen, { min: 0, max: apps.length - 1 }),
    noisyThreads: within(raw.noisyThreads, LIMITS.noisyThreads),
    limited: raw.limited === true,
  };
  const numbers = [state.memoryGiB, state.cpus, state.vmMemoryMiB, state.appStartMs, state.chosen, state.noisyThreads, ...Object.values(state.appMemoryMiB)];
  if (apps.length < LIMITS.apps.min || apps.length > LIMITS.apps.max || numbers.some(Number.isNaN)) return undefined;
  return state;
}

export function hostConfig(state: ContainerVsVmState): HostConfig {
  return {
    ...DEFAULT_HOST,
    memoryMiB: state.memoryGiB * 1024,
    cpus: state.cpus,
    vmMemoryMiB: state.vmMemoryMiB,
    appMemoryMiB: state.appMemoryMiB,
    appStartMs: state.appStartMs,
  };
}

export function instancesOf(state: ContainerVsVmState): AppInstance[] {
  return state.apps.map((entry, index) => ({ id: `app-${index}`, ...entry }));
}

/** The state with `count` applications: new ones are copies of the chosen one. */
export function withAppCount(state: ContainerVsVmState, count: number): ContainerVsVmState {
  const copy = state.apps[state.chosen];
  const apps = Array.from({ length: count }, (_, index) => state.apps[index] ?? copy);
  return { ...state, apps, chosen: Math.min(state.chosen, count - 1) };
}

/** The state with the chosen application changed. */
export function withChosen(state: ContainerVsVmState, change: Partial<{ app: AppKind; isolation: Isolation }>): ContainerVsVmState {
  return { ...state, apps: state.apps.map((entry, index) => (index === state.chosen ? { ...entry, ...change } : entry)) };
}

/** Whether every application has the isolation of the chosen one. */
export function allAlike(state: ContainerVsVmState): boolean {
  return state.apps.every(({ isolation }) => isolation === state.apps[state.chosen].isolation);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf<T extends string>(all: readonly T[], value: unknown): value is T {
  return all.some((one) => one === value);
}

/** An integer inside the range, or NaN. */
function within(value: unknown, { min, max }: { min: number; max: number }): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : Number.NaN;
}
