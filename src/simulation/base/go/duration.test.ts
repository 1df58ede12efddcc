import { describe, expect, it } from 'vitest';
import { parseDuration } from './duration';

describe('time.ParseDuration', () => {
  it.each([
    ['0', 0n], ['5s', 5_000_000_000n], ['1h30m', 5_400_000_000_000n], ['-1.5h', -5_400_000_000_000n], ['.5s', 500_000_000n], ['1.s', 1_000_000_000n], ['10us', 10_000n], ['1µs1ns', 1_001n],
    ['-9223372036854775808ns', -9223372036854775808n],
  ])('%s', (text, nanoseconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, nanoseconds });
  });

  it.each([
    ['', 'time: invalid duration ""'], ['3', 'time: missing unit in duration "3"'], ['-', 'time: invalid duration "-"'], ['.s', 'time: invalid duration ".s"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'], ['1h 2m', 'time: unknown unit "h " in duration "1h 2m"'], ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
  ])('%j is refused', (text, error) => {
    expect(parseDuration(text)).toEqual({ ok: false, error });
  });
});
