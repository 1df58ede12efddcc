import { scaledValue } from '../../../api/int-or-percent';

export const NEW_IMAGES = ['good', 'never-ready', 'crash', 'missing'] as const;
export type NewImage = (typeof NEW_IMAGES)[number];

/** What a rollout is tried with. Times in s. */
export interface RolloutOptions {
  readonly replicas: number;
  /** As the manifest has them: `1`, `25%`. */
  readonly maxSurge: string;
  readonly maxUnavailable: string;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
  /** From the start of the process until it listens and is ready. */
  readonly readyAfter: number;
  readonly readinessProbe: boolean;
  readonly newImage: NewImage;
  /** `preStop: sleep`; 0 for none. */
  readonly preStop: number;
  /** SIGTERM is heard: what is being answered is finished first. */
  readonly graceful: boolean;
}

export const ROLLOUT_DEFAULT: RolloutOptions = {
  replicas: 10, maxSurge: '25%', maxUnavailable: '25%', minReadySeconds: 0, progressDeadlineSeconds: 600, readyAfter: 5, readinessProbe: true, newImage: 'good', preStop: 0, graceful: false,
};

export const ROLLOUT_LIMITS = { replicas: [1, 12], minReadySeconds: [0, 20], readyAfter: [0, 20], preStop: [0, 15] } as const;
export const AMOUNTS = ['0', '1', '2', '3', '25%', '50%', '100%'] as const;
export const DEADLINES = [30, 60, 120, 600] as const;

/** A count or a share, as the API has it. */
export const amountOf = (text: string): number | string => (text.endsWith('%') ? text : Number(text));

/** The most Pods and the fewest available ones that the strategy allows (deployment util: ResolveFenceposts). */
export function boundsOf({ replicas, maxSurge, maxUnavailable }: Pick<RolloutOptions, 'replicas' | 'maxSurge' | 'maxUnavailable'>): { readonly most: number; readonly least: number } {
  const surge = scaledValue(amountOf(maxSurge), replicas, 'up');
  const unavailable = scaledValue(amountOf(maxUnavailable), replicas, 'down');
  return { most: replicas + surge, least: Math.max(0, replicas - (surge === 0 && unavailable === 0 ? 1 : unavailable)) };
}

const within = (value: unknown, [low, high]: readonly [number, number]): value is number => typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;

/** Options as somebody stored or shared them. */
export function parseRolloutOptions(raw: unknown): RolloutOptions | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const one = raw as Readonly<Record<string, unknown>>;
  const { replicas, maxSurge, maxUnavailable, minReadySeconds, progressDeadlineSeconds, readyAfter, readinessProbe, newImage, preStop, graceful } = one;
  const amounts: readonly unknown[] = AMOUNTS;
  const good =
    within(replicas, ROLLOUT_LIMITS.replicas) && within(minReadySeconds, ROLLOUT_LIMITS.minReadySeconds) && within(readyAfter, ROLLOUT_LIMITS.readyAfter) && within(preStop, ROLLOUT_LIMITS.preStop) &&
    amounts.includes(maxSurge) && amounts.includes(maxUnavailable) && (DEADLINES as readonly unknown[]).includes(progressDeadlineSeconds) && (NEW_IMAGES as readonly unknown[]).includes(newImage) &&
    typeof readinessProbe === 'boolean' && typeof graceful === 'boolean';
  return good ? ({ replicas, maxSurge, maxUnavailable, minReadySeconds, progressDeadlineSeconds, readyAfter, readinessProbe, newImage, preStop, graceful } as RolloutOptions) : undefined;
}
