import { APPLIERS } from '@site/src/simulation/scenarios/field-owners/field-owners';
import type { Applier, Step, Wish } from '@site/src/simulation/scenarios/field-owners/field-owners';

export const REPLICAS = [null, 3, 5] as const;
export const IMAGES = [null, 'nginx:1.30', 'nginx:1.31'] as const;
export const SCALED = 4;
export const SET_IMAGE = 'nginx:1.32';

export interface OwnersState {
  /** What the two manifests say now. */
  readonly wishes: Readonly<Record<Applier, Wish>>;
  /** What was sent, in its order. */
  readonly steps: readonly Step[];
}

const FIRST: Wish = { replicas: 3, image: 'nginx:1.30' };

/** ci has applied its manifest; ops has one that says something else. */
export const initialState: OwnersState = {
  wishes: { ci: FIRST, ops: { replicas: 5, image: null } },
  steps: [{ do: 'apply', who: 'ci', wish: FIRST, force: false }],
};

/** Steps that are carried out at each drawing: older ones go. */
const MOST_STEPS = 60;

export const withStep = (state: OwnersState, step: Step): OwnersState => ({ ...state, steps: [...state.steps, step].slice(-MOST_STEPS) });

type Json = Readonly<Record<string, unknown>>;
const isRecord = (raw: unknown): raw is Json => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function parseWish(raw: unknown): Wish | undefined {
  if (!isRecord(raw)) return undefined;
  const replicas = REPLICAS.find((one) => one === raw.replicas);
  const image = IMAGES.find((one) => one === raw.image);
  return replicas === undefined || image === undefined ? undefined : { replicas, image };
}

function parseStep(raw: unknown): Step | undefined {
  if (!isRecord(raw)) return undefined;
  if (raw.do === 'scale') return { do: 'scale', replicas: SCALED };
  if (raw.do === 'image') return { do: 'image', image: SET_IMAGE };
  const who = APPLIERS.find((one) => one === raw.who);
  const wish = parseWish(raw.wish);
  return raw.do !== 'apply' || who === undefined || wish === undefined || typeof raw.force !== 'boolean' ? undefined : { do: 'apply', who, wish, force: raw.force };
}

export function parseState(raw: unknown): OwnersState | undefined {
  if (!isRecord(raw) || !isRecord(raw.wishes) || !Array.isArray(raw.steps) || raw.steps.length > MOST_STEPS) return undefined;
  const [ci, ops] = [parseWish(raw.wishes.ci), parseWish(raw.wishes.ops)];
  const steps = raw.steps.map(parseStep);
  return ci === undefined || ops === undefined || steps.includes(undefined) ? undefined : { wishes: { ci, ops }, steps: steps.filter((one) => one !== undefined) };
}
