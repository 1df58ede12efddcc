/** Functions of jq that give one value for one value (github.com/itchyny/gojq func.go, builtin.jq). */
import { isObject } from '../../../api/schema/walk';
import { compareJq, containsJq, isTrue, JqError, typeName } from './values';

type Simple = (input: unknown, ...args: readonly unknown[]) => unknown;

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw new JqError(`expected a string but got: ${typeName(value)}`);
};
const list = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new JqError(`expected an array but got: ${typeName(value)}`);
};
const object = (value: unknown): Readonly<Record<string, unknown>> => {
  if (isObject(value)) return value;
  throw new JqError(`expected an object but got: ${typeName(value)}`);
};

function length(value: unknown): number {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'boolean') throw new JqError('boolean cannot be measured');
  return Array.isArray(value) ? value.length : Object.keys(object(value)).length;
}

function has(value: unknown, key: unknown): boolean {
  if (Array.isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key);
  throw new JqError(`cannot check whether ${typeName(value)} has a ${typeName(key)} key`);
}

function test(value: unknown, pattern: unknown, flags: unknown = ''): boolean {
  try {
    return new RegExp(text(pattern), `u${text(flags ?? '').replace(/[^ims]/g, '')}`).test(text(value));
  } catch (error) {
    if (error instanceof JqError) throw error;
    throw new JqError(`invalid regular expression`, { cause: error });
  }
}

/** Two values joined; other than both alike only null may stand beside something. */
export function addJq(a: unknown, b: unknown): unknown {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as unknown[]), ...(b as unknown[])];
  if (isObject(a) && isObject(b)) return { ...a, ...b };
  throw new JqError(`cannot add: ${typeName(a)} and ${typeName(b)}`);
}

const sorted = (value: unknown): unknown[] => [...list(value)].sort(compareJq);
const trim = (value: unknown, part: unknown, side: 'start' | 'end'): unknown => {
  if (typeof value !== 'string' || typeof part !== 'string') return value;
  if (side === 'start') return value.startsWith(part) ? value.slice(part.length) : value;
  return part !== '' && value.endsWith(part) ? value.slice(0, -part.length) : value;
};

/** By name and number of arguments. */
export const FUNCTIONS: Readonly<Record<string, Simple>> = {
  'not/0': (value) => !isTrue(value),
  'length/0': length,
  'type/0': typeName,
  'keys/0': (value) => (Array.isArray(value) ? value.map((_, index) => index) : Object.keys(object(value)).sort()),
  'has/1': has,
  'in/1': (key, value) => has(value, key),
  'contains/1': containsJq,
  'inside/1': (value, whole) => containsJq(whole, value),
  'startswith/1': (value, part) => text(value).startsWith(text(part)),
  'endswith/1': (value, part) => text(value).endsWith(text(part)),
  'test/1': test,
  'test/2': test,
  'ltrimstr/1': (value, part) => trim(value, part, 'start'),
  'rtrimstr/1': (value, part) => trim(value, part, 'end'),
  'ascii_downcase/0': (value) => text(value).replace(/[A-Z]/g, (char) => char.toLowerCase()),
  'ascii_upcase/0': (value) => text(value).replace(/[a-z]/g, (char) => char.toUpperCase()),
  'split/1': (value, by) => text(value).split(text(by)),
  'join/1': (value, by) => list(value).map((item) => (item === null ? '' : typeof item === 'string' ? item : JSON.stringify(item))).join(text(by)),
  'tostring/0': (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  'tonumber/0': (value) => {
    if (typeof value === 'number') return value;
    const parsed = /^-?\d/.test(text(value)) ? Number(value) : Number.NaN;
    if (Number.isNaN(parsed)) throw new JqError('cannot be parsed as a number');
    return parsed;
  },
  'add/0': (value) => (isObject(value) ? Object.values(value) : list(value)).reduce(addJq, null),
  'any/0': (value) => list(value).some(isTrue),
  'all/0': (value) => list(value).every(isTrue),
  'sort/0': sorted,
  'unique/0': (value) => sorted(value).filter((item, index, all) => index === 0 || compareJq(item, all[index - 1]) !== 0),
  'min/0': (value) => sorted(value)[0] ?? null,
  'max/0': (value) => sorted(value).at(-1) ?? null,
  'reverse/0': (value) => (value === null ? [] : typeof value === 'string' ? Array.from(value).reverse().join('') : [...list(value)].reverse()),
  'to_entries/0': (value) => Object.entries(object(value)).sort(([a], [b]) => compareJq(a, b)).map(([key, one]) => ({ key, value: one })),
  'index/1': (value, part) => {
    const at = typeof value === 'string' ? value.indexOf(text(part)) : list(value).findIndex((item) => compareJq(item, part) === 0);
    return at < 0 ? null : at;
  },
};
