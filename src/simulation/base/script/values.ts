/** What a script works with: the values of JavaScript, its functions in a box of their own. No object of the host is ever reached: fields are own fields, methods those of a table. */
import { ScriptError } from './tokens';

/** A function, the script's own or one that it is given. */
export class Callable {
  /** `cost`: how many steps a call with these arguments counts for, besides the one. */
  constructor(readonly name: string, readonly call: (given: readonly unknown[], line: number) => unknown, readonly cost: (given: readonly unknown[]) => number = () => 0) {}
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
/** What holds what is looked at; deeper is not looked into. */
const MOST_DEEP = 100;

export function bounded<T extends { readonly length: number }>(value: T, line: number): T {
  if (value.length > MOST_LONG) throw new ScriptError(`this is longer than ${MOST_LONG}`, line);
  return value;
}

/** How many values one text or copy may be made of: what holds itself many times over is no more. */
interface Budget {
  left: number;
}

export const wholeBudget = (): Budget => ({ left: MOST_LONG });

/** A list that holds itself is nothing in its own text. */
export function textOf(value: unknown, budget: Budget = { left: 10_000 }, depth = 0): string {
  budget.left -= 1;
  if (typeof value === 'string') return value;
  if (value instanceof Callable) return `function ${value.name}`;
  if (Array.isArray(value)) return budget.left < 0 || depth > MOST_DEEP ? '' : value.map((one) => (one === null || one === undefined ? '' : textOf(one, budget, depth + 1))).join(',');
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

/** Of how many values and letters something is made; what is longer than may be is as long as that. */
export function sizeOf(value: unknown, most = MOST_LONG, depth = 0): number {
  if (typeof value === 'string') return Math.min(value.length, most);
  if (typeof value !== 'object' || value === null || value instanceof Callable || depth > MOST_DEEP) return 1;
  let size = 1;
  for (const one of Object.values(value)) {
    if (size >= most) return most;
    size += sizeOf(one, most - size, depth + 1);
  }
  return size;
}

/** JSON.parse(JSON.stringify(value)): plain data; undefined fields and functions are gone. */
export function plain(value: unknown, line: number, depth = 0, budget = wholeBudget()): unknown {
  budget.left -= 1;
  if (depth > MOST_DEEP) throw new ScriptError('this is nested too deep', line);
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
