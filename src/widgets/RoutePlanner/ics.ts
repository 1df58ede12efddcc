import { compactDay, weekStart } from './dates';

/** One week of the plan as it will stand in a calendar, already in the reader's language. */
export interface CalendarWeek {
  index: number;
  summary: string;
  description: string;
}

export interface CalendarInput {
  name: string;
  /** Midnight in UTC of the first day, in milliseconds. */
  start: number;
  weeks: readonly CalendarWeek[];
  /** When the file was made, in milliseconds; calendars use it to tell newer from older. */
  stamp: number;
  /** Random text that no other file has: RFC 5545 wants identifiers that are unique in the world. */
  seed: string;
}

const LONGEST_LINE = 75;

/** TEXT values: backslash, semicolon, comma and line break are escaped (RFC 5545, 3.3.11); other control characters may not appear. */
export function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

/** Folds a content line at 75 octets of UTF-8, never inside a character; a continuation begins with one space (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LONGEST_LINE) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

const utcStamp = (time: number): string => `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/**
 * An iCalendar object (RFC 5545) with one all-day event a week. DTEND is exclusive, so a week that starts on the 2nd ends on the 9th.
 * The events are TRANSPARENT: they do not make the reader look busy.
 */
export function calendarFile({ name, start, weeks, stamp, seed }: CalendarInput): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kubernetes Explorer//Route planner//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...weeks.flatMap(({ index, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:week-${index}-${seed}`,
      `DTSTAMP:${utcStamp(stamp)}`,
      `DTSTART;VALUE=DATE:${compactDay(weekStart(start, index))}`,
      `DTEND;VALUE=DATE:${compactDay(weekStart(start, index + 1))}`,
      `SUMMARY:${escapeText(summary)}`,
      `DESCRIPTION:${escapeText(description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
