/** Replays the `cron` suite: when schedules come next, and what the API server says to them. */
import { fieldErrorMessage } from '../../src/simulation/api/field-errors';
import { validateSchedule, validateTimeZone } from '../../src/simulation/api/validation/cron-schedule';
import { formatTime, parseTime } from '../../src/simulation/base';
import { nextTime, parseSchedule } from '../../src/simulation/base/cron';
import type { GoldenCase, Replay } from './types';

function replayNext(input: { schedule: string; timeZone?: string; after: string; count: number }): unknown {
  // As the CronJob controller writes it (formatSchedule).
  const parsed = parseSchedule(input.timeZone === undefined ? input.schedule : `TZ=${input.timeZone} ${input.schedule}`);
  if (!parsed.ok) return { error: parsed.error };
  const times: (string | null)[] = [];
  for (let time = parseTime(input.after); times.length < input.count; ) {
    time = time === undefined ? undefined : nextTime(parsed.schedule, time);
    times.push(time === undefined ? null : formatTime(time));
  }
  return { times };
}

function replayValidate({ schedule, timeZone }: { schedule: string; timeZone?: string }): unknown {
  return { errors: [...validateSchedule(schedule, timeZone, 'spec.schedule'), ...validateTimeZone(timeZone, 'spec.timeZone')].map(fieldErrorMessage) };
}

const KINDS = new Map<string, (input: never) => unknown>([['next', replayNext], ['validate', replayValidate]]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
