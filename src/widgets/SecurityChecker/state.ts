import { isLevel, type Level } from '@site/src/simulation/policy/pod-security';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, type Preset } from './presets';

/** Versions between which the checks changed, and the ones that are met. */
export const VERSIONS = ['latest', 'v1.35', 'v1.34', 'v1.32', 'v1.29', 'v1.25', 'v1.22', 'v1.18'] as const;
export type Version = (typeof VERSIONS)[number];

/** What is kept and shared. */
export interface CheckerState {
  readonly text: string;
  readonly level: Level;
  readonly version: Version;
}

export const MAX_TEXT = 40_000;

export const startOf = (preset: Preset): CheckerState => ({ text: PRESETS[preset], level: 'restricted', version: 'latest' });

export function takeOver({ preset, text }: HandedOver, now: CheckerState): CheckerState | undefined {
  const known = PRESET_IDS.find((id) => id === preset);
  if (known !== undefined) return startOf(known);
  return text === undefined ? undefined : { ...now, text: text.slice(0, MAX_TEXT) };
}

export function parseState(raw: unknown): CheckerState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { text, level, version } = raw as Record<string, unknown>;
  const asked = VERSIONS.find((one) => one === version);
  return typeof text === 'string' && text.length <= MAX_TEXT && typeof level === 'string' && isLevel(level) && asked !== undefined ? { text, level, version: asked } : undefined;
}
