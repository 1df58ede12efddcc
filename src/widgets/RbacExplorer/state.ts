import type { HandedOver } from '../state';
import { DRAFTS, PRESET_IDS, PRESETS, type Preset } from './presets';
import { NAMESPACES, ROW_NAMES, served, VERBS, type Namespace, type RowName, type Verb } from './questions';

/** What is kept and shared. */
export interface ExplorerState {
  readonly preset: Preset;
  /** Roles and bindings; what could not be read of them is not at work. */
  readonly yaml: string;
  readonly who: string;
  readonly namespace: Namespace;
  /** The question that is explained. */
  readonly row: RowName;
  readonly verb: Verb;
  /** What the subject tries to create. */
  readonly draft: string;
}

export const MAX_YAML = 40_000;

export const startOf = (preset: Preset): ExplorerState => {
  const { yaml, who, namespace, row, verb } = PRESETS[preset];
  return { preset, yaml, who, namespace, row, verb, draft: DRAFTS.boss };
};

const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);

export function takeOver({ preset, text }: HandedOver, now: ExplorerState): ExplorerState | undefined {
  if (isPreset(preset)) return startOf(preset);
  return text === undefined ? undefined : { ...now, yaml: text.slice(0, MAX_YAML) };
}

export function parseState(raw: unknown): ExplorerState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { preset, yaml, who, namespace, row, verb, draft } = raw as Record<string, unknown>;
  if (!isPreset(preset) || typeof yaml !== 'string' || yaml.length > MAX_YAML || typeof draft !== 'string' || draft.length > MAX_YAML) return undefined;
  const space = NAMESPACES.find((one) => one === namespace);
  const asked = ROW_NAMES.find((one) => one === row);
  const how = VERBS.find((one) => one === verb);
  if (typeof who !== 'string' || who.length > 300 || space === undefined || asked === undefined || how === undefined || !served(asked, how)) return undefined;
  return { preset, yaml, who, namespace: space, row: asked, verb: how, draft };
}
