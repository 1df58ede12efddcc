/** Go's int64 division of non-negative integers: floor(a · b / c), exact also where a · b leaves the range of doubles. */
export function mulDiv(a: number, b: number, c: number): number {
  const product = a * b;
  if (product > Number.MAX_SAFE_INTEGER) return Number((BigInt(a) * BigInt(b)) / BigInt(c));
  return intDiv(product, c);
}

/** floor(a / b) for safe non-negative integers, without the rounding of a floating-point quotient. */
export function intDiv(a: number, b: number): number {
  const quotient = Math.floor(a / b);
  return quotient * b > a ? quotient - 1 : quotient;
}
