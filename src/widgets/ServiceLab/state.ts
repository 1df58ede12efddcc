import { addressesOf, ADDRESSES, CLIENTS, DISTRIBUTIONS, EVENTS, MODES, NODES, POD_STATES, PODS, TYPES } from '@site/src/simulation/scenarios/services';
import type { PodName, PodState, ServiceOptions } from '@site/src/simulation/scenarios/services';
import { initialState as FIRST_NAME, parseState as parseName, type LadderState } from '../DnsLadder/state';
import type { HandedOver } from '../state';
import { PRESET_IDS, PRESETS, type Preset } from './presets';

/** What is shown: where requests go, or what finding a name costs before the first of them. */
export const TABS = ['requests', 'dns'] as const;
export type Tab = (typeof TABS)[number];

/** What is kept and shared. */
export interface LabState {
  readonly tab: Tab;
  /** The name that is looked up in the DNS tab. */
  readonly dns: LadderState;
  readonly preset: Preset;
  readonly options: ServiceOptions;
  /** The Pod whose last request is explained; undefined: the last request of all. */
  readonly shown: PodName | undefined;
}

export const startOf = (preset: Preset): LabState => ({ tab: preset === 'dns' ? 'dns' : 'requests', dns: FIRST_NAME, preset, options: PRESETS[preset], shown: undefined });

const isPreset = (value: unknown): value is Preset => PRESET_IDS.some((id) => id === value);
export const takeOver = ({ preset }: HandedOver): LabState | undefined => (isPreset(preset) ? startOf(preset) : undefined);

/** A Service of another type may lack the address that was asked. */
export function withOptions(state: LabState, next: Partial<ServiceOptions>): LabState {
  const options = { ...state.options, ...next };
  const known = addressesOf(options.type);
  return { ...state, options: known.includes(options.address) ? options : { ...options, address: known.at(-1)! } };
}

const POLICIES = ['Cluster', 'Local'] as const;
const oneOf = <T>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value);
const names = <T extends string>(all: readonly { readonly name: T }[]): readonly T[] => all.map(({ name }) => name);

function parsePods(raw: unknown): Record<PodName, PodState> | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const states = names(PODS).map((name) => [name, oneOf(POD_STATES, (raw as Record<string, unknown>)[name])] as const);
  return states.some(([, state]) => state === undefined) ? undefined : (Object.fromEntries(states) as Record<PodName, PodState>);
}

export function parseState(raw: unknown): LabState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { tab, dns, preset, options, shown } = raw as Record<string, unknown>;
  if (!isPreset(preset) || typeof options !== 'object' || options === null) return undefined;
  const given = options as Record<string, unknown>;
  const read = {
    type: oneOf(TYPES, given.type), mode: oneOf(MODES, given.mode), externalTrafficPolicy: oneOf(POLICIES, given.externalTrafficPolicy), internalTrafficPolicy: oneOf(POLICIES, given.internalTrafficPolicy),
    distribution: oneOf(DISTRIBUTIONS, given.distribution), affinity: oneOf([true, false], given.affinity), client: oneOf(names(CLIENTS), given.client), address: oneOf(ADDRESSES, given.address),
    via: oneOf(names(NODES), given.via), keepsConnection: oneOf([true, false], given.keepsConnection), pods: parsePods(given.pods), event: oneOf(EVENTS, given.event), eventPod: oneOf(names(PODS), given.eventPod),
    seed: typeof given.seed === 'number' && Number.isInteger(given.seed) && given.seed >= 0 && given.seed < 1e9 ? given.seed : undefined,
  };
  if (Object.values(read).some((value) => value === undefined) || !addressesOf(read.type!).includes(read.address!)) return undefined;
  // Older ones know of no names.
  const [view, name] = [tab === undefined ? 'requests' : oneOf(TABS, tab), dns === undefined ? FIRST_NAME : parseName(dns)];
  if (view === undefined || name === undefined) return undefined;
  const pod = shown === undefined ? undefined : oneOf(names(PODS), shown);
  return shown !== undefined && pod === undefined ? undefined : { tab: view, dns: name, preset, options: read as ServiceOptions, shown: pod };
}
