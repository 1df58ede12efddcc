import { MAX_MANIFEST_LENGTH } from '@site/src/simulation/api';
import { parseAction, type LabAction } from '@site/src/simulation/scenarios/scheduling';
import { isChallenge } from './challenges/ids';
import type { LabState } from './lab-state';
import { MAX_COPIES, MAX_NODES, type NodeDraft } from './nodes';
import type { HandedOver } from '../state';
import { isPreset, PRESETS, type Preset, type PresetId } from './presets';

/** 2: configuration, actions, challenge; extended resources and copies of a node. */
export const STATE_VERSION = 2;

/** The state that an example sets; the rest is as it was at first. */
export const fromPreset = ({ manifest, nodes, actions = [], configuration = '' }: Preset): Omit<LabState, 'seed'> => ({ manifest, nodes, actions: [...actions], configuration, challenge: null });

export const initialState = (name: PresetId, manifest?: string): LabState => ({ ...fromPreset(PRESETS[name]), ...(manifest !== undefined && { manifest }), seed: 1 });

/** The state for what the page hands over: one of the presets, or a manifest for the nodes as they are. */
export function takeOver({ preset, text }: HandedOver, now: LabState): LabState | undefined {
  if (isPreset(preset)) return { ...now, ...fromPreset(PRESETS[preset]) };
  return text === undefined ? undefined : { ...now, manifest: text, actions: [], challenge: null };
}

const TEXT_FIELDS = ['name', 'cpu', 'memory', 'pods', 'labels', 'taints', 'images'] as const;
const MAX_ACTIONS = 100;

function parseNode(raw: unknown): NodeDraft | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  // Version 1 knew neither extended resources nor copies.
  const record = { extra: '', copies: 1, ...raw } as Readonly<Record<string, unknown>>;
  const { copies } = record;
  if (typeof copies !== 'number' || !Number.isInteger(copies) || copies < 1 || copies > MAX_COPIES) return undefined;
  const draft: NodeDraft = { name: '', cpu: '', memory: '', pods: '', cordoned: record['cordoned'] === true, labels: '', taints: '', images: '', extra: '', copies };
  for (const field of [...TEXT_FIELDS, 'extra'] as const) {
    const value = record[field];
    if (typeof value !== 'string' || value.length > 4000) return undefined;
    draft[field] = value;
  }
  return draft.name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(draft.name) ? draft : undefined;
}

function parseActions(raw: unknown): LabAction[] | undefined {
  if (!Array.isArray(raw) || raw.length > MAX_ACTIONS) return undefined;
  const actions = raw.map(parseAction).filter((action) => action !== undefined);
  return actions.length === raw.length ? actions : undefined;
}

export function parseState(raw: unknown): LabState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { manifest, nodes, seed, configuration = '', actions = [], challenge = null } = raw as Readonly<Record<string, unknown>>;
  if (typeof manifest !== 'string' || manifest.length > MAX_MANIFEST_LENGTH || !Array.isArray(nodes) || nodes.length > MAX_NODES) return undefined;
  if (typeof configuration !== 'string' || configuration.length > 100_000) return undefined;
  const drafts = nodes.map(parseNode);
  const valid = drafts.filter((draft) => draft !== undefined);
  if (valid.length !== drafts.length || new Set(valid.map((draft) => draft.name)).size !== valid.length) return undefined;
  const done = parseActions(actions);
  if (done === undefined) return undefined;
  return {
    manifest,
    nodes: valid,
    seed: typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31 ? seed : 1,
    configuration,
    actions: done,
    challenge: isChallenge(challenge) ? challenge : null,
  };
}
