import type { HandedOver } from '../state';

export const DECISIONS = ['up', 'down'] as const;
export type Decision = (typeof DECISIONS)[number];
export const EXPANDERS = ['least-waste', 'most-pods'] as const;
export type Expander = (typeof EXPANDERS)[number];
/** What stands on the node that may go. */
export const OCCUPANTS = ['plain', 'daemon', 'bare', 'local', 'system', 'budget', 'unsafe'] as const;
export type Occupant = (typeof OCCUPANTS)[number];

export interface AutoscaleState {
  readonly decision: Decision;
  /** Waiting Pods, and what each requests: thousandths of a CPU, Mi. */
  readonly pods: number;
  readonly cpu: number;
  readonly memory: number;
  readonly expander: Expander;
  /** How large the groups may become. */
  readonly smallMax: number;
  readonly largeMax: number;
  /** What the Pods of node-a and of node-b request together, thousandths of a CPU. */
  readonly requested: number;
  readonly other: number;
  readonly occupant: Occupant;
  /** Minutes for which node-a has been unneeded, and since the last node was added. */
  readonly unneeded: number;
  readonly added: number;
}

export const LIMITS = {
  pods: { min: 0, max: 20, step: 1 },
  cpu: { min: 100, max: 9000, step: 100 },
  memory: { min: 256, max: 32_768, step: 256 },
  smallMax: { min: 2, max: 10, step: 1 },
  largeMax: { min: 0, max: 6, step: 1 },
  requested: { min: 0, max: 3900, step: 100 },
  other: { min: 1000, max: 3900, step: 100 },
  unneeded: { min: 0, max: 20, step: 1 },
  added: { min: 0, max: 30, step: 1 },
} as const;
export type Dial = keyof typeof LIMITS;

export const INITIAL: AutoscaleState = {
  decision: 'up', pods: 5, cpu: 900, memory: 1024, expander: 'least-waste', smallMax: 5, largeMax: 3, requested: 1500, other: 2300, occupant: 'plain', unneeded: 12, added: 30,
};

export const PRESETS = { up: INITIAL, down: { ...INITIAL, decision: 'down' } } as const satisfies Readonly<Record<string, AutoscaleState>>;
export type Preset = keyof typeof PRESETS;

const isPreset = (value: unknown): value is Preset => typeof value === 'string' && Object.hasOwn(PRESETS, value);
export const takeOver = ({ preset }: HandedOver): AutoscaleState | undefined => (isPreset(preset) ? PRESETS[preset] : undefined);

const oneOf = <T>(all: readonly T[], value: unknown): value is T => all.some((one) => one === value);

export function parseState(raw: unknown): AutoscaleState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { decision, expander, occupant, ...dials } = raw as Record<string, unknown>;
  if (!oneOf(DECISIONS, decision) || !oneOf(EXPANDERS, expander) || !oneOf(OCCUPANTS, occupant)) return undefined;
  const read = (dial: Dial): number | undefined => {
    const value = dials[dial];
    const { min, max } = LIMITS[dial];
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
  };
  const [pods, cpu, memory, smallMax, largeMax] = [read('pods'), read('cpu'), read('memory'), read('smallMax'), read('largeMax')];
  const [requested, other, unneeded, added] = [read('requested'), read('other'), read('unneeded'), read('added')];
  if (pods === undefined || cpu === undefined || memory === undefined || smallMax === undefined || largeMax === undefined) return undefined;
  if (requested === undefined || other === undefined || unneeded === undefined || added === undefined) return undefined;
  return { decision, expander, occupant, pods, cpu, memory, smallMax, largeMax, requested, other, unneeded, added };
}
