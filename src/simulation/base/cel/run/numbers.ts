import { CelError, Duration, Timestamp, Uint, type Value } from './values';

/** Arithmetic that stops at 64 bits (cel-go common/types/overflow.go). */

export const NO_OVERLOAD = 'no such overload';
const noOverload = (): CelError => new CelError(NO_OVERLOAD);

export const MIN_INT = -(2n ** 63n);
export const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;
const SECOND = 1_000_000_000n;
/** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z, in seconds since 1970. */
export const MIN_TIME = -62_135_596_800n;
export const MAX_TIME = 253_402_300_799n;

export const int = (value: bigint): Value => (value < MIN_INT || value > MAX_INT ? new CelError('integer overflow') : value);
export const uint = (value: bigint): Value => (value < 0n || value > MAX_UINT ? new CelError('unsigned integer overflow') : new Uint(value));
export const duration = (nanoseconds: bigint): Value => (nanoseconds < MIN_INT || nanoseconds > MAX_INT ? new CelError('duration overflow') : new Duration(nanoseconds));

const floorSeconds = (nanoseconds: bigint): bigint => (nanoseconds < 0n && nanoseconds % SECOND !== 0n ? nanoseconds / SECOND - 1n : nanoseconds / SECOND);
export function timestamp(nanoseconds: bigint, offset = 0): Value {
  const seconds = floorSeconds(nanoseconds);
  return seconds < MIN_TIME || seconds > MAX_TIME ? new CelError('timestamp overflow') : new Timestamp(nanoseconds, offset);
}
export const secondsOf = ({ nanoseconds }: Timestamp): bigint => floorSeconds(nanoseconds);

type Arithmetic = '+' | '-' | '*' | '/' | '%';
type Both<T> = (a: T, b: T) => T;

const INTS: Readonly<Record<Arithmetic, Both<bigint>>> = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b };
const DOUBLES: Readonly<Partial<Record<Arithmetic, Both<number>>>> = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b };

function whole(operator: Arithmetic, a: bigint, b: bigint, wrap: (value: bigint) => Value): Value {
  if (b === 0n && operator === '/') return new CelError('division by zero');
  if (b === 0n && operator === '%') return new CelError('modulus by zero');
  return wrap(INTS[operator](a, b));
}

/** Numbers of one type, durations and points of time; an error for anything else. */
export function arithmetic(operator: Arithmetic, a: Value, b: Value): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return whole(operator, a, b, int);
  if (a instanceof Uint && b instanceof Uint) return whole(operator, a.value, b.value, uint);
  if (typeof a === 'number' && typeof b === 'number') return DOUBLES[operator]?.(a, b) ?? noOverload();
  if (operator === '+') {
    if (a instanceof Duration && b instanceof Duration) return duration(a.nanoseconds + b.nanoseconds);
    if (a instanceof Timestamp && b instanceof Duration) return timestamp(a.nanoseconds + b.nanoseconds, a.offset);
    if (a instanceof Duration && b instanceof Timestamp) return timestamp(a.nanoseconds + b.nanoseconds, b.offset);
  }
  if (operator === '-') {
    if (a instanceof Duration && b instanceof Duration) return duration(a.nanoseconds - b.nanoseconds);
    if (a instanceof Timestamp && b instanceof Duration) return timestamp(a.nanoseconds - b.nanoseconds, a.offset);
    if (a instanceof Timestamp && b instanceof Timestamp) return duration(a.nanoseconds - b.nanoseconds);
  }
  return noOverload();
}

export function negate(value: Value): Value {
  if (typeof value === 'bigint') return int(-value);
  if (typeof value === 'number') return -value;
  if (typeof value === 'boolean') return !value;
  return value instanceof Duration ? duration(-value.nanoseconds) : noOverload();
}
