import { parseDuration } from '../../base/go/duration';
import { quote } from '../../base/go/quote';
import { readCsv } from './csv';

/** What a flag may hold. Durations are nanoseconds. */
export type FlagValue = string | boolean | number | bigint | readonly string[] | Readonly<Record<string, string>>;

export type ReadValue = { readonly value: FlagValue } | { readonly error: string };

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** strconv.ParseBool. */
export function parseBool(text: string): boolean | undefined {
  return TRUE.includes(text) ? true : FALSE.includes(text) ? false : undefined;
}

const LIMITS: Readonly<Record<string, bigint>> = { int: 2n ** 63n, int64: 2n ** 63n, int32: 2n ** 31n };

function readInteger(text: string, type: string): ReadValue {
  const fail = (why: string): ReadValue => ({ error: `strconv.ParseInt: parsing ${quote(text)}: ${why}` });
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/.exec(text);
  if (match === null) return fail('invalid syntax');
  const [, sign = '', digits = ''] = match;
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits === '' ? '0' : digits);
  const limit = LIMITS[type] ?? 2n ** 63n;
  if (size > limit || (size === limit && sign !== '-')) return fail('value out of range');
  return { value: Number(sign === '-' ? -size : size) };
}

function readUnsigned(text: string): ReadValue {
  const fail = (why: string): ReadValue => ({ error: `strconv.ParseUint: parsing ${quote(text)}: ${why}` });
  if (!/^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/.test(text)) return fail('invalid syntax');
  const size = BigInt(/^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : text);
  return size >= 2n ** 64n ? fail('value out of range') : { value: Number(size) };
}

function readPairs(pairs: readonly string[], error: (pair: string) => string): { readonly value: Readonly<Record<string, string>> } | { readonly error: string } {
  const value: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 0) return { error: error(pair) };
    value[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return { value };
}

/** pflag's stringToString: `a=1,b=2`. */
function readStringToString(text: string): ReadValue {
  const bad = (pair: string): string => `${pair} must be formatted as key=value`;
  const signs = text.split('=').length - 1;
  if (signs === 0) return { error: bad(text) };
  if (signs === 1) return readPairs([text.replace(/^"+|"+$/g, '')], bad);
  const csv = readCsv(text);
  return 'error' in csv ? csv : readPairs(csv.fields, bad);
}

/** component-base MapStringString. */
function readMap(text: string): ReadValue {
  const read = readPairs(text.split(',').filter((pair) => pair !== ''), () => 'malformed pair, expect string=string');
  return 'error' in read ? read : { value: Object.fromEntries(Object.entries(read.value).map(([key, value]) => [key.trim(), value.trim()])) };
}

/** Value.Set: what a text gives a flag of this type; lists and maps grow with each further text (`before`). */
export function readValue(type: string, text: string, before: FlagValue | undefined): ReadValue {
  const grown = (items: readonly string[]): ReadValue => ({ value: [...(Array.isArray(before) ? (before as readonly string[]) : []), ...items] });
  const merged = (read: ReadValue): ReadValue =>
    'error' in read ? read : { value: { ...(typeof before === 'object' && !Array.isArray(before) ? (before as Readonly<Record<string, string>>) : {}), ...(read.value as Readonly<Record<string, string>>) } };
  switch (type) {
    case 'bool': {
      const value = parseBool(text);
      return value === undefined ? { error: `strconv.ParseBool: parsing ${quote(text)}: invalid syntax` } : { value };
    }
    case 'int':
    case 'int32':
    case 'int64':
      return readInteger(text, type);
    case 'uint':
    case 'uint64':
      return readUnsigned(text);
    case 'duration': {
      const read = parseDuration(text);
      return read.ok ? { value: read.nanoseconds } : { error: read.error };
    }
    case 'stringArray':
      return grown([text]);
    case 'stringSlice': {
      const read = readCsv(text);
      return 'error' in read ? read : grown(read.fields);
    }
    case 'stringToString':
      return merged(readStringToString(text));
    case 'mapStringString':
      return merged(readMap(text));
    default:
      return { value: text };
  }
}
