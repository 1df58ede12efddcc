/** Whether windows let an application sync (pkg/apis/application/v1alpha1: SyncWindows.CanSync, active, inactiveAllows). Times are microseconds. */
import { nextTime, parseSchedule } from '../../base/cron';
import { parseDuration } from '../../base/go/duration';
import { loadZone, offsetAt, UTC } from '../../base/time-zone';
import type { SyncWindow } from './match';

const MICROS = 1_000_000;

export type Verdict = { readonly ok: true; readonly allowed: boolean } | { readonly ok: false; readonly error: string };
export type ActiveWindows = { readonly ok: true; readonly windows: SyncWindow[] } | { readonly ok: false; readonly error: string };

type Opened = { readonly ok: true; readonly open: boolean } | { readonly ok: false; readonly error: string };

/**
 * A window is open where its schedule has a time after `at - duration` and before `at`, so it opens a moment after its time. The zone moves the clock by the
 * offset of `now`, whichever time is asked about; an unknown zone is UTC.
 */
function isOpen({ schedule = '', duration = '', timeZone = '' }: SyncWindow, at: number, now: number): Opened {
  const parsed = parseSchedule(schedule, { descriptors: false });
  if (!parsed.ok) return { ok: false, error: `cannot parse schedule '${schedule}': ${parsed.error}` };
  const length = parseDuration(duration);
  if (!length.ok) return { ok: false, error: `cannot parse duration '${duration}': ${length.error}` };
  const clock = at + offsetAt(loadZone(timeZone) ?? UTC, Math.floor(now / MICROS)) * MICROS;
  const next = nextTime(parsed.schedule, clock - Number(length.nanoseconds) / 1000);
  // A schedule without a next time gives the zero time, which is before everything.
  return { ok: true, open: next === undefined || next < clock };
}

function windowsThat(windows: readonly SyncWindow[], open: boolean, at: number, now: number): ActiveWindows {
  const found: SyncWindow[] = [];
  for (const window of windows) {
    const opened = isOpen(window, at, now);
    if (!opened.ok) return opened;
    if (opened.open === open) found.push(window);
  }
  return { ok: true, windows: found };
}

/** SyncWindows.Active: those that are open. */
export const activeWindows = (windows: readonly SyncWindow[], now: number): ActiveWindows => windowsThat(windows, true, now, now);

export interface SyncQuestion {
  readonly manual: boolean;
  readonly now: number;
  /** When the operation in question started, if it runs already. */
  readonly startedAt?: number;
}

const everyOneMayOverrun = (denies: readonly SyncWindow[]): boolean => denies.every(({ syncOverrun }) => syncOverrun === true);
const everyOneIsManual = (windows: readonly SyncWindow[]): boolean => windows.every(({ manualSync }) => manualSync === true);
const ALLOWED: Verdict = { ok: true, allowed: true };
const REFUSED: Verdict = { ok: true, allowed: false };

/** SyncWindows.CanSync over the windows that concern the application. */
export function canSync(windows: readonly SyncWindow[], { manual, now, startedAt }: SyncQuestion, at: number = now): Verdict {
  if (windows.length === 0) return ALLOWED;
  const wrong = (error: string): Verdict => ({ ok: false, error: `invalid sync windows: ${error}` });
  const active = windowsThat(windows, true, at, now);
  if (!active.ok) return wrong(active.error);
  const mayFinish = (): Verdict => (startedAt === undefined ? REFUSED : canSync(windows, { manual, now }, startedAt));

  const denies = active.windows.filter(({ kind }) => kind === 'deny');
  if (denies.length > 0) {
    if (manual && everyOneIsManual(denies)) return ALLOWED;
    return everyOneMayOverrun(denies) ? mayFinish() : REFUSED;
  }
  if (active.windows.some(({ kind }) => kind === 'allow')) return ALLOWED;
  const closed = windowsThat(windows.filter(({ kind }) => kind === 'allow'), false, at, now);
  if (!closed.ok) return wrong(closed.error);
  if (closed.windows.length === 0) return ALLOWED;
  if (manual && everyOneIsManual(closed.windows)) return ALLOWED;
  return everyOneMayOverrun(closed.windows) ? mayFinish() : REFUSED;
}
