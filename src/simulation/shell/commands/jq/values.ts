/** What goes wrong while a filter runs; `?` and `try` take it away. */
export class JqError extends Error {}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

const RANKS = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rank = (value: Json): number => RANKS.indexOf(typeof value === 'boolean' ? String(value) : kindOf(value));

/** jq's order of all values. */
export function compare(a: Json, b: Json): number {
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      const order = compare((a as readonly Json[])[at]!, (b as readonly Json[])[at]!);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const [left, right] = [a as { readonly [key: string]: Json }, b as { readonly [key: string]: Json }];
    const [x, y] = [Object.keys(left).sort(), Object.keys(right).sort()];
    const keys = compare(x, y);
    if (keys !== 0) return keys;
    for (const key of x) {
      const order = compare(left[key]!, right[key]!);
      if (order !== 0) return order;
    }
  }
  return 0;
}

/** A text as it is, anything else as JSON. */
export const printed = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

function sum(list: readonly Json[]): Json {
  return list.reduce<Json>((total, one) => {
    if (total === null) return one;
    if (one === null) return total;
    if (typeof total === 'number' && typeof one === 'number') return total + one;
    if (typeof total === 'string' && typeof one === 'string') return total + one;
    if (Array.isArray(total) && Array.isArray(one)) return [...(total as readonly Json[]), ...(one as readonly Json[])];
    if (kindOf(total) === 'object' && kindOf(one) === 'object') return { ...(total as object), ...(one as object) };
    throw new JqError(`${kindOf(total)} and ${kindOf(one)} cannot be added`);
  }, null);
}

const flat = (list: readonly Json[], depth: number): readonly Json[] => list.flatMap((one) => (Array.isArray(one) && depth > 0 ? flat(one as readonly Json[], depth - 1) : [one]));

const bytes = (text: string): number => new TextEncoder().encode(text).length;

function regex(pattern: Json | undefined, flags: Json | undefined): RegExp {
  try {
    return new RegExp(String(pattern), `u${typeof flags === 'string' && flags.includes('i') ? 'i' : ''}${typeof flags === 'string' && flags.includes('g') ? 'g' : ''}`);
  } catch {
    throw new JqError(`${String(pattern)} (at offset 0) is not a valid regex`);
  }
}

