import { parseDuration } from '../../go/duration';
import { RFC3339, timeError } from '../../go/time';
import { daysFromDate } from '../../time';
import { MAX_INT, MIN_INT, timestamp, uint } from '../run/numbers';
import { textFrom } from '../run/texts';
import { CelError, Duration, textOf, Timestamp, typeNameOf, Uint, utf8, type Value } from '../run/values';
import { secondsOf } from '../run/numbers';

/** bool(), int(), timestamp() and their like (cel-go common/types: ConvertToType). */

const failed = (value: Value, to: string): CelError => new CelError(`type conversion error from '${typeNameOf(value)}' to '${to}'`);

const BOOLS: Readonly<Record<string, boolean>> = { '1': true, t: true, T: true, TRUE: true, true: true, True: true, '0': false, f: false, F: false, FALSE: false, false: false, False: false };

function toBool(value: Value): Value {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && Object.hasOwn(BOOLS, value) ? BOOLS[value]! : failed(value, 'bool');
}

function toInt(value: Value): Value {
  if (typeof value === 'bigint') return value;
  if (value instanceof Uint) return value.value > MAX_INT ? new CelError('integer overflow') : value.value;
  if (typeof value === 'number') return Number.isNaN(value) || value <= Number(MIN_INT) || value >= Number(MAX_INT) ? new CelError('integer overflow') : BigInt(Math.trunc(value));
  if (value instanceof Duration) return value.nanoseconds;
  if (value instanceof Timestamp) return secondsOf(value);
  if (typeof value === 'string' && /^[+-]?[0-9]+$/.test(value)) {
    const number = BigInt(value.replace(/^\+/, ''));
    if (number >= MIN_INT && number <= MAX_INT) return number;
  }
  return failed(value, 'int');
}

function toUint(value: Value): Value {
  if (value instanceof Uint) return value;
  if (typeof value === 'bigint') return uint(value);
  if (typeof value === 'number') return Number.isNaN(value) || value < 0 || value >= 2 ** 64 ? new CelError('unsigned integer overflow') : uint(BigInt(Math.trunc(value)));
  if (typeof value === 'string' && /^[0-9]+$/.test(value) && BigInt(value) < 2n ** 64n) return new Uint(BigInt(value));
  return failed(value, 'uint');
}

/** strconv.ParseFloat of decimal texts, infinities and NaN. */
export function parseDouble(text: string): number | undefined {
  if (/^[+-]?(inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return NaN;
  if (!/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function toDouble(value: Value): Value {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint) return Number(value.value);
  return (typeof value === 'string' ? parseDouble(value) : undefined) ?? failed(value, 'double');
}

/** A text of RFC 3339 with up to nanoseconds, as time.Parse reads it; undefined where it is none. */
export function readTimestamp(text: string): Timestamp | CelError | undefined {
  if (timeError(text, RFC3339) !== undefined) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text)!;
  const offset = zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const seconds = BigInt(daysFromDate(Number(year), Number(month), Number(day))) * 86_400n + BigInt((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second));
  return timestamp(seconds * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0')), offset) as Timestamp | CelError;
}

function toTimestamp(value: Value): Value {
  if (value instanceof Timestamp) return value;
  if (typeof value === 'bigint') return timestamp(value * 1_000_000_000n);
  return (typeof value === 'string' ? readTimestamp(value) : undefined) ?? failed(value, 'google.protobuf.Timestamp');
}

function toDuration(value: Value): Value {
  if (value instanceof Duration) return value;
  if (typeof value === 'bigint') return new Duration(value);
  const parsed = typeof value === 'string' ? parseDuration(value) : undefined;
  return parsed?.ok === true ? new Duration(parsed.nanoseconds) : failed(value, 'google.protobuf.Duration');
}

function toBytes(value: Value): Value {
  return typeof value === 'string' ? utf8(value) : value;
}

/** By function; each takes what its overloads allow. */
export const CONVERSIONS: Readonly<Record<string, (value: Value) => Value>> = {
  bool: toBool,
  int: toInt,
  uint: toUint,
  double: toDouble,
  string: (value) => textFrom(value),
  bytes: toBytes,
  timestamp: toTimestamp,
  duration: toDuration,
};

export const isUtf8 = (bytes: Uint8Array): boolean => textOf(bytes) !== undefined;
