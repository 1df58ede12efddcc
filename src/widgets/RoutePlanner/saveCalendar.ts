import { calendarFile, type CalendarInput } from './ics';

/** Offers the plan as a calendar file to keep; nothing leaves the browser. The clock and the random identifier come in here, not in the plan. */
export function saveCalendar(name: string, plan: Omit<CalendarInput, 'stamp' | 'seed'>): void {
  const text = calendarFile({ ...plan, stamp: Date.now(), seed: randomSeed() });
  const url = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by the next task; the address may go then.
  window.setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** 128 random bits as hexadecimal digits: what keeps the identifiers of two files apart. */
function randomSeed(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
