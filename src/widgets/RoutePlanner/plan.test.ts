import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parts as curriculum } from '@site/src/curriculum/parts';
import { dependentsOf, GOALS, PARTS, PREREQUISITE_IDS, PREREQUISITES, QUESTION_IDS, RATINGS, trackOf, type Question, type Rating, type Ratings } from './course';
import { finishWeeks, gapsOf, planOf, tasksOf, withoutGaps, type PlanInput } from './plan';
import { FIRST, HOURS, parseRoute } from './state';

const all = (rating: Rating, but: Partial<Ratings> = {}): Ratings =>
  ({ ...Object.fromEntries(QUESTION_IDS.map((id) => [id, rating])), ...but }) as Record<Question, Rating>;

const inputs: fc.Arbitrary<PlanInput> = fc.record({
  goal: fc.constantFrom(...GOALS),
  hours: fc.integer({ min: HOURS.least, max: HOURS.most }),
  ratings: fc.record(Object.fromEntries(QUESTION_IDS.map((id) => [id, fc.constantFrom(...RATINGS)])) as Record<Question, fc.Arbitrary<Rating>>),
});

describe('the course as data', () => {
  it('has the 26 parts in order, each needing only earlier ones', () => {
    expect(PARTS.map(({ number }) => number)).toEqual(curriculum.map(({ number }) => number));
    for (const { number, needs } of PARTS) expect(needs.every((need) => need < number)).toBe(true);
  });

  it.each(GOALS)('leaves out nothing that another part of the %s track needs', (goal) => {
    const track = new Set(trackOf(goal).map(({ number }) => number));
    for (const { number, needs } of trackOf(goal)) for (const need of needs) expect(track.has(need), `part ${number} needs part ${need}`).toBe(true);
  });

  it('has the figures that the page states', () => {
    const hours = (goal: (typeof GOALS)[number]) => trackOf(goal).reduce((sum, { read, practise }) => sum + read + practise, 0) / 4;
    expect(GOALS.map((goal) => [goal, trackOf(goal).length, hours(goal)])).toEqual([
      ['developer', 19, 71],
      ['operator', 25, 95.75],
      ['exam', 23, 99],
    ]);
    expect(PREREQUISITE_IDS.reduce((sum, id) => sum + PREREQUISITES[id].hours, 0)).toBe(21);
    expect(PARTS[21]!.needs).toHaveLength(5);
    const direct = (part: number) => PARTS.filter(({ needs }) => needs.includes(part)).length;
    expect(direct(5)).toBe(9);
    expect(Math.max(...PARTS.map(({ number }) => direct(number)))).toBe(9);
    expect(dependentsOf(1)).toHaveLength(25);
    expect(dependentsOf(5)).toHaveLength(21);
  });
});

