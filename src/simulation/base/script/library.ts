/** The part of JavaScript's library that scripts have. */
import { ScriptError } from './tokens';
import { bounded, Callable, copied, isFields, messageOf, numberOf, plain, sizeOf, textOf, Thrown, wholeBudget, withField } from './values';
import type { Fields } from './values';

type Method = (self: never, given: readonly unknown[], call: (of: unknown, ...given: readonly unknown[]) => unknown, line: number) => unknown;

const index = (value: unknown, or: number): number => (value === undefined ? or : Math.trunc(numberOf(value)) || 0);

/** A list may hold itself many times over: so many entries are looked at and no more. */
function flat(list: readonly unknown[], depth: number, line: number, budget = wholeBudget()): unknown[] {
  budget.left -= list.length;
  if (budget.left < 0) throw new ScriptError('this is too long to be made flat', line);
  return list.flatMap((one) => (Array.isArray(one) && depth > 0 ? flat(one, depth - 1, line, budget) : [one]));
}

const LISTS: Readonly<Record<string, (self: unknown[], given: readonly unknown[], call: (of: unknown, ...given: readonly unknown[]) => unknown, line: number) => unknown>> = {
  map: (self, [f], call) => self.map((one, at) => call(f, one, at, self)),
  filter: (self, [f], call) => self.filter((one, at) => Boolean(call(f, one, at, self))),
  find: (self, [f], call) => self.find((one, at) => Boolean(call(f, one, at, self))),
  findIndex: (self, [f], call) => self.findIndex((one, at) => Boolean(call(f, one, at, self))),
  some: (self, [f], call) => self.some((one, at) => Boolean(call(f, one, at, self))),
  every: (self, [f], call) => self.every((one, at) => Boolean(call(f, one, at, self))),
  forEach: (self, [f], call) => void self.forEach((one, at) => call(f, one, at, self)),
  flatMap: (self, [f], call) => self.flatMap((one, at) => call(f, one, at, self)),
  reduce: (self, [f, ...first], call, line) => {
    if (self.length === 0 && first.length === 0) throw new Thrown({ name: 'TypeError', message: 'reduce of an empty array with no initial value' }, line);
    const begin = (one: unknown, next: unknown, at: number): unknown => call(f, one, next, at, self);
    return first.length > 0 ? self.reduce(begin, first[0]) : self.reduce(begin);
  },
  sort: (self, [f], call) => self.sort(f === undefined ? (a, b) => (textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b))) : (a, b) => numberOf(call(f, a, b))),
  includes: (self, [one]) => self.includes(one),
  indexOf: (self, [one]) => self.indexOf(one),
  join: (self, [by = ','], _, line) => {
    const budget = wholeBudget();
    return bounded(self.map((one) => (one === null || one === undefined ? '' : textOf(one, budget))).join(textOf(by)), line);
  },
  slice: (self, [from, to]) => self.slice(index(from, 0), index(to, self.length)),
  splice: (self, [from, count, ...more]) => self.splice(index(from, 0), index(count, self.length), ...more),
  concat: (self, given, _, line) => bounded(self.concat(...given), line),
  push: (self, given, _, line) => bounded({ length: self.push(...given) }, line).length,
  pop: (self) => self.pop(),
  shift: (self) => self.shift(),
  unshift: (self, given, _, line) => bounded({ length: self.unshift(...given) }, line).length,
  reverse: (self) => self.reverse(),
  at: (self, [at]) => self.at(index(at, 0)),
  flat: (self, [depth], _, line) => flat(self, Math.min(100, index(depth, 1)), line),
  keys: (self) => self.map((_, at) => at),
  entries: (self) => self.map((one, at) => [at, one]),
};

const TEXTS: Readonly<Record<string, (self: string, given: readonly unknown[], call: (of: unknown, ...given: readonly unknown[]) => unknown, line: number) => unknown>> = {
  includes: (self, [one]) => self.includes(textOf(one)),
  startsWith: (self, [one]) => self.startsWith(textOf(one)),
  endsWith: (self, [one]) => self.endsWith(textOf(one)),
  indexOf: (self, [one]) => self.indexOf(textOf(one)),
  lastIndexOf: (self, [one]) => self.lastIndexOf(textOf(one)),
  slice: (self, [from, to]) => self.slice(index(from, 0), index(to, self.length)),
  substring: (self, [from, to]) => self.substring(index(from, 0), index(to, self.length)),
  split: (self, [by, most]) => self.split(by === undefined ? self : textOf(by), most === undefined ? undefined : index(most, 0)),
  toLowerCase: (self) => self.toLowerCase(),
  toUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
  replace: (self, [from, to]) => self.replace(textOf(from), () => textOf(to)),
  replaceAll: (self, [from, to], _, line) => bounded(self.replaceAll(textOf(from), () => textOf(to)), line),
  repeat: (self, [count], _, line) => {
    bounded({ length: self.length * Math.max(0, index(count, 0)) }, line);
    return self.repeat(Math.max(0, index(count, 0)));
  },
  padStart: (self, [length, by = ' '], _, line) => bounded(self.padStart(bounded({ length: index(length, 0) }, line).length, textOf(by)), line),
  padEnd: (self, [length, by = ' '], _, line) => bounded(self.padEnd(bounded({ length: index(length, 0) }, line).length, textOf(by)), line),
  at: (self, [at]) => self.at(index(at, 0)),
  charAt: (self, [at]) => self.charAt(index(at, 0)),
  toString: (self: string) => self,
};

