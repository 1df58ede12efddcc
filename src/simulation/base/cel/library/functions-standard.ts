import { compileRegexp, regexpMatches } from '../../go/regexp';
import { loadZone, offsetAt } from '../../time-zone';
import { daysFromDate } from '../../time';
import { arithmetic, negate, NO_OVERLOAD, secondsOf } from '../run/numbers';
import { compare, equal, isOrdered } from '../run/compare';
import type { Implementation, Library } from '../run/library';
import { timeParts } from '../run/texts';
import { CelError, CelMap, Duration, isList, KeyedList, NONE, Opaque, Optional, Struct, Timestamp, TypeValue, typeNameOf, Uint, type Value } from '../run/values';
import { CONVERSIONS } from './functions-conversions';

/** What the functions of CEL itself do (cel-go common/stdlib, common/types). */

const noOverload = (name?: string): CelError => new CelError(name === undefined ? NO_OVERLOAD : `${NO_OVERLOAD}: ${name}`);
/** Types that answer calls they do not know by themselves. */
const receives = (value: Value): boolean => typeof value === 'string' || value instanceof Timestamp || value instanceof Duration;
const isTime = (value: Value): boolean => value instanceof Timestamp || value instanceof Duration;
const isNumber = (value: Value): boolean => typeof value === 'bigint' || typeof value === 'number' || value instanceof Uint;

/** A function on values that know it; others have no such overload. */
const known = (name: string, knows: (value: Value) => boolean, call: Implementation): Implementation => (...args) =>
  knows(args[0]!) ? call(...args) : noOverload(receives(args[0]!) ? undefined : name);

function addKeyed(a: KeyedList, b: readonly Value[]): KeyedList {
  const values = new Map(a.map((value) => [a.keyOf(value), value]));
  for (const value of b) values.set(a.keyOf(value), value);
  return KeyedList.keyed([...values.values()], a.keyOf);
}

function add(a: Value, b: Value): Value {
  if (typeof a === 'string') return typeof b === 'string' ? a + b : noOverload();
  if (a instanceof KeyedList) return isList(b) ? addKeyed(a, b) : noOverload();
  if (isList(a)) return isList(b) ? [...a, ...b] : noOverload();
  if (a instanceof Uint8Array) return b instanceof Uint8Array ? Uint8Array.from([...a, ...b]) : noOverload();
  return arithmetic('+', a, b);
}

const compared = (name: string, holds: (order: number) => boolean): Implementation =>
  known(name, isOrdered, (a, b) => {
    const order = compare(a!, b!);
    return typeof order === 'number' ? holds(order) : order;
  });

function within(element: Value, container: Value): Value {
  if (isList(container)) return container.some((value) => equal(element, value));
  if (container instanceof CelMap) return container.has(element);
  if (container instanceof Struct) return typeof element === 'string' && container.fields.has(element);
  return noOverload();
}

const texts = (call: (a: string, b: string) => boolean): Implementation => (a, b) => (typeof a === 'string' && typeof b === 'string' ? call(a, b) : noOverload());

function matches(text: Value, pattern: Value): Value {
  if (typeof text !== 'string' || typeof pattern !== 'string') return noOverload();
  const compiled = compileRegexp(pattern);
  return compiled.ok ? regexpMatches(compiled.regexp, text) : new CelError(compiled.error);
}

/** The number of characters, bytes, elements or entries; undefined where a value has none. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return Array.from(value).length;
  if (isList(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof CelMap) return value.size;
  if (value instanceof Struct) return value.fields.size;
  return value instanceof Opaque ? value.size : undefined;
}

const WEEK = 7;
const PARTS: Readonly<Record<string, (parts: ReturnType<typeof timeParts>) => number>> = {
  getFullYear: ({ year }) => year,
  getMonth: ({ month }) => month - 1,
  getDate: ({ day }) => day,
  getDayOfMonth: ({ day }) => day - 1,
  // 1970-01-01 was a Thursday.
  getDayOfWeek: ({ days }) => (((days + 4) % WEEK) + WEEK) % WEEK,
  getDayOfYear: ({ days, year }) => days - daysFromDate(year, 1, 1),
  getHours: ({ hour }) => hour,
  getMinutes: ({ minute }) => minute,
  getSeconds: ({ second }) => second,
  getMilliseconds: ({ nanosecond }) => Math.floor(nanosecond / 1e6),
};
const NANOSECONDS: Readonly<Record<string, bigint>> = { getHours: 3_600_000_000_000n, getMinutes: 60_000_000_000n, getSeconds: 1_000_000_000n, getMilliseconds: 1_000_000n };

/** The offset of a zone (`Asia/Seoul`, `+02:00`) at a point of time, in minutes. */
function zoneOffset(time: Timestamp, zone: string): number | CelError {
  const colon = zone.indexOf(':');
  if (colon < 0) {
    const found = loadZone(zone);
    return found === undefined ? new CelError(`unknown time zone ${zone}`) : offsetAt(found, Number(secondsOf(time))) / 60;
  }
  const [hours, minutes] = [zone.slice(0, colon), zone.slice(colon + 1)];
  for (const part of [hours, minutes]) if (!/^[+-]?[0-9]+$/.test(part)) return new CelError(`strconv.Atoi: parsing ${JSON.stringify(part)}: invalid syntax`);
  return Number(hours) * 60 + (zone.startsWith('-') ? -Number(minutes) : Number(minutes));
}

