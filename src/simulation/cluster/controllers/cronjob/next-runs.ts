/** When a CronJob comes next, as the CronJob controller reckons it, and what the clock on the wall shows then. */
import { dateFromDays, daysFromDate, formatTime } from '../../../base/time';
import { nextTime, parseSchedule, type Schedule } from '../../../base/cron';
import { loadZone, offsetAt, UTC, type Zone } from '../../../base/time-zone';

const MICROS = 1_000_000;
const DAY = 86_400 * MICROS;

export interface CronRun {
  /** `2026-03-09T06:30:00Z` */
  readonly utc: string;
  /** The clock in the CronJob's zone: `2026-03-09 02:30`. */
  readonly wall: string;
  /** Offset of that clock from UTC, in minutes. */
  readonly offset: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Which of the two fields for days names this day. */
  readonly byDate: boolean;
  readonly byWeekday: boolean;
  /** The clock showed this time before: it was set back in between. */
  readonly again: boolean;
}

export type CronRuns =
  | {
      readonly ok: true;
      readonly runs: readonly CronRun[];
      /** Times on the wall that the schedule names before the last run and that the clock leaves out. */
      readonly skipped: readonly string[];
      /** Whether a day has to match both fields, or either of them; undefined for `@every`. */
      readonly days: 'both' | 'either' | undefined;
    }
  | { readonly ok: false; readonly error: string };

const wallText = (local: number): string => formatTime(local).slice(0, 16).replace('T', ' ');
const localOf = (zone: Zone, time: number): number => time + offsetAt(zone, Math.floor(time / MICROS)) * MICROS;

/** The next `count` times strictly after `after`; fewer if the schedule does not come within five years. */
function times(schedule: Schedule, after: number, count: number, zone: Zone): number[] {
  const found: number[] = [];
  for (let time = nextTime(schedule, after, zone); time !== undefined && found.length < count; time = nextTime(schedule, time, zone)) found.push(time);
  return found;
}

/** What the schedule would name on a clock that is never changed, up to `until` (both as that clock shows them). */
function onSteadyClock(schedule: Schedule, from: number, until: number, count: number): number[] {
  const steady: Schedule = schedule.kind === 'calendar' ? { ...schedule, zone: UTC } : schedule;
  return times(steady, from, count, UTC).filter((time) => time < until);
}

function describe(schedule: Schedule, zone: Zone, time: number, earlier: readonly number[]): CronRun {
  const local = localOf(zone, time);
  const days = Math.floor(local / DAY);
  const { day } = dateFromDays(days);
  const weekday = (((days + 4) % 7) + 7) % 7;
  return {
    utc: formatTime(time), wall: wallText(local), offset: (local - time) / MICROS / 60, weekday,
    byDate: schedule.kind === 'calendar' && schedule.dayOfMonth.values.has(day),
    byWeekday: schedule.kind === 'calendar' && schedule.dayOfWeek.values.has(weekday),
    again: earlier.some((one) => localOf(zone, one) === local),
  };
}

/**
 * The next runs of a CronJob: `formatSchedule` in k8s.io/kubernetes pkg/controller/cronjob (which puts `TZ=` in front of the schedule) and
 * `SpecSchedule.Next` of robfig/cron v3.0.1. Without a time zone the controller's own counts, taken as UTC here.
 *
 * @param after µs since 1970; runs come strictly later
 */
export function nextRuns(schedule: string, timeZone: string | undefined, after: number, count: number): CronRuns {
  const parsed = parseSchedule(timeZone === undefined ? schedule : `TZ=${timeZone} ${schedule}`);
  if (!parsed.ok) return parsed;
  const zone = (timeZone === undefined ? UTC : loadZone(timeZone)) ?? UTC;
  const found = times(parsed.schedule, after, count, zone);
  const walls = new Set(found.map((time) => localOf(zone, time)));
  const last = found.at(-1);
  const named = last === undefined || parsed.schedule.kind === 'interval' ? [] : onSteadyClock(parsed.schedule, localOf(zone, after), localOf(zone, last), count * 2);
  return {
    ok: true,
    runs: found.map((time, index) => describe(parsed.schedule, zone, time, found.slice(0, index))),
    skipped: named.filter((local) => !walls.has(local)).map(wallText),
    days: parsed.schedule.kind === 'interval' ? undefined : parsed.schedule.dayOfMonth.star || parsed.schedule.dayOfWeek.star ? 'both' : 'either',
  };
}

/** µs since 1970 of midnight UTC of a date. */
export const midnight = (year: number, month: number, day: number): number => daysFromDate(year, month, day) * DAY;
