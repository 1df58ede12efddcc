import { quote } from '../../base/go/quote';

export type Parsed = { readonly value: number } | { readonly error: string };

/** strconv.ParseFloat with 32 bits, decimal only; the error in Go's words. */
export function parseFloat32(text: string): Parsed {
  if (/^[+-]?(?:inf|infinity|nan)$/i.test(text)) return { value: /nan/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity };
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(text)) return { error: `strconv.ParseFloat: parsing ${quote(text)}: invalid syntax` };
  const value = Math.fround(Number(text));
  return Number.isFinite(value) ? { value } : { error: `strconv.ParseFloat: parsing ${quote(text)}: value out of range` };
}
