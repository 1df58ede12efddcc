/** Arguments of functions of the libraries, and what is said where one is of another type (gopher-lua auxlib.go). */
import { LuaFunction, LuaTable, numberText, parseNumber, raise, typeName } from './values';
import type { LuaValue } from './values';

export type Args = readonly LuaValue[];

const wrong = (args: Args, index: number, wanted: string): never => raise(`bad argument #${String(index + 1)} to function (${wanted} expected, got ${index < args.length ? typeName(args[index]) : 'no value'})`);

export function tableAt(args: Args, index: number): LuaTable {
  const value = args[index];
  return value instanceof LuaTable ? value : wrong(args, index, 'table');
}

export function functionAt(args: Args, index: number): LuaFunction {
  const value = args[index];
  return value instanceof LuaFunction ? value : wrong(args, index, 'function');
}

export function textAt(args: Args, index: number): string {
  const value = args[index];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? numberText(value) : wrong(args, index, 'string');
}

export function numberAt(args: Args, index: number): number {
  const value = args[index];
  const number = typeof value === 'string' ? parseNumber(value) : value;
  return typeof number === 'number' ? number : wrong(args, index, 'number');
}

export const wholeAt = (args: Args, index: number, otherwise?: number): number => (args[index] === undefined && otherwise !== undefined ? otherwise : Math.trunc(numberAt(args, index)));

/** A library: a table of functions. */
export function library(functions: Readonly<Record<string, (args: Args) => Args>>): LuaTable {
  const table = new LuaTable();
  for (const [name, call] of Object.entries(functions)) table.set(name, new LuaFunction(call));
  return table;
}
