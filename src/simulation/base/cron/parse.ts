/** Schedules as CronJobs write them (github.com/robfig/cron v3.0.1: ParseStandard). */
import { parseDuration } from '../go/duration';
import { quote } from '../go/quote';
import { loadZone } from '../time-zone';
import type { Zone } from '../time-zone';

/** Values of one field that match; `star` if it was written as `*` or `?`, which decides how the two fields for days are joined. */
export interface Field {
  readonly values: ReadonlySet<number>;
  readonly star: boolean;
}

export interface CalendarSchedule {
  readonly kind: 'calendar';
  readonly minute: Field;
  readonly hour: Field;
  readonly dayOfMonth: Field;
  readonly month: Field;
  readonly dayOfWeek: Field;
  /** undefined: the zone of whoever asks. */
  readonly zone: Zone | undefined;
}

/** `@every 90m` */
export interface IntervalSchedule {
  readonly kind: 'interval';
  readonly seconds: number;
}

export type Schedule = CalendarSchedule | IntervalSchedule;
export type ScheduleResult = { readonly ok: true; readonly schedule: Schedule } | { readonly ok: false; readonly error: string };

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MINUTES: Bounds = { min: 0, max: 59 };
const HOURS: Bounds = { min: 0, max: 23 };
const DAYS: Bounds = { min: 1, max: 31 };
const MONTHS: Bounds = { min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] };
const WEEKDAYS: Bounds = { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] };

class ScheduleError extends Error {}
const fail = (message: string): never => {
  throw new ScheduleError(message);
};

const MAX_INT64 = 2n ** 63n - 1n;

/** mustParseInt, with the error of strconv.Atoi. */
function parseInteger(text: string): number {
  const wrong = (why: string): never => fail(`failed to parse int from ${text}: strconv.Atoi: parsing ${quote(text)}: ${why}`);
  if (!/^[-+]?[0-9]+$/.test(text)) return wrong('invalid syntax');
  const value = BigInt(text.replace(/^\+/, ''));
  if (value > MAX_INT64 || value < -MAX_INT64 - 1n) return wrong('value out of range');
  return value < 0n ? fail(`negative number (${value}) not allowed: ${text}`) : Number(value);
}

function integerOrName(text: string, { names, min }: Bounds): number {
  const place = names?.indexOf(text.toLowerCase()) ?? -1;
  return place >= 0 ? place + min : parseInteger(text);
}

/** getRange: `*`, `5`, `1-5`, each with a step; `5/15` goes on to the end. */
function parseRange(text: string, bounds: Bounds): { values: number[]; star: boolean } {
  const [range = '', stepText, ...moreSlashes] = text.split('/');
  const [low = '', high, ...moreHyphens] = range.split('-');
  const star = low === '*' || low === '?';
  let [start, end] = [bounds.min, bounds.max];
  if (!star) {
    start = integerOrName(low, bounds);
    end = high === undefined ? start : moreHyphens.length > 0 ? fail(`too many hyphens: ${text}`) : integerOrName(high, bounds);
  }
  if (moreSlashes.length > 0) fail(`too many slashes: ${text}`);
  const step = stepText === undefined ? 1 : parseInteger(stepText);
  if (stepText !== undefined && high === undefined) end = bounds.max;
  if (start < bounds.min) fail(`beginning of range (${start}) below minimum (${bounds.min}): ${text}`);
  if (end > bounds.max) fail(`end of range (${end}) above maximum (${bounds.max}): ${text}`);
  if (start > end) fail(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) fail(`step of range should be a positive number: ${text}`);
  const values: number[] = [];
  for (let value = start; value <= end; value += step) values.push(value);
  return { values, star: star && step === 1 };
}

/** getField: ranges with commas; empty ones are passed over. */
function parseField(text: string, bounds: Bounds): Field {
  const ranges = text.split(',').filter((range) => range !== '').map((range) => parseRange(range, bounds));
  return { values: new Set(ranges.flatMap(({ values }) => values)), star: ranges.some(({ star }) => star) };
}

function calendar(fields: readonly string[], zone: Zone | undefined): CalendarSchedule {
  if (fields.length !== 5) fail(`expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] = fields;
  return {
    kind: 'calendar', minute: parseField(minute, MINUTES), hour: parseField(hour, HOURS), dayOfMonth: parseField(dayOfMonth, DAYS),
    month: parseField(month, MONTHS), dayOfWeek: parseField(dayOfWeek, WEEKDAYS), zone,
  };
}

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *', '@hourly': '0 * * * *',
};
const EVERY = '@every ';
const SECOND = 1_000_000_000n;

function descriptor(text: string, zone: Zone | undefined): Schedule {
  if (Object.hasOwn(DESCRIPTORS, text)) return calendar(DESCRIPTORS[text]!.split(' '), zone);
  if (!text.startsWith(EVERY)) return fail(`unrecognized descriptor: ${text}`);
  const duration = parseDuration(text.slice(EVERY.length));
  if (!duration.ok) return fail(`failed to parse duration ${text}: ${duration.error}`);
  // cron.Every: whole seconds, at least one.
  return { kind: 'interval', seconds: Math.max(1, Number(duration.nanoseconds / SECOND)) };
}

/** The zone in front of the schedule, which the CronJob controller writes there, and the rest. */
function splitZone(text: string): { zone: Zone | undefined; rest: string } {
  if (!text.startsWith('TZ=') && !text.startsWith('CRON_TZ=')) return { zone: undefined, rest: text };
  const [from, to] = [text.indexOf('=') + 1, text.indexOf(' ')];
  // Upstream panics here and wraps what the runtime says (ParseCronScheduleWithPanicRecovery).
  if (to < 0) return fail('invalid schedule format: runtime error: slice bounds out of range [:-1]');
  const name = text.slice(from, to);
  const rest = text.slice(to).trim();
  if (name === 'Local') return { zone: undefined, rest };
  const zone = loadZone(name);
  return zone === undefined ? fail(`provided bad location ${name}: ${zoneError(name)}`) : { zone, rest };
}

/** What time.LoadLocation says of a name it does not know. */
export function zoneError(name: string): string {
  return name.includes('..') || name.startsWith('/') || name.startsWith('\\') ? 'time: invalid location name' : `unknown time zone ${name}`;
}

/**
 * cron.ParseStandard, as the API server and the CronJob controller call it; the error in upstream's words. `descriptors: false` is a parser of the five fields
 * alone, which refuses `@daily` and its like.
 */
export function parseSchedule(text: string, { descriptors = true }: { readonly descriptors?: boolean } = {}): ScheduleResult {
  try {
    if (text === '') fail('empty spec string');
    const { zone, rest } = splitZone(text);
    if (rest.startsWith('@') && !descriptors) fail(`parser does not accept descriptors: ${rest}`);
    if (rest.startsWith('@')) return { ok: true, schedule: descriptor(rest, zone) };
    return { ok: true, schedule: calendar(rest.split(/\s+/).filter((field) => field !== ''), zone) };
  } catch (error) {
    if (error instanceof ScheduleError) return { ok: false, error: error.message };
    throw error;
  }
}
