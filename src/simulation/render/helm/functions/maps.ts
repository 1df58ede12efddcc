/** Maps (sprig dict.go, with dario.cat/mergo for the merges). `set`, `unset` and the merges change the map that they are given, as in Go. */
import { GoError, isMap, sortedKeys, typeName } from '../../../base/go/values';
import type { GoMap, Value } from '../../../base/go/values';
import { deepCopy, fn, isEmpty, itemsOf, mapOf, newMap, textOf, texts } from './table';
import type { Functions, MutableMap } from './table';

const has = (map: GoMap, key: string): boolean => Object.hasOwn(map, key);

/** mergo's deepMerge: what is missing or empty is filled, or with `overwrite` taken over; maps go key by key. */
function mergeInto(target: MutableMap, source: GoMap, overwrite: boolean): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value == null) {
      if (overwrite) target[key] = null;
      continue;
    }
    const here = has(target, key) ? target[key] : undefined;
    if (isMap(value) && isMap(here) && value !== here) mergeInto(here as MutableMap, value, overwrite);
    if (!isEmpty(here)) {
      if (itemsOf(value) !== undefined) {
        if (overwrite) target[key] = value;
        continue;
      }
      if (isMap(value) && isMap(here)) continue;
    }
    if (overwrite || isEmpty(here)) target[key] = value;
  }
}

const merge = (overwrite: boolean): Functions[string] =>
  fn(['map'], (target: MutableMap, ...sources: GoMap[]) => {
    sources.forEach((source) => mergeInto(target, source, overwrite));
    return target;
  }, 'map');

function dict(...values: Value[]): Value {
  const map = newMap();
  for (let i = 0; i < values.length; i += 2) map[textOf(values[i])] = i + 1 < values.length ? (values[i + 1] ?? null) : '';
  return map;
}

/** An assertion of Go's that fails. */
const conversion = (value: Value, wanted: string): GoError =>
  new GoError(`interface conversion: interface {} is ${value == null ? 'nil' : typeName(value)}, not ${wanted}`);

function dig(...values: Value[]): Value {
  if (values.length < 3) throw new GoError('dig needs at least three arguments');
  const fallback = values.at(-2);
  let here = values.at(-1);
  if (!isMap(here) || typeName(here) !== 'map[string]interface {}') throw conversion(here, 'map[string]interface {}');
  const keys = values.slice(0, -2).map((key) => {
    if (typeof key !== 'string') throw conversion(key, 'string');
    return key;
  });
  for (const [index, key] of keys.entries()) {
    if (!isMap(here)) throw conversion(here, 'map[string]interface {}');
    if (!has(here, key)) return fallback;
    here = here[key];
    if (index === keys.length - 1) return here;
  }
  return here;
}

export const MAPS: Functions = {
  dict: fn([], dict, 'any'),
  get: fn(['map', 'string'], (map: GoMap, key: string) => (has(map, key) ? map[key] : '')),
  set: fn(['map', 'string', 'any'], (map: MutableMap, key: string, value: Value) => {
    map[key] = value ?? null;
    return map;
  }),
  unset: fn(['map', 'string'], (map: MutableMap, key: string) => {
    delete map[key];
    return map;
  }),
  hasKey: fn(['map', 'string'], has),
  pluck: fn(['string'], (key: string, ...maps: GoMap[]) => maps.flatMap((map) => (has(map, key) ? [map[key]] : [])), 'map'),
  // Go gives the keys in an order of chance; here they are sorted.
  keys: fn([], (...maps: GoMap[]) => texts(maps.flatMap(sortedKeys)), 'map'),
  values: fn(['map'], (map: GoMap) => sortedKeys(map).map((key) => map[key])),
  pick: fn(['map'], (map: GoMap, ...keys: string[]) => mapOf(keys.filter((key) => has(map, key)).map((key) => [key, map[key]] as const)), 'string'),
  omit: fn(['map'], (map: GoMap, ...keys: string[]) => mapOf(Object.keys(map).filter((key) => !keys.includes(key)).map((key) => [key, map[key]] as const)), 'string'),
  merge: merge(false),
  mustMerge: merge(false),
  mergeOverwrite: merge(true),
  mustMergeOverwrite: merge(true),
  deepCopy: fn(['any'], deepCopy),
  mustDeepCopy: fn(['any'], deepCopy),
  dig: fn([], dig, 'any'),
};
