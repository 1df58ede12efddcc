import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fuzz, randomOf } from './support/run';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

const names = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
/** A small run; `npm run fuzz` has the whole ones. */
const COUNT = 400;

describe('what must hold for any input', () => {
  it.each(names)('%s', async (file) => {
    const { target } = (await import(pathToFileURL(join(__dirname, file)).href)) as { target: FuzzTarget<unknown> };
    const seed = Number(process.env.SEED ?? 1);
    const result = fuzz(target, { seed, from: 0, count: COUNT, budget: 60_000 });
    expect(result.failures).toEqual([]);
    expect(result.played).toBeGreaterThan(0);
    // Chance reaches more than one way to end.
    expect(result.outcomes.length).toBeGreaterThan(1);
  });
});

describe('a run', () => {
  const target: FuzzTarget<number> = {
    about: 'numbers below 90 pass',
    count: 10,
    limit: 1000,
    make: (random) => random.below(100),
    play(number) {
      if (number >= 90) throw new Broken(`${number} is too large`);
      return number % 2 === 0 ? 'even' : 'odd';
    },
  };
  const run = (from: number, count: number) => fuzz(target, { seed: 3, from, count, budget: 10_000 });

  it('counts what came of the cases and keeps what broke, each of which can be played alone', () => {
    const { played, outcomes, failures } = run(0, 60);
    expect(played).toBe(60);
    expect(outcomes.reduce((sum, [, times]) => sum + times, 0) + failures.length).toBe(60);
    expect(failures.length).toBeGreaterThan(0);
    for (const { index } of failures) {
      expect(run(index, 1).failures).toHaveLength(1);
      expect(target.make(randomOf(3, index))).toBeGreaterThanOrEqual(90);
    }
  });

  it('is the same again, and ends when its time is up', () => {
    const [first, second] = [run(5, 20), run(5, 20)].map(({ outcomes, failures }) => ({ outcomes, indexes: failures.map(({ index }) => index) }));
    expect(first).toEqual(second);
    expect(fuzz(target, { seed: 1, from: 0, count: 10, budget: -1 }).played).toBe(0);
  });
});