/** Functions of their input and of values. Nothing where there is none of the name. */
export function byValue(name: string, input: Json, args: readonly Json[], count = args.length): Json | undefined {
  const wrong = (what: string): never => {
    throw new JqError(`${kindOf(input)} (${printed(input).slice(0, 10)}) ${what}`);
  };
  const text = (): string => (typeof input === 'string' ? input : wrong(`cannot be matched, as it is not a string`));
  const list = (): readonly Json[] => (Array.isArray(input) ? (input as readonly Json[]) : wrong('is not an array'));
  const object = (): { readonly [key: string]: Json } => (kindOf(input) === 'object' ? (input as { readonly [key: string]: Json }) : wrong('has no keys'));
  const [first, second] = args;
  switch (`${name}/${count}`) {
    case 'length/0': return input === null ? 0 : typeof input === 'string' ? [...input].length : typeof input === 'number' ? Math.abs(input) : typeof input === 'boolean' ? wrong('has no length') : Object.keys(input).length;
    case 'utf8bytelength/0': return bytes(text());
    case 'keys/0': return Array.isArray(input) ? [...input.keys()] : Object.keys(object()).sort();
    case 'keys_unsorted/0': return Array.isArray(input) ? [...input.keys()] : Object.keys(object());
    case 'values/0': return input;
    case 'type/0': return kindOf(input);
    case 'not/0': return input === null || input === false;
    case 'add/0': return sum(Array.isArray(input) ? (input as readonly Json[]) : Object.values(object()));
    case 'sort/0': return [...list()].sort(compare);
    case 'unique/0': { const rows = [...list()].sort(compare); return rows.filter((one, at) => at === 0 || compare(rows[at - 1]!, one) !== 0); }
    case 'reverse/0': return typeof input === 'string' ? [...input].reverse().join('') : [...list()].reverse();
    case 'min/0': return [...list()].sort(compare)[0] ?? null;
    case 'max/0': return [...list()].sort(compare).at(-1) ?? null;
    case 'first/0': return list()[0] ?? null;
    case 'last/0': return list().at(-1) ?? null;
    case 'flatten/0': return flat(list(), Number.POSITIVE_INFINITY);
    case 'flatten/1': return flat(list(), Number(first));
    case 'has/1': return typeof first === 'string' ? Object.hasOwn(object(), first) : Number(first) < list().length;
    case 'in/1': return typeof input === 'string' ? Object.hasOwn(first as object, input) : Number(input) < (first as readonly Json[]).length;
    case 'contains/1': return contains(input, first ?? null);
    case 'inside/1': return contains(first ?? null, input);
    case 'index/1': { const at = typeof input === 'string' ? input.indexOf(String(first)) : list().findIndex((one) => compare(one, first ?? null) === 0); return at < 0 ? null : at; }
    case 'startswith/1': return typeof input === 'string' && typeof first === 'string' ? input.startsWith(first) : wrong('startswith() requires string inputs');
    case 'endswith/1': return typeof input === 'string' && typeof first === 'string' ? input.endsWith(first) : wrong('endswith() requires string inputs');
    case 'ltrimstr/1': return typeof input === 'string' && typeof first === 'string' && input.startsWith(first) ? input.slice(first.length) : input;
    case 'rtrimstr/1': return typeof input === 'string' && typeof first === 'string' && first !== '' && input.endsWith(first) ? input.slice(0, -first.length) : input;
    case 'trim/0': return text().trim();
    case 'split/1': return text().split(String(first));
    case 'join/1': return list().map((one) => (one === null ? '' : printed(one))).join(String(first));
    case 'ascii_downcase/0': return text().toLowerCase();
    case 'ascii_upcase/0': return text().toUpperCase();
    case 'tostring/0': return printed(input);
    case 'tonumber/0': {
      if (typeof input === 'number') return input;
      const value = typeof input === 'string' && input.trim() !== '' ? Number(input) : Number.NaN;
      return Number.isNaN(value) ? wrong('cannot be parsed as a number') : value;
    }
    case 'tojson/0': return JSON.stringify(input);
    case 'fromjson/0':
      try {
        return JSON.parse(text()) as Json;
      } catch {
        return wrong('cannot be parsed as JSON');
      }
    case 'test/1': case 'test/2': return regex(first, second).test(text());
    case 'sub/2': return text().replace(regex(first, undefined), () => String(second));
    case 'gsub/2': return text().replace(regex(first, 'g'), () => String(second));
    case 'floor/0': return Math.floor(Number(input));
    case 'ceil/0': return Math.ceil(Number(input));
    case 'round/0': return Math.round(Number(input));
    case 'to_entries/0': return Object.entries(object()).map(([key, value]) => ({ key, value }));
    case 'from_entries/0': return Object.fromEntries(list().map((one) => {
      const entry = one as { readonly [key: string]: Json };
      return [String(entry.key ?? entry.k ?? entry.name ?? entry.Key ?? entry.Name ?? null), entry.value ?? entry.v ?? entry.Value ?? null];
    }));
    case 'to_entries/1': return undefined;
    case 'env/0': return {};
    default: return undefined;
  }
}

function contains(a: Json, b: Json): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (Array.isArray(a) && Array.isArray(b)) return (b as readonly Json[]).every((one) => (a as readonly Json[]).some((other) => contains(other, one)));
  if (kindOf(a) === 'object' && kindOf(b) === 'object') {
    const [x, y] = [a as { readonly [key: string]: Json }, b as { readonly [key: string]: Json }];
    return Object.keys(y).every((key) => Object.hasOwn(x, key) && contains(x[key]!, y[key]!));
  }
  return compare(a, b) === 0;
}
