import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, BOXES, counts, daysToNext, dueDay, INTERVALS, isDue, nextBox, session, SESSION, type Progress } from './leitner';

const none: Progress = new Map();
const ids = (n: number) => Array.from({ length: n }, (_, i) => `term-${i}`);

describe('boxes', () => {
  it('moves a known card up one box as far as the fifth, and a missed one to the first', () => {
    expect(BOXES.map((box) => nextBox(box, true))).toEqual([2, 3, 4, 5, 5]);
    expect(BOXES.map((box) => nextBox(box, false))).toEqual([1, 1, 1, 1, 1]);
  });

  it('takes a new card for one of the first box', () => {
    expect(answer(none, 'pod', true, 100).get('pod')).toEqual({ box: 2, day: 100 });
    expect(answer(none, 'pod', false, 100).get('pod')).toEqual({ box: 1, day: 100 });
  });

  it('makes box n due after 1, 2, 4, 8 and 16 days', () => {
    expect(BOXES.map((box) => INTERVALS[box])).toEqual([1, 2, 4, 8, 16]);
    for (const box of BOXES) {
      const card = { box, day: 100 };
      expect([isDue(card, dueDay(card) - 1), isDue(card, dueDay(card))]).toEqual([false, true]);
    }
  });

  it('asks a card again that a wrong clock put into the future', () => {
    expect(isDue({ box: 5, day: 9000 }, 100)).toBe(true);
    expect(isDue({ box: 5, day: 101 }, 100)).toBe(false);
  });
});

describe('a day’s session', () => {
  it('has twenty new cards in the order of the deck on the first day', () => {
    expect(session(ids(30), none, 100)).toEqual(ids(20));
  });

  it('asks due cards first, the longest overdue before the others', () => {
    const progress: Progress = new Map([
      ['b', { box: 1, day: 99 }],
      ['c', { box: 3, day: 90 }],
      ['d', { box: 5, day: 99 }],
    ]);
    expect(session(['a', 'b', 'c', 'd'], progress, 100)).toEqual(['c', 'b', 'a']);
    expect(counts(['a', 'b', 'c', 'd'], progress, 100)).toEqual({ due: 2, fresh: 1, known: 2, today: 0, boxes: [1, 1, 0, 1, 0, 1] });
    expect(daysToNext(['a', 'd'], progress, 100)).toBe(15);
    expect(daysToNext(['a'], progress, 100)).toBeNull();
  });

  it('stops at twenty answers a day and goes on the next day with those that are due', () => {
    const deck = ids(30);
    const progress = deck.slice(0, SESSION).reduce((now, id) => answer(now, id, false, 100), none);
    expect(session(deck, progress, 100)).toEqual([]);
    expect(session(deck, progress, 101)).toEqual(deck.slice(0, SESSION));
  });
});

describe('any history of answers', () => {
  const deck = ids(12);
  const history = fc.array(fc.record({ card: fc.nat(11), knew: fc.boolean(), wait: fc.nat(20) }), { maxLength: 60 });
  const play = (steps: readonly { card: number; knew: boolean; wait: number }[]) => {
    let [progress, day] = [none, 20_000];
    for (const { card, knew, wait } of steps) {
      day += wait;
      progress = answer(progress, deck[card]!, knew, day);
    }
    return { progress, day };
  };

  it('loses no card, keeps every box from 1 to 5 and gives the same result twice', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { progress, day } = play(steps);
        expect([...progress.keys()].sort()).toEqual([...new Set(steps.map(({ card }) => deck[card]!))].sort());
        for (const { box } of progress.values()) expect(BOXES).toContain(box);
        expect(counts(deck, progress, day).boxes.reduce((sum, n) => sum + n, 0)).toBe(deck.length);
        expect(play(steps)).toEqual({ progress, day });
      }),
    );
  });

  it('asks every card of the deck within any seventeen days', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { progress, day } = play(steps);
        const asked = new Set(Array.from({ length: 17 }, (_, i) => session(deck, progress, day + i)).flat());
        expect([...asked].sort()).toEqual([...deck].sort());
      }),
    );
  });

  it('asks nothing twice, at most twenty, and leaves its input as it was', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (steps, knew) => {
        const { progress, day } = play(steps);
        const before = new Map(progress);
        const asked = session(deck, progress, day);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBeLessThanOrEqual(SESSION);
        if (asked[0]) expect(session(deck, answer(progress, asked[0], knew, day), day)).not.toContain(asked[0]);
        expect(progress).toEqual(before);
      }),
    );
  });
});
