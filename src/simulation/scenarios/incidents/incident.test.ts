import { describe, expect, it } from 'vitest';
import { causeOf, choicesOf, heldSince, isSteady, SEEDS, startOf, timeOf } from './incident';
import type { Cause } from './incident';

const cause = (id: string): Cause<string> => ({ id, text: id, broken: ['true'], hints: ['', ''], path: [], after: '' });
const incident = { causes: ['a', 'b', 'c'].map(cause), lures: [{ id: 'd', text: 'd' }], start: { settled: 5 } };

describe('an incident', () => {
  it('draws the same cause for the same seed, and every cause about as often', () => {
    const drawn = Array.from({ length: SEEDS }, (_, seed) => causeOf(incident, seed).id);
    expect(drawn).toEqual(Array.from({ length: SEEDS }, (_, seed) => causeOf(incident, seed).id));
    for (const id of ['a', 'b', 'c']) expect(Math.abs(drawn.filter((one) => one === id).length - SEEDS / 3)).toBeLessThan(SEEDS / 20);
    expect(new Set(drawn.slice(0, 12))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('offers every choice once, the true one at every place', () => {
    const places = Array.from({ length: 500 }, (_, seed) => {
      const ids = choicesOf(incident, seed).map(({ id }) => id);
      expect([...ids].sort()).toEqual(['a', 'b', 'c', 'd']);
      return ids.indexOf(causeOf(incident, seed).id);
    });
    for (const at of [0, 1, 2, 3]) expect(places.filter((place) => place === at).length).toBeGreaterThan(75);
  });

  it('begins from its start and what broke it', () => {
    expect(startOf(incident, { broken: ['x'], brokenFor: 9 })).toEqual({ settled: 5, broken: ['x'], brokenFor: 9 });
    expect(startOf(incident, { broken: ['x'] })).toEqual({ settled: 5, broken: ['x'] });
  });

  it('counts time, hints and wrong guesses', () => {
    expect([timeOf(90_400_000, 0, 0), timeOf(90_400_000, 1, 0), timeOf(90_400_000, 2, 1)]).toEqual([90, 150, 630]);
  });

  it('is mended only once its check has held for a while', () => {
    expect([heldSince(null, true, 5), heldSince(5, true, 9), heldSince(5, false, 9)]).toEqual([5, 5, null]);
    expect([isSteady(null, 9e6, 0), isSteady(0, 29e6, 30), isSteady(0, 30e6, 30)]).toEqual([false, false, true]);
  });
});
