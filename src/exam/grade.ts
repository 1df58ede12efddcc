/** Marks of a set from which sub-checks hold at its end. */
import { DOMAINS, PASS } from './curriculum';
import type { DomainId } from './curriculum';
import { pointsOf } from './draw';
import type { Task } from './task';

export interface TaskMark {
  readonly id: string;
  /** Of the whole exam's 100. */
  readonly of: number;
  readonly points: number;
  /** One for each sub-check. */
  readonly held: readonly boolean[];
}

export interface DomainMark {
  readonly domain: DomainId;
  readonly of: number;
  readonly points: number;
}

export interface Marks {
  readonly tasks: readonly TaskMark[];
  readonly domains: readonly DomainMark[];
  readonly points: number;
  readonly passed: boolean;
}

/** Tenths, so that parts of a task sum to what they should. */
const tenths = (points: number): number => Math.round(points * 10) / 10;

/** The lines of every sub-check of a set, as a desk takes them. */
export const checkLists = (set: readonly Pick<Task<unknown>, 'checks'>[]): readonly (readonly string[])[] => set.flatMap(({ checks }) => checks.map(({ check }) => check));

/** What a desk answered to {@link checkLists}, by sub-check. */
export const heldOf = (held: readonly (readonly boolean[])[]): readonly boolean[] => held.map((lines) => lines.length > 0 && lines.every(Boolean));

/**
 * @param held whether each sub-check of the set holds, in the order of {@link checkLists}
 */
export function marksOf(set: readonly Pick<Task<unknown>, 'id' | 'domain' | 'minutes' | 'checks'>[], held: readonly boolean[]): Marks {
  const worth = pointsOf(set);
  let at = 0;
  const tasks = set.map(({ id, checks }) => {
    const own = checks.map((_, index) => held[at + index] === true);
    at += checks.length;
    const all = checks.reduce((sum, { points }) => sum + points, 0);
    const got = checks.reduce((sum, { points }, index) => sum + (own[index] === true ? points : 0), 0);
    const of = worth.get(id) ?? 0;
    return { id, of, points: tenths((of * got) / all), held: own };
  });
  const domains = DOMAINS.map(({ id: domain }) => {
    const own = tasks.filter((_, index) => set[index]?.domain === domain);
    return { domain, of: own.reduce((sum, { of }) => sum + of, 0), points: tenths(own.reduce((sum, { points }) => sum + points, 0)) };
  });
  const points = tenths(tasks.reduce((sum, task) => sum + task.points, 0));
  return { tasks, domains, points, passed: points >= PASS };
}
