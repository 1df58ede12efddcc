import type { HandedOver } from '../state';
import { ENDS, PORT_NAMES, type EndName, type PortName } from './network';
import { PRESET_IDS, PRESETS, type Preset } from './presets';

/** What is kept and shared. */
export interface TesterState {
  readonly preset: Preset;
  readonly yaml: string;
  /** Whether the network plug-in enforces policies at all. */
  readonly enforced: boolean;
  readonly port: PortName;
  /** The connection that is explained. */
  readonly from: EndName;
  readonly to: EndName;
}

export const MAX_YAML = 40_000;

export const startOf = (preset: Preset): TesterState => {
  const { yaml, from, to } = PRESETS[preset];
  return { preset, yaml, enforced: true, port: 'own', from, to };
};

const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);

export function takeOver({ preset, text }: HandedOver, now: TesterState): TesterState | undefined {
  if (isPreset(preset)) return startOf(preset);
  return text === undefined ? undefined : { ...now, yaml: text.slice(0, MAX_YAML) };
}

export function parseState(raw: unknown): TesterState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { preset, yaml, enforced, port, from, to } = raw as Record<string, unknown>;
  const [asked, source, target] = [PORT_NAMES.find((one) => one === port), ENDS.find(({ name }) => name === from)?.name, ENDS.find(({ name }) => name === to)?.name];
  if (!isPreset(preset) || typeof yaml !== 'string' || yaml.length > MAX_YAML || typeof enforced !== 'boolean') return undefined;
  if (asked === undefined || source === undefined || target === undefined) return undefined;
  return { preset, yaml, enforced, port: asked, from: source, to: target };
}
