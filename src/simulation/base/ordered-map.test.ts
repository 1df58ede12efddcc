import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byText, sizeOf } from './ordered-map';
import type { OrderedMap } from './ordered-map';

/** Depth of a tree; throws where two subtrees differ too much in weight. */
function depth(map: OrderedMap<string, unknown>): number {
  if (map === null) return 0;
  const [left, right] = [sizeOf(map.left) + 1, sizeOf(map.right) + 1];
  if (left > 3 * right || right > 3 * left) throw new Error(`unbalanced at ${map.key}: ${left} and ${right}`);
  return 1 + Math.max(depth(map.left), depth(map.right));
}

const change = fc.record({ key: fc.string({ maxLength: 3 }), value: fc.option(fc.nat(), { nil: undefined }) });

describe('byText', () => {
  it('holds what a Map holds, in the order of the keys, balanced, and leaves older maps alone', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), fc.string({ maxLength: 3 }), (changes, start) => {
        const model = new Map<string, number>();
        let map: OrderedMap<string, number> = null;
        const history: { map: OrderedMap<string, number>; entries: [string, number][] }[] = [];
        const sorted = (): [string, number][] => [...model].sort(([a], [b]) => (a < b ? -1 : 1));
        for (const { key, value } of changes) {
          if (value === undefined) model.delete(key);
          else model.set(key, value);
          map = value === undefined ? byText.delete(map, key) : byText.set(map, key, value);
          expect(byText.get(map, key)).toBe(value);
          history.push({ map, entries: sorted() });
        }
        depth(map);
        for (const then of history) {
          expect([...byText.entries(then.map)]).toEqual(then.entries);
          expect(sizeOf(then.map)).toBe(then.entries.length);
        }
        expect([...byText.entries(map, start)]).toEqual(sorted().filter(([key]) => key >= start));
      }),
      { numRuns: 100 },
    );
  });

  it('gives back the same map where nothing changes', () => {
    const map = byText.from([['a', 1], ['b', 2]] as const);
    expect(byText.set(map, 'a', 1)).toBe(map);
    expect(byText.delete(map, 'c')).toBe(map);
  });

  it('stays flat when keys come in order', () => {
    let map: OrderedMap<string, number> = null;
    for (let i = 0; i < 10_000; i += 1) map = byText.set(map, String(i).padStart(6, '0'), i);
    expect(depth(map)).toBeLessThan(25);
  });
});
