import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTime, parseTime } from '../time';
import { loadZone, zoneNames } from '../time-zone';
import { nextTime, parseSchedule } from '.';

function times(schedule: string, after: string, count: number): string[] {
  const parsed = parseSchedule(schedule);
  if (!parsed.ok) throw new Error(parsed.error);
  const found: string[] = [];
  for (let time = parseTime(after); found.length < count && time !== undefined; ) {
    time = nextTime(parsed.schedule, time);
    if (time !== undefined) found.push(formatTime(time));
  }
  return found;
}

const part = (max: number) => fc.oneof(fc.constant('*'), fc.constant('*/7'), fc.integer({ min: 0, max }).map(String), fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max })).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`));

describe('schedules', () => {
  // robfig/cron v3.0.1 gives these with the same zone rules.
  it('where the clocks skip midnight, a run at midnight is left out that day', () => {
    expect(times('TZ=Africa/Cairo 0 0 * * *', '2026-04-22T12:00:00Z', 3)).toEqual(['2026-04-22T22:00:00Z', '2026-04-24T21:00:00Z', '2026-04-25T21:00:00Z']);
  });

  it('a day on which the clocks turn by half an hour has every half hour once, or twice', () => {
    expect(times('TZ=Australia/Lord_Howe */30 1-2 * * *', '2026-04-04T13:30:00Z', 6))
      .toEqual(['2026-04-04T14:00:00Z', '2026-04-04T14:30:00Z', '2026-04-04T15:00:00Z', '2026-04-04T15:30:00Z', '2026-04-04T16:00:00Z', '2026-04-05T14:30:00Z']);
  });

  it('the next time is later, and after it the schedule goes on from there', () => {
    fc.assert(fc.property(part(59), part(23), fc.constantFrom('UTC', 'Asia/Seoul', 'America/New_York', 'Africa/Casablanca'), fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }), (minute, hour, zone, second) => {
      const parsed = parseSchedule(`TZ=${zone} ${minute} ${hour} * * *`);
      if (!parsed.ok) throw new Error(parsed.error);
      const next = nextTime(parsed.schedule, second * 1e6)!;
      expect(next).toBeGreaterThan(second * 1e6);
      expect(next % 60e6).toBe(0);
      // Nothing lies between: from any moment before it the answer is the same.
      expect(nextTime(parsed.schedule, next - 1)).toBe(next);
    }));
  });

  it('any text gets a schedule or a message', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom('*', '/', '-', ',', ' ', '5', '?', '@every ', '1h', 'TZ=UTC ', 'mon')).map((parts) => parts.join(''))), (text) => {
      const parsed = parseSchedule(text);
      if (!parsed.ok) expect(parsed.error).not.toBe('');
    }));
  });

  it('every zone of the data can be read', () => {
    const names = zoneNames();
    expect(names.length).toBeGreaterThan(590);
    for (const name of names) expect(loadZone(name), name).toBeDefined();
    expect(loadZone('asia/seoul')).toBeUndefined();
  });
});
