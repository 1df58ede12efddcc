/** When a schedule comes next (github.com/robfig/cron v3.0.1: SpecSchedule.Next, ConstantDelaySchedule.Next). */
import { dateFromDays, daysFromDate } from '../time';
import { offsetAt, UTC } from '../time-zone';
import type { Zone } from '../time-zone';
import type { CalendarSchedule, Schedule } from './parse';

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
const MICROS = 1_000_000;
const YEARS_AHEAD = 5;

/** What a clock on the wall shows. */
interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

function wallAt(zone: Zone, second: number): Wall {
  const local = second + offsetAt(zone, second);
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  // 1970-01-01 was a Thursday.
  return { ...dateFromDays(days), weekday: (((days + 4) % 7) + 7) % 7, hour: Math.floor(rest / HOUR), minute: Math.floor(rest / MINUTE) % 60 };
}

/** time.Date: a time that the clock skips or shows twice is taken with the offset that was in force before the change. */
function secondAt(zone: Zone, year: number, month: number, day: number, hour = 0): number {
  const local = (daysFromDate(year, month, 1) + day - 1) * DAY + hour * HOUR;
  const guess = offsetAt(zone, local);
  return local - (guess === 0 ? 0 : offsetAt(zone, local - guess));
}

/** If both fields for days are restricted, either is enough. */
function dayMatches({ dayOfMonth, dayOfWeek }: CalendarSchedule, { day, weekday }: Wall): boolean {
  const [byDate, byWeekday] = [dayOfMonth.values.has(day), dayOfWeek.values.has(weekday)];
  return dayOfMonth.star || dayOfWeek.star ? byDate && byWeekday : byDate || byWeekday;
}

/** The first day of the month after the one at `second`, which is the first of its month. */
function nextMonth(zone: Zone, second: number): number {
  const { year, month, day, hour } = wallAt(zone, second);
  return month === 12 ? secondAt(zone, year + 1, 1, day, hour) : secondAt(zone, year, month + 1, day, hour);
}

/** Midnight of the day after, or the moment that stands for it where the clocks skip midnight. */
function nextDay(zone: Zone, second: number): number {
  const { year, month, day, hour } = wallAt(zone, second);
  const next = secondAt(zone, year, month, day + 1, hour);
  const shown = wallAt(zone, next).hour;
  return shown > 12 ? next + (24 - shown) * HOUR : next - shown * HOUR;
}

/**
 * Walks from field to field as upstream does, which decides what happens around a change of the clocks: a time that does not
 * exist is skipped, one that comes twice runs twice.
 */
function nextCalendar(schedule: CalendarSchedule, after: number, zone: Zone): number | undefined {
  if ([schedule.minute, schedule.hour, schedule.month].some(({ values }) => values.size === 0)) return undefined;
  let second = after + 1;
  let reset = false;
  const lastYear = wallAt(zone, second).year + YEARS_AHEAD;
  /** Sets what is smaller than a field to its beginning, once. */
  const from = (start: () => number): void => {
    if (!reset) second = start();
    reset = true;
  };
  /** Advances until the field matches; false if a bigger field has moved on, so that all must be looked at again. */
  const advance = (matches: (wall: Wall) => boolean, start: (wall: Wall) => number, step: (second: number) => number, wrapped: (wall: Wall) => boolean): boolean => {
    for (let wall = wallAt(zone, second); !matches(wall); wall = wallAt(zone, second)) {
      const current = wall;
      from(() => start(current));
      second = step(second);
      if (wrapped(wallAt(zone, second))) return false;
    }
    return true;
  };
  while (wallAt(zone, second).year <= lastYear) {
    const found =
      advance((wall) => schedule.month.values.has(wall.month), ({ year, month }) => secondAt(zone, year, month, 1), (now) => nextMonth(zone, now), ({ month }) => month === 1) &&
      advance((wall) => dayMatches(schedule, wall), ({ year, month, day }) => secondAt(zone, year, month, day), (now) => nextDay(zone, now), ({ day }) => day === 1) &&
      advance(({ hour }) => schedule.hour.values.has(hour), ({ year, month, day, hour }) => secondAt(zone, year, month, day, hour), (now) => now + HOUR, ({ hour }) => hour === 0) &&
      advance(({ minute }) => schedule.minute.values.has(minute), () => Math.floor(second / MINUTE) * MINUTE, (now) => now + MINUTE, ({ minute }) => minute === 0) &&
      advanceSecond();
    if (found) return second;
  }
  return undefined;

  /** Schedules of CronJobs run at second 0. */
  function advanceSecond(): boolean {
    while (second % MINUTE !== 0) {
      reset = true;
      second += 1;
      if (second % MINUTE === 0) return false;
    }
    return true;
  }
}

/**
 * The next time strictly after `after` (µs since 1970), or undefined if none comes in the next five years.
 * `home` is the zone of the controller, for schedules that name none.
 */
export function nextTime(schedule: Schedule, after: number, home: Zone = UTC): number | undefined {
  const second = Math.floor(after / MICROS);
  if (schedule.kind === 'interval') return (second + schedule.seconds) * MICROS;
  const next = nextCalendar(schedule, second, schedule.zone ?? home);
  return next === undefined ? undefined : next * MICROS;
}
