import { GOALS, type Goal } from '@site/src/simulation/resources/sizing/goals';
import { MAX_USAGE_LENGTH } from '@site/src/simulation/resources/sizing/types';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, type Preset } from './examples';

/** What is kept and shared. Plain JSON. */
export interface SizerState {
  readonly text: string;
  readonly goal: Goal;
  /** Which workload of the text is shown; beyond the last, the first. */
  readonly chosen: number;
  /** Allocatable CPU of a node in thousandths and its memory in GiB. */
  readonly nodeCpu: number;
  readonly nodeMemory: number;
}

export const LIMITS = {
  nodeCpu: { min: 1000, max: 64_000, step: 500 },
  nodeMemory: { min: 1, max: 256, step: 1 },
} as const;

export const startOf = (preset: Preset): SizerState => ({ text: PRESETS[preset], goal: 'balanced', chosen: 0, nodeCpu: 4000, nodeMemory: 16 });

export const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);

export function takeOver({ preset, text }: HandedOver, now: SizerState): SizerState | undefined {
  if (isPreset(preset)) return { ...now, text: PRESETS[preset], chosen: 0 };
  return text === undefined ? undefined : { ...now, text, chosen: 0 };
}

const inside = (value: unknown, { min, max }: { min: number; max: number }): value is number => typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;

export function parseState(raw: unknown): SizerState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { text, goal, chosen, nodeCpu, nodeMemory } = raw as Record<string, unknown>;
  const known = GOALS.find((one) => one === goal);
  if (typeof text !== 'string' || text.length > MAX_USAGE_LENGTH || known === undefined) return undefined;
  if (!inside(chosen, { min: 0, max: 1000 }) || !Number.isInteger(chosen) || !inside(nodeCpu, LIMITS.nodeCpu) || !inside(nodeMemory, LIMITS.nodeMemory)) return undefined;
  return { text, goal: known, chosen, nodeCpu, nodeMemory };
}
