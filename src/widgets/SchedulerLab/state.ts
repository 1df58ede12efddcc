import { MAX_MANIFEST_LENGTH } from '@site/src/simulation/api';
import { MAX_NODES, type NodeDraft } from './nodes';
import type { HandedOver } from '../state';
import { isPreset, PRESETS, type PresetId } from './presets';

/** What is kept over a reload and goes into a shared address. */
export interface LabState {
  manifest: string;
  nodes: NodeDraft[];
  /** Decides ties and the letters of Pod names. */
  seed: number;
}

export const STATE_VERSION = 1;
export const initialState = (name: PresetId, manifest?: string): LabState => ({ ...PRESETS[name], ...(manifest !== undefined && { manifest }), seed: 1 });

/** The state for what the page hands over: one of the presets, or a manifest for the nodes as they are. */
export function takeOver({ preset, text }: HandedOver, now: LabState): LabState | undefined {
  if (isPreset(preset)) return { ...now, ...PRESETS[preset] };
  return text === undefined ? undefined : { ...now, manifest: text };
}

const TEXT_FIELDS = ['name', 'cpu', 'memory', 'pods', 'labels', 'taints', 'images'] as const;

function parseNode(raw: unknown): NodeDraft | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const record = raw as Readonly<Record<string, unknown>>;
  const draft: NodeDraft = { name: '', cpu: '', memory: '', pods: '', cordoned: record['cordoned'] === true, labels: '', taints: '', images: '' };
  for (const field of TEXT_FIELDS) {
    const value = record[field];
    if (typeof value !== 'string' || value.length > 4000) return undefined;
    draft[field] = value;
  }
  return /^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/.test(draft.name) ? draft : undefined;
}

export function parseState(raw: unknown): LabState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { manifest, nodes, seed } = raw as { manifest?: unknown; nodes?: unknown; seed?: unknown };
  if (typeof manifest !== 'string' || manifest.length > MAX_MANIFEST_LENGTH || !Array.isArray(nodes) || nodes.length > MAX_NODES) return undefined;
  const drafts = nodes.map(parseNode);
  const valid = drafts.filter((draft) => draft !== undefined);
  if (valid.length !== drafts.length || new Set(valid.map((draft) => draft.name)).size !== valid.length) return undefined;
  return { manifest, nodes: valid, seed: typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 ? seed : 1 };
}
