/** Draws sets of tasks from the pool: by the weights of the domains, and the same ones for the same seed. */
import { fnv32a } from '../simulation/base/hash';
import { createRandom } from '../simulation/base/random';
import type { Random } from '../simulation/base/random';
import { DOMAINS } from './curriculum';
import type { DomainId } from './curriculum';
import type { Task } from './task';

export interface ExamKind {
  /** On the clock. */
  readonly minutes: number;
  /** How many tasks of each domain. */
  readonly tasks: Readonly<Record<DomainId, number>>;
  /** At most what all tasks of a set need together. */
  readonly work: number;
}

/** Largest remainders: shares of a whole number by weights; ties go to the earlier one. */
export function apportion(weights: readonly number[], whole: number): readonly number[] {
  const sum = weights.reduce((total, one) => total + one, 0);
  const quotas = weights.map((weight) => (weight * whole) / sum);
  const floors = quotas.map(Math.floor);
  const left = whole - floors.reduce((total, one) => total + one, 0);
  const more = new Set(quotas.map((quota, at) => ({ at, rest: quota - floors[at]! })).sort((a, b) => b.rest - a.rest || a.at - b.at).slice(0, left).map(({ at }) => at));
  return floors.map((floor, at) => floor + (more.has(at) ? 1 : 0));
}

const byDomain = (counts: readonly number[]): Readonly<Record<DomainId, number>> => Object.fromEntries(DOMAINS.map(({ id }, at) => [id, counts[at] ?? 0])) as Record<DomainId, number>;

/** The exam itself, and a sprint with one task of each domain. */
export const KINDS = {
  full: { minutes: 120, tasks: byDomain(apportion(DOMAINS.map(({ weight }) => weight), 17)), work: 115 },
  sprint: { minutes: 20, tasks: byDomain(DOMAINS.map(() => 1)), work: 20 },
} as const satisfies Readonly<Record<string, ExamKind>>;

export type KindName = keyof typeof KINDS;

export const isKind = (word: unknown): word is KindName => typeof word === 'string' && Object.hasOwn(KINDS, word);

/** Letters and digits that are not mistaken for each other. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LONGEST_SEED = 12;

/** A seed as it is typed: capital letters and digits; nothing where that leaves none. */
export const seedOf = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '').slice(0, LONGEST_SEED);

/** A new seed from numbers in [0, 1). */
export const newSeed = (next: () => number): string => Array.from({ length: 5 }, () => LETTERS[Math.floor(next() * LETTERS.length)] ?? 'A').join('');

export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [left[at], left[other]] = [left[other]!, left[at]!];
  }
  return left;
}

/** How often a set is drawn anew that needs too much time or too much of the cluster. */
const TRIES = 400;

/** One try: of each domain tasks of different lines as long as there are any, none in conflict with another. */
function once(pool: readonly Task<unknown>[], { tasks }: ExamKind, random: Random): readonly string[] {
  const taken: Task<unknown>[] = [];
  for (const { id: domain } of DOMAINS) {
    const mixed = shuffled(pool.filter((task) => task.domain === domain), random);
    const own: Task<unknown>[] = [];
    for (const fresh of [true, false]) {
      for (const task of mixed) {
        if (own.length === tasks[domain]) break;
        const taken2 = [...taken, ...own];
        if (own.includes(task) || (fresh && own.some(({ line }) => line === task.line)) || taken2.some(({ conflicts }) => conflicts.some((one) => task.conflicts.includes(one)))) continue;
        own.push(task);
      }
    }
    taken.push(...own);
  }
  return shuffled(taken, random).map(({ id }) => id);
}

/** The ids of a set's tasks, in the order in which they are given. The same pool and seed give the same set. */
export function drawSet(pool: readonly Task<unknown>[], kind: KindName, seed: string): readonly string[] {
  const rules: ExamKind = KINDS[kind];
  const random = createRandom(fnv32a(`${kind} ${seed}`));
  const wanted = Object.values(rules.tasks).reduce((sum, count) => sum + count, 0);
  const minutes = (ids: readonly string[]): number => pool.filter(({ id }) => ids.includes(id)).reduce((sum, task) => sum + task.minutes, 0);
  let best: readonly string[] = [];
  for (let tried = 0; tried < TRIES; tried += 1) {
    const ids = once(pool, rules, random);
    if (best.length < wanted || minutes(ids) < minutes(best)) best = ids;
    if (ids.length === wanted && minutes(ids) <= rules.work) return ids;
  }
  return best;
}

/** Points of each task of a set, whole numbers that sum to 100: a domain's weight is shared out by the minutes that its tasks need. */
export function pointsOf(set: readonly Pick<Task<unknown>, 'id' | 'domain' | 'minutes'>[]): ReadonlyMap<string, number> {
  return new Map(DOMAINS.flatMap(({ id: domain, weight }) => {
    const own = set.filter((task) => task.domain === domain);
    const shares = apportion(own.map(({ minutes }) => minutes), weight);
    return own.map(({ id }, at) => [id, shares[at] ?? 0] as const);
  }));
}
