import { parseSchedule, zoneError } from '../../base/cron';
import { loadZone } from '../../base/time-zone';
import { invalid, invalidNamed, required } from '../field-errors';
import type { FieldError } from '../field-errors';

/**
 * The schedule of a CronJob (pkg/apis/batch/validation: validateCronJobSpec, validateScheduleFormat). `old`: the stored one on an
 * update; a zone inside the schedule, which is no longer accepted, may stay.
 */
export function validateSchedule(schedule: string, timeZone: string | undefined, path: string, old?: string): FieldError[] {
  if (schedule === '') return [required(path)];
  const parsed = parseSchedule(schedule);
  const errors = parsed.ok ? [] : [invalid(path, schedule, parsed.error)];
  if (!schedule.includes('TZ')) return errors;
  if (old === undefined || !old.includes('TZ')) return [...errors, invalid(path, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')];
  return timeZone === undefined ? errors : [...errors, invalid(path, schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule')];
}

const PART = /^[A-Za-z.\-_0-9+]{1,14}$/;

/** The zone of a CronJob (validateTimeZone): a name of the IANA database, exact in case. */
export function validateTimeZone(timeZone: string | undefined, path: string): FieldError[] {
  if (timeZone === undefined) return [];
  if (timeZone === '') return [invalidNamed(path, timeZone, 'timeZone must be nil or non-empty string')];
  if (timeZone.split('/').some((part) => part === '.' || part === '..' || part.startsWith('-') || !PART.test(part))) return [invalidNamed(path, timeZone, `unknown time zone ${timeZone}`)];
  const local = timeZone.toLowerCase() === 'local' ? [invalidNamed(path, timeZone, 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones')] : [];
  // Go knows "Local" as the zone of the machine.
  return timeZone === 'Local' || loadZone(timeZone) !== undefined ? local : [...local, invalidNamed(path, timeZone, zoneError(timeZone))];
}
