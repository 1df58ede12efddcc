import type { LabAction } from '@site/src/simulation/scenarios/quota/lab';
import { SHAPES, type Shape } from '@site/src/simulation/scenarios/quota/objects';

export const LIMITS = ['none', 'request', 'limit', 'max'] as const;
export type Limits = (typeof LIMITS)[number];

/** What a choice of the LimitRange puts in its one item. */
export const LIMIT_ITEMS = { none: null, request: { defaultRequest: { cpu: '100m' } }, limit: { default: { cpu: '300m' } }, max: { max: { cpu: '400m' } } } as const;

export const CPUS = ['500m', '1', '2'] as const;
export type Cpu = (typeof CPUS)[number];
export const hardOf = (cpu: Cpu) => ({ pods: '5', 'requests.cpu': cpu });

export const PLACES = ['deployment', 'replicaset', 'events', 'quota'] as const;
export type Place = (typeof PLACES)[number];

export const MOST_REPLICAS = 8;
/** The whole history is played anew for each picture, so it has an end. */
export const MOST_ACTIONS = 24;

export interface LabState {
  /** What has been done, in order; the quota is the first. */
  readonly actions: readonly LabAction[];
  readonly place: Place;
  /** What the next Deployment or Pod is to be. */
  readonly shape: Shape;
  readonly replicas: number;
}

export const PRESETS = {
  puzzle: [{ do: 'quota', hard: hardOf('500m') }, { do: 'deployment', shape: 'web', replicas: 5 }],
  unstated: [{ do: 'quota', hard: hardOf('500m') }, { do: 'deployment', shape: 'bare', replicas: 5 }],
} as const satisfies Record<string, readonly LabAction[]>;
export type Preset = keyof typeof PRESETS;

export const startOf = (preset: Preset): LabState => ({ actions: PRESETS[preset], place: 'deployment', shape: PRESETS[preset][1].shape, replicas: 5 });

const last = <K extends LabAction['do']>(actions: readonly LabAction[], what: K): Extract<LabAction, { do: K }> | undefined => actions.findLast((one) => one.do === what) as Extract<LabAction, { do: K }> | undefined;

export const cpuOf = ({ actions }: LabState): Cpu => CPUS.find((cpu) => cpu === last(actions, 'quota')?.hard['requests.cpu']) ?? '500m';
export const limitsOf = ({ actions }: LabState): Limits => LIMITS.find((one) => JSON.stringify(LIMIT_ITEMS[one]) === JSON.stringify(last(actions, 'limits')?.item ?? null)) ?? 'none';
export const wantedOf = ({ actions }: LabState) => last(actions, 'deployment');

function parseAction(raw: unknown): LabAction | undefined {
  const { do: what, hard, item, shape, replicas, name } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const known = SHAPES.find((one) => one === shape);
  if (what === 'quota') {
    const cpu = CPUS.find((one) => JSON.stringify(hardOf(one)) === JSON.stringify(hard));
    return cpu === undefined ? undefined : { do: 'quota', hard: hardOf(cpu) };
  }
  if (what === 'limits') {
    const limits = LIMITS.find((one) => JSON.stringify(LIMIT_ITEMS[one]) === JSON.stringify(item));
    return limits === undefined ? undefined : { do: 'limits', item: LIMIT_ITEMS[limits] };
  }
  if (what === 'pod') return known === undefined ? undefined : { do: 'pod', shape: known };
  if (what === 'deployment') return known === undefined || !isCount(replicas) ? undefined : { do: 'deployment', shape: known, replicas };
  return what === 'delete' && typeof name === 'string' && /^[a-z0-9-]{1,63}$/.test(name) ? { do: 'delete', name } : undefined;
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_REPLICAS;

export function parseState(raw: unknown): LabState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { actions, place, shape, replicas } = raw as Record<string, unknown>;
  const [where, what] = [PLACES.find((one) => one === place), SHAPES.find((one) => one === shape)];
  if (!Array.isArray(actions) || actions.length === 0 || actions.length > MOST_ACTIONS || where === undefined || what === undefined || !isCount(replicas)) return undefined;
  const read = actions.map(parseAction);
  return read.some((one) => one === undefined) || read[0]?.do !== 'quota' ? undefined : { actions: read as LabAction[], place: where, shape: what, replicas };
}
