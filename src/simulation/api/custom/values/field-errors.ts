import { goJson } from '../../../base/go/json';
import { invalid, notSupported, required, tooLong, tooMany, typeInvalid } from '../../field-errors';
import type { FieldError } from '../../field-errors';
import { printed } from './printed';
import type { Result, SchemaError } from './result';

/** A field path that is nil. */
export const NO_PATH = '<nil>';

function fieldError(error: SchemaError, path: string): FieldError {
  const { code, name, limit = -1, message } = error;
  const bare = name.replace(/^\./, '');
  const base = path === NO_PATH ? '' : path;
  const at = bare === '' ? path : base === '' ? bare : `${base}.${bare}`;
  if (error.general === true) return invalid(path, '', message);
  const value = printed(error.value ?? '');
  switch (code) {
    case 'required':
      return required(at);
    case 'enum':
      return notSupported(at, printed(error.value ?? null), (error.choices ?? []).map((choice) => (typeof choice === 'string' ? choice : goJson(printed(choice)))));
    case 'tooLong':
      return tooLong(at, limit);
    case 'maxItems':
    case 'maxProperties':
      return tooMany(at, Number(value), limit);
    case 'type':
      return typeInvalid(at, value, message);
    case 'other':
      return invalid(at, value, message);
  }
}

/** kubeOpenAPIResultToFieldErrors. */
export const schemaFieldErrors = (result: Result, path = NO_PATH): FieldError[] => result.errors.map((error) => fieldError(error, path));
