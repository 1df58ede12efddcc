/** The library of strings (gopher-lua stringlib.go). */
import { sprintf } from '../../base/go/format';
import { GoFloat } from '../../base/go/values';
import type { Value } from '../../base/go/values';
import { library, textAt, wholeAt } from './arguments';
import type { Args } from './arguments';
import type { LuaMachine } from './machine';
import { findMatches, givenBy } from './pattern';
import type { Match } from './pattern';
import { isTextual, isTrue, LuaFunction, LuaTable, raise, textOf, typeName } from './values';

const MOST_BYTES = 1_000_000;

/** luaIndex2StringIndex: a place in a text, from its end where negative. */
function placeIn(text: string, at: number, isStart: boolean): number {
  const place = at < 0 ? text.length + at + 1 : at;
  const begin = isStart ? place - 1 : place;
  return Math.max(0, Math.min(begin, text.length));
}

function find(args: Args): Args {
  const [text, pattern] = [textAt(args, 0), textAt(args, 1)];
  if (pattern === '') return [1, 0];
  const from = placeIn(text, wholeAt(args, 2, 1), true);
  if (args.length === 4 && isTrue(args[3])) {
    const at = text.indexOf(pattern, from);
    return at < 0 ? [undefined] : [at + 1, at + pattern.length];
  }
  const [match] = findMatches(pattern, text, from, 1);
  return match === undefined ? [undefined] : [match.begin + 1, match.end, ...match.captures];
}

function match(args: Args): Args {
  const [text, pattern] = [textAt(args, 0), textAt(args, 1)];
  const [found] = findMatches(pattern, text, placeIn(text, wholeAt(args, 2, 1), true), 1);
  return found === undefined ? [undefined] : givenBy(found, text);
}

function gmatch(args: Args): Args {
  const [text, pattern] = [textAt(args, 0), textAt(args, 1)];
  const found = findMatches(pattern, text, 0, -1);
  let at = 0;
  return [new LuaFunction(() => {
    const next = found[at];
    at += 1;
    return next === undefined ? [undefined] : givenBy(next, text);
  })];
}

/** The text in place of a match: `%1` is a capture, `%0` the whole. */
function replaced(machine: LuaMachine, replacement: Args[number], found: Match, text: string): string {
  const whole = text.slice(found.begin, found.end);
  const given = givenBy(found, text);
  if (typeof replacement === 'string') {
    return replacement.replace(/%([0-9%])/g, (_, sign: string) => (sign === '%' ? '%' : sign === '0' ? whole : textOf(given[Number(sign) - 1] ?? raise('invalid capture index'))));
  }
  const value = replacement instanceof LuaTable ? machine.index(replacement, given[0]) : machine.call(replacement, given)[0];
  if (!isTrue(value)) return whole;
  return isTextual(value) ? textOf(value) : raise(`invalid replacement value (a ${typeName(value)})`);
}

function gsub(machine: LuaMachine, args: Args): Args {
  const [text, pattern] = [textAt(args, 0), textAt(args, 1)];
  const given = args[2];
  const replacement = typeof given === 'number' ? textOf(given) : given;
  if (typeof replacement !== 'string' && !(replacement instanceof LuaTable) && !(replacement instanceof LuaFunction)) return raise(`bad argument #3 to gsub (string or function or table expected, got ${typeName(given)})`);
  const found = findMatches(pattern, text, 0, wholeAt(args, 3, -1));
  let [out, at] = ['', 0];
  for (const one of found) {
    out += text.slice(at, one.begin) + replaced(machine, replacement, one, text);
    at = one.end;
  }
  return [out + text.slice(at), found.length];
}

/** strFormat: Go's fmt does it, with a number being whole or not as the verb wants it. */
function format(args: Args): Args {
  const pattern = textAt(args, 0);
  const verbs = [...pattern.matchAll(/%(?:%|[-+# 0-9.]*([a-zA-Z]))/g)].flatMap(([, verb]) => verb ?? []);
  const values = args.slice(1, 1 + verbs.length).map((value, index): Value => {
    const verb = verbs[index]!;
    if (typeof value !== 'number') return typeof value === 'boolean' ? value : textOf(value);
    if ('qs'.includes(verb)) return textOf(value);
    return 'eEfFgG'.includes(verb) || (verb === 'v' && !Number.isInteger(value)) ? new GoFloat(value) : Math.trunc(value);
  });
  return [sprintf(pattern.replace(/%([-+# 0-9.]*)i/g, '%$1d'), values)];
}

export const stringLibrary = (machine: LuaMachine): LuaTable => library({
  find, match, gmatch, gfind: gmatch, format, gsub: (args) => gsub(machine, args),
  len: (args) => [textAt(args, 0).length], lower: (args) => [textAt(args, 0).replace(/[A-Z]/g, (char) => char.toLowerCase())], upper: (args) => [textAt(args, 0).replace(/[a-z]/g, (char) => char.toUpperCase())],
  rep: (args) => {
    const [text, times] = [textAt(args, 0), Math.max(0, wholeAt(args, 1))];
    return [text.length * times > MOST_BYTES ? raise('resulting string too large') : text.repeat(times)];
  },
  reverse: (args) => [[...textAt(args, 0)].reverse().join('')],
  sub: (args) => {
    const text = textAt(args, 0);
    return [text.slice(placeIn(text, wholeAt(args, 1), true), placeIn(text, wholeAt(args, 2, -1), false))];
  },
  byte: (args) => {
    const text = textAt(args, 0);
    const from = wholeAt(args, 1, 1);
    return [...text.slice(placeIn(text, from, true), placeIn(text, wholeAt(args, 2, from), false))].map((char) => char.charCodeAt(0));
  },
  char: (args) => [String.fromCharCode(...args.map((_, index) => wholeAt(args, index) % 256))],
});
