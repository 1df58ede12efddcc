/** What every script has: the base library and `table` (gopher-lua baselib.go, tablelib.go). Scripts load no other scripts. */
import { functionAt, library, tableAt, textAt, wholeAt } from './arguments';
import type { Args } from './arguments';
import { isLess } from './machine';
import type { LuaMachine } from './machine';
import { isTextual, isTrue, LuaError, LuaFunction, LuaTable, raise, textOf, typeName } from './values';
import type { LuaValue } from './values';

const MOST_VALUES = 10_000;

/** baseToNumber: whole numbers in a base, or what Go's ParseFloat reads where there is a point. */
function toNumber(args: Args): Args {
  const [value] = args;
  if (typeof value === 'number') return [value];
  if (typeof value !== 'string') return [undefined];
  const text = value.replace(/^[ \n\t]+|[ \n\t]+$/g, '');
  if (text.includes('.')) return [/^[+-]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : undefined];
  const isHexadecimal = args[1] === undefined && /^0x/i.test(text);
  const base = isHexadecimal ? 16 : wholeAt(args, 1, 10);
  const digits = (isHexadecimal ? text.slice(2) : text).toLowerCase();
  const match = /^([+-]?)([0-9a-z]+)$/.exec(digits);
  if (match === null || base < 2 || base > 36 || [...match[2]!].some((digit) => parseInt(digit, 36) >= base)) return [undefined];
  return [(match[1] === '-' ? -1 : 1) * parseInt(match[2]!, base)];
}

function unpack(args: Args): Args {
  const table = tableAt(args, 0);
  const [from, to] = [wholeAt(args, 1, 1), wholeAt(args, 2, table.length)];
  return Array.from({ length: Math.min(Math.max(to - from + 1, 0), MOST_VALUES) }, (_, index) => table.get(from + index));
}

function select(args: Args): Args {
  if (args[0] === '#') return [args.length - 1];
  const from = wholeAt(args, 0);
  if (from === 0 || from < -(args.length - 1)) raise('bad argument #1 to select (index out of range)');
  return args.slice(from);
}

/** What `error` raises; with level 0 without the place. */
function fail(args: Args): never {
  const [value, level] = args;
  throw new LuaError(value, textOf(value), level === 0);
}

function withMetatable(args: Args): Args {
  const table = tableAt(args, 0);
  const [, metatable] = args;
  table.metatable = metatable === undefined ? undefined : tableAt(args, 1);
  return [table];
}

export function addBase(machine: LuaMachine): void {
  const { globals } = machine;
  const step = new LuaFunction((args) => tableAt(args, 0).next(args[1]) ?? [undefined]);
  const walk = new LuaFunction((args) => {
    const [table, at] = [tableAt(args, 0), wholeAt(args, 1) + 1];
    const value = table.get(at);
    return value === undefined ? [undefined] : [at, value];
  });
  const functions: Readonly<Record<string, (args: Args) => Args>> = {
    assert: (args) => (isTrue(args[0]) ? args : raise(args[1] === undefined ? 'assertion failed!' : textOf(args[1]))),
    error: fail, getmetatable: ([value]) => [value instanceof LuaTable ? value.metatable : undefined], setmetatable: withMetatable,
    ipairs: (args) => [walk, tableAt(args, 0), 0], pairs: (args) => [step, tableAt(args, 0), undefined], next: (args) => step.call(args),
    pcall: ([callee, ...args]) => {
      const done = machine.attempt(callee, args);
      return 'values' in done ? [true, ...done.values] : [false, done.raised];
    },
    xpcall: ([callee, handler]) => {
      const done = machine.attempt(callee, []);
      return 'values' in done ? [true, ...done.values] : [false, ...machine.call(handler, [done.raised])];
    },
    print: () => [], collectgarbage: () => [], rawequal: ([a, b]) => [a === b], rawget: (args) => [tableAt(args, 0).get(args[1])],
    rawset: (args) => {
      tableAt(args, 0).set(args[1], args[2]);
      return [args[0]];
    },
    select, tonumber: toNumber, tostring: ([value]) => [textOf(value)], type: (args) => [args.length === 0 ? raise('bad argument #1 to type (value expected)') : typeName(args[0])], unpack,
  };
  for (const [name, call] of Object.entries(functions)) globals.set(name, new LuaFunction(call));
  globals.set('_G', globals);
  globals.set('_VERSION', 'Lua 5.1');
}

function concat(args: Args): Args {
  const table = tableAt(args, 0);
  const separator = args[1] === undefined ? '' : textAt(args, 1);
  const [from, to] = [wholeAt(args, 2, 1), Math.min(wholeAt(args, 3, table.length), table.length)];
  if (args.length === 3 && (from > table.length || from < 1)) return [''];
  const parts: string[] = [];
  for (let at = Math.max(Math.min(from, table.length), 1); at <= to; at += 1) {
    const value = table.get(at);
    parts.push(isTextual(value) ? textOf(value) : raise(`invalid value (${typeName(value)}) at index ${String(at)} in table for concat`));
  }
  return [parts.join(separator)];
}

function insert(args: Args): Args {
  const table = tableAt(args, 0);
  if (args.length === 1) raise('wrong number of arguments');
  if (args.length === 2) table.append(args[1]);
  else {
    const at = wholeAt(args, 1);
    if (at > table.list.length || at <= 0) table.set(at, args[2]);
    else table.list.splice(at - 1, 0, args[2]);
  }
  return [];
}

function remove(args: Args): Args {
  const { list } = tableAt(args, 0);
  const at = args.length === 1 ? list.length : wholeAt(args, 1);
  if (list.length === 0 || at > list.length) return [undefined];
  return list.splice((at <= 0 ? list.length : at) - 1, 1);
}

/** An insertion sort by binary search: bounded and the same everywhere, whatever the order that is given. */
function sort(machine: LuaMachine, args: Args): Args {
  const { list } = tableAt(args, 0);
  const order = args.length === 1 ? undefined : functionAt(args, 1);
  const isBefore = (a: LuaValue, b: LuaValue): boolean => (order === undefined ? isLess(a, b) : isTrue(machine.call(order, [a, b])[0]));
  const sorted: LuaValue[] = [];
  for (const value of list) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(value, sorted[middle])) high = middle;
      else low = middle + 1;
    }
    sorted.splice(low, 0, value);
  }
  list.splice(0, list.length, ...sorted);
  return [];
}

export const tableLibrary = (machine: LuaMachine): LuaTable => library({
  concat, getn: (args) => [tableAt(args, 0).length], maxn: (args) => [tableAt(args, 0).length], insert, remove, sort: (args) => sort(machine, args),
});
