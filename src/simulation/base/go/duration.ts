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
