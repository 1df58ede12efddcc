/** A day to start from: before the clocks of New York go forward in 2026, and before they go back. */
export const STARTS = ['2026-03-07', '2026-10-31'] as const;
export const ZONES = ['', 'Asia/Seoul', 'America/New_York'] as const;

export type Start = (typeof STARTS)[number];
export type ZoneName = (typeof ZONES)[number];

export interface CronState {
  schedule: string;
  zone: ZoneName;
  start: Start;
}

/** Schedules that do something else than most readers expect, and one that does not. */
export const EXAMPLES: readonly CronState[] = [
  { schedule: '0 0 */5 * 1', zone: '', start: '2026-03-07' },
  { schedule: '0 0 30 2 *', zone: '', start: '2026-03-07' },
  { schedule: '30 2 * * *', zone: 'America/New_York', start: '2026-03-07' },
  { schedule: '30 1 * * *', zone: 'America/New_York', start: '2026-10-31' },
  { schedule: '0 3 * * *', zone: 'Asia/Seoul', start: '2026-03-07' },
];

export const initialState: CronState = { ...EXAMPLES[0]! };

/** Long enough for any schedule that a person types. */
export const LONGEST = 80;
export const COUNT = 6;

export function parseState(raw: unknown): CronState | undefined {
  const { schedule, zone, start } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  if (typeof schedule !== 'string' || schedule.length > LONGEST || !ZONES.includes(zone as ZoneName) || !STARTS.includes(start as Start)) return undefined;
  return { schedule, zone: zone as ZoneName, start: start as Start };
}
