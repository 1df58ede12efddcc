import { quote } from '../base/go/quote';

/**
 * Validation errors as the API server words them (apimachinery pkg/util/validation/field: Error.ErrorBody), plus codes and
 * parameters so that a view can phrase them in another language.
 */

export type FieldErrorType = 'required' | 'invalid' | 'notSupported' | 'duplicate' | 'forbidden' | 'tooLong' | 'notFound';

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
  tooLong: 'Too long',
  notFound: 'Not found',
};

/** `path: Invalid value: "x": detail`, letter for letter as field.Error.Error. */
export function fieldErrorMessage(error: FieldError): string {
  const value = error.value === undefined ? '' : `: ${error.value}`;
  const detail = error.detail === '' ? '' : `: ${error.detail}`;
  return `${error.path}: ${WORDS[error.type]}${value}${detail}`;
}

/** %q for strings, JSON for the rest. */
function printValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return JSON.stringify(value) ?? 'null';
}

export const required = (path: string, detail = ''): FieldError => ({ type: 'required', path, detail });
export const forbidden = (path: string, detail: string): FieldError => ({ type: 'forbidden', path, detail });
export const notFound = (path: string, value: unknown): FieldError => ({ type: 'notFound', path, value: printValue(value), detail: '' });
export const duplicate = (path: string, value: unknown): FieldError => ({ type: 'duplicate', path, value: printValue(value), detail: '' });
export const invalid = (path: string, value: unknown, detail: string, at?: string): FieldError => ({
  type: 'invalid',
  path,
  value: printValue(value),
  detail,
  ...(at === undefined ? {} : { at }),
});
export const tooLong = (path: string, maxBytes: number): FieldError => ({
  type: 'tooLong',
  path,
  detail: `may not be more than ${maxBytes} bytes`,
});
export const notSupported = (path: string, value: unknown, supported: readonly string[]): FieldError => ({
  type: 'notSupported',
  path,
  value: printValue(value),
  detail: supported.length === 0 ? '' : `supported values: ${supported.map((v) => JSON.stringify(v)).join(', ')}`,
});
