/** Calendar days without clock or time zone: a day is its ISO text, `YYYY-MM-DD`, and arithmetic runs in UTC. */
const DAY = 86_400_000;

/** The day's midnight in UTC, in milliseconds; undefined unless the text is a real day between 2000 and 2099. */
export function dayOf(text: string): number | undefined {
  const match = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // 31 February would roll over to March.
  return isoDay(time) === text ? time : undefined;
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** First day of a week that is counted from 1, in milliseconds. */
export const weekStart = (start: number, index: number): number => start + (index - 1) * 7 * DAY;

/** Last day of that week. */
export const weekEnd = (start: number, index: number): number => weekStart(start, index) + 6 * DAY;

/** `YYYYMMDD`, as calendar files write a day. */
export const compactDay = (time: number): string => isoDay(time).replaceAll('-', '');
