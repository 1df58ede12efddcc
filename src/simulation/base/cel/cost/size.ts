/** Ranges of sizes and costs that stop at the largest 64-bit number (cel-go checker/cost.go: SizeEstimate, CostEstimate). */

export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

export const MAX = 2n ** 64n - 1n;
const cap = (value: bigint): bigint => (value > MAX ? MAX : value < 0n ? 0n : value);

export const range = (min: bigint | number, max: bigint | number): Range => ({ min: cap(BigInt(min)), max: cap(BigInt(max)) });
export const fixed = (value: bigint | number): Range => range(value, value);
export const NONE: Range = fixed(0);
export const UNKNOWN: Range = { min: 0n, max: MAX };

export const add = (a: Range, b: Range): Range => range(a.min + b.min, a.max + b.max);
export const multiply = (a: Range, b: Range): Range => range(a.min * b.min, a.max * b.max);
export const union = (a: Range, b: Range): Range => ({ min: b.min < a.min ? b.min : a.min, max: b.max > a.max ? b.max : a.max });
export const sum = (...ranges: readonly Range[]): Range => ranges.reduce(add, NONE);

function byFactor(value: bigint, factor: number): bigint {
  const product = Math.ceil(Number(value) * factor);
  return product >= 2 ** 64 ? MAX : BigInt(product);
}

/** Both ends times a factor, rounded up, in floating point as upstream. */
export const times = (a: Range, factor: number): Range => ({ min: byFactor(a.min, factor), max: byFactor(a.max, factor) });
