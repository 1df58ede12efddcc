import { quote } from '../../base/go/quote';
import { isObject } from '../schema/walk';
import type { JsonObject } from '../schema/walk';

/**
 * One step of the way to a field, as managed fields write it (structured-merge-diff fieldpath PathElement): `f:name` a field, `k:{"name":"x"}`
 * an item by its keys, `v:"x"` an item by its value, `i:0` an item by its place. Equal steps have equal texts.
 */
export type PathElement = string;

export const fieldElement = (name: string): PathElement => `f:${name}`;
export const valueElement = (value: unknown): PathElement => `v:${JSON.stringify(value)}`;
export const indexElement = (index: number): PathElement => `i:${index}`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** The keys are sorted by name. */
export function keyElement(fields: readonly (readonly [string, unknown])[]): PathElement {
  return `k:{${[...fields].sort(byName).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}

const KINDS = 'fkvi';

const read = (element: PathElement): unknown => JSON.parse(element.slice(2));

/** Whether a text is a step that can be read. */
export function isPathElement(text: string): boolean {
  if (text.charAt(1) !== ':' || !KINDS.includes(text.charAt(0))) return false;
  if (text.startsWith('f:')) return true;
  if (text.startsWith('i:')) return /^i:-?\d+$/.test(text);
  try {
    return text.startsWith('v:') ? read(text) !== undefined : isObject(read(text));
  } catch {
    return false;
  }
}

/** The same step in the writing that {@link keyElement} and {@link valueElement} have. */
export function normalizeElement(text: string): PathElement {
  if (text.startsWith('k:')) return keyElement(Object.entries(read(text) as JsonObject));
  return text.startsWith('v:') ? valueElement(read(text)) : text;
}

const RANKS: readonly ((value: unknown) => boolean)[] = [
  (value) => typeof value === 'number',
  (value) => typeof value === 'string',
  (value) => typeof value === 'boolean',
  (value) => Array.isArray(value),
  (value) => isObject(value),
];

/** value.Compare: numbers, texts, booleans, lists, maps, null. */
function compareValues(a: unknown, b: unknown): number {
  const [rank, other] = [a, b].map((value) => RANKS.findIndex((is) => is(value))) as [number, number];
  if (rank !== other) return (rank < 0 ? RANKS.length : rank) - (other < 0 ? RANKS.length : other);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareKeys(a: PathElement, b: PathElement): number {
  const [left, right] = [Object.entries(read(a) as JsonObject).sort(byName), Object.entries(read(b) as JsonObject).sort(byName)];
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = name < other[0] ? -1 : name > other[0] ? 1 : compareValues(value, other[1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** PathElement.Compare: fields first, then items by key, by value, by place. */
export function compareElements(a: PathElement, b: PathElement): number {
  if (a === b) return 0;
  const order = KINDS.indexOf(a.charAt(0)) - KINDS.indexOf(b.charAt(0));
  if (order !== 0) return order;
  if (a.startsWith('k:')) return compareKeys(a, b);
  if (a.startsWith('v:')) return compareValues(read(a), read(b));
  if (a.startsWith('i:')) return Number(a.slice(2)) - Number(b.slice(2));
  return a < b ? -1 : 1;
}

/** value.ToString. */
function printValue(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(',')}]`;
  if (isObject(value)) return Object.entries(value).map(([name, inner]) => `${name}=${printValue(inner)}`).join('');
  return String(value);
}

/** PathElement.String: `.spec`, `[name="app"]`, `[="x"]`, `[0]`. */
export function printElement(element: PathElement): string {
  if (element.startsWith('f:')) return `.${element.slice(2)}`;
  if (element.startsWith('v:')) return `[=${printValue(read(element))}]`;
  if (element.startsWith('i:')) return `[${element.slice(2)}]`;
  return `[${Object.entries(read(element) as JsonObject).sort(byName).map(([name, value]) => `${name}=${printValue(value)}`).join(',')}]`;
}

export const printPath = (path: readonly PathElement[]): string => path.map(printElement).join('');