describe('planOf', () => {
  it('puts a weak prerequisite right in front of the first part that uses it', () => {
    const order = tasksOf({ goal: 'operator', hours: 5, ratings: all('yes', { tls: 'no' }) });
    const at = order.findIndex((task) => task.kind === 'prepare');
    expect(order[at]).toEqual({ kind: 'prepare', prerequisite: 'tls', quarters: 16 });
    expect(order[at + 1]).toMatchObject({ kind: 'read', part: 11 });
  });

  it('asks half the time of a shaky prerequisite, and halves what the reader can do already', () => {
    expect(tasksOf({ goal: 'operator', hours: 5, ratings: all('yes', { tls: 'shaky' }) })).toContainEqual({ kind: 'prepare', prerequisite: 'tls', quarters: 8 });
    const practice = (rating: Rating) => tasksOf({ goal: 'exam', hours: 5, ratings: all('no', { deploy: rating }) }).find((task) => task.kind === 'practise' && task.part === 5)?.quarters;
    expect([practice('no'), practice('shaky'), practice('yes')]).toEqual([12, 12, 6]);
  });

  it('rests in every fifth week and never at the end', () => {
    const { weeks, restWeeks } = planOf({ goal: 'developer', hours: 6, ratings: all('yes') });
    expect(weeks.filter(({ rest }) => rest).map(({ index }) => index)).toEqual([5, 10]);
    expect(restWeeks).toBe(2);
    expect(weeks.at(-1)?.rest).toBe(false);
  });

  it('moves every part that comes after the gap', () => {
    const input: PlanInput = { goal: 'operator', hours: 3, ratings: all('yes', { tcp: 'no' }) };
    const [now, then] = [finishWeeks(planOf(input)), finishWeeks(withoutGaps(input))];
    for (const [part, week] of then) expect(now.get(part)! - week, `part ${part}`).toBeGreaterThanOrEqual(part < 10 ? 0 : 1);
    for (const part of [1, 5, 9]) expect(now.get(part)).toBe(then.get(part));
    expect(gapsOf(input)).toMatchObject([{ prerequisite: 'tcp', quarters: 16, before: 10, moved: 16 }]);
  });

  it('does all the work once, in an order that respects every dependency, and within the hours of each week', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { weeks, quarters } = planOf(input);
        const slices = weeks.flatMap((week) => week.slices);
        expect(slices.reduce((sum, slice) => sum + slice.quarters, 0)).toBe(quarters);
        expect(slices.filter(({ last }) => last).map(({ task }) => task)).toEqual(tasksOf(input));
        for (const { index, rest, slices: own } of weeks) {
          expect(weeks[index - 1]!.index).toBe(index);
          expect(own.length === 0).toBe(rest);
          expect(own.reduce((sum, slice) => sum + slice.quarters, 0)).toBeLessThanOrEqual(input.hours * 4);
        }
        const finished = new Set<number>();
        for (const { task, last } of slices) {
          if (task.kind === 'read') for (const need of PARTS[task.part - 1]!.needs) expect(finished.has(need)).toBe(true);
          if (task.kind === 'practise' && last) finished.add(task.part);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never ends sooner because a prerequisite is weaker', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const { weeks, moved } of gapsOf(input)) {
          expect(weeks).toBeGreaterThanOrEqual(0);
          expect(moved).toBeGreaterThanOrEqual(0);
        }
        expect(withoutGaps(input).weeks.length).toBeLessThanOrEqual(planOf(input).weeks.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('parseRoute', () => {
  it('takes back what it gave', () => expect(parseRoute(JSON.parse(JSON.stringify({ ...FIRST, start: '2027-01-04', done: [2, 1] })))).toEqual({ ...FIRST, start: '2027-01-04', done: [1, 2] }));

  it.each([
    ['another goal', { goal: 'architect' }],
    ['too many hours', { hours: 21 }],
    ['half an hour', { hours: 2.5 }],
    ['a day that does not exist', { start: '2027-02-29' }],
    ['a rating that does not exist', { ratings: { ...FIRST.ratings, dns: 'maybe' } }],
    ['a missing rating', { ratings: Object.fromEntries(PREREQUISITE_IDS.map((id) => [id, 'yes'])) }],
    ['a part that does not exist', { done: [27] }],
  ])('refuses %s', (_, change) => expect(parseRoute({ ...FIRST, ...change })).toBeUndefined());
});

describe('the pages', () => {
  // 0: a page that says nothing of itself.
  const minutes = (text: string, key: string) => Number(new RegExp(`^${key}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const written = readdirSync('docs').flatMap((name) => (/^\d\d-.*\.mdx$/.test(name) ? [{ number: Number(name.slice(0, 2)), text: readFileSync(`docs/${name}`, 'utf8') }] : []));

  it.each(written)('never asks for more time than the plan gives part $number', ({ number, text }) => {
    const { read, practise } = PARTS[number - 1]!;
    expect(read * 15).toBeGreaterThanOrEqual(minutes(text, 'reading'));
    expect(practise * 15).toBeGreaterThanOrEqual(minutes(text, 'doing'));
  });
});
