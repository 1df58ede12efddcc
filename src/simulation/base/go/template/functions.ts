/** The functions that every template knows (text/template: funcs.go). */
import { sprintAll, sprintf, sprintln } from '../format';
import { COMPARISONS, GoError, GoInt, isFloat, isInt, isList, isMap, isObject, sprint, typeName, wholeNumber } from '../values';
import type { Value } from '../values';
import { isCompound } from './function';
import type { TemplateFunction } from './function';

/** isTrue: zero values and what is empty are false. */
export function truth(value: Value): boolean {
  if (value == null) return false;
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  if (isInt(value)) return value.int !== 0;
  if (isFloat(value)) return value.float !== 0;
  if (isObject(value)) return value.shape.kind === 'struct' || value.shape.kind === 'ptr' || Object.keys(value.shape.fields).length > 0;
  return Boolean(value);
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function position(index: Value, capacity: number): number {
  if (index == null) throw new GoError('cannot index slice/array with nil');
  const place = wholeNumber(index);
  if (place === undefined) throw new GoError(`cannot index slice/array with type ${typeName(index)}`);
  if (place < 0 || place > capacity) throw new GoError(`index out of range: ${place}`);
  return place;
}

/** index: `index x 1 "key"` is x[1]["key"]. A key that a map lacks gives the zero value of its type: nothing, or an empty text. */
function index([item, ...steps]: readonly Value[]): Value {
  if (item == null) throw new GoError('index of untyped nil');
  let here: Value = item;
  for (const step of steps) {
    if (here == null) throw new GoError('index of nil pointer');
    const map: Value = isObject(here) && here.shape.kind === 'map' ? here.shape.fields : here;
    if (isMap(map)) {
      if (typeof step !== 'string') throw new GoError(step == null ? 'value is nil; should be of type string' : `value has type ${typeName(step)}; should be string`);
      here = Object.hasOwn(map, step) ? map[step] : zeroOf(here);
    } else if (isList(here) || typeof here === 'string' || (isObject(here) && here.shape.kind === 'slice')) {
      const list: readonly Value[] = typeof here === 'string' ? Array.from(bytes(here), (byte) => new GoInt(byte)) : isObject(here) ? Object.values(here.shape.fields) : here;
      const place = position(step, list.length);
      if (place === list.length) throw new GoError(typeof here === 'string' ? 'reflect: string index out of range' : 'reflect: slice index out of range');
      here = list[place];
    } else throw new GoError(`can't index item of type ${typeName(here)}`);
  }
  return here;
}

/** reflect.Zero of what a map holds. */
const zeroOf = (map: Value): Value => (isObject(map) ? map.shape.zero : typeName(map).endsWith(']string') ? '' : undefined);

/** slice: `slice x 1 2` is x[1:2]; of a text its bytes are counted. */
function slice([item, ...steps]: readonly Value[]): Value {
  if (item == null) throw new GoError('slice of untyped nil');
  if (steps.length > 3) throw new GoError(`too many slice indexes: ${steps.length}`);
  if (typeof item !== 'string' && !isList(item)) throw new GoError(`can't slice item of type ${typeName(item)}`);
  if (typeof item === 'string' && steps.length === 3) throw new GoError('cannot 3-index slice a string');
  const list = typeof item === 'string' ? bytes(item) : item;
  const [from = 0, to = list.length, capacity] = steps.map((step) => position(step, list.length));
  if (from > to) throw new GoError(`invalid slice index: ${from} > ${to}`);
  if (capacity !== undefined && to > capacity) throw new GoError(`invalid slice index: ${to} > ${capacity}`);
  return typeof item === 'string' ? new TextDecoder().decode((list as Uint8Array).slice(from, to)) : item.slice(from, to);
}

function length([item]: readonly Value[]): Value {
  if (item === undefined) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  if (item === null) throw new GoError('len of nil pointer');
  if (typeof item === 'string') return new GoInt(bytes(item).length);
  if (isList(item)) return new GoInt(item.length);
  if (isMap(item)) return new GoInt(Object.keys(item).length);
  if (isObject(item) && (item.shape.kind === 'map' || item.shape.kind === 'slice')) return new GoInt(Object.keys(item.shape.fields).length);
  throw new GoError(`len of type ${typeName(item)}`);
}

const kindOf = (value: Value): string => (value == null || isCompound(value) ? 'other' : wholeNumber(value) === undefined ? typeName(value) : 'integer');

/** Text/template names the types that do not go together; JSONPath's older copy of these functions does not. */
const incompatible = (first: Value, second: Value): GoError => new GoError(`incompatible types for comparison: ${typeName(first)} and ${typeName(second)}`);

/** eq: whether the first equals any of the others. Nothing equals nothing; lists and maps cannot be compared. */
function equalToAny([first, ...others]: readonly Value[]): boolean {
  if (others.length === 0) throw new GoError('missing argument for comparison');
  return others.some((other) => {
    if (first == null || other == null) return (first ?? null) === (other ?? null);
    if (kindOf(first) !== kindOf(other)) throw incompatible(first, other);
    if (!isCompound(first)) return COMPARISONS['==']!(first, other);
    throw new GoError(isList(first) === isList(other) ? `non-comparable type ${sprint(other)}: ${typeName(other)}` : `non-comparable types ${sprint(first)}: ${typeName(first)}, ${typeName(other)}: ${sprint(other)}`);
  });
}

const comparison = (sign: string): TemplateFunction => ({
  params: ['any', 'any'],
  call: ([a, b]) => {
    if (kindOf(a) !== 'other' && kindOf(b) !== 'other' && kindOf(a) !== kindOf(b)) throw incompatible(a, b);
    if (a == null || b == null) throw new GoError('invalid type for comparison');
    return COMPARISONS[sign]!(a, b);
  },
});
/** evalArgs: one text as it is, anything else as Print writes it, nothing as `<no value>`. */
const textOf = (values: readonly Value[]): string => (values.length === 1 && typeof values[0] === 'string' ? values[0] : sprintAll(values.map((value) => value ?? '<no value>')));

const HTML: Readonly<Record<string, string>> = { '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;', '\0': '\uFFFD' };
const JS: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '"': '\\"' };

