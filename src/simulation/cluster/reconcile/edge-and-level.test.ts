import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playNews } from './edge-and-level';

const news = fc.array(fc.record({ change: fc.constantFrom(-1, 1), delivered: fc.boolean() }), { minLength: 1, maxLength: 12 });

describe('edge and level', () => {
  it('are equal as long as no news is lost', () => {
    fc.assert(fc.property(news, (all) => playNews(3, all.map(({ change }) => ({ change, delivered: true }))).every(({ edge, level }) => edge === 3 && level === 3)));
  });

  it('level comes right with the next delivered event, however many were lost before', () => {
    fc.assert(fc.property(news, (all) => playNews(3, [...all, { change: -1, delivered: true }]).at(-1)!.level === 3));
  });

  it('edge stays short by every lost deletion', () => {
    expect(playNews(3, [{ change: -1, delivered: false }, { change: -1, delivered: true }, { change: -1, delivered: true }])).toEqual([
      { edge: 2, level: 2 }, { edge: 2, level: 3 }, { edge: 2, level: 3 },
    ]);
  });
});
