import { quote } from '../../go/quote';
import { textFrom } from '../run/texts';
import { CelError, CelMap, Duration, isList, Timestamp, TypeValue, typeNameOf, Uint, utf8, type Value } from '../run/values';

/** text.format(args) (cel-go ext/formatting.go): clauses `%s %d %f %e %b %x %X %o`, with a precision for `%f` and `%e`. */

const DEFAULT_PRECISION = 6;

export interface Clause {
  readonly verb: string;
  readonly precision: number | undefined;
}
export type Piece = string | Clause | CelError;

/** The text cut into what stays and clauses; an error where a clause is none, after which nothing is read. */
export function formatPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  const chars = Array.from(text);
  for (let at = 0; at < chars.length; at += 1) {
    if (chars[at] !== '%') {
      pieces.push(chars[at]!);
      continue;
    }
    if (at + 1 >= chars.length) return [...pieces, new CelError('unexpected end of string')];
    at += 1;
    if (chars[at] === '%') {
      pieces.push('%');
      continue;
    }
    let precision: number | undefined;
    if (chars[at] === '.') {
      const digits = /^[0-9]*/.exec(chars.slice(at + 1).join(''))![0];
      if (at + 1 + digits.length >= chars.length) return [...pieces, new CelError('could not parse formatting clause: error while parsing precision: could not find end of precision specifier')];
      if (digits === '') return [...pieces, new CelError('could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax')];
      precision = Number(digits);
      at += 1 + digits.length;
    }
    const verb = chars[at]!;
    if (!/^[sdfebxXo]$/.test(verb)) return [...pieces, new CelError(`could not parse formatting clause: unrecognized formatting clause "${verb}"`)];
    pieces.push({ verb, precision });
  }
  return pieces;
}

const WHAT: Readonly<Record<string, string>> = {
  s: 'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
  d: 'decimal clause can only be used on integers',
  f: 'fixed-point clause can only be used on doubles',
  e: 'scientific clause can only be used on doubles',
  b: 'only integers and bools can be formatted as binary',
  x: 'only integers, byte buffers, and strings can be formatted as hex',
  X: 'only integers, byte buffers, and strings can be formatted as hex',
  o: 'octal clause can only be used on integers',
};

/** What a clause says to a type that it cannot print. */
export const wrongType = (verb: string, typeName: string): string => `error during formatting: ${WHAT[verb]}, was given ${typeName}`;

class Wrong extends Error {}

function inner(value: Value): string {
  if (typeof value === 'string') return quote(value);
  if (value instanceof Uint8Array) return `b${quote(text(value))}`;
  if (typeof value === 'number') return Number.isFinite(value) ? value.toFixed(DEFAULT_PRECISION) : quote(String(value).replace('Infinity', 'Inf').replace(/^Inf/, '+Inf'));
  if (value instanceof Duration) return `duration(${quote(text(value))})`;
  if (value instanceof Timestamp) return `timestamp(${quote(text(value))})`;
  if (isList(value) || value instanceof CelMap || value === null || typeof value === 'bigint' || typeof value === 'boolean' || value instanceof Uint || value instanceof TypeValue) return text(value);
  throw new Wrong(`no formatting function for ${typeNameOf(value)}`);
}

function text(value: Value): string {
  if (value === null) return 'null';
  if (isList(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof CelMap) {
    const entries = value.entries().map(([key, entry]) => [inner(key), inner(entry)] as const);
    return `{${entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, entry]) => `${key}:${entry}`).join(', ')}}`;
  }
  const printed = textFrom(value);
  if (typeof printed !== 'string') throw new Wrong(wrongType('s', typeNameOf(value)));
  return printed;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Upstream takes the precision of `%e` for a width. */
function scientific(value: number, width: number): string {
  const [digits = '', power = '0'] = value.toExponential(DEFAULT_PRECISION).split('e');
  const exponent = Number(power);
  const raised = Array.from(String(Math.abs(exponent)).padStart(2, '0'), (digit) => SUPERSCRIPT[Number(digit)]).join('');
  return `${digits}×10${exponent < 0 ? '⁻' : ''}${raised}`.padStart(width);
}

const grouped = (fixed: string): string => {
  const [whole = '', fraction] = fixed.split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
};

const NAMED_DOUBLES: Readonly<Record<string, number>> = { NaN: NaN, Infinity, '-Infinity': -Infinity };
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function clause({ verb, precision = DEFAULT_PRECISION }: Clause, value: Value): string {
  const whole = typeof value === 'bigint' ? value : value instanceof Uint ? value.value : undefined;
  switch (verb) {
    case 's':
      return text(value);
    case 'f':
    case 'e': {
      const double = typeof value === 'number' ? value : typeof value === 'string' && Object.hasOwn(NAMED_DOUBLES, value) ? NAMED_DOUBLES[value]! : undefined;
      if (double === undefined) break;
      if (!Number.isFinite(double)) return Number.isNaN(double) ? 'NaN' : double > 0 ? '∞' : '-∞';
      return verb === 'f' ? grouped(double.toFixed(precision)) : scientific(double, precision);
    }
    case 'b':
      if (typeof value === 'boolean') return value ? '1' : '0';
      if (whole !== undefined) return whole.toString(2);
      break;
    case 'x':
    case 'X': {
      const bytes = typeof value === 'string' ? utf8(value) : value instanceof Uint8Array ? value : undefined;
      const printed = bytes !== undefined ? hex(bytes) : whole?.toString(16);
      if (printed !== undefined) return verb === 'X' ? printed.toUpperCase() : printed;
      break;
    }
    default:
      if (whole !== undefined) return whole.toString(verb === 'o' ? 8 : 10);
  }
  throw new Wrong(wrongType(verb, typeNameOf(value)));
}

/** string.format at run time. */
export function formatText(format: string, args: readonly Value[]): Value {
  let result = '';
  let next = 0;
  for (const piece of formatPieces(format)) {
    if (piece instanceof CelError) return piece;
    if (typeof piece === 'string') {
      result += piece;
      continue;
    }
    const value = args[next];
    if (value === undefined) return new CelError(`index ${next} out of range`);
    next += 1;
    try {
      result += clause(piece, value);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return new CelError(error.message.startsWith('error') ? error.message : `error during formatting: ${error.message}`);
    }
  }
  return result;
}
