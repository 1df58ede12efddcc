import { quote } from './quote';

/** IP addresses and prefixes as Go's net/netip reads and prints them, with its errors. */

export interface Addr {
  readonly family: 4 | 6;
  /** 4 or 16. */
  readonly bytes: readonly number[];
  readonly zone: string;
}

export type AddrResult = { readonly ok: true; readonly addr: Addr } | { readonly ok: false; readonly error: string };

class Failure extends Error {}

function fail(text: string, message: string, at = ''): never {
  throw new Failure(`ParseAddr(${quote(text)}): ${message}${at === '' ? '' : ` (at ${quote(at)})`}`);
}

function fields4(text: string, part: string): number[] {
  const fields: number[] = [];
  let [value, digits] = [0, 0];
  for (let at = 0; at < part.length; at += 1) {
    const char = part[at]!;
    if (char >= '0' && char <= '9') {
      if (digits === 1 && value === 0) fail(text, 'IPv4 field has octet with leading zero');
      value = value * 10 + Number(char);
      digits += 1;
      if (value > 255) fail(text, 'IPv4 field has value >255');
    } else if (char === '.') {
      if (at === 0 || at === part.length - 1 || part[at - 1] === '.') fail(text, 'IPv4 field must have at least one digit', part.slice(at));
      if (fields.length === 3) fail(text, 'IPv4 address too long');
      fields.push(value);
      [value, digits] = [0, 0];
    } else fail(text, 'unexpected character', part.slice(at));
  }
  if (fields.length < 3) fail(text, 'IPv4 address too short');
  return [...fields, value];
}

function parse6(text: string): Addr {
  const percent = text.indexOf('%');
  const zone = percent < 0 ? '' : text.slice(percent + 1);
  if (percent >= 0 && zone === '') fail(text, 'zone must be a non-empty string');
  let rest = percent < 0 ? text : text.slice(0, percent);
  const bytes: number[] = [];
  let ellipsis = -1;
  if (rest.startsWith('::')) {
    ellipsis = 0;
    rest = rest.slice(2);
    if (rest === '') return { family: 6, bytes: new Array<number>(16).fill(0), zone };
  }
  while (bytes.length < 16) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)![0];
    if (digits.length > 4) fail(text, 'each group must have 4 or less digits', rest);
    if (digits === '') fail(text, 'each colon-separated field must have at least one digit', rest);
    if (rest[digits.length] === '.') {
      if (ellipsis < 0 && bytes.length !== 12) fail(text, 'embedded IPv4 address must replace the final 2 fields of the address', rest);
      if (bytes.length + 4 > 16) fail(text, 'too many hex fields to fit an embedded IPv4 at the end of the address', rest);
      bytes.push(...fields4(text, rest));
      rest = '';
      break;
    }
    const value = Number.parseInt(digits, 16);
    bytes.push(value >> 8, value & 0xff);
    rest = rest.slice(digits.length);
    if (rest === '') break;
    if (!rest.startsWith(':')) fail(text, 'unexpected character, want colon', rest);
    if (rest.length === 1) fail(text, 'colon must be followed by more characters', rest);
    rest = rest.slice(1);
    if (rest.startsWith(':')) {
      if (ellipsis >= 0) fail(text, 'multiple :: in address', rest);
      ellipsis = bytes.length;
      rest = rest.slice(1);
      if (rest === '') break;
    }
  }
  if (rest !== '') fail(text, 'trailing garbage after address', rest);
  if (bytes.length < 16) {
    if (ellipsis < 0) fail(text, 'address string too short');
    bytes.splice(ellipsis, 0, ...new Array<number>(16 - bytes.length).fill(0));
  } else if (ellipsis >= 0) fail(text, 'the :: must expand to at least one field of zeros');
  return { family: 6, bytes, zone };
}

/** netip.ParseAddr. */
export function parseAddr(text: string): AddrResult {
  try {
    const mark = /[.:%]/.exec(text)?.[0];
    if (mark === '.') return { ok: true, addr: { family: 4, bytes: fields4(text, text), zone: '' } };
    if (mark === ':') return { ok: true, addr: parse6(text) };
    return fail(text, mark === '%' ? 'missing IPv6 address' : 'unable to parse IP');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, error: error.message };
  }
}

export interface AddrPrefix {
  readonly addr: Addr;
  readonly bits: number;
}

