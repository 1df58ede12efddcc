/** Which run of a CronJob is due (pkg/controller/cronjob utils.go). Times in µs since 1970. */
import { nextTime, parseSchedule } from '../../../base/cron';
import type { Schedule, ScheduleResult } from '../../../base/cron';
import { formatTime, parseTime } from '../../../base/time';
import { loadZone, offsetAt, UTC } from '../../../base/time-zone';
import type { CronJob } from '../../../api/generated/types/batch.v1';

const SECOND = 1_000_000;
/** nextScheduleDelta: the controller looks a moment after the full minute. */
const DELTA = 100_000;
const TOO_MANY = 100;

/** formatSchedule and its parser. */
export function scheduleOf({ spec }: CronJob): ScheduleResult {
  const { schedule, timeZone } = spec;
  const zoned = !schedule.includes('TZ') && timeZone !== undefined && loadZone(timeZone) !== undefined;
  return parseSchedule(zoned ? `TZ=${timeZone} ${schedule}` : schedule);
}

interface Missed {
  readonly earliest: number;
  readonly recent?: number;
  readonly missed: 'none' | 'few' | 'many';
  readonly error?: string;
}

/** mostRecentScheduleTime: the last time that has come since the last run; `withDeadline` looks back no further than the starting deadline. */
function mostRecent({ metadata, spec, status }: CronJob, now: number, schedule: Schedule, withDeadline: boolean): Missed {
  const since = parseTime(status?.lastScheduleTime ?? metadata.creationTimestamp ?? '') ?? now;
  const limit = withDeadline && spec.startingDeadlineSeconds !== undefined ? now - spec.startingDeadlineSeconds * SECOND : since;
  const earliest = Math.max(since, limit);
  const first = nextTime(schedule, earliest);
  const second = first === undefined ? undefined : nextTime(schedule, first);
  if (first !== undefined && now < first) return { earliest, missed: 'none' };
  if (first !== undefined && second !== undefined && now < second) return { earliest, recent: first, missed: 'none' };
  const between = first === undefined || second === undefined ? 0 : Math.round((second - first) / SECOND);
  if (first === undefined || between < 1) return { earliest, missed: 'none', error: 'time difference between two schedules is less than 1 second' };
  const count = Math.floor(Math.floor((now - first) / SECOND) / between) + 1;
  let recent: number | undefined;
  for (let time = nextTime(schedule, first + (count - 2) * between * SECOND); time !== undefined && time <= now; time = nextTime(schedule, time)) recent = time;
  return { earliest, missed: count > TOO_MANY ? 'many' : count > 0 ? 'few' : 'none', ...(recent === undefined ? {} : { recent }) };
}

/** nextScheduleTime: the run that is due, if one is, and whether more were missed than anyone would make up for. */
export function dueRun(cron: CronJob, now: number, schedule: Schedule): { readonly due?: number; readonly tooMany: boolean; readonly error?: string } {
  const { recent, missed, error } = mostRecent(cron, now, schedule, true);
  if (recent === undefined || recent > now) return { tooMany: false, ...(error === undefined ? {} : { error }) };
  return { due: recent, tooMany: missed === 'many' };
}

/** nextScheduleTimeDuration: how long until the next look, µs. */
export function untilNext(cron: CronJob, now: number, schedule: Schedule): number {
  const { earliest, recent, missed, error } = mostRecent(cron, now, schedule, false);
  const from = error !== undefined ? now : (recent ?? (missed === 'none' ? earliest : now));
  return (nextTime(schedule, from) ?? now) + DELTA - now;
}

/** A time as the clock of the CronJob's zone shows it, with the zone's offset. */
export function inZone(cron: CronJob, time: number): string {
  const zone = (cron.spec.timeZone === undefined ? UTC : loadZone(cron.spec.timeZone)) ?? UTC;
  const minutes = offsetAt(zone, Math.floor(time / SECOND)) / 60;
  if (minutes === 0) return formatTime(time);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
  return formatTime(time + minutes * 60 * SECOND).replace('Z', offset);
}

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** time.RFC1123Z in UTC: `Tue, 10 Jun 2026 08:25:00 +0000`. */
export function rfc1123(time: number): string {
  const [date = '', clock = ''] = formatTime(time).replace('Z', '').split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const weekday = DAYS[((Math.floor(time / (86_400 * SECOND)) % 7) + 7) % 7];
  return `${weekday ?? ''}, ${day} ${MONTHS[Number(month) - 1] ?? ''} ${year} ${clock} +0000`;
}
