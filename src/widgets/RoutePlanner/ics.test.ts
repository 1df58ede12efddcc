import { describe, expect, it } from 'vitest';
import { compactDay, dayOf, weekEnd, weekStart } from './dates';
import { calendarFile, escapeText, foldLine } from './ics';

const octets = (text: string) => new TextEncoder().encode(text).length;
/** What a reader of the file does first (RFC 5545, 3.1). */
const unfold = (text: string) => text.replaceAll(/\r\n[ \t]/g, '');

const file = calendarFile({
  name: '학습 계획',
  start: dayOf('2026-12-28')!,
  stamp: Date.UTC(2026, 10, 21, 9, 8, 7),
  seed: 'abc123',
  weeks: [
    { index: 1, summary: '1주차: 1부 왜 쿠버네티스인가, 2부 클러스터 아키텍처, 3부 컨트롤 루프와 조정', description: 'a; b\nc' },
    { index: 2, summary: 'rest', description: '' },
  ],
});

describe('calendarFile', () => {
  it('uses CRLF for every line, the last one too, and no line is longer than 75 octets', () => {
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of file.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
  });

  it('has what RFC 5545 requires of a calendar and of each event, once', () => {
    const lines = unfold(file).split('\r\n');
    expect(lines.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Kubernetes Explorer//Route planner//EN']);
    const events = unfold(file).split('BEGIN:VEVENT').slice(1);
    expect(events).toHaveLength(2);
    for (const event of events) for (const name of ['UID:', 'DTSTAMP:20261121T090807Z', 'DTSTART;VALUE=DATE:', 'DTEND;VALUE=DATE:']) expect(event.split(`\r\n${name}`)).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('UID:'))).toEqual(['UID:week-1-abc123', 'UID:week-2-abc123']);
  });

  it('ends a week on the day after its last, across a year', () => {
    expect(unfold(file)).toContain('DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20270104\r\n');
    expect(unfold(file)).toContain('DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270111\r\n');
  });

  it('survives folding and escaping unchanged', () => {
    expect(unfold(file)).toContain('SUMMARY:1주차: 1부 왜 쿠버네티스인가\\, 2부 클러스터 아키텍처\\, 3부 컨트롤 루프와 조정\r\n');
    expect(unfold(file)).toContain('DESCRIPTION:a\\; b\\nc\r\n');
  });
});

describe('foldLine', () => {
  it('leaves 75 octets alone and folds the 76th', () => {
    expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75));
    expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  });

  it('never cuts a character', () => {
    const line = `가나다😀${'한'.repeat(60)}`;
    const folded = foldLine(line);
    expect(unfold(folded)).toBe(line);
    for (const piece of folded.split('\r\n')) expect(octets(piece)).toBeLessThanOrEqual(75);
  });
});

it('escapes the backslash before anything else, and drops control characters', () => {
  expect(escapeText('a\\n,b;c\r\nd\u0007')).toBe('a\\\\n\\,b\\;c\\nd');
});

describe('days', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '1999-12-31', '2026-1-1', ''])('refuses %j', (text) => expect(dayOf(text)).toBeUndefined());

  it('counts weeks over a leap day and a change of summer time', () => {
    const start = dayOf('2028-02-28')!;
    expect(compactDay(weekStart(start, 1))).toBe('20280228');
    expect(compactDay(weekEnd(start, 1))).toBe('20280305');
    expect(compactDay(weekStart(dayOf('2027-03-22')!, 3))).toBe('20270405');
  });
});
