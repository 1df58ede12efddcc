import { dateFromDays } from '../../time';
import { CelError, Duration, isList, NONE, Opaque, Optional, Struct, textOf, Timestamp, TypeValue, Uint, type Value } from './values';

/** How values print (cel-go ConvertToType(StringType), and Go's %v in messages). */

/** strconv.FormatFloat(value, 'g', -1, 64): the shortest digits, an exponent below 1e-4 and from 1e6 on. */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return plain(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** strconv.FormatFloat(value, 'f', -1, 64). */
export function plain(value: number): string {
  const [digits = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(power);
  const bare = digits.replace('.', '');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${bare}`;
  if (bare.length <= exponent + 1) return sign + bare + '0'.repeat(exponent + 1 - bare.length);
  return `${sign}${bare.slice(0, exponent + 1)}.${bare.slice(exponent + 1)}`;
}

const pad = (value: number | bigint, length: number): string => String(value).padStart(length, '0');
const DAY = 86_400n;
const SECOND = 1_000_000_000n;
const floorDiv = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

/** The parts of a point of time, at an offset in minutes. */
export function timeParts({ nanoseconds }: Timestamp, offset: number): { year: number; month: number; day: number; days: number; hour: number; minute: number; second: number; nanosecond: number } {
  const local = nanoseconds + BigInt(Math.round(offset * 60)) * SECOND;
  const seconds = floorDiv(local, SECOND);
  const days = floorDiv(seconds, DAY);
  const rest = Number(seconds - days * DAY);
  return { ...dateFromDays(Number(days)), days: Number(days), hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, nanosecond: Number(local - seconds * SECOND) };
}

/** time.RFC3339Nano. */
export function formatTimestamp(time: Timestamp): string {
  const { year, month, day, hour, minute, second, nanosecond } = timeParts(time, time.offset);
  const fraction = nanosecond === 0 ? '' : `.${pad(nanosecond, 9).replace(/0+$/, '')}`;
  const zone = time.offset === 0 ? 'Z' : `${time.offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(time.offset) / 60), 2)}:${pad(Math.abs(time.offset) % 60, 2)}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}${fraction}${zone}`;
}

/** Seconds of a duration as Go's float64, which is how CEL prints it. */
export const durationSeconds = ({ nanoseconds }: Duration): number => Number(nanoseconds / SECOND) + Number(nanoseconds % SECOND) / 1e9;
export const formatDuration = (value: Duration): string => `${plain(durationSeconds(value))}s`;

/** ConvertToType(StringType); an error where a value has no text. */
export function textFrom(value: Value): string | CelError {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return formatDouble(value);
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Uint8Array) return textOf(value) ?? new CelError('invalid UTF-8 in bytes, cannot convert to string');
  if (value instanceof Duration) return formatDuration(value);
  if (value instanceof Timestamp) return formatTimestamp(value);
  if (value instanceof TypeValue) return value.name;
  return value instanceof Opaque ? value.text : new CelError('no such overload');
}

/** A value within a message (Go's %v). */
export function display(value: Value): string {
  if (value === null) return 'null';
  if (isList(value)) return `[${value.map(display).join(' ')}]`;
  if (value instanceof Optional) return value === NONE || value.value === undefined ? 'optional.none()' : `optional(${display(value.value)})`;
  if (value instanceof Struct) return value.typeName;
  const text = textFrom(value);
  return typeof text === 'string' ? text : text.message;
}
