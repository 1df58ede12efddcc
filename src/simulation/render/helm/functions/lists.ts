/** Lists (sprig list.go). Those with `must` in front end the template with the same sentence; sprig's others panic with it. */
import { GoError, isList, ofType, typeName } from '../../../base/go/values';
import type { GoInt, Value } from '../../../base/go/values';
import { deepEqual, fn, isEmpty, itemsOf, kindName, listFor, toInteger } from './table';
import type { Functions } from './table';

const includes = (list: readonly Value[], needle: Value): boolean => list.some((item) => deepEqual(needle, item));

function chunk(size: GoInt, value: Value): Value {
  const list = listFor('Cannot chunk type', value);
  if (size.int <= 0) throw new GoError(size.int === 0 ? 'runtime error: makeslice: len out of range' : 'runtime error: makeslice: len out of range');
  const chunks: Value[] = [];
  for (let at = 0; at < list.length; at += size.int) chunks.push(list.slice(at, at + size.int));
  return ofType(chunks, '[][]interface {}');
}

function slice(value: Value, ...indices: Value[]): Value {
  const list = listFor('list should be type of slice or array but', value);
  if (list.length === 0) return null;
  const start = indices.length > 0 ? toInteger(indices[0]) : 0;
  const end = indices.length > 1 ? toInteger(indices[1]) : list.length;
  if (start < 0 || end < start || end > list.length) throw new GoError('reflect.Value.Slice: slice index out of bounds');
  return isList(value) && typeName(value) !== '[]interface {}' ? ofType(list.slice(start, end), typeName(value)) : list.slice(start, end);
}

function has(needle: Value, haystack: Value): Value {
  return haystack == null ? false : includes(listFor('Cannot find has on type', haystack), needle);
}

function concat(...lists: Value[]): Value {
  return lists.flatMap((list) => {
    if (list == null) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
    const items = itemsOf(list);
    if (items === undefined) throw new GoError(`Cannot concat type ${kindName(list)} as list`);
    return items;
  });
}

const both = (name: string, fun: Functions[string]): Functions => ({ [name]: fun, [`must${name[0]!.toUpperCase()}${name.slice(1)}`]: fun });
const push = fn(['any', 'any'], (list: Value, value: Value) => [...listFor('Cannot push on type', list), value]);
const list = fn([], (...values: Value[]) => values.map((value) => value ?? null), 'any');

export const LISTS: Functions = {
  list,
  tuple: list,
  append: push, push, mustAppend: push, mustPush: push,
  ...both('prepend', fn(['any', 'any'], (value: Value, item: Value) => [item, ...listFor('Cannot prepend on type', value)])),
  ...both('first', fn(['any'], (value: Value) => listFor('Cannot find first on type', value)[0] ?? null)),
  ...both('last', fn(['any'], (value: Value) => listFor('Cannot find last on type', value).at(-1) ?? null)),
  ...both('rest', fn(['any'], (value: Value) => listFor('Cannot find rest on type', value).slice(1))),
  ...both('initial', fn(['any'], (value: Value) => listFor('Cannot find initial on type', value).slice(0, -1))),
  ...both('reverse', fn(['any'], (value: Value) => [...listFor('Cannot find reverse on type', value)].reverse())),
  ...both('compact', fn(['any'], (value: Value) => listFor('Cannot compact on type', value).filter((item) => !isEmpty(item)))),
  ...both('uniq', fn(['any'], (value: Value) => listFor('Cannot find uniq on type', value).reduce<Value[]>((seen, item) => (includes(seen, item) ? seen : [...seen, item]), []))),
  ...both('without', fn(['any'], (value: Value, ...omit: Value[]) => listFor('Cannot find without on type', value).filter((item) => !includes(omit, item)), 'any')),
  ...both('has', fn(['any', 'any'], has)),
  ...both('slice', fn(['any'], slice, 'any')),
  ...both('chunk', fn(['int', 'any'], chunk)),
  concat: fn([], concat, 'any'),
};
