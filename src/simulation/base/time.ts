/** Points of time as RFC 3339 text, from and to µs since 1970-01-01T00:00:00Z (exact from 1685 to 2255); the core has no Date. */

const DAY = 86_400_000_000;
const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** Days since 1970-01-01 of a date of the Gregorian calendar (Hinnant, chrono-compatible low-level date algorithms). */
export function daysFromDate(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The Gregorian date of a day since 1970-01-01; the inverse of {@link daysFromDate}. */
export function dateFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

function seconds(us: number): string {
  const days = Math.floor(us / DAY);
  const { year, month, day } = dateFromDays(days);
  const rest = Math.floor((us - days * DAY) / 1_000_000);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(Math.floor(rest / 3600), 2)}:${pad(Math.floor(rest / 60) % 60, 2)}:${pad(rest % 60, 2)}`;
}

/** `2026-05-01T09:30:00Z`, the form of meta/v1 Time; parts of a second are cut off. */
export const formatTime = (us: number): string => `${seconds(us)}Z`;

/** `2026-05-01T09:30:00.000250Z`, the form of meta/v1 MicroTime. */
export const formatMicroTime = (us: number): string => `${seconds(us)}.${pad(us - Math.floor(us / 1_000_000) * 1_000_000, 6)}Z`;

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|([+-])(\d\d):(\d\d))$/;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** µs since 1970 of an RFC 3339 text with any offset; undefined when it is none, or names no real day or hour. Nanoseconds are cut off. */
export function parseTime(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const daysInMonth = month === 2 && !leap ? 28 : (DAYS_IN_MONTH[month - 1] ?? 0);
  const [offsetHours, offsetMinutes] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  if (day < 1 || day > daysInMonth || hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  const offset = (match[9] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  const micros = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return daysFromDate(year, month, day) * DAY + ((hour * 60 + minute - offset) * 60 + second) * 1_000_000 + micros;
}
