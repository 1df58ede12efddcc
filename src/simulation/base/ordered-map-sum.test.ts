import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byText, compareText } from './ordered-map';
import type { OrderedMap } from './ordered-map';
import { sumsOf, sumsWithout } from './ordered-map-sum';

it('adds up all values but one, in their order, through any changes of the map', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ maxLength: 2 }), fc.option(fc.nat(99), { nil: undefined })), { maxLength: 60 }), fc.string({ maxLength: 2 }), (changes, except) => {
      const joined = sumsWithout<string, number, string>({ zero: '', of: (value) => `${value} `, add: (a, b) => a + b }, compareText);
      let map: OrderedMap<string, number> = null;
      for (const [key, value] of changes) {
        map = value === undefined ? byText.delete(map, key) : byText.set(map, key, value);
        for (const one of [except, key]) expect(joined(map, one)).toBe([...byText.entries(map)].flatMap(([name, found]) => (name === one ? [] : [`${found} `])).join(''));
      }
    }),
    { numRuns: 100 },
  );
});

it('adds what did not change only once', () => {
  let read = 0;
  const count = sumsOf<string, number, number>({ zero: 0, of: (value) => ((read += 1), value), add: (a, b) => a + b });
  const map = byText.from(Array.from({ length: 1000 }, (_, i) => [String(i).padStart(4, '0'), i] as const));
  expect(count(map)).toBe(499_500);
  read = 0;
  expect(count(byText.set(map, '0500', 0))).toBe(499_000);
  expect(read).toBeLessThanOrEqual(10);
});
