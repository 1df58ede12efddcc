/** `os` without what reaches out of the script (util/lua/oslib_safe.go), and `math` without chance (gopher-lua mathlib.go). The controller's clock stands at UTC. */
import { dateFromDays, daysFromDate } from '../../base';
import { library, numberAt, tableAt, textAt, wholeAt } from './arguments';
import type { Args } from './arguments';
import { LuaTable } from './values';

const DAY = 86_400;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const two = (value: number): string => String(value).padStart(2, '0');

interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0: Sunday. */
  readonly weekday: number;
}

function clockAt(seconds: number): Clock {
  const days = Math.floor(seconds / DAY);
  const rest = seconds - days * DAY;
  return { ...dateFromDays(days), hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, weekday: (((days + 4) % 7) + 7) % 7 };
}

const half = ({ hour }: Clock): number => (hour % 12 === 0 ? 12 : hour % 12);
/** What the flags of `os.date` print: some are not those of C. */
const FLAGS: Readonly<Record<string, (clock: Clock) => string>> = {
  a: () => 'mon', A: ({ weekday }) => DAYS[weekday]!, b: ({ month }) => MONTHS[month - 1]!.slice(0, 3), B: ({ month }) => MONTHS[month - 1]!,
  c: ({ day, month, year, hour, minute }) => `${two(day)} ${MONTHS[month - 1]!.slice(0, 3)} ${two(year % 100)} ${two(hour)}:${two(minute)} UTC`, d: ({ day }) => two(day),
  F: ({ year, month, day }) => `${String(year)}-${two(month)}-${two(day)}`, H: ({ hour }) => two(hour), I: (clock) => two(half(clock)), m: ({ month }) => two(month), M: ({ minute }) => two(minute),
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'), P: ({ hour }) => (hour < 12 ? 'am' : 'pm'), S: ({ second }) => two(second), x: ({ hour, minute, second }) => `${two(hour)}/${two(minute)}/${two(second)}`,
  X: ({ hour, minute, second }) => `${two(hour)}:${two(minute)}:${two(second)}`, y: ({ year }) => two(year % 100), Y: ({ year }) => String(year), z: () => '+0000', Z: () => 'UTC', w: ({ weekday }) => String(weekday),
};

/** osTime of a table. Days and hours beyond their end go on into the next. */
function timeOf(table: LuaTable): number {
  const field = (name: string, otherwise: number): number => {
    const value = table.get(name);
    return typeof value === 'number' ? Math.trunc(value) : otherwise;
  };
  const months = field('year', -1) * 12 + field('month', -1) - 1;
  return (daysFromDate(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) + field('day', -1) - 1) * DAY + field('hour', 12) * 3600 + field('min', 0) * 60 + field('sec', 0);
}

function date(args: Args, now: number): Args {
  const format = args.length === 0 ? '%c' : textAt(args, 0).replace(/^!+/, '');
  const clock = clockAt(args.length < 2 ? now : wholeAt(args, 1));
  if (!format.startsWith('*t')) return [format.replace(/%(.)/g, (flag, letter: string) => (Object.hasOwn(FLAGS, letter) ? FLAGS[letter]!(clock) : flag))];
  const table = new LuaTable();
  const { year, month, day, hour, minute, second, weekday } = clock;
  for (const [name, value] of Object.entries({ year, month, day, hour, min: minute, sec: second, wday: weekday + 1, yday: 0, isdst: false })) table.set(name, value);
  return [table];
}

/** `now`: seconds since 1970. */
export const osFunctions = (now: number): Readonly<Record<string, (args: Args) => Args>> => ({ time: (args) => [args.length === 0 ? now : timeOf(tableAt(args, 0))], date: (args) => date(args, now) });

const ONE = { abs: Math.abs, ceil: Math.ceil, floor: Math.floor, sqrt: Math.sqrt, exp: Math.exp, log: Math.log, log10: Math.log10, sin: Math.sin, cos: Math.cos, tan: Math.tan } as const;

export function mathLibrary(): LuaTable {
  const table = library({
    ...Object.fromEntries(Object.entries(ONE).map(([name, compute]) => [name, (args: Args): Args => [compute(numberAt(args, 0))]])),
    max: (args) => [Math.max(...args.map((_, index) => numberAt(args, index)))], min: (args) => [Math.min(...args.map((_, index) => numberAt(args, index)))],
    fmod: (args) => [numberAt(args, 0) % numberAt(args, 1)], mod: (args) => [numberAt(args, 0) % numberAt(args, 1)], pow: (args) => [numberAt(args, 0) ** numberAt(args, 1)],
    modf: (args) => [Math.trunc(numberAt(args, 0)), numberAt(args, 0) - Math.trunc(numberAt(args, 0))],
  });
  table.set('pi', Math.PI);
  table.set('huge', Number.MAX_VALUE);
  return table;
}
