/** What a script works with: the values of JavaScript, its functions in a box of their own. No object of the host is ever reached: fields are own fields, methods those of a table. */
import { ScriptError } from './tokens';

/** A function, the script's own or one that it is given. */
export class Callable {
  /** `cost`: how many steps a call counts for, besides the one. */
  constructor(readonly name: string, readonly call: (given: readonly unknown[], line: number) => unknown, readonly cost = 0) {}
}

/** Something that a script has thrown, or that was thrown at it; it can be caught. */
export class Thrown extends Error {
  constructor(readonly value: unknown, readonly line: number) {
    super(messageOf(value));
  }
}

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Callable);

/** Texts and lists longer than this end a script. */
const MOST_LONG = 100_000;

export function bounded<T extends { readonly length: number }>(value: T, line: number): T {
  if (value.length > MOST_LONG) throw new ScriptError(`this is longer than ${MOST_LONG}`, line);
  return value;
}

/** How many values one text or copy may be made of: what holds itself many times over is no more. */
interface Budget {
  left: number;
}

export function textOf(value: unknown, budget: Budget = { left: 10_000 }): string {
  budget.left -= 1;
  if (typeof value === 'string') return value;
  if (value instanceof Callable) return `function ${value.name}`;
  if (Array.isArray(value)) return budget.left < 0 ? '' : value.map((one) => (one === null || one === undefined ? '' : textOf(one, budget))).join(',');
  if (isFields(value)) return typeof value.message === 'string' && typeof value.name === 'string' ? `${value.name}: ${value.message}` : '[object Object]';
  return String(value);
}

export function messageOf(value: unknown): string {
  return isFields(value) && typeof value.message === 'string' ? value.message : textOf(value);
}

export function numberOf(value: unknown): number {
  if (typeof value === 'object' && value !== null) return Number(textOf(value));
  return value === undefined ? Number.NaN : Number(value as string | number | boolean | null);
}

/** JSON.parse(JSON.stringify(value)): plain data; undefined fields and functions are gone. */
export function plain(value: unknown, line: number, depth = 0, budget: Budget = { left: MOST_LONG }): unknown {
  budget.left -= 1;
  if (depth > 100) throw new ScriptError('this is nested too deep', line);
  if (budget.left < 0) throw new ScriptError(`this is longer than ${MOST_LONG}`, line);
  if (Array.isArray(value)) return value.map((one) => plain(one, line, depth + 1, budget) ?? null);
  if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, line, depth + 1, budget)]).filter(([, one]) => one !== undefined));
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return value instanceof Callable ? undefined : value;
}

/** A copy that a script may change: what the host gives stays as it is. */
export function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copied(one)])) : value;
}

export function withField(to: Fields, name: string, value: unknown, line: number): void {
  if (name === '__proto__') throw new ScriptError('__proto__ is not known here', line);
  to[name] = value;
}
