/** What depends on the moment or on chance (sprig date.go, and the random entries): a clock and a seed decide it here. Also the functions that need a whole crypto library. */
import { quote } from '../../../base/go/quote';
import { parseDuration } from '../../../base/go/duration';
import { GoError, GoObject, isInt, isObject } from '../../../base/go/values';
import type { GoInt, Value } from '../../../base/go/values';
import { createRandom } from '../../../base/random';
import { loadZone, offsetAt } from '../../../base/time-zone';
import { fn, int, withinReason } from './table';
import type { Functions } from './table';
import { formatInstant, parseInstant, partsOf } from './time-format';
import type { Instant } from './time-format';

export interface Surroundings {
  /** Seconds since 1970. */
  readonly now: number;
  readonly seed: number;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');

/** time.Duration's String, of whole seconds. */
function durationText(seconds: number): string {
  if (seconds === 0) return '0s';
  const size = Math.abs(seconds);
  const [hours, minutes] = [Math.floor(size / 3600), Math.floor(size / 60) % 60];
  return `${seconds < 0 ? '-' : ''}${hours > 0 ? `${hours}h` : ''}${size >= 60 ? `${minutes}m` : ''}${size % 60}s`;
}

const ROUNDED: readonly (readonly [seconds: number, unit: string])[] = [[365 * 86_400, 'y'], [30 * 86_400, 'mo'], [86_400, 'd'], [3600, 'h'], [60, 'm'], [1, 's']];

function durationRound(seconds: number): string {
  const size = Math.abs(seconds);
  const found = ROUNDED.find(([length]) => size > length);
  return found === undefined ? '0s' : `${Math.floor(size / found[0])}${found[1]}`;
}

function timeObject(instant: Instant): GoObject {
  const part = (read: (parts: ReturnType<typeof partsOf>) => number): GoObject['shape']['methods'][string] => ({ params: [], call: () => int(read(partsOf(instant))) });
  return new GoObject({
    type: 'time.Time', kind: 'struct', fields: {}, data: instant, text: formatInstant(instant, '2006-01-02 15:04:05 -0700 MST'),
    methods: {
      Format: { params: ['string'], call: ([layout]) => formatInstant(instant, String(layout)) },
      Unix: { params: [], call: () => instant.seconds },
      Year: part(({ year }) => year), Day: part(({ day }) => day), Hour: part(({ hour }) => hour), Minute: part(({ minute }) => minute), Second: part(({ second }) => second), YearDay: part(({ dayOfYear }) => dayOfYear),
      UTC: { params: [], call: () => timeObject({ seconds: instant.seconds, offset: 0, zone: 'UTC' }) },
    },
  });
}

const missing = (name: string): Functions[string] => fn([], () => { throw new GoError(`${name} makes keys and certificates, which this simulation does not`); }, 'any');
const KEYS = ['bcrypt', 'htpasswd', 'genPrivateKey', 'derivePassword', 'buildCustomCert', 'genCA', 'genCAWithKey', 'genSelfSignedCert', 'genSelfSignedCertWithKey', 'genSignedCert', 'genSignedCertWithKey', 'encryptAES', 'decryptAES'];

export function chanceFunctions({ now, seed }: Surroundings): Functions {
  const random = createRandom(seed);
  const drawn = (count: number, from: string): string => Array.from({ length: withinReason(Math.max(0, count)) }, () => from.charAt(random.below(from.length))).join('');
  const present: Instant = { seconds: now, offset: 0, zone: 'UTC' };
  const instantOf = (value: Value): Instant => {
    if (isObject(value) && value.shape.type === 'time.Time') return value.shape.data as Instant;
    if (isInt(value)) return { ...present, seconds: value.int };
    return typeof value === 'number' && Number.isInteger(value) ? { ...present, seconds: value } : present;
  };
  const inZone = (layout: string, value: Value, name: string): string => {
    const { seconds } = instantOf(value);
    const zone = name === 'Local' ? undefined : loadZone(name);
    const offset = zone === undefined ? 0 : offsetAt(zone, seconds);
    return formatInstant({ seconds, offset, zone: offset === 0 ? 'UTC' : '' }, layout);
  };
  const modify = (strict: boolean): Functions[string] =>
    fn(['string', 'time.Time'], (text: string, time: GoObject) => {
      const duration = parseDuration(text);
      if (!duration.ok && strict) throw new GoError(duration.error);
      const instant = time.shape.data as Instant;
      return duration.ok ? timeObject({ ...instant, seconds: instant.seconds + Number(duration.nanoseconds / 1_000_000_000n) }) : time;
    });
  const toDate = (strict: boolean): Functions[string] =>
    fn(['string', 'string'], (layout: string, text: string) => {
      const instant = parseInstant(layout, text);
      if (instant === undefined && strict) throw new GoError(`parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(text)} as ${quote(layout)}`);
      return timeObject(instant ?? { seconds: -62_135_596_800, offset: 0, zone: 'UTC' });
    });
  const secondsOf = (value: Value): number => {
    if (isObject(value)) return now - instantOf(value).seconds;
    if (typeof value === 'number') return value / 1e9;
    const duration = typeof value === 'string' ? parseDuration(value) : undefined;
    return duration?.ok === true ? Number(duration.nanoseconds) / 1e9 : 0;
  };
  const dateInZone = fn(['string', 'any', 'string'], inZone);
  return {
    now: fn([], () => timeObject(present)),
    date: fn(['string', 'any'], (layout: string, value: Value) => inZone(layout, value, 'Local')),
    dateInZone, date_in_zone: dateInZone,
    htmlDate: fn(['any'], (value: Value) => inZone('2006-01-02', value, 'Local')),
    htmlDateInZone: fn(['any', 'string'], (value: Value, zone: string) => inZone('2006-01-02', value, zone)),
    dateModify: modify(false), date_modify: modify(false), mustDateModify: modify(true), must_date_modify: modify(true),
    toDate: toDate(false), mustToDate: toDate(true),
    ago: fn(['any'], (value: Value) => durationText(now - instantOf(value).seconds)),
    duration: fn(['any'], (value: Value) => durationText(typeof value === 'number' ? Math.trunc(value) : typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : 0)),
    durationRound: fn(['any'], (value: Value) => durationRound(secondsOf(value))),
    unixEpoch: fn(['time.Time'], (time: GoObject) => String((time.shape.data as Instant).seconds)),
    randAlphaNum: fn(['int'], (count: GoInt) => drawn(count.int, LETTERS + DIGITS)),
    randAlpha: fn(['int'], (count: GoInt) => drawn(count.int, LETTERS)),
    randNumeric: fn(['int'], (count: GoInt) => drawn(count.int, DIGITS)),
    randAscii: fn(['int'], (count: GoInt) => drawn(count.int, ASCII)),
    randBytes: fn(['int'], (count: GoInt) => drawn(Math.ceil(count.int / 3) * 4, `${LETTERS}${DIGITS}+/`)),
    randInt: fn(['int', 'int'], (from: GoInt, to: GoInt) => {
      if (to.int <= from.int) throw new GoError('invalid argument to Intn');
      return int(from.int + random.below(to.int - from.int));
    }),
    shuffle: fn(['string'], (text: string) => {
      const chars = Array.from(text);
      for (let i = chars.length - 1; i > 0; i -= 1) {
        const j = random.below(i + 1);
        [chars[i], chars[j]] = [chars[j]!, chars[i]!];
      }
      return chars.join('');
    }),
    uuidv4: fn([], () => {
      const hex = (count: number): string => drawn(count, '0123456789abcdef');
      return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'.charAt(random.below(4))}${hex(3)}-${hex(12)}`;
    }),
    ...Object.fromEntries(KEYS.map((name) => [name, missing(name)])),
  };
}
