import type { HandedOver } from '../state';
import { readAutoscaler } from './autoscaler';
import { MINUTES, PRESET_IDS, PRESETS, type Preset, type Start } from './presets';

/** What is kept and shared. Plain JSON. */
export interface LabState extends Start {
  readonly preset: Preset;
  /** The last text that the API server would have taken: the autoscaler that is at work while `yaml` is being edited. */
  readonly applied: string;
}

export const LIMITS = {
  load: { min: 0, max: 300, step: 5 },
  request: { min: 0, max: 1000, step: 50 },
  limit: { min: 50, max: 2000, step: 50 },
  startup: { min: 0, max: 300, step: 10 },
  startupCpu: { min: 0, max: 2000, step: 50 },
  nodes: { min: 1, max: 8, step: 1 },
  nodeMost: { min: 1, max: 8, step: 1 },
  nodeStart: { min: 0, max: 600, step: 30 },
  at: { min: 1, max: MINUTES * 4, step: 1 },
} as const;

/** A longer text is no autoscaler. */
export const MAX_YAML = 20_000;

export const startOf = (preset: Preset): LabState => ({ preset, ...PRESETS[preset], applied: PRESETS[preset].yaml });

const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);

/** A manifest that the page hands over takes the place of the autoscaler; one that would be refused only shows its errors. */
export function withYaml(state: LabState, yaml: string): LabState {
  const text = yaml.slice(0, MAX_YAML);
  return { ...state, yaml: text, applied: readAutoscaler(text, state.toZero).hpa === null ? state.applied : text };
}

/** The gate decides which autoscalers are taken, so the text is read anew; without the gate one for zero replicas gives way to the preset's. */
export function withGate(state: LabState, toZero: boolean): LabState {
  const next = { ...state, toZero };
  if (readAutoscaler(next.applied, toZero).hpa !== null) return withYaml(next, next.yaml);
  return withYaml({ ...next, applied: PRESETS.spike.yaml }, next.yaml);
}

export function takeOver({ preset, text }: HandedOver, now: LabState): LabState | undefined {
  if (isPreset(preset)) return startOf(preset);
  return text === undefined ? undefined : withYaml(now, text);
}

const inside = (value: unknown, { min, max }: { min: number; max: number }): value is number => typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;

export function parseState(raw: unknown): LabState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { preset, load, yaml, applied, request, limit, startup, startupCpu, probe, queue, toZero, nodes, nodeMost, nodeStart, at } = raw as Record<string, unknown>;
  if (!isPreset(preset) || !Array.isArray(load) || load.length !== MINUTES + 1) return undefined;
  const loads = load.filter((value): value is number => inside(value, LIMITS.load));
  if (loads.length !== load.length) return undefined;
  if (typeof yaml !== 'string' || yaml.length > MAX_YAML || typeof applied !== 'string' || applied.length > MAX_YAML) return undefined;
  if (typeof probe !== 'boolean' || typeof queue !== 'boolean' || typeof toZero !== 'boolean') return undefined;
  if (!inside(request, LIMITS.request) || !inside(limit, LIMITS.limit) || !inside(startup, LIMITS.startup) || !inside(startupCpu, LIMITS.startupCpu)) return undefined;
  if (!inside(nodes, LIMITS.nodes) || !inside(nodeMost, LIMITS.nodeMost) || !inside(nodeStart, LIMITS.nodeStart) || nodeMost < nodes) return undefined;
  if (!inside(at, LIMITS.at) || !Number.isInteger(at) || limit < request) return undefined;
  if (readAutoscaler(applied, toZero).hpa === null) return undefined;
  return { preset, load: loads, yaml, applied, request, limit, startup, startupCpu, probe, queue, toZero, nodes, nodeMost, nodeStart, at };
}
