import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancel, moveTo, newClock, nextAt, nextEvent, schedule } from './clock';
import type { Clock, Ticket } from './clock';

function drain<E>(start: Clock<E>): [number, E][] {
  const seen: [number, E][] = [];
  let clock = start;
  for (let next = nextEvent(clock); next !== undefined; next = nextEvent(clock)) {
    clock = next.clock;
    seen.push([clock.now, next.event]);
  }
  return seen;
}

describe('the virtual clock', () => {
  it('hands events out by time, those of one time in the order in which they were put there', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 60 }), (plan) => {
        let clock = newClock<number>();
        const tickets: Ticket[] = [];
        plan.forEach(([at], index) => {
          const put = schedule(clock, at, index);
          clock = put.clock;
          tickets.push(put.ticket);
        });
        plan.forEach(([, stays], index) => {
          if (!stays) clock = cancel(clock, tickets[index]!);
        });
        const expected = plan.map(([at, stays], index) => [at, index, stays] as const).filter(([, , stays]) => stays).sort(([a], [b]) => a - b);
        expect(drain(clock)).toEqual(expected.map(([at, index]) => [at, index]));
      }),
      { numRuns: 200 },
    );
  });

  it('puts what is late to now, and does not go back or past an event', () => {
    const { clock } = schedule(newClock<string>(100), 50, 'late');
    expect(nextAt(clock)).toBe(100);
    expect(nextEvent(clock, 99)).toBeUndefined();
    expect(() => moveTo(clock, 101)).toThrow('an event is due at 100 µs');
    expect(() => moveTo(clock, 99)).toThrow('does not go back');
    expect(moveTo(newClock(100), 250).now).toBe(250);
  });

  it('leaves older clocks as they were', () => {
    const first = schedule(newClock<string>(), 10, 'a').clock;
    const second = schedule(first, 5, 'b').clock;
    expect(drain(first)).toEqual([[10, 'a']]);
    expect(drain(second)).toEqual([[5, 'b'], [10, 'a']]);
  });
});
