import { MODES, SIZES, modeOf, modesOf, type ModeId, type Provider, type SizeId } from '@site/src/simulation/resources/pods-per-node';
import { PLAYS, STEPS, type Play } from './flow';
import type { NodeInput } from '@site/src/simulation/resources/pods-per-node';

export const TABS = ['limits', 'flow'] as const;
export type Tab = (typeof TABS)[number];

/** Ranges of the sliders; CPU in millicores, memory in MiB. */
export const RANGES = {
  maxPods: { min: 10, max: 500, step: 1 },
  daemonSets: { min: 0, max: 20, step: 1 },
  hostNetwork: { min: 0, max: 20, step: 1 },
  daemonCpu: { min: 0, max: 500, step: 10 },
  daemonMemory: { min: 0, max: 1024, step: 16 },
  appCpu: { min: 10, max: 4000, step: 10 },
  appMemory: { min: 16, max: 8192, step: 16 },
} as const;
export type Dial = keyof typeof RANGES;

/** Who was stopped: nobody, the actor of step `deadAt`, or the whole control plane. */
export type Dead = 'none' | 'actor' | 'control-plane';

export interface PodsPerNodeState extends NodeInput {
  readonly tab: Tab;
  readonly play: Play;
  /** Index of the step that is shown. */
  readonly step: number;
  readonly dead: Dead;
  readonly deadAt: number;
}

export const INITIAL: PodsPerNodeState = {
  tab: 'limits',
  mode: 'secondary',
  size: 'c4',
  maxPods: null,
  daemonSets: 4,
  hostNetwork: 2,
  daemonCpu: 50,
  daemonMemory: 64,
  appCpu: 250,
  appMemory: 256,
  play: 'apply',
  step: 0,
  dead: 'none',
  deadAt: 0,
};

const isOneOf = <T extends string>(all: readonly T[], value: unknown): value is T => all.some((one) => one === value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An integer of the range, or NaN. */
function within(value: unknown, { min, max }: { min: number; max: number }): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : Number.NaN;
}

/** The stored or shared value as a state; undefined when any part of it is not understood. */
export function parseState(raw: unknown): PodsPerNodeState | undefined {
  if (!isRecord(raw)) return undefined;
  const modeIds: readonly ModeId[] = MODES.map(({ id }) => id);
  const sizeIds: readonly SizeId[] = SIZES.map(({ id }) => id);
  if (!isOneOf(TABS, raw.tab) || !isOneOf(modeIds, raw.mode) || !isOneOf(sizeIds, raw.size) || !isOneOf(PLAYS, raw.play)) return undefined;
  if (!isOneOf(['none', 'actor', 'control-plane'] as const, raw.dead)) return undefined;
  const steps = { min: 0, max: STEPS[raw.play].length - 1 };
  const dial = (name: Dial) => within(raw[name], RANGES[name]);
  const state: PodsPerNodeState = {
    tab: raw.tab,
    mode: raw.mode,
    size: raw.size,
    maxPods: raw.maxPods === null ? null : dial('maxPods'),
    daemonSets: dial('daemonSets'),
    hostNetwork: dial('hostNetwork'),
    daemonCpu: dial('daemonCpu'),
    daemonMemory: dial('daemonMemory'),
    appCpu: dial('appCpu'),
    appMemory: dial('appMemory'),
    play: raw.play,
    step: within(raw.step, steps),
    dead: raw.dead,
    deadAt: within(raw.deadAt, steps),
  };
  return Object.values(state).some(Number.isNaN) ? undefined : state;
}

/** The state with another provider: its first mode, and its own `maxPods`. */
export function withProvider(state: PodsPerNodeState, provider: Provider): PodsPerNodeState {
  return { ...state, mode: modesOf(provider)[0]!.id, maxPods: null };
}

/** Another journey starts at its first step with everyone alive. */
export const withPlay = (state: PodsPerNodeState, play: Play): PodsPerNodeState => ({ ...state, play, step: 0, dead: 'none', deadAt: 0 });

/** Another slider value; host-network Pods are never more than there are DaemonSet Pods. */
export function withDial(state: PodsPerNodeState, dial: Dial, value: number): PodsPerNodeState {
  const next = { ...state, [dial]: value };
  return { ...next, hostNetwork: Math.min(next.hostNetwork, next.daemonSets) };
}

export const providerOf = (state: PodsPerNodeState): Provider => modeOf(state.mode).provider;
