import { isNil, isZero } from '../schema/values';
import type { JsonObject } from '../schema/walk';

const fill = (missing: (value: unknown) => boolean) => (object: JsonObject, defaults: JsonObject): JsonObject => {
  const names = Object.keys(defaults).filter((name) => missing(object[name]));
  return names.length === 0 ? object : { ...object, ...Object.fromEntries(names.map((name) => [name, defaults[name]])) };
};

/** The object with defaults for the fields that are not there: pointers in Go. */
export const fillMissing = fill(isNil);

/** The object with defaults for the fields that are not there or empty: texts and numbers in Go. */
export const fillEmpty = fill(isZero);

/** The object with a field set, or itself where it is so already. */
export const withField = (object: JsonObject, name: string, value: unknown): JsonObject => (object[name] === value ? object : { ...object, [name]: value });
