import { plainFloat } from '../../../base/go/float';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { general, Result, wrongValue } from './result';
import type { SchemaError } from './result';

const EPSILON = 1e-9;

/** swag IsFloat64AJSONInteger. */
export function isWhole(value: number): boolean {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER + 1) return false;
  const whole = Math.trunc(value);
  if (value === whole) return true;
  if (whole === 0) return false;
  return Math.abs(value - whole) / (Math.abs(value) + Math.abs(whole)) < EPSILON;
}

const MAX_INT32 = 2 ** 31 - 1;
const MAX_INT64 = 2 ** 63;
const MAX_FLOAT32 = 3.4028234663852886e38;

/** IsValueValidAgainstRange: whether a number fits the type and format of its schema. */
function rangeError(value: number, type: string, format: string, what: string, path: string): SchemaError[] {
  const fits =
    type === 'integer'
      ? Number.isInteger(value) && (format === 'int32' ? value >= -MAX_INT32 - 1 && value <= MAX_INT32 : value >= -MAX_INT64 && value < MAX_INT64)
      : format !== 'float' || Math.abs(value) <= MAX_FLOAT32;
  return fits ? [] : [general(`${what} value must be of type ${type} ${format === '' ? '(default format)' : `with format ${format}`} in ${path}`)];
}

function multipleError(value: number, factor: number, whole: boolean, path: string): SchemaError[] {
  const divisor = whole ? Math.trunc(factor) : factor;
  if (divisor <= 0) return [{ code: 'other', name: path, value: divisor, message: `factor MultipleOf declared for ${path} must be positive: ${plainFloat(divisor)}` }];
  const quotient = divisor < 1 ? (1 / divisor) * value : value / divisor;
  const even = whole ? value % divisor === 0 : isWhole(quotient);
  return even ? [] : [wrongValue(path, value, `should be a multiple of ${plainFloat(divisor)}`)];
}

/** int64(bound) on amd64: what does not fit is the least number. */
const asInt64 = (bound: number): number => (bound >= MAX_INT64 || bound < -MAX_INT64 ? -MAX_INT64 : Math.trunc(bound));
const printed = (limit: number, whole: boolean): string => (whole ? String(BigInt(limit)) : plainFloat(limit));

function boundError(value: number, bound: number, exclusive: boolean, upper: boolean, whole: boolean, path: string): SchemaError[] {
  const limit = whole ? asInt64(bound) : bound;
  const beyond = upper ? value > limit : value < limit;
  if (!beyond && !(exclusive && value === limit)) return [];
  return [wrongValue(path, value, `should be ${upper ? 'less' : 'greater'} than ${exclusive ? '' : 'or equal to '}${printed(limit, whole)}`)];
}

/** numberValidator (kube-openapi pkg/validation/validate). */
export function validateNumber(schema: JSONSchemaProps, types: readonly string[], value: number, path: string): Result {
  const [only = ''] = types.length === 1 ? types : [];
  const type = only === 'integer' || only === 'number' ? only : '';
  const format = (type === 'integer' && /^int(32|64)$/.test(schema.format ?? '')) || (type === 'number' && /^(float|double)$/.test(schema.format ?? '')) ? (schema.format ?? '') : '';
  const result = new Result().add(...rangeError(value, type, format, 'Checked', path));
  const whole = Number.isInteger(value);
  // A bound that its own type cannot hold is named, and compared as a plain number.
  const constrained = (bound: number | undefined, what: string, compare: (bound: number, native: boolean) => readonly SchemaError[]): void => {
    if (bound === undefined) return;
    const wrong = rangeError(bound, type, format, what, path);
    result.add(...wrong, ...compare(bound, wrong.length === 0 && whole));
  };
  constrained(schema.multipleOf, 'MultipleOf', (factor, native) => multipleError(value, factor, native, path));
  constrained(schema.minimum, 'Minimum boundary', (bound, native) => boundError(value, bound, schema.exclusiveMinimum === true, false, native, path));
  constrained(schema.maximum, 'Maximum boundary', (bound, native) => boundError(value, bound, schema.exclusiveMaximum === true, true, native, path));
  result.matches += 1;
  return result;
}
