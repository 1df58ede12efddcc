import { quote } from '../../go/quote';
import { duration, arithmetic } from '../run/numbers';
import { compare, equal, isOrdered } from '../run/compare';
import type { Implementation, Library } from '../run/library';
import { display } from '../run/texts';
import { CelError, type CelMap, isError, isList, typeNameOf, Uint, type Value } from '../run/values';
import { formatText } from './format';

/** What cel-go's extension libraries and Kubernetes' lists do (cel-go ext: strings, sets, lists, comprehensions; apiserver pkg/cel/library/lists.go). */

const chars = (text: Value): string[] => Array.from(text as string);
const number = (value: Value): number => Number(value as bigint);
const outOfRange = (index: Value): CelError => new CelError(`index out of range: ${index as bigint}`);
const list = (value: Value): readonly Value[] => value as readonly Value[];

function charAt(text: Value, index: Value): Value {
  const all = chars(text);
  const at = number(index);
  return at < 0 || at > all.length ? outOfRange(index) : (all[at] ?? '');
}

const findIn = (all: readonly string[], part: readonly string[], at: number): boolean => part.every((char, index) => all[at + index] === char);

function indexOf(text: Value, part: Value, offset?: Value): Value {
  const [all, wanted] = [chars(text), chars(part)];
  const from = offset === undefined ? 0 : number(offset);
  if (wanted.length === 0 && from >= 0) return BigInt(from);
  if (from < 0) return outOfRange(offset!);
  if (from >= all.length) return -1n;
  for (let at = from; at <= all.length - wanted.length; at += 1) if (findIn(all, wanted, at)) return BigInt(at);
  return -1n;
}

function lastIndexOf(text: Value, part: Value, offset?: Value): Value {
  const [all, wanted] = [chars(text), chars(part)];
  if (wanted.length === 0) return offset ?? BigInt(all.length);
  const from = offset === undefined ? all.length - 1 : number(offset);
  if (offset !== undefined && from < 0) return outOfRange(offset);
  if (offset !== undefined && from >= all.length) return -1n;
  for (let at = Math.min(from, all.length - wanted.length); at >= 0; at -= 1) if (findIn(all, wanted, at)) return BigInt(at);
  return -1n;
}

function substring(text: Value, start: Value, end?: Value): Value {
  const all = chars(text);
  const [from, to] = [number(start), end === undefined ? all.length : number(end)];
  if (end !== undefined && from > to) return new CelError(`invalid substring range. start: ${from}, end: ${to}`);
  if (from < 0 || from > all.length) return outOfRange(start);
  if (to < 0 || to > all.length) return outOfRange(end!);
  return all.slice(from, to).join('');
}

function replace(text: Value, old: Value, by: Value, limit?: Value): Value {
  let left = limit === undefined ? -1 : number(limit);
  const [whole, wanted] = [text as string, old as string];
  if (left === 0 || wanted === by) return whole;
  if (wanted === '') {
    // Between all characters and at both ends.
    const all = Array.from(whole);
    let result = '';
    for (let at = 0; at <= all.length; at += 1) {
      if (left !== 0) {
        result += by as string;
        left -= 1;
      }
      result += all[at] ?? '';
    }
    return result;
  }
  const parts = whole.split(wanted);
  const count = left < 0 ? parts.length - 1 : Math.min(left, parts.length - 1);
  return parts.slice(0, count + 1).join(by as string) + parts.slice(count + 1).map((part) => wanted + part).join('');
}

function split(text: Value, separator: Value, limit?: Value): Value {
  const most = limit === undefined ? -1 : number(limit);
  if (most === 0) return [];
  const parts = separator === '' ? Array.from(text as string) : (text as string).split(separator as string);
  return most < 0 || parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator as string)];
}

const SPACE = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

const contains = (all: Value, part: Value): boolean => list(part).every((wanted) => list(all).some((value) => equal(wanted, value)));

function flatten(values: readonly Value[], depth: number): Value[] | CelError {
  if (depth < 0) return new CelError('level must be non-negative');
  const result: Value[] = [];
  for (const value of values) {
    if (!isList(value) || depth === 0) result.push(value);
    else {
      const inner = flatten(value, depth - 1);
      if (inner instanceof CelError) return inner;
      result.push(...inner);
    }
  }
  return result;
}

function slice(values: Value, start: Value, end: Value): Value {
  const [from, to, { length }] = [number(start), number(end), list(values)];
  const fail = (why: string): CelError => new CelError(`cannot slice(${from}, ${to}), ${why}`);
  if (from < 0 || to < 0) return fail('negative indexes not supported');
  if (from > to) return fail('start index must be less than or equal to end index');
  if (length < to) return fail(`list is length ${length}`);
  return list(values).slice(from, to);
}

function sortByKeys(values: Value, keys: Value): Value {
  const [items, by] = [list(values), list(keys)];
  if (items.length !== by.length) return new CelError(`@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got ${items.length} and ${by.length} elements respectively`);
  if (items.length === 0) return items;
  if (!isOrdered(by[0]!)) return new CelError('list elements must be comparable');
  if (by.some((key) => typeNameOf(key) !== typeNameOf(by[0]!))) return new CelError('list elements must have the same type');
  return items
    .map((_, index) => index)
    .sort((a, b) => compare(by[a]!, by[b]!) as number)
    .map((index) => items[index]!);
}

