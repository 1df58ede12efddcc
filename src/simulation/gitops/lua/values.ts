/** Values of Lua (gopher-lua value.go, table.go). Strings are bytes. */
import { sprint } from '../../base/go/values';

/** An error of a script while it runs. */
export class LuaError extends Error {
  /** `placed`: it says where it happened, or shall not. */
  constructor(readonly value: LuaValue, message: string, readonly placed = false) {
    super(message);
  }
}

export const raise = (message: string): never => {
  throw new LuaError(message, message);
};

export class LuaFunction {
  constructor(readonly call: (args: readonly LuaValue[]) => readonly LuaValue[]) {}
}

export type LuaValue = undefined | boolean | number | string | LuaTable | LuaFunction;

const MAX_ARRAY = 67_108_864;

/** A list that begins at 1 and, beside it, keys in the order in which they came. A key whose value went away keeps its place. */
export class LuaTable {
  readonly list: LuaValue[] = [];
  private readonly others = new Map<LuaValue, LuaValue>();
  metatable: LuaTable | undefined;

  get(key: LuaValue): LuaValue {
    return typeof key === 'number' && Number.isInteger(key) && key >= 1 && key <= this.list.length ? this.list[key - 1] : this.others.get(key);
  }

  set(key: LuaValue, value: LuaValue): void {
    if (typeof key === 'number' && Number.isInteger(key) && key >= 1 && key < MAX_ARRAY && key <= this.list.length + MAX_GAP) {
      while (this.list.length < key - 1) this.list.push(undefined);
      this.list[key - 1] = value;
    } else if (value !== undefined || this.others.has(key)) this.others.set(key, value);
  }

  /** `#`: up to the last that is there. */
  get length(): number {
    let length = this.list.length;
    while (length > 0 && this.list[length - 1] === undefined) length -= 1;
    return length;
  }

  append(value: LuaValue): void {
    if (value !== undefined) this.set(this.length + 1, value);
  }

  /** Keys that have values, the list first. */
  keys(): LuaValue[] {
    return [...this.list.flatMap((value, index) => (value === undefined ? [] : [index + 1])), ...[...this.others].flatMap(([key, value]) => (value === undefined ? [] : [key]))];
  }

  /** The key after one, and its value; undefined at the end. */
  next(key: LuaValue): readonly [LuaValue, LuaValue] | undefined {
    const keys: readonly LuaValue[] = [...this.list.keys()].map((index) => index + 1 as LuaValue).concat([...this.others.keys()]);
    for (let at = key === undefined ? 0 : keys.indexOf(key) + 1; at < keys.length; at += 1) {
      const value = this.get(keys[at]);
      if (value !== undefined) return [keys[at], value];
    }
    return undefined;
  }
}

/** So far apart from the list, a number is a key as others are: a list is not filled up for it. */
const MAX_GAP = 10_000;

export function typeName(value: LuaValue): string {
  if (value === undefined) return 'nil';
  if (value instanceof LuaTable) return 'table';
  return value instanceof LuaFunction ? 'function' : typeof value;
}

export const isTrue = (value: LuaValue): boolean => value !== undefined && value !== false;

/** LNumber.String: whole numbers have no point. */
export const numberText = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value).toString() : sprint(value));

export function textOf(value: LuaValue): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return value;
  if (value instanceof LuaTable || value instanceof LuaFunction) return `${typeName(value)}: 0xc000000000`;
  return value === undefined ? 'nil' : String(value);
}

/** Whether a value becomes a string by itself. */
export const isTextual = (value: LuaValue): value is string | number => typeof value === 'string' || typeof value === 'number';

const WHOLE: readonly (readonly [RegExp, number])[] = [[/^([+-]?)0[xX]([0-9a-fA-F]+)$/, 16], [/^([+-]?)0[bB]([01]+)$/, 2], [/^([+-]?)0[oO]?([0-7]+)$/, 8]];
const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** parseNumber: whole numbers as Go's source writes them, then what Go's ParseFloat reads. */
export function parseNumber(given: string): number | undefined {
  const text = given.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
  for (const [pattern, base] of WHOLE) {
    const match = pattern.exec(text);
    if (match !== null) return (match[1] === '-' ? -1 : 1) * parseInt(match[2]!, base);
  }
  return DECIMAL.test(text) ? Number(text) : undefined;
}

export const toNumber = (value: LuaValue): number | undefined => (typeof value === 'number' ? value : typeof value === 'string' ? parseNumber(value) : undefined);
