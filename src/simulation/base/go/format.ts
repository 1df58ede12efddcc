/** fmt.Sprintf and its relatives, for values that came from JSON or a template. */
import { quote } from './quote';
import { isFloat, isInt, isList, isMap, sortedKeys, sprint, typeName, wholeNumber } from './values';
import type { Value } from './values';

interface Verb {
  readonly verb: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const numeric = (value: Value): number | undefined => (isFloat(value) ? value.float : isInt(value) ? value.int : typeof value === 'number' ? value : undefined);

function withSign(text: string, flags: string): string {
  if (text.startsWith('-')) return text;
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

/** A rune, or what stands for one that is none. */
const rune = (code: number): string => (code < 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code));

/** `e` notation with at least two digits of exponent. */
const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const PREFIXES: Readonly<Record<string, string>> = { x: '0x', X: '0X', o: '0', b: '0b' };

function formatInteger(value: number, { verb, flags, precision }: Verb): string | undefined {
  if (Object.hasOwn(BASES, verb)) {
    const digits = Math.abs(value).toString(BASES[verb]).padStart(precision ?? 0, '0');
    const prefix = flags.includes('#') ? (PREFIXES[verb] ?? '') : '';
    return withSign(`${value < 0 ? '-' : ''}${prefix}${verb === 'X' ? digits.toUpperCase() : digits}`, flags);
  }
  if (verb === 'c') return rune(value);
  if (verb === 'q') return `'${quote(rune(value)).slice(1, -1)}'`;
  return verb === 'U' ? `U+${value.toString(16).toUpperCase().padStart(4, '0')}` : undefined;
}

function formatFloat(value: number, { verb, flags, precision }: Verb): string | undefined {
  if (verb === 'f' || verb === 'F') return withSign(value.toFixed(precision ?? 6), flags);
  if (verb === 'e' || verb === 'E') return withSign(exponent(value.toExponential(precision ?? 6)), flags);
  if (verb === 'g' || verb === 'G') return withSign(precision === undefined ? sprint(value) : exponent(String(Number(value.toPrecision(precision || 1)))), flags);
  return undefined;
}

function formatText(value: string, { verb, flags, precision }: Verb): string | undefined {
  const text = precision === undefined ? value : Array.from(value).slice(0, precision).join('');
  if (verb === 's') return text;
  if (verb === 'q') return flags.includes('#') && !text.includes('`') ? `\`${text}\`` : quote(text);
  if (verb !== 'x' && verb !== 'X') return undefined;
  const hex = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return verb === 'X' ? hex.toUpperCase() : hex;
}

/** One value by one verb. Items of lists and maps are formatted, and padded, one by one. */
function formatValue(value: Value, spec: Verb): string {
  const bare = value == null || (!isList(value) && !isMap(value));
  return bare ? pad(formatBare(value, spec), value, spec) : formatCompound(value, spec);
}

function formatCompound(value: Value, spec: Verb): string {
  if (spec.verb === 'T') return pad(typeName(value), value, spec);
  if (isList(value)) return `[${value.map((item) => formatValue(item, spec)).join(' ')}]`;
  if (!isMap(value)) return formatValue(value, spec);
  return `map[${sortedKeys(value).map((key) => `${formatValue(key, spec)}:${formatValue(value[key], spec)}`).join(' ')}]`;
}

function formatBare(value: Value, spec: Verb): string {
  const { verb, flags } = spec;
  if (verb === 'T') return value == null ? '<nil>' : typeName(value);
  if (verb === 'v' && !flags.includes('#')) {
    if (value == null) return '<nil>';
    return numeric(value) === undefined ? sprint(value) : withSign(sprint(value), flags);
  }
  if (value == null) return `%!${verb}(<nil>)`;
  const done = typeof value === 'string' ? (verb === 'v' ? quote(value) : formatText(value, spec))
    : typeof value === 'boolean' ? (verb === 't' || verb === 'v' ? String(value) : undefined)
    : verb === 'v' ? sprint(value)
    : wholeNumber(value) !== undefined ? formatInteger(wholeNumber(value)!, spec)
    : formatFloat(numeric(value)!, spec);
  return done ?? `%!${verb}(${typeName(value)}=${sprint(value)})`;
}

function pad(text: string, value: Value, { flags, width }: Verb): string {
  const missing = (width ?? 0) - Array.from(text).length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0') || numeric(value) === undefined) return ' '.repeat(missing) + text;
  const sign = /^[+-]?/.exec(text)![0];
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

/** Go makes no wider column than this. */
const MAX_SIZE = 1e6;

/** fmt.Sprintf. Its complaints stand in the text, as Go's do: `%!d(string=hi)`, `%!d(MISSING)`, `%!(EXTRA int64=5)`. */
export function sprintf(format: string, values: readonly Value[]): string {
  let used = 0;
  const printed = format.replace(/%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?([\s\S]?)/gu, (_, flags: string, widthText: string | undefined, precisionText: string | undefined, verb: string) => {
    let complaint = '';
    const size = (text: string | undefined, bad: string): number | undefined => {
      if (text !== '*') return text === undefined ? undefined : Number(text);
      const value = wholeNumber(values[used]);
      used += 1;
      if (value !== undefined && Math.abs(value) <= MAX_SIZE) return value;
      complaint += bad;
      return undefined;
    };
    const [width, precision] = [size(widthText, '%!(BADWIDTH)'), size(precisionText, '%!(BADPREC)')];
    if (Math.max(width ?? 0, precision ?? 0) > MAX_SIZE) return '%!(NOVERB)';
    if (verb === '%') return '%';
    if (verb === '') return '%!(NOVERB)';
    if (used >= values.length) return `%!${verb}(MISSING)`;
    const value = values[used];
    used += 1;
    const spec: Verb = { verb, flags: width !== undefined && width < 0 ? `${flags}-` : flags, width: width === undefined ? undefined : Math.abs(width), precision };
    return complaint + formatValue(value, spec);
  });
  if (used >= values.length) return printed;
  return `${printed}%!(EXTRA ${values.slice(used).map((value) => (value == null ? '<nil>' : `${typeName(value)}=${sprint(value)}`)).join(', ')})`;
}

/** fmt.Sprint of several values: a space between two of which neither is a text. */
export function sprintAll(values: readonly Value[]): string {
  return values.map((value, index) => {
    const shown = value === undefined ? '<nil>' : sprint(value);
    return index > 0 && typeof value !== 'string' && typeof values[index - 1] !== 'string' ? ` ${shown}` : shown;
  }).join('');
}

/** fmt.Sprintln. */
export const sprintln = (values: readonly Value[]): string => `${values.map((value) => (value === undefined ? '<nil>' : sprint(value))).join(' ')}\n`;
