import { parseDuration } from '../../../base/go/duration';
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import { parseRequestUri } from '../../../base/go/url';
import { parseIp, parseIpSloppy, parsePrefixSloppy } from '../../../base/ip';
import type { JSONSchemaProps } from '../../generated/types/apiextensions.v1';
import { byteLength } from '../../names';

/** The formats of texts that a custom resource's schema can ask for (kube-openapi pkg/validation/strfmt; asaskevich/govalidator). */

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

const SYMBOL = String.raw`[a-zA-Z0-9\p{S}\p{L}]`;
const HOSTNAME = `^(${SYMBOL}((-?${SYMBOL.slice(0, -1)}]{0,62})?)|(${SYMBOL}((${SYMBOL.slice(0, -1)}-]{0,61}${SYMBOL})?)(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$`;

function isHostname(text: string): boolean {
  const compiled = compileRegexp(HOSTNAME);
  return compiled.ok && regexpMatches(compiled.regexp, text) && byteLength(text) <= 255 && text.split('.').every((part) => byteLength(part) <= 63);
}

const leap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const days = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  const [, hour = '', minute = '', second = ''] = /^(\d\d):(\d\d):(\d\d)(.[0-9]+)?(z|([+-]\d\d:\d\d))$/.exec(time ?? '') ?? [];
  return isDate(date) && hour !== '' && hour <= '23' && minute <= '59' && second <= '59';
}

/** The first of each unit must be all that stands after the number; the last may have more letters behind it. */
const UNITS = [['ns', 'nano'], ['us', 'µs', 'micro'], ['ms', 'milli'], ['s', 'sec'], ['m', 'min'], ['h', 'hr', 'hour'], ['d', 'day'], ['w', 'wk', 'week']];

function isDuration(text: string): boolean {
  if (parseDuration(text).ok) return true;
  return [...text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)].some(([, , unit = '']) => UNITS.some((names) => names.includes(unit.toLowerCase()) || unit.toLowerCase().startsWith(names.at(-1) ?? unit)));
}

/** net.ParseMAC of Go 1.26: 6, 8 or 20 bytes, in twos, in fours, or without a break. */
function isMac(text: string): boolean {
  const [, separator = ''] = /^[0-9a-f]{2}([:-]?)/i.exec(text) ?? [];
  const whole = separator === '' ? /^(?:[0-9a-f]{4}(?:\.[0-9a-f]{4})+|(?:[0-9a-f]{2})+)$/i : new RegExp(`^[0-9a-f]{2}(?:${separator}[0-9a-f]{2})+$`, 'i');
  const bytes = whole.test(text) ? text.replace(/[:.-]/g, '').length / 2 : 0;
  return [6, 8, 20].includes(bytes);
}

const digits = (text: string): number[] => Array.from(text, (digit) => (digit === 'X' ? 10 : Number(digit)));

function isIsbn10(text: string): boolean {
  const bare = text.replace(/[\s-]+/g, '');
  return /^(?:[0-9]{9}X|[0-9]{10})$/.test(bare) && digits(bare).reduce((sum, digit, index) => sum + (index + 1) * digit, 0) % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const bare = text.replace(/[\s-]+/g, '');
  return /^(?:[0-9]{13})$/.test(bare) && digits(bare).reduce((sum, digit, index) => sum + (index % 2 === 0 ? 1 : 3) * digit, 0) % 10 === 0;
}

const CARD = /^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$/;

function isCreditCard(text: string): boolean {
  const bare = text.replace(/[^0-9]+/g, '');
  if (!CARD.test(bare)) return false;
  const sum = digits(bare)
    .reverse()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 >= 10 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

const BYTE = '(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])';
const uuid = (third: string, fourth: string): ((text: string) => boolean) => matches(new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${third}-?${fourth}-?[0-9a-f]{12}$`, 'i'));
const HEX4 = '[0-9a-f]{4}';

const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: matches(/^[0-9a-fA-F]{24}$/),
  uri: (text) => parseRequestUri(text).ok,
  email: matches(/^(?:[^<>]*<[^\s<>@,;:"()[\]]+@[^\s<>@,;:"()]+>|[^\s<>@,;:"()[\]]+@[^\s<>@,;:"()]+)$/),
  hostname: isHostname,
  ipv4: (text) => parseIpSloppy(text) !== undefined && text.includes('.'),
  ipv6: (text) => parseIp(text) !== undefined && text.includes(':'),
  cidr: (text) => parsePrefixSloppy(text) !== undefined,
  mac: isMac,
  uuid: uuid(HEX4, HEX4),
  uuid3: uuid('3[0-9a-f]{3}', HEX4),
  uuid4: uuid('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}'),
  uuid5: uuid('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}'),
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  creditcard: isCreditCard,
  ssn: matches(/^\d{3}[- ]\d{2}[- ]\d{4}$/),
  hexcolor: matches(/^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/),
  rgbcolor: matches(new RegExp(`^rgb\\(\\s*${BYTE}\\s*,\\s*${BYTE}\\s*,\\s*${BYTE}\\s*\\)$`)),
  byte: matches(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/),
  password: () => true,
  date: isDate,
  duration: isDuration,
  datetime: isDateTime,
  k8sshortname: (text) => text.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text),
  k8slongname: (text) => text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text),
};

/** Formats are the same with and without dashes. */
const checkOf = (format: string): ((text: string) => boolean) | undefined => {
  const name = format.replaceAll('-', '');
  return Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
};

/** Whether a text has its format; undefined for a format that no text is checked by. */
export const hasFormat = (text: string, format: string): boolean | undefined => checkOf(format)?.(text);

/** StripUnsupportedFormatsPostProcessorForVersion: the format of a schema, where its type knows it. */
export function knownFormat({ type, format = '', 'x-kubernetes-int-or-string': intOrString }: JSONSchemaProps): string {
  const of = intOrString === true ? '' : (type ?? '');
  if (of === 'integer') return format === 'int32' || format === 'int64' ? format : '';
  if (of === 'number') return format === 'float' || format === 'double' ? format : '';
  return (of === '' || of === 'string') && checkOf(format) !== undefined ? format : '';
}
