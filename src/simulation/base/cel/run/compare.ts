import { CelError, CelMap, Duration, isList, KeyedList, Opaque, Optional, Struct, Timestamp, TypeValue, Uint, type Value } from './values';

/** Equality across types and order within them (cel-go common/types: Equal, Compare). */

type Numeric = bigint | number | Uint;
const isNumeric = (value: Value): value is Numeric => typeof value === 'bigint' || typeof value === 'number' || value instanceof Uint;

function compareNumbers(a: Numeric, b: Numeric): number {
  const left = a instanceof Uint ? a.value : a;
  const right = b instanceof Uint ? b.value : b;
  return left < right ? -1 : left > right ? 1 : 0;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function sameMaps(a: CelMap, b: CelMap): boolean {
  return a.size === b.size && a.entries().every(([key, value]) => {
    const other = b.get(key);
    return other !== undefined && equal(value, other);
  });
}

function sameFields(a: Struct, b: Struct): boolean {
  return a.fields.size === b.fields.size && [...a.fields].every(([name, value]) => {
    const other = b.fields.get(name);
    return other !== undefined && equal(value, other);
  });
}

function sameKeyed(a: KeyedList, b: readonly Value[]): boolean {
  const byKey = new Map(a.map((value) => [a.keyOf(value), value]));
  return a.length === b.length && b.every((value) => {
    const other = byKey.get(a.keyOf(value));
    return other !== undefined && equal(other, value);
  });
}

/** types.Equal: values of different types are unequal, numbers of any type compare as numbers. */
export function equal(a: Value, b: Value): boolean {
  if (isNumeric(a) && isNumeric(b)) return !Number.isNaN(a) && !Number.isNaN(b) && compareNumbers(a, b) === 0;
  if (a instanceof KeyedList) return isList(b) && sameKeyed(a, b);
  if (isList(a)) return isList(b) && a.length === b.length && a.every((value, at) => equal(value, b[at]!));
  if (a instanceof Uint8Array) return b instanceof Uint8Array && sameBytes(a, b);
  if (a instanceof CelMap) return b instanceof CelMap && sameMaps(a, b);
  if (a instanceof Struct) return b instanceof Struct && sameFields(a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof Duration) return b instanceof Duration && a.nanoseconds === b.nanoseconds;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanoseconds === b.nanoseconds;
  if (a instanceof Optional) return b instanceof Optional && (a.value === undefined || b.value === undefined ? a.value === b.value : equal(a.value, b.value));
  if (a instanceof Opaque) return b instanceof Opaque && a.typeName === b.typeName && a.same(b.data);
  return a === b;
}

const order = (less: boolean, greater: boolean): number => (less ? -1 : greater ? 1 : 0);

/** Whether values of its type have an order. */
export const isOrdered = (value: Value): boolean =>
  isNumeric(value) || typeof value === 'string' || typeof value === 'boolean' || value instanceof Uint8Array || value instanceof Duration || value instanceof Timestamp;

function compareCodePoints(a: string, b: string): number {
  // UTF-8 order is that of code points, which UTF-16 units of a text do not keep.
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(left.length - right.length);
}

/** Negative, zero or positive; an error for values that have no order between them. */
export function compare(a: Value, b: Value): number | CelError {
  if (isNumeric(a) && isNumeric(b)) return Number.isNaN(a) || Number.isNaN(b) ? new CelError('NaN values cannot be ordered') : compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareCodePoints(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return order(!a && b, a && !b);
  if (a instanceof Duration && b instanceof Duration) return order(a.nanoseconds < b.nanoseconds, a.nanoseconds > b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Timestamp) return order(a.nanoseconds < b.nanoseconds, a.nanoseconds > b.nanoseconds);
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    const at = a.findIndex((byte, index) => byte !== b[index]);
    return at < 0 ? Math.sign(a.length - b.length) : at >= b.length ? 1 : Math.sign(a[at]! - b[at]!);
  }
  return new CelError('no such overload');
}
