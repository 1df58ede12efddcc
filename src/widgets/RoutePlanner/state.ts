import { GOALS, PARTS, QUESTION_IDS, RATINGS, type Goal, type Question, type Rating, type Ratings } from './course';
import { dayOf } from './dates';

export const HOURS = { least: 2, most: 20 } as const;

export interface RouteState {
  goal: Goal;
  hours: number;
  /** `YYYY-MM-DD`; empty for a plan that counts weeks instead of dates. */
  start: string;
  ratings: Ratings;
  /** Parts whose "can do" line the reader has ticked. */
  done: readonly number[];
}

/** Someone who writes YAML and Git every day and has met networks only from the application's side: two gaps, and what they move. */
export const FIRST: RouteState = {
  goal: 'operator',
  hours: 4,
  start: '',
  ratings: {
    processes: 'shaky',
    files: 'yes',
    yaml: 'yes',
    dns: 'yes',
    tcp: 'no',
    tls: 'no',
    git: 'yes',
    containers: 'shaky',
    deploy: 'no',
    service: 'no',
  },
  done: [],
};

const isIn = <T extends string>(values: readonly T[], value: unknown): value is T => (values as readonly unknown[]).includes(value);

/** Reads a stored or shared state; undefined unless every field is there and within its bounds. */
export function parseRoute(raw: unknown): RouteState | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { goal, hours, start, ratings, done } = raw as Partial<Record<keyof RouteState, unknown>>;
  if (!isIn(GOALS, goal)) return undefined;
  if (typeof hours !== 'number' || !Number.isInteger(hours) || hours < HOURS.least || hours > HOURS.most) return undefined;
  if (typeof start !== 'string' || (start !== '' && dayOf(start) === undefined)) return undefined;
  if (typeof ratings !== 'object' || ratings === null) return undefined;
  const given = ratings as Partial<Record<Question, unknown>>;
  if (!QUESTION_IDS.every((id) => isIn(RATINGS, given[id]))) return undefined;
  if (!Array.isArray(done) || !done.every((number) => PARTS.some((part) => part.number === number))) return undefined;
  return {
    goal,
    hours,
    start,
    ratings: Object.fromEntries(QUESTION_IDS.map((id) => [id, given[id] as Rating])) as Ratings,
    done: [...new Set(done as number[])].sort((a, b) => a - b),
  };
}