function escapeJs(text: string): string {
  return text.replace(/[\\'"<>&=]|[^\x20-\x7e]/gu, (char) => {
    if (Object.hasOwn(JS, char)) return JS[char]!;
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x80 && /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return char;
    return Array.from({ length: char.length }, (_, unit) => `\\u${char.charCodeAt(unit).toString(16).toUpperCase().padStart(4, '0')}`).join('');
  });
}

const escapeUrl = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+');

/** `and` and `or` stop early, so the evaluator handles them itself. */
export const BUILTINS: Readonly<Record<string, TemplateFunction>> = {
  and: { params: ['any'], rest: 'any', call: (values) => values.find((value) => !truth(value)) ?? values.at(-1) },
  or: { params: ['any'], rest: 'any', call: (values) => values.find(truth) ?? values.at(-1) },
  not: { params: ['any'], call: ([value]) => !truth(value) },
  len: { params: ['any'], call: length },
  index: { params: ['any'], rest: 'any', call: index },
  slice: { params: ['any'], rest: 'any', call: slice },
  print: { params: [], rest: 'any', call: sprintAll },
  println: { params: [], rest: 'any', call: sprintln },
  printf: { params: ['string'], rest: 'any', call: ([format, ...values]) => sprintf(String(format), values) },
  html: { params: [], rest: 'any', call: (values) => textOf(values).replace(/["'&<>\0]/g, (char) => HTML[char]!) },
  js: { params: [], rest: 'any', call: (values) => escapeJs(textOf(values)) },
  urlquery: { params: [], rest: 'any', call: (values) => escapeUrl(textOf(values)) },
  call: { params: ['any'], rest: 'any', call: ([fn]) => { throw new GoError(fn == null ? 'call of nil' : `non-function of type ${typeName(fn)}`); } },
  eq: { params: ['any'], rest: 'any', call: equalToAny },
  ne: { params: ['any', 'any'], call: (values) => !equalToAny(values) },
  lt: comparison('<'), le: comparison('<='), gt: comparison('>'), ge: comparison('>='),
};
