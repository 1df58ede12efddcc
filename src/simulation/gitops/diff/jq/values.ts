/** jq's values: their order, their types, deletion (github.com/itchyny/gojq compare.go, func.go). */
import { isObject } from '../../../api/schema/walk';

/** What goes wrong while a query runs. */
export class JqError extends Error {}

export type Step = string | number;
export type JqPath = readonly Step[];

const RANKS = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];

export const typeName = (value: unknown): string => (value === null || value === undefined ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const rank = (value: unknown): number => RANKS.indexOf(typeof value === 'boolean' ? String(value) : typeName(value));
const sign = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** gojq.Compare. */
export function compareJq(a: unknown, b: unknown): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return Math.sign(order);
  if ((typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')) return sign(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      const found = compareJq(a[at], b[at]);
      if (found !== 0) return found;
    }
    return sign(a.length, b.length);
  }
  if (isObject(a) && isObject(b)) {
    const [left, right] = [Object.keys(a).sort(), Object.keys(b).sort()];
    const keys = compareJq(left, right);
    if (keys !== 0) return keys;
    for (const key of left) {
      const found = compareJq(a[key], b[key]);
      if (found !== 0) return found;
    }
  }
  return 0;
}

export const isTrue = (value: unknown): boolean => value !== null && value !== undefined && value !== false;

/** `contains`. */
export function containsJq(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (Array.isArray(a) && Array.isArray(b)) return b.every((wanted) => a.some((item) => typeName(item) === typeName(wanted) && containsJq(item, wanted)));
  if (isObject(a) && isObject(b)) return Object.entries(b).every(([key, wanted]) => Object.hasOwn(a, key) && typeName(a[key]) === typeName(wanted) && containsJq(a[key], wanted));
  if (typeName(a) !== typeName(b)) throw new JqError(`cannot check contains: ${typeName(a)} and ${typeName(b)}`);
  return compareJq(a, b) === 0;
}

/** `delpaths`: the longest and last places first, so that the others stay where they are. */
export function deletePaths(value: unknown, paths: readonly JqPath[]): unknown {
  return [...paths].sort(compareJq).reverse().reduce<unknown>(deletePath, value);
}

function deletePath(value: unknown, [step, ...rest]: JqPath): unknown {
  if (step === undefined || value === null || value === undefined) return null;
  if (typeof step === 'number') {
    if (!Array.isArray(value)) throw new JqError('expected an array');
    const at = step < 0 ? step + value.length : step;
    if (at < 0 || at >= value.length) return value;
    return rest.length === 0 ? value.filter((_, index) => index !== at) : value.map((item: unknown, index) => (index === at ? deletePath(item, rest) : item));
  }
  if (!isObject(value)) throw new JqError('expected an object');
  if (!Object.hasOwn(value, step)) return value;
  if (rest.length > 0) return { ...value, [step]: deletePath(value[step], rest) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step));
}
