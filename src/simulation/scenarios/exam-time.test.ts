import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAM_ORDERS, orderTasks, spendExam, type TimedTask } from './exam-time';

const tasks: readonly TimedTask[] = [
  { id: 'long', points: 8, minutes: 24 },
  { id: 'short', points: 2, minutes: 3 },
  { id: 'rich', points: 9, minutes: 10 },
  { id: 'twin', points: 4, minutes: 6 },
];

const anyTasks = fc.array(fc.record({ points: fc.integer({ min: 0, max: 20 }), minutes: fc.integer({ min: 1, max: 40 }) }), { maxLength: 20 }).map((all) => all.map((task, index) => ({ id: String(index), ...task })));

describe('spendExam', () => {
  it('orders as given, by length and by points per minute, and keeps ties as given', () => {
    expect(orderTasks(tasks, 'as-given').map(({ id }) => id)).toEqual(['long', 'short', 'rich', 'twin']);
    expect(orderTasks(tasks, 'shortest-first').map(({ id }) => id)).toEqual(['short', 'twin', 'rich', 'long']);
    expect(orderTasks(tasks, 'points-per-minute').map(({ id }) => id)).toEqual(['rich', 'short', 'twin', 'long']);
  });

  it('passes over what no longer fits and goes on', () => {
    expect(spendExam(tasks, 'as-given', 30)).toEqual({ done: ['long', 'short'], left: ['rich', 'twin'], points: 10, minutes: 27, spare: 3 });
    expect(spendExam(tasks, 'points-per-minute', 30)).toEqual({ done: ['rich', 'short', 'twin'], left: ['long'], points: 15, minutes: 19, spare: 11 });
  });

  it('does every task once or leaves it, and leaves none that the spare time would hold', () => {
    fc.assert(
      fc.property(anyTasks, fc.constantFrom(...EXAM_ORDERS), fc.integer({ min: 0, max: 240 }), (all, order, clock) => {
        const { done, left, points, minutes, spare } = spendExam(all, order, clock);
        expect([...done, ...left].sort()).toEqual(all.map(({ id }) => id).sort());
        const of = (ids: readonly string[]) => all.filter(({ id }) => ids.includes(id));
        expect(of(done).reduce((sum, task) => sum + task.points, 0)).toBe(points);
        expect(minutes + spare).toBe(clock);
        expect(of(left).every((task) => task.minutes > spare)).toBe(true);
      }),
    );
  });

  it('says what is wrong with a task or a clock', () => {
    expect(() => spendExam([{ id: 'a', points: 1, minutes: 0 }], 'as-given', 10)).toThrow('task "a"');
    expect(() => spendExam([], 'as-given', -1)).toThrow('minutes: -1');
  });
});
