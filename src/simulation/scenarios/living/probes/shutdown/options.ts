/** What SIGTERM does: it ends the process at once; it closes its port and finishes what it answers; it goes on serving until it has wound up; nobody hears it. */
export const TERMS = ['atOnce', 'closes', 'serves', 'ignored'] as const;
export type Term = (typeof TERMS)[number];

/** How long an answer takes, ms. */
export const ANSWERS = [200, 1000, 5000, 30_000] as const;

/** What the end of a Pod is tried with. Seconds. */
export interface ShutdownOptions {
  /** `terminationGracePeriodSeconds`. */
  readonly grace: number;
  /** `preStop: sleep`; 0 for none. */
  readonly preStop: number;
  readonly term: Term;
  /** From SIGTERM until the process ends, where it winds up. */
  readonly finish: number;
  /** What every proxy needs until it hears of a change, beside the time in which it writes its rules. */
  readonly lag: number;
  /** How long an answer takes, ms. */
  readonly answer: (typeof ANSWERS)[number];
}

export const SHUTDOWN_LIMITS = { grace: [1, 90], preStop: [0, 60], finish: [0, 60], lag: [0, 20] } as const;

/** A process that nobody taught to end, and proxies that hear of it two seconds later. */
export const SHUTDOWN_DEFAULT: ShutdownOptions = { grace: 30, preStop: 0, term: 'atOnce', finish: 5, lag: 2, answer: 200 };

const oneOf = (all: readonly unknown[], value: unknown): boolean => all.includes(value);

/** Options as somebody stored or shared them. */
export function parseShutdownOptions(raw: unknown): ShutdownOptions | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const given = raw as Readonly<Record<string, unknown>>;
  const within = (name: keyof typeof SHUTDOWN_LIMITS): boolean => {
    const [value, [low, high]] = [given[name], SHUTDOWN_LIMITS[name]];
    return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
  };
  if (!(['grace', 'preStop', 'finish', 'lag'] as const).every(within) || !oneOf(TERMS, given.term) || !oneOf(ANSWERS, given.answer)) return undefined;
  const { grace, preStop, term, finish, lag, answer } = raw as ShutdownOptions;
  return { grace, preStop, term, finish, lag, answer };
}
