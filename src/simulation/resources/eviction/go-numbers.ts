/** How Go's library reads the numbers in the kubelet's settings, with its own errors (strconv.ParseFloat, time.ParseDuration). */

export type Parsed = { readonly value: number } | { readonly error: string };

const quote = (text: string): string => JSON.stringify(text);

/** strconv.ParseFloat with 32 bits. */
export function parseFloat32(text: string): Parsed {
  const plain = /^[+-]?(?:inf|infinity|nan)$/i.test(text);
  if (plain) return { value: /nan/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity };
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(text)) return { error: `strconv.ParseFloat: parsing ${quote(text)}: invalid syntax` };
  const value = Math.fround(Number(text));
  return Number.isFinite(value) ? { value } : { error: `strconv.ParseFloat: parsing ${quote(text)}: value out of range` };
}

const UNIT_SECONDS = new Map([['ns', 1e-9], ['us', 1e-6], ['µs', 1e-6], ['μs', 1e-6], ['ms', 1e-3], ['s', 1], ['m', 60], ['h', 3600]]);

/** time.ParseDuration: `1m30s`, `1.5h`, `0`; seconds. */
export function parseDuration(text: string): Parsed {
  const invalid = { error: `time: invalid duration ${quote(text)}` };
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return { value: 0 };
  if (rest === '') return invalid;
  let seconds = 0;
  while (rest !== '') {
    const number = /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)/.exec(rest)?.[0];
    if (number === undefined) return invalid;
    rest = rest.slice(number.length);
    const unit = /^[^.0-9]*/.exec(rest)?.[0] ?? '';
    if (unit === '') return { error: `time: missing unit in duration ${quote(text)}` };
    const factor = UNIT_SECONDS.get(unit);
    if (factor === undefined) return { error: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` };
    seconds += Number(number) * factor;
    rest = rest.slice(unit.length);
  }
  return { value: negative ? -seconds : seconds };
}
