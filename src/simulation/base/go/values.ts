/** Values as Go holds them after reading JSON, how it names their types, compares and prints them. */

import { encodeBase64 } from './base64';
import { plainFloat } from './float';

/** An error whose message is Go's. */
export class GoError extends Error {}

/** A number that is an `int` in Go, as those of a template are; whole numbers of JSON are int64. */
export class GoInt {
  constructor(readonly int: number) {}
}

/** A number that is a float64 in Go even where it is whole, such as the constant `5.0`. */
export class GoFloat {
  constructor(readonly float: number) {}
}

/** What a Go type of its own is: its name, its kind (reflect.Kind), what it is made of and how it prints. */
export interface GoShape {
  readonly type: string;
  readonly kind: 'struct' | 'ptr' | 'map' | 'slice';
  /** Fields of a struct in order, or entries of a map; none of what has only methods. */
  readonly fields: Readonly<Record<string, Value>>;
  /** How many of the fields, by name, JSON leaves out; its name for the others. */
  readonly jsonNames?: Readonly<Record<string, string>>;
  /** fmt.Stringer. */
  readonly text?: string;
  readonly methods: Readonly<Record<string, { readonly params: readonly GoType[]; readonly call: (values: readonly Value[]) => Value }>>;
  /** What a map gives for a key that it lacks, where that is more than nothing. */
  readonly zero?: Value;
  /** What it carries for the functions that know it; the text of a []byte. */
  readonly data?: unknown;
}

/** A value of a Go type with fields and methods, such as a struct. */
export class GoObject {
  constructor(readonly shape: GoShape) {}
}

/** Types of parameters, by their Go names; `any` is interface{}, `map` is map[string]interface{}. */
export type GoType = 'any' | 'string' | 'int' | 'float64' | 'bool' | 'map' | 'time.Time';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A value of the object or of the template. `undefined` is Go's invalid value: what a missing key gives. */
export type Value = undefined | null | boolean | number | string | GoFloat | GoInt | GoObject | readonly Value[] | GoMap;
export interface GoMap {
  readonly [key: string]: Value;
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isInt = (value: Value): value is GoInt => value instanceof GoInt;
export const isFloat = (value: Value): value is GoFloat => value instanceof GoFloat;
export const isObject = (value: Value): value is GoObject => value instanceof GoObject;
export const isMap = (value: Value): value is GoMap => typeof value === 'object' && value !== null && !isList(value) && !isFloat(value) && !isInt(value) && !isObject(value);

const TYPES = new WeakMap<object, string>();
/** Gives a list or a map a type other than []interface{} and map[string]interface{}: `[]string`, `chartutil.Values`. */
export function ofType<T extends readonly Value[] | GoMap>(value: T, type: string): T {
  TYPES.set(value, type);
  return value;
}

const NIL = new WeakSet<object>();
/** A nil slice: empty, and null as JSON. */
export function nilList(type: string): readonly Value[] {
  const list = ofType([], type);
  NIL.add(list);
  return list;
}

/** Whether items of a list or map are `interface {}` to Go, so that errors name them so. */
export const holdsInterfaces = (value: Value): boolean => {
  const type = typeName(value);
  return type.endsWith('interface {}') || type === 'chartutil.Values';
};

type Kind = 'bool' | 'int' | 'float' | 'string';

function basicKind(value: Value): Kind {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int' : 'float';
  if (isFloat(value)) return 'float';
  if (isInt(value)) return 'int';
  throw new GoError('invalid type for comparison');
}

const plain = (value: Value): boolean | number | string => (isFloat(value) ? value.float : isInt(value) ? value.int : (value as boolean | number | string));

function comparable(left: Value, right: Value): Kind {
  const kind = basicKind(left);
  if (kind !== basicKind(right)) throw new GoError('incompatible types for comparison');
  return kind;
}

function equal(left: Value, right: Value): boolean {
  comparable(left, right);
  return plain(left) === plain(right);
}

function less(left: Value, right: Value): boolean {
  if (comparable(left, right) === 'bool') throw new GoError('invalid type for comparison');
  return plain(left) < plain(right);
}

/** The comparisons of JSONPath filters and templates (text/template: eq, lt …). */
export const COMPARISONS: Readonly<Record<string, (left: Value, right: Value) => boolean>> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  '<': less,
  '<=': (left, right) => less(left, right) || equal(left, right),
  '>': (left, right) => !(less(left, right) || equal(left, right)),
  '>=': (left, right) => !less(left, right),
};