const NUMBERS: Readonly<Record<string, (self: number, given: readonly unknown[]) => unknown>> = {
  toString: (self: number, [base]: readonly unknown[]) => (base === undefined ? String(self) : self.toString(Math.min(36, Math.max(2, index(base, 10))))),
  toFixed: (self, [digits]) => self.toFixed(Math.min(100, Math.max(0, index(digits, 0)))),
};

/** As many entries or letters count as one step. */
export const LENGTH = 8;

const methodOf = (value: unknown): Readonly<Record<string, Method>> | undefined =>
  (Array.isArray(value) ? LISTS : typeof value === 'string' ? TEXTS : typeof value === 'number' ? NUMBERS : undefined) as Readonly<Record<string, Method>> | undefined;

/** What stands under a name of a value; of undefined and null the caller has thrown already. */
export function memberOf(value: unknown, name: string, call: (of: unknown, ...given: readonly unknown[]) => unknown): unknown {
  if (Array.isArray(value) || typeof value === 'string') {
    if (name === 'length') return value.length;
    if (/^\d+$/.test(name)) return value[Number(name)];
  }
  if (isFields(value)) return Object.hasOwn(value, name) ? value[name] : undefined;
  const methods = methodOf(value);
  if (methods === undefined || !Object.hasOwn(methods, name)) return undefined;
  return new Callable(name, (given, line) => methods[name]!(value as never, given, call, line), () => (typeof value === 'number' ? 0 : (value as string).length / LENGTH));
}

/** It may look at all that it is given. */
const native = (name: string, call: (given: readonly unknown[], line: number) => unknown): Callable => new Callable(name, call, (given) => given.reduce<number>((size, one) => size + sizeOf(one), 0) / LENGTH);
const table = (of: Readonly<Record<string, (given: readonly unknown[], line: number) => unknown>>): Fields => Object.fromEntries(Object.entries(of).map(([name, call]) => [name, native(name, call)]));
const entriesOf = (value: unknown): [string, unknown][] => (Array.isArray(value) ? value.map((one, at): [string, unknown] => [String(at), one]) : isFields(value) ? Object.entries(value) : []);

/** The globals: no clock, no chance, nothing of the host. */
export function globals(log: (text: string) => void): Readonly<Record<string, unknown>> {
  const errors = Object.fromEntries(['Error', 'TypeError', 'RangeError'].map((name) => [name, native(name, ([message = '']) => ({ name, message: textOf(message) }))]));
  const say = ([...given]: readonly unknown[], line: number): void => log(given.map((one) => (typeof one === 'string' ? one : (JSON.stringify(plain(one, line)) ?? textOf(one)))).join(' '));
  return {
    ...errors,
    console: table({ log: say, info: say, warn: say, error: say }),
    Object: table({
      keys: ([of]) => entriesOf(of).map(([name]) => name),
      values: ([of]) => entriesOf(of).map(([, value]) => value),
      entries: ([of]) => entriesOf(of),
      assign: ([to, ...from], line) => {
        if (isFields(to)) for (const one of from) for (const [name, value] of entriesOf(one)) withField(to, name, value, line);
        return to;
      },
      fromEntries: ([of], line) => {
        const made: Fields = {};
        for (const one of Array.isArray(of) ? of : []) if (Array.isArray(one)) withField(made, textOf(one[0]), one[1], line);
        return made;
      },
    }),
    Array: table({ isArray: ([of]) => Array.isArray(of), from: ([of]) => (Array.isArray(of) || typeof of === 'string' ? [...(of as string)] : []) }),
    JSON: table({
      stringify: ([value, , space], line) => JSON.stringify(plain(value, line), null, typeof space === 'number' ? space : undefined),
      parse: ([text], line) => {
        try {
          return copied(JSON.parse(textOf(text)));
        } catch (error) {
          throw new Thrown({ name: 'SyntaxError', message: messageOf(error instanceof Error ? { message: error.message } : error) }, line);
        }
      },
    }),
    Math: { ...table({ max: (given) => Math.max(...given.map(numberOf)), min: (given) => Math.min(...given.map(numberOf)), floor: ([of]) => Math.floor(numberOf(of)), ceil: ([of]) => Math.ceil(numberOf(of)), round: ([of]) => Math.round(numberOf(of)), abs: ([of]) => Math.abs(numberOf(of)) }) },
    Number: native('Number', ([of = 0]) => numberOf(of)),
    String: native('String', ([of = '']) => textOf(of)),
    Boolean: native('Boolean', ([of]) => Boolean(of)),
    parseInt: native('parseInt', ([of, base]) => Number.parseInt(textOf(of), base === undefined ? 10 : numberOf(base))),
    isNaN: native('isNaN', ([of]) => Number.isNaN(numberOf(of))),
    structuredClone: native('structuredClone', ([of], line) => plain(of, line)),
  };
}
