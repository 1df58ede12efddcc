/**
 * Kubernetes quantities (apimachinery pkg/api/resource: ParseQuantity, CanonicalizeBytes), exact: an amount is an integer
 * number of nano units. Upstream rounds anything finer up to one nano unit, and so does this.
 */

export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An amount in units of 10⁻⁹ and the family of suffixes it is written in. */
export interface Quantity {
  readonly nano: bigint;
  readonly format: QuantityFormat;
  /** Upstream keeps the text of a number it takes for canonical already, such as `1.500` or `05`, and prints it again as it was. */
  readonly text?: string;
}

export type QuantityErrorCode = 'format' | 'suffix' | 'numeric';

/** Upstream's own words (ErrFormatWrong, ErrSuffix, ErrNumeric). */
export const QUANTITY_ERRORS: Readonly<Record<QuantityErrorCode, string>> = {
  format: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  suffix: "unable to parse quantity's suffix",
  numeric: 'unable to parse numeric part of quantity',
};

export type QuantityResult = { readonly ok: true; readonly value: Quantity } | { readonly ok: false; readonly error: QuantityErrorCode };

const NANO = 1_000_000_000n;
/** Upstream caps binary quantities at the largest signed 64-bit integer (maxAllowed). */
const MAX_BINARY = (2n ** 63n - 1n) * NANO;
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
/** Exponents beyond this would only make huge numbers; upstream's big decimals overflow int32 scales long before they matter. */
const MAX_EXPONENT = 400;

