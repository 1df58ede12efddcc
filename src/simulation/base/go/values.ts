/** Values as Go holds them after reading JSON, how it names their types, compares and prints them. */

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

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A value of the object or of the template. `undefined` is Go's invalid value: what a missing key gives. */
export type Value = Json | GoFloat | GoInt | undefined;

export const isList = (value: Value): value is readonly Json[] => Array.isArray(value);
export const isInt = (value: Value): value is GoInt => value instanceof GoInt;
export const isFloat = (value: Value): value is GoFloat => value instanceof GoFloat;
export const isMap = (value: Value): value is { readonly [key: string]: Json } => typeof value === 'object' && value !== null && !isList(value) && !isFloat(value) && !isInt(value);

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
  if (isList(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (isInt(value)) return 'int';
  return typeof value === 'number' && Number.isSafeInteger(value) ? 'int64' : 'float64';
}

/** `%v` of a float64: shortest digits, an exponent below 1e-4 and from 1e21 on. */
function printFloat(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) {
    const [digits = '', exponent = ''] = value.toExponential().split('e-');
    return `${digits}e-${exponent.padStart(2, '0')}`;
  }
  return String(value);
}

export const sortedKeys = (map: { readonly [key: string]: Json }): string[] => Object.keys(map).sort();

/** fmt.Sprint: `map[a:1 b:[x y]]`. */
export function sprint(value: Value): string {
  if (value === undefined) return '<no value>';
  if (value === null) return '<nil>';
  if (isFloat(value)) return printFloat(value.float);
  if (isInt(value)) return String(value.int);
  if (typeof value === 'number') return printFloat(value);
  if (isList(value)) return `[${value.map(sprint).join(' ')}]`;
  if (isMap(value)) return `map[${sortedKeys(value).map((key) => `${key}:${sprint(value[key])}`).join(' ')}]`;
  return String(value);
}

const HTML: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

function sorted(value: Value): Json {
  if (isFloat(value)) return value.float;
  if (isInt(value)) return value.int;
  if (isList(value)) return value.map(sorted);
  if (isMap(value)) return Object.fromEntries(sortedKeys(value).map((key) => [key, sorted(value[key])]));
  return value ?? null;
}

/** json.Marshal and json.MarshalIndent: keys sorted, what could pass for HTML escaped. */
export const marshal = (value: Value | readonly Value[], indent = 0): string =>
  JSON.stringify(Array.isArray(value) ? value.map(sorted) : sorted(value as Value), null, indent).replace(/[<>&\u2028\u2029]/g, (char) => HTML[char]!);

/** The value of an int or int64; undefined for anything else. */
export const wholeNumber = (value: Value): number | undefined => (isInt(value) ? value.int : typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined);
