import { MAX_MANIFEST_LENGTH } from '@site/src/simulation/api/manifest/limits';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, type Preset } from './presets';

export const VIEWS = ['stored', 'kubectl'] as const;
export type View = (typeof VIEWS)[number];

/** What is kept and shared. */
export interface CheckState {
  readonly text: string;
  /** What is shown beside it. */
  readonly view: View;
  /** Which of the good objects is shown, from 0. */
  readonly at: number;
}

export const startOf = (preset: Preset): CheckState => ({ text: PRESETS[preset], view: 'stored', at: 0 });

export function takeOver({ preset, text }: HandedOver, now: CheckState): CheckState | undefined {
  const known = PRESET_IDS.find((id) => id === preset);
  if (known !== undefined) return startOf(known);
  return text === undefined ? undefined : { ...now, text, at: 0 };
}

export function parseState(raw: unknown): CheckState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { text, view, at } = raw as Record<string, unknown>;
  const shown = VIEWS.find((one) => one === view);
  if (typeof text !== 'string' || text.length > MAX_MANIFEST_LENGTH || shown === undefined || typeof at !== 'number' || !Number.isInteger(at) || at < 0) return undefined;
  return { text, view: shown, at };
}
