import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byText, compareText, sizeOf, valuesOf } from './ordered-map';
import type { OrderedMap } from './ordered-map';
import { differences } from './ordered-map-changes';

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
          expect(valuesOf(then.map)).toEqual(then.entries.map(([, value]) => value));
          expect(sizeOf(then.map)).toBe(then.entries.length);
        }
        expect([...byText.entries(map, start)]).toEqual(sorted().filter(([key]) => key >= start));
      }),
      { numRuns: 100 },
    );
  });

  it('tells where two of its moments differ', () => {
    const apply = (map: OrderedMap<string, number>, changes: readonly { key: string; value: number | undefined }[]) =>
      changes.reduce((now, { key, value }) => (value === undefined ? byText.delete(now, key) : byText.set(now, key, value)), map);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 100 }), fc.array(change, { maxLength: 20 }), fc.array(change, { maxLength: 20 }), (common, one, other) => {
        const start = apply(null, common);
        const [before, after] = [apply(start, one), apply(start, other)];
        const keys = [...new Set([...byText.entries(before), ...byText.entries(after)].map(([key]) => key))].sort(compareText);
        const wanted = keys.map((key) => ({ key, before: byText.get(before, key), after: byText.get(after, key) })).filter((pair) => pair.before !== pair.after);
        expect(differences(compareText, before, after)).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it('does not look at what both moments share', () => {
    let map: OrderedMap<string, number> = null;
    for (let i = 0; i < 4096; i += 1) map = byText.set(map, String(i).padStart(4, '0'), i);
    let compared = 0;
    const counting = (a: string, b: string): number => {
      compared += 1;
      return compareText(a, b);
    };
    expect(differences(counting, map, byText.delete(byText.set(map, '2000', -1), '0007'))).toHaveLength(2);
    expect(compared).toBeLessThan(60);
  });

  it('gives back the same map where nothing changes', () => {
    const map = byText.from([['a', 1], ['b', 2]] as const);
    expect(byText.set(map, 'a', 1)).toBe(map);
    expect(byText.delete(map, 'c')).toBe(map);
  });

  it('made at once is as one made entry by entry, and stays balanced under changes', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string(), { maxLength: 300 }), fc.array(fc.string(), { maxLength: 50 }), (keys, more) => {
      const sorted = [...keys].sort(compareText);
      let [once, each]: [OrderedMap<string, number>, OrderedMap<string, number>] = [byText.from(sorted.map((key, at) => [key, at])), null];
      for (const [at, key] of sorted.entries()) each = byText.set(each, key, at);
      for (const key of [...more, ...sorted.slice(0, sorted.length / 2)]) [once, each] = key.length % 2 === 0 ? [byText.set(once, key, -1), byText.set(each, key, -1)] : [byText.delete(once, key), byText.delete(each, key)];
      expect([...byText.entries(once)]).toEqual([...byText.entries(each)]);
      expect(depth(once)).toBeLessThanOrEqual(2 * Math.log2((once?.size ?? 0) + 1) + 2);
    }));
  });

  it('stays flat when keys come in order', () => {
    let map: OrderedMap<string, number> = null;
    for (let i = 0; i < 10_000; i += 1) map = byText.set(map, String(i).padStart(6, '0'), i);
    expect(depth(map)).toBeLessThan(25);
  });
});
