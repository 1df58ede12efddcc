import { parseTime } from '../time';

/** What Go's `time.Parse` says to a text that is not in the layout time.RFC3339 or its form with microseconds. */

const NUMBERS: readonly (readonly [element: string, digits: number, min: number, max: number, name: string])[] = [
  ['2006', 4, 0, 9999, ''],
  ['-', 0, 0, 0, ''],
  ['01', 2, 1, 12, 'month'],
  ['-', 0, 0, 0, ''],
  ['02', 2, 0, 31, ''],
  ['T', 0, 0, 0, ''],
  ['15', 2, 0, 23, 'hour'],
  [':', 0, 0, 0, ''],
  ['04', 2, 0, 59, 'minute'],
  [':', 0, 0, 0, ''],
  ['05', 2, 0, 59, 'second'],
];

export const RFC3339 = '2006-01-02T15:04:05Z07:00';
export const RFC3339_MICRO = '2006-01-02T15:04:05.000000Z07:00';

const encoder = new TextEncoder();

/** quote of Go's package time: what is not printable ASCII is shown byte by byte. */
function bytesShown(text: string): string {
  const shown = [...encoder.encode(text)].map((byte) => (byte >= 0x80 || byte < 0x20 ? `\\x${byte.toString(16).padStart(2, '0')}` : byte === 0x22 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte)));
  return `"${shown.join('')}"`;
}

/** The error of time.Parse for `layout`, or undefined where the text is a time. */
export function timeError(text: string, layout: typeof RFC3339 | typeof RFC3339_MICRO): string | undefined {
  const head = `parsing time ${bytesShown(text)}`;
  const cannot = (rest: string, element: string): string => `${head} as ${bytesShown(layout)}: cannot parse ${bytesShown(rest)} as ${bytesShown(element)}`;
  let rest = text;
  let outOfRange = '';
  for (const [element, digits, min, max, name] of NUMBERS) {
    if (digits === 0) {
      if (!rest.startsWith(element)) return cannot(rest, element);
      rest = rest.slice(element.length);
      continue;
    }
    // The hour may have one digit in Go's eyes.
    const match = (element === '15' ? /^\d{1,2}/ : new RegExp(`^\\d{${digits}}`)).exec(rest);
    if (match === null) return cannot(rest, element);
    const value = Number(match[0]);
    if (name !== '' && (value < min || value > max)) outOfRange ||= name;
    rest = rest.slice(match[0].length);
    if (outOfRange !== '') return `${head}: ${outOfRange} out of range`;
  }
  if (layout === RFC3339_MICRO) {
    const fraction = /^[.,]\d{6}/.exec(rest);
    if (fraction === null) return cannot(rest, '.000000');
    rest = rest.slice(7);
  } else {
    rest = rest.replace(/^[.,]\d+/, '');
  }
  const zone = /^(Z|[+-]\d\d:\d\d)/.exec(rest);
  if (zone === null) return cannot(rest, 'Z07:00');
  if (rest.length > zone[0].length) return `${head}: extra text: ${bytesShown(rest.slice(zone[0].length))}`;
  const [, hours, minutes] = /^[+-](\d\d):(\d\d)$/.exec(zone[0]) ?? [];
  if (Number(hours ?? 0) > 24) return `${head}: time zone offset hour out of range`;
  if (Number(minutes ?? 0) > 60) return `${head}: time zone offset minute out of range`;
  // A second of 9:05:00 is fine for Go; only the day is left to check.
  const day = parseTime(`${text.slice(0, 10)}T00:00:00Z`);
  return day === undefined ? `${head}: day out of range` : undefined;
}
