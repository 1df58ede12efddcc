/** When an operation that failed is tried again (pkg/apis/application/v1alpha1: RetryStrategy.NextRetryAt; controller processRequestedAppOperation). Times are microseconds. */
import { parseDuration } from '../../base/go/duration';
import { formatTime, parseTime } from '../../base';
import { isCompleted } from './application';
import type { OperationPhase, OperationState, RetryStrategy } from './application';

const SECOND = 1_000_000;
const [DURATION, MAX_DURATION, FACTOR] = [5 * SECOND, 180 * SECOND, 2];

/** parseStringToDuration: a plain number is seconds. Throws upstream's error. */
function durationOf(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text) * SECOND;
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`unable to parse ${text} as a duration`);
  return Number(parsed.nanoseconds) / 1000;
}

/** Throws what is wrong with the strategy. */
export function nextRetryAt({ backoff = {} }: RetryStrategy, last: number, retries: number): number {
  const duration = (backoff.duration ?? '') === '' ? DURATION : durationOf(backoff.duration!);
  const longest = (backoff.maxDuration ?? '') === '' ? MAX_DURATION : durationOf(backoff.maxDuration!);
  const wait = duration * (backoff.factor ?? FACTOR) ** retries;
  return last + Math.trunc(longest > 0 ? Math.min(longest, wait) : wait);
}

/** time.Kitchen. */
function kitchen(time: number): string {
  const [hour = 0, minute = '00'] = [Number(formatTime(time).slice(11, 13)), formatTime(time).slice(14, 16)];
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute}${hour < 12 ? 'AM' : 'PM'}`;
}

/** What became of an attempt. */
export interface Outcome {
  readonly phase: OperationPhase;
  readonly message: string;
}

/**
 * The state of an operation after an attempt: where it failed and may be tried again it goes on as `Running`, with the time at which it failed.
 * `terminating`: it was ended by somebody, and is not tried again.
 */
export function afterAttempt(state: OperationState, { phase, message }: Outcome, now: number, terminating = false): OperationState {
  const { finishedAt: _ended, ...running } = state;
  const ended = (end: Outcome): OperationState => ({ ...running, ...end, ...(isCompleted(end.phase) ? { finishedAt: formatTime(now) } : {}) });
  if (phase !== 'Failed' && phase !== 'Error') return ended({ phase, message });
  const [retries, { limit = 0, ...retry }] = [state.retryCount ?? 0, state.operation.retry ?? {}];
  if (terminating || (retries >= limit && limit >= 0)) return ended({ phase, message: retries > 0 ? `${message} (retried ${retries} times).` : message });
  let at: number;
  try {
    at = nextRetryAt(retry, now, retries);
  } catch (error) {
    return ended({ phase: 'Error', message: `${message} (failed to retry: ${error instanceof Error ? error.message : ''})` });
  }
  return { ...running, phase: 'Running', retryCount: retries + 1, finishedAt: formatTime(now), message: `${message}. Retrying attempt #${retries + 1} at ${kitchen(at)}.` };
}

/** When an operation that waits is tried again; undefined where it does not wait. */
export function retriesAt({ phase, finishedAt, operation, retryCount = 0 }: OperationState): number | undefined {
  if (phase !== 'Running' || finishedAt === undefined) return undefined;
  return nextRetryAt(operation.retry ?? {}, parseTime(finishedAt) ?? 0, retryCount);
}

/** The state with which the next attempt begins. With `refresh` it takes whatever is newest then. */
export function beginRetry(state: OperationState): OperationState {
  const { finishedAt: _failed, syncResult: _result, ...rest } = state;
  const { refresh = false } = state.operation.retry ?? {};
  const { revision: _revision, ...sync } = state.operation.sync ?? {};
  const operation = refresh && state.operation.sync !== undefined ? { ...state.operation, sync } : state.operation;
  return { ...rest, operation, message: `Retrying operation${refresh ? ' with latest revisions' : ''}. Attempt #${state.retryCount ?? 0}` };
}
