import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byText, compareText } from './ordered-map';
import type { OrderedMap } from './ordered-map';
import { sumsWithout } from './ordered-map-sum';

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