/** reflect.Type's String. */
export function typeName(value: Value): string {
  if (value == null) return '<nil>';
  if (isList(value)) return TYPES.get(value) ?? '[]interface {}';
  if (isMap(value)) return TYPES.get(value) ?? 'map[string]interface {}';
  if (isObject(value)) return value.shape.type;
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (isInt(value)) return 'int';
  return typeof value === 'number' && Number.isSafeInteger(value) ? 'int64' : 'float64';
}

/** `%v` of a float64: shortest digits, an exponent below 1e-4 and from 1e6 on (strconv.FormatFloat with 'g', -1). */
export function printFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Object.is(value, -0) ? '-0' : plainFloat(value);
}

export const sortedKeys = (map: { readonly [key: string]: unknown }): string[] => Object.keys(map).sort();

/** fmt.Sprint: `map[a:1 b:[x y]]`. */
export function sprint(value: Value): string {
  if (value === undefined) return '<no value>';
  if (value === null) return '<nil>';
  if (isFloat(value)) return printFloat(value.float);
  if (isInt(value)) return String(value.int);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : printFloat(value);
  if (isList(value)) return `[${value.map((item) => sprint(item ?? null)).join(' ')}]`;
  if (isMap(value)) return `map[${sortedKeys(value).map((key) => `${key}:${sprint(value[key] ?? null)}`).join(' ')}]`;
  if (isObject(value)) return value.shape.text ?? printShape(value.shape);
  return String(value);
}

function printShape({ kind, fields }: GoShape): string {
  if (kind === 'map') return `map[${sortedKeys(fields).map((key) => `${key}:${sprint(fields[key] ?? null)}`).join(' ')}]`;
  const items = Object.values(fields).map((field) => sprint(field ?? null)).join(' ');
  return kind === 'slice' ? `[${items}]` : `${kind === 'ptr' ? '&' : ''}{${items}}`;
}

const HTML: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

const isEmptyJson = (value: Value): boolean => value == null || value === '' || value === false || (isList(value) && value.length === 0) || (isMap(value) && Object.keys(value).length === 0);

/** A number as encoding/json writes it; it has none for what is no finite number. */
function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new GoError(`json: unsupported value: ${printFloat(value)}`);
  return Object.is(value, -0) ? '-0' : String(value);
}

function write(value: Value, indent: number, level: number): string {
  if (value == null) return 'null';
  if (isFloat(value)) return jsonNumber(value.float);
  if (isInt(value)) return String(value.int);
  if (typeof value === 'number') return jsonNumber(value);
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (isObject(value)) return writeShape(value.shape, indent, level);
  if (isList(value) && NIL.has(value)) return 'null';
  if (isList(value)) return enclose('[', ']', value.map((item) => write(item, indent, level + 1)), indent, level);
  const colon = indent > 0 ? ': ' : ':';
  return enclose('{', '}', sortedKeys(value).map((key) => `${JSON.stringify(key)}${colon}${write(value[key], indent, level + 1)}`), indent, level);
}

function enclose(open: string, close: string, items: readonly string[], indent: number, level: number): string {
  if (items.length === 0) return open + close;
  if (indent === 0) return `${open}${items.join(',')}${close}`;
  const pad = `\n${' '.repeat(indent * (level + 1))}`;
  return `${open}${pad}${items.join(`,${pad}`)}\n${' '.repeat(indent * level)}${close}`;
}

/** Structs keep the order of their fields and leave out those with a JSON name that are empty (`omitempty`). */
function writeShape({ type, kind, fields, jsonNames, text, data }: GoShape, indent: number, level: number): string {
  if (type === '[]uint8') return JSON.stringify(encodeBase64(String(data)));
  if (kind === 'slice') return write(Object.values(fields), indent, level);
  if (kind === 'map') return write(fields, indent, level);
  if (jsonNames === undefined && Object.keys(fields).length === 0) return JSON.stringify(text ?? '');
  const shown = Object.entries(fields).filter(([name, field]) => !(Object.hasOwn(jsonNames ?? {}, name) && isEmptyJson(field)));
  const colon = indent > 0 ? ': ' : ':';
  return enclose('{', '}', shown.map(([name, field]) => `${JSON.stringify(jsonNames?.[name] ?? name)}${colon}${write(field, indent, level + 1)}`), indent, level);
}

/** json.Marshal and json.MarshalIndent: keys sorted, what could pass for HTML escaped (unless `raw`). Throws a GoError for what JSON has no word for. */
export const marshal = (value: Value | readonly Value[], indent = 0, raw = false): string =>
  write(value, indent, 0).replace(raw ? /[\u2028\u2029]/g : /[<>&\u2028\u2029]/g, (char) => HTML[char]!);

/** The value of an int or int64; undefined for anything else. */
export const wholeNumber = (value: Value): number | undefined => (isInt(value) ? value.int : typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined);
