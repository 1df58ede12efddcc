import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../base/time';
import { midnight, nextRuns } from './next-runs';

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../../testdata/golden/cron/cron.json'), 'utf8')) as {
  cases: { id: string; kind: string; in: { schedule: string; timeZone?: string; after: string; count: number }; out: { times?: (string | null)[]; error?: string } }[];
};

describe('nextRuns', () => {
  it.each(recorded.cases.filter(({ kind }) => kind === 'next').map((one) => [one.id, one] as const))('says what was recorded: %s', (_, { in: { schedule, timeZone, after, count }, out }) => {
    const answer = nextRuns(schedule, timeZone, parseTime(after)!, count);
    if (out.error !== undefined) expect(answer).toEqual({ ok: false, error: out.error });
    else expect(answer.ok && answer.runs.map(({ utc }) => utc)).toEqual(out.times!.filter((time) => time !== null));
  });

  it('names the hour that the clock leaves out, and the one that it shows twice', () => {
    const spring = nextRuns('30 2 * * *', 'America/New_York', midnight(2026, 3, 7), 4);
    expect(spring.ok && spring.skipped).toEqual(['2026-03-08 02:30']);
    const autumn = nextRuns('30 1 * * *', 'America/New_York', midnight(2026, 10, 31), 4);
    expect(autumn.ok && autumn.runs.map(({ wall, again }) => [wall, again])).toEqual([['2026-10-31 01:30', false], ['2026-11-01 01:30', false], ['2026-11-01 01:30', true], ['2026-11-02 01:30', false]]);
  });

  it('joins the two fields for days by or when both are restricted, a step included', () => {
    const answer = nextRuns('0 0 */5 * 1', undefined, midnight(2026, 3, 7), 4);
    expect(answer.ok && answer.days).toBe('either');
    expect(answer.ok && answer.runs.map(({ wall, byDate, byWeekday }) => [wall.slice(8, 10), byDate, byWeekday])).toEqual([['09', false, true], ['11', true, false], ['16', true, true], ['21', true, false]]);
    expect(nextRuns('0 0 13 * ?', undefined, 0, 1)).toMatchObject({ days: 'both' });
  });

  it('gives times in order, each after the start and named by one of the day fields', () => {
    const field = fc.constantFrom('*', '*/7', '1', '3-5', '2,6');
    fc.assert(
      fc.property(field, field, fc.constantFrom(undefined, 'Asia/Seoul', 'America/New_York'), fc.integer({ min: 0, max: 700 }), (date, weekday, zone, day) => {
        const after = midnight(2026, 1, 1) + day * 86_400_000_000;
        const answer = nextRuns(`15 4 ${date} * ${weekday}`, zone, after, 3);
        if (!answer.ok) throw new Error(answer.error);
        const found = answer.runs.map(({ utc }) => parseTime(utc)!);
        expect(found.every((time, index) => time > (found[index - 1] ?? after))).toBe(true);
        expect(answer.runs.every(({ byDate, byWeekday }) => byDate || byWeekday)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
