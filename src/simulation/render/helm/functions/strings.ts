/** Texts (sprig strings.go and the entries of genericMap for package strings). */
import { sprintf } from '../../../base/go/format';
import { quote } from '../../../base/go/quote';
import { GoError, isList, ofType, sprint } from '../../../base/go/values';
import type { GoInt, Value } from '../../../base/go/values';
import { fn, isEmpty, itemsOf, mapOf, textOf, texts, withinReason } from './table';
import type { Functions } from './table';
import { abbreviate, initials, lowerWords, pascalCase, swapCase, title, untitle, wrap } from './words';

const indent = (spaces: number, text: string): string => {
  if (spaces < 0) throw new GoError('strings: negative Repeat count');
  const pad = ' '.repeat(withinReason(spaces));
  withinReason(text.length + pad.length * text.split('\n').length);
  return pad + text.replaceAll('\n', `\n${pad}`);
};

function repeat(count: number, text: string): string {
  if (count < 0) throw new GoError('strings: negative Repeat count');
  return text.repeat(withinReason(count * text.length) === 0 ? 0 : count);
}

/** Cuts at bytes, as Go does; characters that were cut apart are lost. */
function bytesOf(text: string, from: number, to?: number): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.slice(from, to);
  return new TextDecoder().decode(new TextEncoder().encode(text).slice(from, to));
}
const byteLength = (text: string): number => (/^[\x00-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length);

function truncate(count: number, text: string): string {
  const length = byteLength(text);
  if (count < 0 && length + count > 0) return bytesOf(text, length + count);
  return count >= 0 && length > count ? bytesOf(text, 0, count) : text;
}

function substring(start: number, end: number, text: string): string {
  const length = byteLength(text);
  const [from, to] = start < 0 ? [0, end] : end < 0 || end > length ? [start, length] : [start, end];
  if (to > length || to < 0) throw new GoError(`runtime error: slice bounds out of range [:${to}]${to > length ? ` with length ${length}` : ''}`);
  if (from > to) throw new GoError(`runtime error: slice bounds out of range [${from}:${to}]`);
  return bytesOf(text, from, to);
}

/** strslice: the texts of a list's items that are something; of anything else, its own text. */
export function textsOf(value: Value): readonly string[] {
  const items = itemsOf(value);
  if (items !== undefined) return items.filter((item) => item != null).map(textOf);
  return value == null ? [] : [textOf(value)];
}

/** strings.SplitN: all parts below 0, none for 0. */
function splitN(text: string, separator: string, count: number): string[] {
  if (count === 0) return [];
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

const numbered = (parts: readonly string[]): Value => ofType(mapOf(parts.map((part, index) => [`_${index}`, part] as const)), 'map[string]string');

const SPACES = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const trimSpace = (text: string): string => text.replace(new RegExp(`^${SPACES}+`), '').replace(new RegExp(`${SPACES}+$`), '');

function trimAll(cut: string, text: string): string {
  const set = new Set(cut);
  const chars = Array.from(text);
  let [from, to] = [0, chars.length];
  while (from < to && set.has(chars[from]!)) from += 1;
  while (to > from && set.has(chars[to - 1]!)) to -= 1;
  return chars.slice(from, to).join('');
}

const present = (values: readonly Value[]): readonly Value[] => values.filter((value) => value != null);
const n = (value: GoInt): number => value.int;

export const STRINGS: Functions = {
  hello: fn([], () => 'Hello!'),
  abbrev: fn(['int', 'string'], (width: GoInt, text: string) => (width.int < 4 ? text : abbreviate(text, 0, n(width)))),
  abbrevboth: fn(['int', 'int', 'string'], (left: GoInt, right: GoInt, text: string) => (n(right) < 4 || (n(left) > 0 && n(right) < 7) ? text : abbreviate(text, n(left), n(right)))),
  trunc: fn(['int', 'string'], (count: GoInt, text: string) => truncate(n(count), text)),
  trim: fn(['string'], trimSpace),
  upper: fn(['string'], (text: string) => text.toUpperCase()),
  lower: fn(['string'], (text: string) => text.toLowerCase()),
  title: fn(['string'], title),
  untitle: fn(['string'], untitle),
  substr: fn(['int', 'int', 'string'], (start: GoInt, end: GoInt, text: string) => substring(n(start), n(end), text)),
  repeat: fn(['int', 'string'], (count: GoInt, text: string) => repeat(n(count), text)),
  trimall: fn(['string', 'string'], trimAll),
  trimAll: fn(['string', 'string'], trimAll),
  trimSuffix: fn(['string', 'string'], (end: string, text: string) => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  trimPrefix: fn(['string', 'string'], (start: string, text: string) => (text.startsWith(start) ? text.slice(start.length) : text)),
  nospace: fn(['string'], (text: string) => text.replace(new RegExp(SPACES, 'g'), '')),
  initials: fn(['string'], initials),
  swapcase: fn(['string'], swapCase),
  snakecase: fn(['string'], (text: string) => lowerWords(text, '_')),
  kebabcase: fn(['string'], (text: string) => lowerWords(text, '-')),
  camelcase: fn(['string'], pascalCase),
  wrap: fn(['int', 'string'], (width: GoInt, text: string) => wrap(text, n(width), '', false)),
  wrapWith: fn(['int', 'string', 'string'], (width: GoInt, newLine: string, text: string) => wrap(text, n(width), newLine, true)),
  contains: fn(['string', 'string'], (part: string, text: string) => text.includes(part)),
  hasPrefix: fn(['string', 'string'], (part: string, text: string) => text.startsWith(part)),
  hasSuffix: fn(['string', 'string'], (part: string, text: string) => text.endsWith(part)),
  quote: fn([], (...values: Value[]) => present(values).map((value) => quote(textOf(value))).join(' '), 'any'),
  squote: fn([], (...values: Value[]) => present(values).map((value) => `'${sprint(value)}'`).join(' '), 'any'),
  cat: fn([], (...values: Value[]) => sprintf(present(values).map(() => '%v').join(' '), present(values)), 'any'),
  indent: fn(['int', 'string'], (spaces: GoInt, text: string) => indent(n(spaces), text)),
  nindent: fn(['int', 'string'], (spaces: GoInt, text: string) => `\n${indent(n(spaces), text)}`),
  replace: fn(['string', 'string', 'string'], (old: string, by: string, text: string) => {
    const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old);
    withinReason(text.length + parts.length * by.length);
    return parts.join(by);
  }),
  plural: fn(['string', 'string', 'int'], (one: string, many: string, count: GoInt) => (n(count) === 1 ? one : many)),
  toString: fn(['any'], textOf),
  split: fn(['string', 'string'], (separator: string, text: string) => numbered(separator === '' ? Array.from(text) : text.split(separator))),
  splitn: fn(['string', 'int', 'string'], (separator: string, count: GoInt, text: string) => numbered(splitN(text, separator, n(count)))),
  splitList: fn(['string', 'string'], (separator: string, text: string) => texts(separator === '' ? Array.from(text) : text.split(separator))),
  toStrings: fn(['any'], (value: Value) => texts(textsOf(value))),
  join: fn(['string', 'any'], (separator: string, value: Value) => textsOf(value).join(separator)),
  sortAlpha: fn(['any'], (value: Value) => texts(itemsOf(value) === undefined ? [textOf(value)] : [...textsOf(value)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))),
  default: fn(['any'], (fallback: Value, ...given: Value[]) => (given.length === 0 || isEmpty(given[0]) ? fallback : given[0]), 'any'),
  empty: fn(['any'], isEmpty),
  coalesce: fn([], (...values: Value[]) => values.find((value) => !isEmpty(value)) ?? null, 'any'),
  all: fn([], (...values: Value[]) => values.every((value) => !isEmpty(value)), 'any'),
  any: fn([], (...values: Value[]) => values.some((value) => !isEmpty(value)), 'any'),
  ternary: fn(['any', 'any', 'bool'], (yes: Value, no: Value, holds: boolean) => (holds ? yes : no)),
};

export const isTextList = (value: Value): value is readonly string[] => isList(value) && value.every((item) => typeof item === 'string');
