import { plainFloat } from '../base/go/float';
import { goJson } from '../base/go/json';
import { quote } from '../base/go/quote';

/**
 * Validation errors as the API server words them (apimachinery pkg/util/validation/field: Error.ErrorBody), plus codes and
 * parameters so that a view can phrase them in another language.
 */

export type FieldErrorType = 'required' | 'invalid' | 'typeInvalid' | 'notSupported' | 'duplicate' | 'forbidden' | 'tooLong' | 'tooShort' | 'tooMany' | 'tooFew' | 'notFound' | 'internal';

export interface FieldError {
  readonly type: FieldErrorType;
  /** As the API server prints it, e.g. `spec.containers[0].name`. */
  readonly path: string;
  /** A more exact place in the object when upstream's path is coarser (the key of a map entry); used to find the line only. */
  readonly at?: string;
  /** The offending value, already printed as Go prints it; absent for types that do not show one. */
  readonly value?: string;
  readonly detail: string;
}

const WORDS: Readonly<Record<FieldErrorType, string>> = {
  required: 'Required value',
  invalid: 'Invalid value',
  notSupported: 'Unsupported value',
  duplicate: 'Duplicate value',
  forbidden: 'Forbidden',
  typeInvalid: 'Invalid value',
  tooLong: 'Too long',
  tooShort: 'Too short',
  tooMany: 'Too many',
  tooFew: 'Too few',
  internal: 'Internal error',
  notFound: 'Not found',
};

/** `path: Invalid value: "x": detail`, letter for letter as field.Error.Error. */
export function fieldErrorMessage(error: FieldError): string {
  const value = error.value === undefined ? '' : `: ${error.value}`;
  const detail = error.detail === '' ? '' : `: ${error.detail}`;
  return `${error.path}: ${WORDS[error.type]}${value}${detail}`;
}

/** %q for strings, %v for other scalars, JSON for the rest. */
function printValue(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return plainFloat(value);
  return typeof value === 'string' ? quote(value) : goJson(value);
}

export const required = (path: string, detail = ''): FieldError => ({ type: 'required', path, detail });
export const forbidden = (path: string, detail: string): FieldError => ({ type: 'forbidden', path, detail });
export const notFound = (path: string, value: unknown, detail = ''): FieldError => ({ type: 'notFound', path, value: printValue(value), detail });
export const duplicate = (path: string, value: unknown): FieldError => ({ type: 'duplicate', path, value: printValue(value), detail: '' });
export const invalid = (path: string, value: unknown, detail: string, at?: string): FieldError => ({
  type: 'invalid',
  path,
  value: printValue(value),
  detail,
  ...(at === undefined ? {} : { at }),
});
export const typeInvalid = (path: string, value: unknown, detail: string): FieldError => ({ ...invalid(path, value, detail), type: 'typeInvalid' });
export const internal = (path: string, detail: string): FieldError => ({ type: 'internal', path, detail });
export const tooLong = (path: string, maxBytes: number): FieldError => ({
  type: 'tooLong',
  path,
  detail: `may not be more than ${maxBytes} ${maxBytes === 1 ? 'byte' : 'bytes'}`,
});
/** field.TooLongCharacters. */
export const tooLongCharacters = (path: string, max: number): FieldError => ({ type: 'tooLong', path, detail: `may not be more than ${max} ${max === 1 ? 'character' : 'characters'}` });
export const tooMany = (path: string, found: number, max: number): FieldError => ({
  type: 'tooMany',
  path,
  value: String(found),
  detail: `must have at most ${max} ${max === 1 ? 'item' : 'items'}`,
});
/** A value of a string type of its own is printed as JSON, unlike a plain string. */
export const invalidNamed = (path: string, value: string, detail: string): FieldError => ({ ...invalid(path, value, detail), value: goJson(value) });
/** An unsupported value; nearly all have a type of their own (see {@link invalidNamed}), `plain` says that one has not. */
export const notSupported = (path: string, value: unknown, supported: readonly string[], plain = false): FieldError => ({
  type: 'notSupported',
  path,
  value: plain ? printValue(value) : goJson(value),
  detail: supported.length === 0 ? '' : `supported values: ${supported.map(quote).join(', ')}`,
});
