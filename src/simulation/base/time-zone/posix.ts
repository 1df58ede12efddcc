/** Rules of the form `EST5EDT,M3.2.0,M11.1.0` (POSIX TZ with the extensions of RFC 9636; Go's package time: tzset). */
import { dateFromDays, daysFromDate } from '../time';

const DAY = 86_400;

/** When a change happens: seconds since the start of a year, by the clock that holds before it. */
type YearlyChange = (year: number) => number;

export interface PosixRule {
  /** Seconds east of Greenwich. */
  readonly standard: number;
  readonly summer?: { readonly offset: number; readonly start: YearlyChange; readonly end: YearlyChange };
}

function secondsOf(text: string): number {
  const negative = text.startsWith('-');
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  const total = hours * 3600 + minutes * 60 + seconds;
  return negative ? -total : total;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** `M3.2.0/2`: the second Sunday of March (week 5: the last); `J60`: day of the year without 29 February; `59`: day with it. */
function changeOf(text: string): YearlyChange {
  const [date = '', time = '2'] = text.split('/');
  const clock = secondsOf(time);
  const byWeekday = /^M(\d+)\.(\d+)\.(\d+)$/.exec(date);
  if (byWeekday !== null) {
    const [month, week, weekday] = byWeekday.slice(1).map(Number) as [number, number, number];
    return (year) => {
      const first = daysFromDate(year, month, 1);
      const length = (month === 12 ? daysFromDate(year + 1, 1, 1) : daysFromDate(year, month + 1, 1)) - first;
      // 1970-01-01 was a Thursday.
      const offset = (((weekday - first - 4) % 7) + 7) % 7;
      let day = offset + (week - 1) * 7;
      while (day >= length) day -= 7;
      return (first + day - daysFromDate(year, 1, 1)) * DAY + clock;
    };
  }
  const day = Number(date.replace('J', ''));
  if (!date.startsWith('J')) return () => day * DAY + clock;
  return (year) => (day - 1 + (isLeap(year) && day >= 60 ? 1 : 0)) * DAY + clock;
}

/** Reads a rule; undefined if it is none. */
export function parsePosixRule(text: string): PosixRule | undefined {
  const name = '(?:[A-Za-z]{3,}|<[-+A-Za-z0-9]+>)';
  const offset = '[-+]?\\d+(?::\\d+){0,2}';
  const match = new RegExp(`^${name}(${offset})(?:${name}(${offset})?(?:,([^,]+),([^,]+))?)?$`).exec(text);
  if (match === null) return undefined;
  // The sign of POSIX says how far Greenwich is.
  const standard = -secondsOf(match[1]!);
  if (match[3] === undefined || match[4] === undefined) return { standard };
  return { standard, summer: { offset: match[2] === undefined ? standard + 3600 : -secondsOf(match[2]), start: changeOf(match[3]), end: changeOf(match[4]) } };
}

/** The offset in force at a second since 1970. */
export function posixOffset({ standard, summer }: PosixRule, second: number): number {
  if (summer === undefined) return standard;
  const { year } = dateFromDays(Math.floor((second + standard) / DAY));
  const intoYear = second - daysFromDate(year, 1, 1) * DAY;
  const start = summer.start(year) - standard;
  const end = summer.end(year) - summer.offset;
  const inSummer = start < end ? intoYear >= start && intoYear < end : intoYear >= start || intoYear < end;
  return inSummer ? summer.offset : standard;
}
