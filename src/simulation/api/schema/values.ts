/** Looking into a value whose type a schema tells. */
import { isObject } from './walk';
import type { JsonObject } from './walk';

/** The object, or an empty one where nothing or something else stands. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The list, or an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The text, or an empty one. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whether there is nothing, as of a nil pointer. */
export const isNil = (value: unknown): value is undefined | null => value === undefined || value === null;

/** Whether a Go value that is no pointer would be zero. */
export const isZero = (value: unknown): boolean => isNil(value) || value === '' || value === 0 || value === false;

/** The object without some of its fields. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return names.some((name) => Object.hasOwn(object, name)) ? Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))) : object;
}