/** netip.ParsePrefix. */
export function parseAddrPrefix(text: string): { readonly ok: true; readonly prefix: AddrPrefix } | { readonly ok: false; readonly error: string } {
  const failed = (message: string): { readonly ok: false; readonly error: string } => ({ ok: false, error: `netip.ParsePrefix(${quote(text)}): ${message}` });
  const slash = text.lastIndexOf('/');
  if (slash < 0) return failed("no '/'");
  const parsed = parseAddr(text.slice(0, slash));
  if (!parsed.ok) return failed(parsed.error);
  if (parsed.addr.zone !== '') return failed('IPv6 zones cannot be present in a prefix');
  const digits = text.slice(slash + 1);
  if (!/^([0-9]|[1-9][0-9]*)$/.test(digits)) return failed(`bad bits after slash: ${quote(digits)}`);
  const bits = Number(digits);
  return bits > parsed.addr.bytes.length * 8 ? failed('prefix length out of range') : { ok: true, prefix: { addr: parsed.addr, bits } };
}

/** Addr.Is4In6. */
export const is4In6 = ({ family, bytes }: Addr): boolean => family === 6 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;

/** Addr.String: IPv6 in the form of RFC 5952. */
export function formatAddr(addr: Addr): string {
  const { family, bytes, zone } = addr;
  if (family === 4) return bytes.join('.');
  const suffix = zone === '' ? '' : `%${zone}`;
  if (is4In6(addr)) return `::ffff:${bytes.slice(12).join('.')}${suffix}`;
  const groups = Array.from({ length: 8 }, (_, at) => bytes[at * 2]! * 256 + bytes[at * 2 + 1]!);
  let [from, length] = [-1, 1];
  for (let at = 0; at < 8; at += 1) {
    let end = at;
    while (end < 8 && groups[end] === 0) end += 1;
    if (end - at > length) [from, length] = [at, end - at];
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return (from < 0 ? hex(groups) : `${hex(groups.slice(0, from))}::${hex(groups.slice(from + length))}`) + suffix;
}

export const formatAddrPrefix = ({ addr, bits }: AddrPrefix): string => `${formatAddr(addr)}/${bits}`;

/** Prefix.Masked: the bits behind the prefix are zero. */
export function maskedPrefix({ addr, bits }: AddrPrefix): AddrPrefix {
  const bytes = addr.bytes.map((byte, at) => {
    const kept = Math.max(0, Math.min(8, bits - at * 8));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return { addr: { ...addr, bytes }, bits };
}

/** Prefix.Contains: never across families. */
export function prefixHolds(prefix: AddrPrefix, addr: Addr): boolean {
  if (prefix.addr.family !== addr.family) return false;
  const [a, b] = [maskedPrefix(prefix).addr.bytes, maskedPrefix({ addr, bits: prefix.bits }).addr.bytes];
  return a.every((byte, at) => byte === b[at]);
}

const all = (bytes: readonly number[], value: number): boolean => bytes.every((byte) => byte === value);
export const isUnspecified = ({ bytes }: Addr): boolean => all(bytes, 0);
export const isLoopback = ({ family, bytes }: Addr): boolean => (family === 4 ? bytes[0] === 127 : all(bytes.slice(0, 15), 0) && bytes[15] === 1);
export const isMulticast = ({ family, bytes }: Addr): boolean => (family === 4 ? (bytes[0]! & 0xf0) === 0xe0 : bytes[0] === 0xff);
export const isLinkLocalMulticast = ({ family, bytes }: Addr): boolean => (family === 4 ? bytes[0] === 224 && bytes[1] === 0 && bytes[2] === 0 : bytes[0] === 0xff && (bytes[1]! & 0x0f) === 0x02);
export const isLinkLocalUnicast = ({ family, bytes }: Addr): boolean => (family === 4 ? bytes[0] === 169 && bytes[1] === 254 : bytes[0] === 0xfe && (bytes[1]! & 0xc0) === 0x80);
/** Any address that one host may have in a network, private ones included. */
export const isGlobalUnicast = (addr: Addr): boolean =>
  !isUnspecified(addr) && !(addr.family === 4 && all(addr.bytes, 255)) && !isLoopback(addr) && !isMulticast(addr) && !isLinkLocalUnicast(addr);
