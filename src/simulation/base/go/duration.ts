import { quote } from './quote';

/** Nanoseconds of each unit (time.unitMap); µ in both of its forms. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n, us: 1_000n, 'µs': 1_000n, 'μs': 1_000n, ms: 1_000_000n, s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n,
};
const LIMIT = 2n ** 63n;

export type DurationResult = { readonly ok: true; readonly nanoseconds: bigint } | { readonly ok: false; readonly error: string };

/** time.ParseDuration: `1h30m`, `1.5s`, `-250ms`; an amount without a unit is an error, `0` apart. The error in Go's words. */
export function parseDuration(text: string): DurationResult {
  const fail = (what: string): DurationResult => ({ ok: false, error: `time: ${what} ${quote(text)}` });
  const negative = text.startsWith('-');
  let rest = text.replace(/^[-+]/, '');
  if (rest === '0') return { ok: true, nanoseconds: 0n };
  if (rest === '') return fail('invalid duration');
  let total = 0n;
  while (rest !== '') {
    const match = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest)!;
    const [number, whole = '', fraction = ''] = match;
    if (whole === '' && fraction === '') return fail('invalid duration');
    rest = rest.slice(number.length);
    const unit = /^[^.0-9]*/.exec(rest)![0];
    if (unit === '') return fail('missing unit in duration');
    if (!Object.hasOwn(UNITS, unit)) return fail(`unknown unit ${quote(unit)} in duration`);
    rest = rest.slice(unit.length);
    const size = UNITS[unit]!;
    // What is finer than a nanosecond falls away.
    total += BigInt(whole === '' ? 0 : whole) * size + (BigInt(fraction === '' ? 0 : fraction) * size) / 10n ** BigInt(fraction.length);
    if (total > LIMIT || (total === LIMIT && !negative)) return fail('invalid duration');
  }
  return { ok: true, nanoseconds: negative ? -total : total };
}

const trimmed = (whole: bigint, part: bigint, digits: number): string => {
  const fraction = String(part).padStart(digits, '0').replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
};

/** Duration.String: `1h0m0s`, `2.5s`, `300ms`. */
export function printDuration(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${printDuration(-nanoseconds)}`;
  if (nanoseconds === 0n) return '0s';
  for (const [unit, size, digits] of [['ns', 1n, 0], ['µs', 1_000n, 3], ['ms', 1_000_000n, 6]] as const) {
    if (nanoseconds < size * 1000n) return `${trimmed(nanoseconds / size, nanoseconds % size, digits)}${unit}`;
  }
  const whole = nanoseconds / 1_000_000_000n;
  const seconds = `${trimmed(whole % 60n, nanoseconds % 1_000_000_000n, 9)}s`;
  if (whole < 60n) return seconds;
  const minutes = whole / 60n;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}