function insert(map: Value, entries: readonly (readonly [Value, Value])[]): Value {
  let result = map as CelMap;
  for (const [key, value] of entries) {
    if (result.get(key) !== undefined) return new CelError(`insert failed: key ${display(key)} already exists`);
    result = result.with(key, value);
  }
  return result;
}

const MAX_RANGE = 1_000_000;
function range(end: Value): Value {
  return Array.from({ length: Math.max(0, Math.min(number(end), MAX_RANGE)) }, (_, index) => BigInt(index));
}

/** The least or the greatest element; `order` says which of two comparisons replaces the one kept. */
const extreme = (name: string, order: number): Implementation => (values) => {
  const [first, ...rest] = list(values!);
  if (first === undefined) return new CelError(`${name} called on empty list`);
  if (!isOrdered(first)) return new CelError('no such overload');
  let best = first;
  for (const value of rest) {
    const found = compare(best, value);
    if (typeof found !== 'number') return found;
    if (Math.sign(found) === order) best = value;
  }
  return best;
};

function isSorted(values: Value): Value {
  const all = list(values);
  for (let at = 1; at < all.length; at += 1) {
    const found = compare(all[at - 1]!, all[at]!);
    if (typeof found !== 'number') return found;
    if (found > 0) return false;
  }
  return true;
}

const ZEROS: Readonly<Record<string, Value>> = { int: 0n, uint: new Uint(0n), double: 0, duration: duration(0n) };
function sum(values: Value, zero: Value): Value {
  let total = zero;
  for (const value of list(values)) {
    total = arithmetic('+', total, value);
    if (isError(total)) return total;
  }
  return total;
}

const position = (values: Value, wanted: Value, last: boolean): Value => BigInt(last ? list(values).findLastIndex((value) => equal(value, wanted)) : list(values).findIndex((value) => equal(value, wanted)));

const TYPES = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes', 'google.protobuf.Duration', 'google.protobuf.Timestamp'];
const perType = (make: (type: string) => readonly (readonly [string, Implementation])[]): Readonly<Record<string, Implementation>> => Object.fromEntries(TYPES.flatMap(make));

export const EXTENSION_LIBRARY: Library = {
  functions: {
    flatten: (values, depth = 1n) => (isList(values!) ? flatten(values, number(depth)) : new CelError(`no such overload: ${typeNameOf(values!)}.flatten()`)),
  },
  overloads: {
    string_char_at_int: (text, index) => charAt(text!, index!),
    string_index_of_string: (text, part) => indexOf(text!, part!),
    string_index_of_string_int: (text, part, offset) => indexOf(text!, part!, offset),
    string_last_index_of_string: (text, part) => lastIndexOf(text!, part!),
    string_last_index_of_string_int: (text, part, offset) => lastIndexOf(text!, part!, offset),
    string_lower_ascii: (text) => (text as string).replace(/[A-Z]/g, (char) => char.toLowerCase()),
    string_upper_ascii: (text) => (text as string).replace(/[a-z]/g, (char) => char.toUpperCase()),
    string_replace_string_string: (text, old, by) => replace(text!, old!, by!),
    string_replace_string_string_int: (text, old, by, limit) => replace(text!, old!, by!, limit),
    string_split_string: (text, separator) => split(text!, separator!),
    string_split_string_int: (text, separator, limit) => split(text!, separator!, limit),
    string_substring_int: (text, start) => substring(text!, start!),
    string_substring_int_int: (text, start, end) => substring(text!, start!, end),
    string_trim: (text) => (text as string).replace(SPACE, ''),
    strings_quote: (text) => quote(text as string),
    string_format: (text, args) => formatText(text as string, list(args!)),
    list_join: (values) => list(values!).join(''),
    list_join_string: (values, separator) => list(values!).join(separator as string),
    list_sets_contains_list: (all, part) => contains(all!, part!),
    list_sets_equivalent_list: (a, b) => contains(a!, b!) && contains(b!, a!),
    list_sets_intersects_list: (a, b) => list(a!).some((value) => list(b!).some((other) => equal(value, other))),
    list_distinct: (values) => list(values!).filter((value, index, all) => all.findIndex((other) => equal(other, value)) === index),
    lists_range: (end) => range(end!),
    list_reverse: (values) => [...list(values!)].reverse(),
    list_slice: (values, start, end) => slice(values!, start!, end!),
    '@mapInsert_map_key_value': (map, key, value) => insert(map!, [[key!, value!]]),
    '@mapInsert_map_map': (map, other) => insert(map!, (other as CelMap).entries()),
    list_a_index_of_int: (values, wanted) => position(values!, wanted!, false),
    list_a_last_index_of_int: (values, wanted) => position(values!, wanted!, true),
    ...perType((type) => [
      [`list_${type}_sort`, (values) => sortByKeys(values!, values!)],
      [`list_${type}_sortByAssociatedKeys`, (values, keys) => sortByKeys(values!, keys!)],
      [`list_${type}_is_sorted_bool`, (values) => isSorted(values!)],
      [`list_${type}_max_${type}`, extreme('max', -1)],
      [`list_${type}_min_${type}`, extreme('min', 1)],
      [`list_${type}_sum_${type}`, (values) => sum(values!, ZEROS[type] ?? 0n)],
    ]),
  },
};
