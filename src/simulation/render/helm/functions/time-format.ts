/** Times in Go's layouts (package time: format.go): `2006-01-02T15:04:05Z07:00`. */
import { daysFromDate, dateFromDays } from '../../../base/time';

/** A point of time: whole seconds since 1970, the offset of its zone from UTC in seconds, and the zone's name. */
export interface Instant {
  readonly seconds: number;
  readonly offset: number;
  readonly zone: string;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400;
/** Longest first where one begins another. */
const ELEMENTS = /January|Jan|Monday|Mon|MST|2006|06|01|02|__2|002|_2006|_2|03|04|05|15|Z070000|Z07:00:00|Z0700|Z07:00|Z07|-070000|-07:00:00|-0700|-07:00|-07|PM|pm|[.,]0+(?![0-9])|[.,]9+(?![0-9])|1|2|3|4|5/g;

const pad = (value: number, length = 2, fill = '0'): string => String(value).padStart(length, fill);

function partsOf({ seconds, offset }: Instant) {
  const local = seconds + offset;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  const date = dateFromDays(days);
  return { ...date, weekday: (((days + 4) % 7) + 7) % 7, dayOfYear: days - daysFromDate(date.year, 1, 1) + 1, hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60 };
}

function zoneText(element: string, offset: number): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const size = Math.abs(offset);
  const [hours, minutes, seconds] = [pad(Math.floor(size / 3600)), pad(Math.floor(size / 60) % 60), pad(size % 60)];
  const sign = offset < 0 ? '-' : '+';
  const separator = element.includes(':') ? ':' : '';
  const digits = element.replace(/[^0-9]/g, '').length;
  return `${sign}${hours}${digits >= 4 ? separator + minutes : ''}${digits >= 6 ? separator + seconds : ''}`;
}

/** Time.Format. */
export function formatInstant(instant: Instant, layout: string): string {
  const { year, month, day, weekday, dayOfYear, hour, minute, second } = partsOf(instant);
  const texts: Readonly<Record<string, string>> = {
    January: MONTHS[month - 1]!, Jan: MONTHS[month - 1]!.slice(0, 3), Monday: DAYS[weekday]!, Mon: DAYS[weekday]!.slice(0, 3), MST: instant.zone,
    2006: pad(year, 4), _2006: `_${pad(year, 4)}`, '06': pad(year % 100), '01': pad(month), 1: String(month), '02': pad(day), 2: String(day), _2: pad(day, 2, ' '), __2: pad(dayOfYear, 3, ' '), '002': pad(dayOfYear, 3),
    15: pad(hour), '03': pad(hour % 12 || 12), 3: String(hour % 12 || 12), '04': pad(minute), 4: String(minute), '05': pad(second), 5: String(second), PM: hour < 12 ? 'AM' : 'PM', pm: hour < 12 ? 'am' : 'pm',
  };
  return layout.replace(ELEMENTS, (element) => {
    const text = texts[element];
    if (text !== undefined) return text;
    if (/^[.,]0/.test(element)) return element;
    return /^[.,]9/.test(element) ? '' : zoneText(element, instant.offset);
  });
}

const PATTERNS: Readonly<Record<string, string>> = {
  2006: '(?<year>\\d{4})', '06': '(?<shortYear>\\d\\d)', '01': '(?<month>\\d\\d)', 1: '(?<month>\\d\\d?)', '02': '(?<day>\\d\\d)', 2: '(?<day>\\d\\d?)', _2: ' ?(?<day>\\d\\d?)', 15: '(?<hour>\\d\\d?)', '03': '(?<hour>\\d\\d)', 3: '(?<hour>\\d\\d?)',
  '04': '(?<minute>\\d\\d)', 4: '(?<minute>\\d\\d?)', '05': '(?<second>\\d\\d)', 5: '(?<second>\\d\\d?)', PM: '(?<half>AM|PM)', pm: '(?<half>am|pm)', January: `(?<monthName>${MONTHS.join('|')})`, Jan: `(?<monthName>${MONTHS.map((name) => name.slice(0, 3)).join('|')})`,
  Monday: `(?:${DAYS.join('|')})`, Mon: `(?:${DAYS.map((name) => name.slice(0, 3)).join('|')})`, MST: '(?<zone>[A-Z]{3,4}|[+-]\\d\\d)', 'Z07:00': '(?<offset>Z|[+-]\\d\\d:\\d\\d)', '-0700': '(?<offset>[+-]\\d{4})', '-07:00': '(?<offset>[+-]\\d\\d:\\d\\d)', Z0700: '(?<offset>Z|[+-]\\d{4})',
};

/** time.Parse; undefined where the text is not in the layout. */
export function parseInstant(layout: string, text: string): Instant | undefined {
  let [pattern, at] = ['', 0];
  const literal = (part: string): string => part.replace(/[\\.+*?()|[\]{}^$/-]/g, '\\$&');
  for (const match of layout.matchAll(ELEMENTS)) {
    pattern += literal(layout.slice(at, match.index)) + (PATTERNS[match[0]] ?? literal(match[0]));
    at = match.index + match[0].length;
  }
  const seen = new Set<string>();
  const unique = (pattern + literal(layout.slice(at))).replace(/\(\?<(\w+)>/g, (group, name: string) => (seen.has(name) ? '(?:' : (seen.add(name), group)));
  const groups = new RegExp(`^${unique}(?:\\.\\d+)?$`).exec(text)?.groups;
  if (groups === undefined && new RegExp(`^${unique}(?:\\.\\d+)?$`).test(text) === false) return undefined;
  const number = (name: string, fallback: number): number => Number(groups?.[name] ?? fallback);
  const shortYear = groups?.['shortYear'];
  const year = shortYear === undefined ? number('year', 0) : Number(shortYear) + (Number(shortYear) >= 69 ? 1900 : 2000);
  const monthName = groups?.['monthName'];
  const month = monthName === undefined ? number('month', 1) : MONTHS.findIndex((name) => name.startsWith(monthName)) + 1;
  const [day, minute, second] = [number('day', 1), number('minute', 0), number('second', 0)];
  const half = groups?.['half']?.toUpperCase();
  const hour = half === undefined ? number('hour', 0) : (number('hour', 0) % 12) + (half === 'PM' ? 12 : 0);
  const lastDay = daysFromDate(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - daysFromDate(year, month, 1);
  if (month < 1 || month > 12 || day < 1 || day > lastDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(groups?.['offset'] ?? '') ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  return { seconds: daysFromDate(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset, offset, zone: offset === 0 ? 'UTC' : '' };
}

export { partsOf };
