/**
 * An incident: a cluster of which somebody says that it does not work, and one of several reasons why, drawn by a seed. Texts are of a type that the page chooses (both
 * languages, or one).
 */
import { createRandom } from '../../base/random';
import type { Start } from '../terminal/start';

export interface Choice<T> {
  readonly id: string;
  readonly text: T;
}

/** A line of the shortest path, and what it shows or changes. */
export interface PathLine<T> {
  readonly line: string;
  readonly why: T;
}

/** One way in which it may be broken. `text`: how it is named among the choices. */
export interface Cause<T> extends Choice<T> {
  /** Command lines by which it was broken, and how many seconds ago ({@link Start}). */
  readonly broken: readonly string[];
  readonly brokenFor?: number;
  /** Where to look; then nearly the answer. */
  readonly hints: readonly [T, T];
  readonly path: readonly PathLine<T>[];
  /** What it was, how it showed, and what keeps it from coming again. */
  readonly after: T;
  /** Other causes of this incident whose shortest path mends this one too, as it would in a real cluster. */
  readonly mendedBy?: readonly string[];
}

export interface Incident<T> {
  readonly id: string;
  readonly title: T;
  /** What was reported. */
  readonly story: T;
  /** The cluster as it was while it worked. */
  readonly start: Start;
  /** Command lines of what was asked for, where the cluster is to do something new: without a cause they make the check hold. */
  readonly wanted?: readonly string[];
  /** It works again: lines of checks (terminal/check-syntax), all of which have to hold… */
  readonly check: readonly string[];
  /** …for so many seconds without a break, so that a restart which helps for a moment is no remedy. */
  readonly steady: number;
  readonly causes: readonly Cause<T>[];
  /** Choices besides, which are never true. */
  readonly lures: readonly Choice<T>[];
}

/** Seeds are small, so that they can be told to somebody. */
export const SEEDS = 10_000;

/** The state of a generator after a seed: neighbouring seeds are no neighbours here. */
const randomOf = (seed: number): ReturnType<typeof createRandom> => createRandom(Math.imul(seed + 1, 0x9e3779b1));

export function causeOf<T>({ causes }: Pick<Incident<T>, 'causes'>, seed: number): Cause<T> {
  const cause = causes[randomOf(seed).below(causes.length)];
  if (cause === undefined) throw new RangeError('an incident without causes');
  return cause;
}

/** The choices in an order that tells nothing. */
export function choicesOf<T>({ causes, lures }: Pick<Incident<T>, 'causes' | 'lures'>, seed: number): readonly Choice<T>[] {
  const random = randomOf(seed);
  // The first number has drawn the cause.
  random.next();
  return [...causes, ...lures].map(({ id, text }) => ({ id, text, lot: random.next() })).sort((a, b) => a.lot - b.lot).map(({ id, text }) => ({ id, text }));
}

export const startOf = <T>({ start }: Pick<Incident<T>, 'start'>, { broken, brokenFor }: Pick<Cause<T>, 'broken' | 'brokenFor'>): Start => ({ ...start, broken, ...(brokenFor === undefined ? {} : { brokenFor }) });

/** Seconds that a hint, and a wrong guess, add to the time. */
export const HINT_COSTS = [60, 180] as const;
export const GUESS_COST = 300;

/** Seconds: the time that passed in the cluster (µs), and what help and wrong guesses cost. */
export const timeOf = (passed: number, hints: number, wrong: number): number => Math.round(passed / 1_000_000) + HINT_COSTS.slice(0, hints).reduce<number>((sum, cost) => sum + cost, 0) + wrong * GUESS_COST;

/** Since when a check holds without a break (µs); null while it does not. `before`: what this said at the last look. */
export const heldSince = (before: number | null, holds: boolean, now: number): number | null => (holds ? (before ?? now) : null);

/** Whether it has held long enough. `steady`: seconds. */
export const isSteady = (since: number | null, now: number, steady: number): boolean => since !== null && now - since >= steady * 1_000_000;
