import type { TemplateFunction } from '../../../base/go/template';
import { GoError, GoFloat, GoInt, isFloat, isInt, isList, isMap, isObject, ofType, sprint } from '../../../base/go/values';
import type { GoMap, GoType, Value } from '../../../base/go/values';

export type Functions = Readonly<Record<string, TemplateFunction>>;

/** A function of templates: the types of its parameters, then what it does. */
export const fn = (params: readonly GoType[], call: (...values: never[]) => Value, rest?: GoType): TemplateFunction => ({
  params,
  ...(rest === undefined ? {} : { rest }),
  call: (values) => call(...(values as never[])),
});

export type MutableMap = Record<string, Value>;

/** A map of Go: any text may be a key. */
export const newMap = (): MutableMap => Object.create(null) as MutableMap;

export function mapOf(entries: Iterable<readonly [string, Value]>): MutableMap {
  const map = newMap();
  for (const [key, value] of entries) map[key] = value;
  return map;
}

export const int = (value: number): GoInt => new GoInt(value);
export const float = (value: number): GoFloat => new GoFloat(value);
export const texts = (list: readonly string[]): readonly string[] => ofType([...list], '[]string');

/** reflect.Kind's String. */
export function kindName(value: Value): string {
  if (value == null) return 'invalid';
  if (isList(value)) return 'slice';
  if (isMap(value)) return 'map';
  if (isObject(value)) return value.shape.kind;
  if (isInt(value)) return 'int';
  if (isFloat(value)) return 'float64';
  return typeof value === 'number' ? (Number.isSafeInteger(value) ? 'int64' : 'float64') : typeof value === 'boolean' ? 'bool' : 'string';
}

/** sprig's strval: texts, bytes and what has a String method as they say it, all else by %v. */
export function textOf(value: Value): string {
  if (value == null) return '<nil>';
  if (isObject(value) && value.shape.type === '[]uint8') return String(value.shape.data);
  return sprint(value);
}

/** A list's items, or those of bytes; undefined for what is none. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (isList(value)) return value;
  return isObject(value) && value.shape.kind === 'slice' ? Object.values(value.shape.fields) : undefined;
}

export function listFor(action: string, value: Value): readonly Value[] {
  // reflect.TypeOf(nil).Kind() is a nil dereference in Go.
  if (value == null) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
  const items = itemsOf(value);
  if (items === undefined) throw new GoError(`${action} ${kindName(value)}`);
  return items;
}

/** sprig's empty: nothing, or the zero value of its type. */
export function isEmpty(value: Value): boolean {
  if (value == null || value === '' || value === false) return true;
  if (isInt(value)) return value.int === 0;
  if (isFloat(value)) return value.float === 0;
  if (typeof value === 'number') return value === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  if (isObject(value)) return value.shape.kind !== 'struct' && value.shape.kind !== 'ptr' && Object.keys(value.shape.fields).length === 0;
  return itemsOf(value)?.length === 0;
}

const INTEGER = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/;

/** strconv.ParseInt(text, 0, 64). */
export function parseInteger(text: string): number | undefined {
  const match = INTEGER.exec(text.replace(/(?<=[0-9a-fA-FxXbBoO])_(?=[0-9a-fA-F])/g, ''));
  if (match === null) return undefined;
  const digits = match[2]!;
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits === '0o' ? '0' : digits) * (match[1] === '-' ? -1n : 1n);
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
}

/** cast.ToInt64: what cannot be read is 0; fractions fall away. */
export function toInteger(value: Value): number {
  if (isInt(value)) return value.int;
  if (isFloat(value)) return Number.isFinite(value.float) ? Math.trunc(value.float) : -(2 ** 63);
  if (typeof value === 'number') return Math.trunc(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' ? (parseInteger(value.replace(/\.0+$/, '')) ?? 0) : 0;
}

const FLOAT = /^[+-]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|inf(?:inity)?|nan)$/i;

/** cast.ToFloat64. */
export function toFloat(value: Value): number {
  if (isFloat(value)) return value.float;
  if (typeof value !== 'string') return toInteger(value) + (typeof value === 'number' ? value - Math.trunc(value) : 0);
  if (!FLOAT.test(value)) return 0;
  if (/inf/i.test(value)) return value.startsWith('-') ? -Infinity : Infinity;
  return Number(value);
}

/** reflect.DeepEqual: types count, so that 1 and 1.0 differ. */
export function deepEqual(a: Value, b: Value): boolean {
  if (a == null || b == null) return a == null && b == null;
  if (kindName(a) !== kindName(b)) return false;
  if (isInt(a) && isInt(b)) return a.int === b.int;
  if (isFloat(a) && isFloat(b)) return a.float === b.float;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => deepEqual(item, b[index]));
  if (isMap(a) && isMap(b)) return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Object.hasOwn(b, key) && deepEqual(a[key], b[key]));
  return a === b;
}

/** copystructure.Copy: maps and lists anew, all the way down. */
export function deepCopy(value: Value): Value {
  if (isList(value)) return value.map(deepCopy);
  return isMap(value) ? copyMap(value) : value;
}

export const copyMap = (map: GoMap): MutableMap => mapOf(Object.keys(map).map((key) => [key, deepCopy(map[key])] as const));

/** How many characters a function may make: a page must not stand still, or fill its memory, for a number that someone typed. */
const MOST_CHARACTERS = 4_000_000;

export function withinReason(size: number): number {
  if (size > MOST_CHARACTERS) throw new GoError(`result of ${size} characters is larger than this simulation makes`);
  return size;
}
