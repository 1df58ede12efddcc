import { SEEDS, timeOf, type Incident } from '@site/src/simulation/scenarios/incidents/incident';

/** One run through an incident. Times are µs of the cluster since the reader came. */
export interface IncidentState {
  readonly incident: string;
  readonly seed: number;
  /** Which run this is, so that each begins with a cluster of its own; 0 before it begins. */
  readonly run: number;
  readonly hints: number;
  /** Causes that were named, and are not the one. */
  readonly wrong: readonly string[];
  readonly named: boolean;
  /** When it worked again. */
  readonly mended: number | null;
  /** Time that was moved back, and has passed all the same. */
  readonly rewound: number;
  /** When it was over: mended, and its cause named; or given up. */
  readonly ended: number | null;
  readonly gaveUp: boolean;
}

export type Incidents = readonly Incident<string>[];

export const chosen = (incident: string, seed: number): IncidentState => ({ incident, seed, run: 0, hints: 0, wrong: [], named: false, mended: null, rewound: 0, ended: null, gaveUp: false });

export const FIRST_SEED = 1;

/** Begins it anew with the same cause. `run`: told apart from all earlier ones. */
export const begin = ({ incident, seed }: Pick<IncidentState, 'incident' | 'seed'>, run: number): IncidentState => ({ ...chosen(incident, seed), run });

/** It is over once it works and its cause is known. */
const settled = (state: IncidentState, passed: number): IncidentState => (state.ended === null && state.mended !== null && state.named ? { ...state, ended: passed + state.rewound } : state);

export const withMended = (state: IncidentState, passed: number): IncidentState => (state.mended !== null ? state : settled({ ...state, mended: passed + state.rewound }, passed));

export const withGuess = (state: IncidentState, guess: string, cause: string, passed: number): IncidentState =>
  (state.named || state.wrong.includes(guess) ? state : guess === cause ? settled({ ...state, named: true }, passed) : { ...state, wrong: [...state.wrong, guess] });

export const givenUp = (state: IncidentState, passed: number): IncidentState => (state.ended !== null ? state : { ...state, ended: passed + state.rewound, gaveUp: true });

/** Seconds, with what help and wrong guesses cost. */
export const scoreOf = ({ hints, wrong }: IncidentState, passed: number): number => timeOf(passed, hints, wrong.length);

export const codeOf = ({ incident, seed }: Pick<IncidentState, 'incident' | 'seed'>): string => `${incident}-${seed}`;

/** A code as it is told: `dns-4821`. */
export function readCode(text: string, incidents: Incidents): Pick<IncidentState, 'incident' | 'seed'> | undefined {
  const [, incident = '', digits = ''] = /^([a-z-]+)-(\d{1,4})$/.exec(text.trim().toLowerCase()) ?? [];
  return incidents.some(({ id }) => id === incident) && Number(digits) < SEEDS ? { incident, seed: Number(digits) } : undefined;
}

const isCount = (raw: unknown): raw is number => typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0;
const isTime = (raw: unknown): raw is number | null => raw === null || isCount(raw);

/** A link names `{incident, seed}` alone. */
export function parseState(raw: unknown, incidents: Incidents): IncidentState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { incident, seed, run = 0, hints = 0, wrong = [], named = false, mended = null, rewound = 0, ended = null, gaveUp = false } = raw as Partial<Record<keyof IncidentState, unknown>>;
  if (!incidents.some(({ id }) => id === incident) || !isCount(seed) || seed >= SEEDS) return undefined;
  if (!isCount(run) || !isCount(hints) || hints > 2 || !isCount(rewound) || !isTime(mended) || !isTime(ended) || typeof named !== 'boolean' || typeof gaveUp !== 'boolean') return undefined;
  if (!Array.isArray(wrong) || wrong.length > 20 || !wrong.every((one): one is string => typeof one === 'string')) return undefined;
  return { incident: incident as string, seed, run, hints, wrong, named, mended, rewound, ended, gaveUp };
}
