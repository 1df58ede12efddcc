/** Numbers (sprig numeric.go): sums of whole numbers are int64, those with an `f` are float64. */
import { GoError, isFloat, isInt, ofType, sprint } from '../../../base/go/values';
import type { GoFloat, GoInt, Value } from '../../../base/go/values';
import { float, fn, int, parseInteger, toFloat, toInteger } from './table';
import type { Functions } from './table';

/** int64 wraps around. */
const wrap = (value: bigint): number => Number(BigInt.asIntN(64, value));
const big = (value: Value): bigint => BigInt(Math.trunc(toInteger(value)));

function divided(a: Value, b: Value, by: (a: bigint, b: bigint) => bigint): number {
  if (big(b) === 0n) throw new GoError('runtime error: integer divide by zero');
  return wrap(by(big(a), big(b)));
}

const MOST_ITEMS = 100_000;

function steps(start: number, stop: number, step: number): number[] {
  if ((stop < start && step >= 0) || (stop >= start && step <= 0)) return [];
  const count = Math.ceil((stop - start) / step);
  if (count > MOST_ITEMS) throw new GoError(`list of ${count} items is longer than this simulation makes`);
  return Array.from({ length: count }, (_, index) => start + index * step);
}

const ints = (list: readonly number[]): Value => ofType(list.map(int), '[]int');

function sequence(params: readonly number[]): string {
  const [a, b, c] = params;
  if (params.length === 1) return steps(1, a! + (a! < 1 ? -1 : 1), a! < 1 ? -1 : 1).join(' ');
  if (params.length === 2) return steps(a!, b! + (b! < a! ? -1 : 1), b! < a! ? -1 : 1).join(' ');
  if (params.length !== 3 || (c! < a! && b! > 0)) return '';
  return steps(a!, c! + (c! < a! ? -1 : 1), b!).join(' ');
}

/** Sums in decimal, so that 0.1 and 0.2 are 0.3 (github.com/shopspring/decimal). */
interface Decimal {
  readonly value: bigint;
  readonly exponent: number;
}

function decimal(value: number): Decimal {
  if (!Number.isFinite(value)) throw new GoError(`Cannot create a Decimal from ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return { value: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

const DIVISION_DIGITS = 16;

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (one: Decimal): bigint => one.value * 10n ** BigInt(one.exponent - exponent);
  return [scale(a), scale(b), exponent];
}

const OPERATIONS: Readonly<Record<string, (a: Decimal, b: Decimal) => Decimal>> = {
  add: (a, b) => { const [x, y, exponent] = aligned(a, b); return { value: x + y, exponent }; },
  sub: (a, b) => { const [x, y, exponent] = aligned(a, b); return { value: x - y, exponent }; },
  mul: (a, b) => ({ value: a.value * b.value, exponent: a.exponent + b.exponent }),
  div: (a, b) => {
    if (b.value === 0n) throw new GoError('decimal division by 0');
    const [x, y] = aligned(a, b);
    const scaled = (x < 0n ? -x : x) * 10n ** BigInt(DIVISION_DIGITS);
    const size = y < 0n ? -y : y;
    // Half away from zero.
    const quotient = (2n * scaled + size) / (2n * size);
    return { value: x < 0n !== y < 0n ? -quotient : quotient, exponent: -DIVISION_DIGITS };
  },
};

function folded(operation: string, first: number, others: readonly Value[]): GoFloat {
  const result = others.reduce<Decimal>((sum, other) => OPERATIONS[operation]!(sum, decimal(toFloat(other))), decimal(first));
  return float(Number(`${result.value}e${result.exponent}`));
}

function round(value: Value, places: GoInt, rounding: GoFloat | number | undefined): GoFloat {
  const on = rounding === undefined ? 0.5 : toFloat(rounding);
  const power = 10 ** places.int;
  const digit = power * toFloat(value);
  const rest = digit - Math.trunc(digit);
  return float((rest >= on ? Math.ceil(digit) : Math.floor(digit)) / power);
}

const octal = (value: Value): number => {
  const text = sprint(value ?? null);
  return /^[+-]?[0-7]+$/.test(text) ? (parseInteger(text.replace(/^([+-]?)/, '$10o')) ?? 0) : 0;
};

export const NUMBERS: Functions = {
  atoi: fn(['string'], (text: string) => int(/^[+-]?[0-9]+$/.test(text) ? wrap(BigInt(text.replace(/^\+/, ''))) : 0)),
  int64: fn(['any'], toInteger),
  int: fn(['any'], (value: Value) => int(toInteger(value))),
  float64: fn(['any'], (value: Value) => float(toFloat(value))),
  seq: fn([], (...params: GoInt[]) => sequence(params.map((param) => param.int)), 'int'),
  toDecimal: fn(['any'], octal),
  until: fn(['int'], (count: GoInt) => ints(steps(0, count.int, count.int < 0 ? -1 : 1))),
  untilStep: fn(['int', 'int', 'int'], (start: GoInt, stop: GoInt, step: GoInt) => ints(steps(start.int, stop.int, step.int))),
  add1: fn(['any'], (value: Value) => wrap(big(value) + 1n)),
  add: fn([], (...values: Value[]) => wrap(values.reduce<bigint>((sum, value) => sum + big(value), 0n)), 'any'),
  sub: fn(['any', 'any'], (a: Value, b: Value) => wrap(big(a) - big(b))),
  div: fn(['any', 'any'], (a: Value, b: Value) => divided(a, b, (x, y) => x / y)),
  mod: fn(['any', 'any'], (a: Value, b: Value) => divided(a, b, (x, y) => x % y)),
  mul: fn(['any'], (first: Value, ...others: Value[]) => others.reduce<number>((product, value) => wrap(BigInt(product) * big(value)), toInteger(first)), 'any'),
  add1f: fn(['any'], (value: Value) => folded('add', toFloat(value), [1])),
  addf: fn([], (...values: Value[]) => folded('add', 0, values), 'any'),
  subf: fn(['any'], (first: Value, ...others: Value[]) => folded('sub', toFloat(first), others), 'any'),
  divf: fn(['any'], (first: Value, ...others: Value[]) => folded('div', toFloat(first), others), 'any'),
  mulf: fn(['any'], (first: Value, ...others: Value[]) => folded('mul', toFloat(first), others), 'any'),
  biggest: fn(['any'], (...values: Value[]) => Math.max(...values.map(toInteger)), 'any'),
  max: fn(['any'], (...values: Value[]) => Math.max(...values.map(toInteger)), 'any'),
  min: fn(['any'], (...values: Value[]) => Math.min(...values.map(toInteger)), 'any'),
  maxf: fn(['any'], (...values: Value[]) => float(Math.max(...values.map(toFloat))), 'any'),
  minf: fn(['any'], (...values: Value[]) => float(Math.min(...values.map(toFloat))), 'any'),
  ceil: fn(['any'], (value: Value) => float(Math.ceil(toFloat(value)))),
  floor: fn(['any'], (value: Value) => float(Math.floor(toFloat(value)))),
  round: fn(['any', 'int'], round, 'float64'),
};

/** A number as Go's encoders know it; undefined for what is none. */
export const numberOf = (value: Value): number | undefined => (isInt(value) ? value.int : isFloat(value) ? value.float : typeof value === 'number' ? value : undefined);
