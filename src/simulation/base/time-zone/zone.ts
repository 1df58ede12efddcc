import { parsePosixRule, posixOffset } from './posix';
import type { PosixRule } from './posix';

/** 2015-01-01T00:00:00Z in seconds. Earlier times take the offset of that moment. */
export const SINCE = 1_420_070_400;

export interface Zone {
  /** Moments at which the offset changed, and the offset from then on, in seconds; the first is -Infinity. */
  readonly history: readonly (readonly [second: number, offset: number])[];
  /** What holds after the last of them; undefined: the last offset, forever. */
  readonly rule: PosixRule | undefined;
}

/** Reads one line of the generated data, its names left out. */
export function decodeZone(rule: string, before: string, history: string): Zone {
  const changes = history === '' ? [] : history.split(' ').map((change): [number, number] => {
    const [minute = '', offset = ''] = change.split(':');
    return [SINCE + Number.parseInt(minute, 36) * 60, Number(offset) * 60];
  });
  return { history: [[-Infinity, Number(before) * 60], ...changes], rule: parsePosixRule(rule) };
}

/** Seconds east of Greenwich at a second since 1970 (time.Location.lookup). */
export function offsetAt({ history, rule }: Zone, second: number): number {
  const last = history.at(-1)!;
  // A zone without transitions since 2015 has followed its rule all along.
  if (second >= last[0] && (rule !== undefined) && second >= SINCE) return posixOffset(rule, second);
  return history.findLast(([from]) => from <= second)![1];
}
