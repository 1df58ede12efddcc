import { MAX_INT, MIN_INT } from '../../../base/cel/run/numbers';
import type { Library } from '../../../base/cel/run/library';
import { CelError, Opaque, type Value } from '../../../base/cel/run/values';
import { addQuantity, compareQuantity, formatQuantity, parseQuantity, QUANTITY_ERRORS, subtractQuantity, type Quantity } from '../../quantity';

/** Quantities in expressions (apiserver pkg/cel/library/quantity.go). */

const TYPE = 'kubernetes.Quantity';
const NANO = 1_000_000_000n;

export const quantityValue = (quantity: Quantity): Value => new Opaque(TYPE, quantity, (other) => compareQuantity(quantity, other) === 0, formatQuantity(quantity));
const of = (value: Value | undefined): Quantity => (value as Opaque<Quantity>).data;
const whole = (value: Value): Quantity => ({ nano: (value as bigint) * NANO, format: 'DecimalExponent' });

function read(text: string): Value {
  const parsed = parseQuantity(text);
  return parsed.ok ? quantityValue(parsed.value) : new CelError(QUANTITY_ERRORS[parsed.error]);
}

/** Quantity.AsInt64. */
function asInteger({ nano }: Quantity): bigint | undefined {
  const value = nano / NANO;
  return nano % NANO !== 0n || value > MAX_INT || value < MIN_INT ? undefined : value;
}

/** Quantity.AsApproximateFloat64: the digits times a power of ten, in floating point, as written. */
function asFloat({ nano }: Quantity): number {
  if (nano === 0n) return 0;
  let [digits, exponent] = [nano, -9];
  while (digits % 10n === 0n && exponent < 0) {
    digits /= 10n;
    exponent += 1;
  }
  return exponent === 0 ? Number(digits) : Number(digits) * 10 ** exponent;
}

export const QUANTITY_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  quantity: [`string_to_quantity(string) -> ${TYPE}`],
  isQuantity: ['is_quantity_string(string) -> bool'],
  sign: [`quantity_sign(${TYPE}) -> int`],
  isInteger: [`.quantity_is_integer(${TYPE}) -> bool`],
  asInteger: [`.quantity_get_int(${TYPE}) -> int`],
  asApproximateFloat: [`.quantity_get_float(${TYPE}) -> double`],
  add: [`.quantity_add(${TYPE},${TYPE}) -> ${TYPE}`, `.quantity_add_int(${TYPE},int) -> ${TYPE}`],
  sub: [`.quantity_sub(${TYPE},${TYPE}) -> ${TYPE}`, `.quantity_sub_int(${TYPE},int) -> ${TYPE}`],
  isLessThan: [`.quantity_is_less_than(${TYPE},${TYPE}) -> bool`],
  isGreaterThan: [`.quantity_is_greater_than(${TYPE},${TYPE}) -> bool`],
  compareTo: [`.quantity_compare_to(${TYPE},${TYPE}) -> int`],
};

export const QUANTITY_LIBRARY: Library = {
  functions: {},
  overloads: {
    string_to_quantity: (text) => read(text as string),
    is_quantity_string: (text) => parseQuantity(text as string).ok,
    quantity_sign: (value) => BigInt(of(value).nano > 0n ? 1 : of(value).nano < 0n ? -1 : 0),
    quantity_is_integer: (value) => asInteger(of(value)) !== undefined,
    quantity_get_int: (value) => asInteger(of(value)) ?? new CelError('cannot convert value to integer'),
    quantity_get_float: (value) => asFloat(of(value)),
    quantity_add: (a, b) => quantityValue(addQuantity(of(a), of(b))),
    quantity_add_int: (a, b) => quantityValue(addQuantity(of(a), whole(b!))),
    quantity_sub: (a, b) => quantityValue(subtractQuantity(of(a), of(b))),
    quantity_sub_int: (a, b) => quantityValue(subtractQuantity(of(a), whole(b!))),
    quantity_is_less_than: (a, b) => compareQuantity(of(a), of(b)) < 0,
    quantity_is_greater_than: (a, b) => compareQuantity(of(a), of(b)) > 0,
    quantity_compare_to: (a, b) => BigInt(compareQuantity(of(a), of(b))),
  },
};