const timeFunction = (name: string): Implementation => (value, zone) => {
  if (value instanceof Duration && zone === undefined && Object.hasOwn(NANOSECONDS, name)) return value.nanoseconds / NANOSECONDS[name]!;
  if (!(value instanceof Timestamp) || (zone !== undefined && typeof zone !== 'string')) return new CelError(`${NO_OVERLOAD}: ${name}(${[value!, ...(zone === undefined ? [] : [zone])].map(typeNameOf).join(', ')})`);
  // Without a zone the time is taken in UTC.
  const offset = zone === undefined ? 0 : zoneOffset(value, zone);
  return typeof offset === 'number' ? BigInt(PARTS[name]!(timeParts(value, offset))) : offset;
};

/** Zeroer: what optional.ofNonZeroValue leaves out. */
function isZero(value: Value): boolean {
  if (typeof value === 'bigint') return value === 0n;
  if (value instanceof Uint) return value.value === 0n;
  if (value instanceof Duration) return value.nanoseconds === 0n;
  if (value instanceof Optional) return value.value === undefined || isZero(value.value);
  return value === null || value === false || value === 0 || sizeOf(value) === 0;
}

function unwrap(list: Value): Value {
  const values: Value[] = [];
  for (const value of list as readonly Value[]) {
    if (!(value instanceof Optional)) return new CelError(`value ${typeNameOf(value)} is not optional`);
    if (value.value !== undefined) values.push(value.value);
  }
  return values;
}

const at = (index: number): Implementation => (list) => {
  const value = (list as readonly Value[]).at(index);
  return value === undefined ? NONE : new Optional(value);
};

const conversions = Object.fromEntries(
  Object.entries(CONVERSIONS).flatMap(([name, convert]) =>
    ['bool', 'bytes', 'double', 'duration', 'int64', 'uint64', 'string', 'timestamp'].map((from) => [`${from}_to_${name.replace(/^u?int$/, '$&64')}`, (value: Value) => convert(value)]),
  ),
);

export const STANDARD_LIBRARY: Library = {
  functions: {
    '_+_': known('_+_', (value) => typeof value === 'string' || isList(value) || value instanceof Uint8Array || isNumber(value) || isTime(value), (a, b) => add(a!, b!)),
    '_-_': known('_-_', (value) => isNumber(value) || isTime(value), (a, b) => arithmetic('-', a!, b!)),
    '_*_': known('_*_', isNumber, (a, b) => arithmetic('*', a!, b!)),
    '_/_': known('_/_', isNumber, (a, b) => arithmetic('/', a!, b!)),
    '_%_': known('_%_', (value) => typeof value === 'bigint' || value instanceof Uint, (a, b) => arithmetic('%', a!, b!)),
    '-_': known('-_', (value) => typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Duration, (value) => negate(value!)),
    '!_': (value) => (typeof value === 'boolean' ? !value : noOverload()),
    '_<_': compared('_<_', (order) => order < 0),
    '_<=_': compared('_<=_', (order) => order <= 0),
    '_>_': compared('_>_', (order) => order > 0),
    '_>=_': compared('_>=_', (order) => order >= 0),
    '@in': (element, container) => within(element!, container!),
    size: known('size', (value) => sizeOf(value) !== undefined, (value) => BigInt(sizeOf(value!)!)),
    matches: (text, pattern) => matches(text!, pattern!),
    contains: texts((text, part) => text.includes(part)),
    startsWith: texts((text, part) => text.startsWith(part)),
    endsWith: texts((text, part) => text.endsWith(part)),
    dyn: (value) => value!,
    type: (value) => new TypeValue(typeNameOf(value!)),
    ...Object.fromEntries(Object.keys(PARTS).map((name) => [name, timeFunction(name)])),
  },
  overloads: {
    ...conversions,
    optional_none: () => NONE,
    optional_of: (value) => new Optional(value),
    optional_ofNonZeroValue: (value) => (isZero(value!) ? NONE : new Optional(value)),
    optional_unwrap: (list) => unwrap(list!),
    optional_unwrapOpt: (list) => unwrap(list!),
    optional_hasValue: (optional) => (optional as Optional).value !== undefined,
    optional_value: (optional) => (optional as Optional).value ?? new CelError('optional.none() dereference'),
    list_first: at(0),
    list_last: at(-1),
  },
};
