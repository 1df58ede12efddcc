import { semanticEqual } from '../equal';
import { invalid } from '../field-errors';
import type { FieldError } from '../field-errors';
import { labelKeyErrors } from '../names';

/** Each message as an invalid value. */
export const eachInvalid = (path: string, value: unknown, messages: readonly string[], at?: string): FieldError[] => messages.map((message) => invalid(path, value, message, at));

/** An invalid value that is not shown (field.OmitValueType). */
export const unshown = (path: string, detail: string): FieldError => ({ type: 'invalid', path, detail });

/** ValidateNonnegativeField. */
export const nonNegative = (value: number | undefined, path: string): FieldError[] => (value !== undefined && value < 0 ? [invalid(path, value, 'must be greater than or equal to 0')] : []);

/** ValidatePositiveField. */
export const positive = (value: number, path: string): FieldError[] => (value <= 0 ? [invalid(path, value, 'must be greater than 0')] : []);

/** ValidateImmutableField. */
export const immutable = (value: unknown, old: unknown, path: string): FieldError[] => (semanticEqual(value, old) ? [] : [invalid(path, value, 'field is immutable')]);

/** ValidateQualifiedName. */
export const qualifiedName = (value: string, path: string): FieldError[] => eachInvalid(path, value, labelKeyErrors(value));

/** The entries of a map in the order of their keys. Go takes them in any order; ours is always the same. */
export const sortedEntries = <V>(map: Readonly<Record<string, V>> | undefined): (readonly [string, V])[] => Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