interface Suffix {
  readonly base: 2 | 10;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

function interpretSuffix(text: string): Suffix | undefined {
  if (Object.hasOwn(DECIMAL, text)) return { base: 10, exponent: DECIMAL[text] ?? 0, format: 'DecimalSI' };
  if (Object.hasOwn(BINARY, text)) return { base: 2, exponent: BINARY[text] ?? 0, format: 'BinarySI' };
  const match = /^[eE]([+-]?[0-9]+)$/.exec(text);
  if (match === null) return undefined;
  const exponent = Number(match[1]);
  return Math.abs(exponent) > 2 ** 31 - 1 ? undefined : { base: 10, exponent, format: 'DecimalExponent' };
}

/** The same few amounts are read again and again. */
const parsed = new Map<string, QuantityResult>();
const MOST_PARSED = 4096;

/** ParseQuantity. */
export function parseQuantity(text: string): QuantityResult {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const result = parse(text);
  parsed.set(text, result);
  return result;
}

function parse(text: string): QuantityResult {
  // The shape parseQuantityString walks through by hand: sign, digits, optional fraction, suffix letters, exponent.
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/.exec(text);
  if (text.length === 0 || match === null) return { ok: false, error: 'format' };
  const [, sign = '', written = '', fraction = '', suffixText = ''] = match;
  const suffix = interpretSuffix(suffixText);
  if (suffix === undefined) return { ok: false, error: 'suffix' };
  const whole = written.replace(/^0+/, '') || '0';
  const fast = isFast(whole, fraction, suffix);
  // No digit at all passes for zero on upstream's fast path ("Mi" is 0); its decimal library refuses it on the other.
  if (written.length + fraction.length === 0 && !fast) return { ok: false, error: 'numeric' };
  const magnitude = scaleToNano(BigInt(whole + fraction), fraction.length, suffix);
  let format = suffix.format;
  if (format === 'BinarySI' && magnitude > 0n && magnitude < NANO) format = 'DecimalSI';
  const capped = format === 'BinarySI' && magnitude > MAX_BINARY ? MAX_BINARY : magnitude;
  const value: Quantity = { nano: sign === '-' ? -capped : capped, format };
  return { ok: true, value: fast && looksCanonical(whole + fraction, fraction.length, suffix) ? { ...value, text } : value };
}

/** Whether upstream can hold the number in an int64 with a decimal scale (`precision` in ParseQuantity). */
function isFast(whole: string, fraction: string, suffix: Suffix): boolean {
  if (suffix.base === 2) return fraction === '' && 15 - whole.length - Math.trunc((suffix.exponent * 3) / 10) - 1 >= 0;
  return 18 - whole.length - fraction.length >= 0 && suffix.exponent - fraction.length >= -9;
}

function looksCanonical(digits: string, decimals: number, suffix: Suffix): boolean {
  if (suffix.base === 2) return (BigInt(digits) & 7n) !== 0n;
  return (suffix.exponent - decimals) % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

function scaleToNano(unscaled: bigint, decimals: number, suffix: Suffix): bigint {
  if (unscaled === 0n) return 0n;
  const power = Math.min(MAX_EXPONENT, (suffix.base === 10 ? suffix.exponent : 0) - decimals + 9);
  const value = suffix.base === 2 ? unscaled << BigInt(suffix.exponent) : unscaled;
  if (power >= 0) return value * 10n ** BigInt(power);
  if (power < -MAX_EXPONENT - decimals) return 1n;
  const divisor = 10n ** BigInt(-power);
  const quotient = value / divisor;
  return quotient * divisor === value ? quotient : quotient + 1n;
}

/** The canonical string (Quantity.String): no fraction, the largest suffix that keeps it whole. */
export function formatQuantity(quantity: Quantity): string {
  const { nano } = quantity;
  if (quantity.text !== undefined) return quantity.text;
  if (nano === 0n) return '0';
  const negative = nano < 0n;
  const magnitude = negative ? -nano : nano;
  const sign = negative ? '-' : '';
  if (quantity.format === 'BinarySI' && magnitude >= 1024n * NANO && magnitude % NANO === 0n) {
    let value = magnitude / NANO;
    let step = 0;
    while (step < 6 && value % 1024n === 0n) {
      value /= 1024n;
      step += 1;
    }
    return `${sign}${value}${['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'][step] ?? ''}`;
  }
  let value = magnitude;
  let exponent = -9;
  const scientific = quantity.format === 'DecimalExponent';
  while (value % 1000n === 0n && (scientific || exponent < 18)) {
    value /= 1000n;
    exponent += 3;
  }
  if (scientific) return `${sign}${value}${exponent === 0 ? '' : `e${exponent}`}`;
  return `${sign}${value}${['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'][exponent / 3 + 3] ?? ''}`;
}

function ceilDiv(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value > 0n && quotient * divisor !== value ? quotient + 1n : quotient;
}

const MAX_INT64 = 2n ** 63n - 1n;

/** Quantity.MilliValue without the limits of an int64: thousandths, rounded away from zero. */
export const milliValueBig = ({ nano }: Quantity): bigint => roundAway(nano, 1_000_000n);

/** Quantity.Value without the limits of an int64: whole units, rounded away from zero. */
export const unitValueBig = ({ nano }: Quantity): bigint => roundAway(nano, NANO);

/** Quantity.MilliValue as a number (exact below 2⁵³), cut off where an int64 ends. */
export const milliValue = (quantity: Quantity): number => Number(clampInt64(milliValueBig(quantity)));

/** Quantity.Value as a number (exact below 2⁵³), cut off where an int64 ends. */
export const unitValue = (quantity: Quantity): number => Number(clampInt64(unitValueBig(quantity)));

function roundAway(value: bigint, divisor: bigint): bigint {
  return value < 0n ? -ceilDiv(-value, divisor) : ceilDiv(value, divisor);
}

function clampInt64(value: bigint): bigint {
  return value > MAX_INT64 ? MAX_INT64 : value < -MAX_INT64 ? -MAX_INT64 : value;
}

/** Quantity.Cmp: negative, zero or positive. */
export function compareQuantity(a: Quantity, b: Quantity): number {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0;
}

/** Quantity.Add: the sum keeps the format of the left operand, or of the right one when the left is zero. */
export function addQuantity(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, format: a.nano === 0n ? b.format : a.format };
}

/** Quantity.Sub, by the same rule. */
export const subtractQuantity = (a: Quantity, b: Quantity): Quantity => addQuantity(a, negateQuantity(b));

/** Quantity.Neg. */
export const negateQuantity = ({ nano, format }: Quantity): Quantity => ({ nano: -nano, format });

/** The same amount, no longer as it was written but as it is written anew. */
export const canonicalQuantity = ({ nano, format }: Quantity): Quantity => ({ nano, format });

export const ZERO_QUANTITY: Quantity = { nano: 0n, format: 'DecimalSI' };

/** For strings that already passed validation; anything else counts as zero. */
export function quantityOf(text: string | undefined): Quantity {
  if (text === undefined) return ZERO_QUANTITY;
  const parsed = parseQuantity(text);
  return parsed.ok ? parsed.value : ZERO_QUANTITY;
}
