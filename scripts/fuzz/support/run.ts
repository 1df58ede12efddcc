import { createRandom } from '../../../src/simulation/base/random';
import type { FuzzTarget } from './target';

export interface FuzzOptions {
  readonly seed: number;
  /** The first case. */
  readonly from: number;
  readonly count: number;
  /** Stops after so many milliseconds. */
  readonly budget: number;
  /** Told of each case before it is played. */
  begin?(index: number): void;
}

export interface Failure {
  readonly index: number;
  readonly message: string;
}

export interface FuzzResult {
  readonly played: number;
  /** By what came of them, the most frequent first. */
  readonly outcomes: readonly (readonly [outcome: string, times: number])[];
  readonly slowest: { readonly index: number; readonly ms: number };
  readonly failures: readonly Failure[];
}

const LIMIT = 2000;
const MAX_FAILURES = 20;

/** The chance of one case: each stands for itself, so that one can be played again alone. */
export const randomOf = (seed: number, index: number) => createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));

/** Plays cases one after the other. Ends early after {@link MAX_FAILURES} failures or when the time is up. */
export function fuzz<C>(target: FuzzTarget<C>, { seed, from, count, budget, begin }: FuzzOptions): FuzzResult {
  const outcomes = new Map<string, number>();
  const failures: Failure[] = [];
  let slowest = { index: from, ms: 0 };
  let played = 0;
  const start = performance.now();
  for (let index = from; index < from + count && failures.length < MAX_FAILURES && performance.now() - start < budget; index += 1) {
    begin?.(index);
    const one = target.make(randomOf(seed, index));
    const before = performance.now();
    try {
      const outcome = target.play(one);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    } catch (error) {
      failures.push({ index, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const ms = performance.now() - before;
    if (ms > (target.limit ?? LIMIT)) failures.push({ index, message: `took ${Math.round(ms)} ms` });
    if (ms > slowest.ms) slowest = { index, ms };
    played += 1;
  }
  return { played, outcomes: [...outcomes].sort((a, b) => b[1] - a[1]), slowest, failures };
}
