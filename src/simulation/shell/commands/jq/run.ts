import { encodeBase64 } from '../../../base/go/base64';
import { decodeBase64 } from '../../../api/go-template/base64';
import { byValue, compare, JqError, kindOf, printed } from './values';
import type { Json } from './values';
import { JqFault } from './parse';
import type { Filter } from './parse';

type Scope = ReadonlyMap<string, Json>;
type Pair = Pick<Extract<Filter, { readonly kind: 'update' }>, 'sign' | 'left' | 'right'>;

const MOST = 200_000;
const truth = (value: Json): boolean => value !== null && value !== false;
const isObject = (value: Json): value is { readonly [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);
const shortened = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > 11 ? `${text.slice(0, 10)}...` : text;
};

function field(value: Json, name: Json): Json {
  if (value === null && (typeof name === 'string' || typeof name === 'number' || name === null)) return null;
  if (isObject(value) && typeof name === 'string') return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
  if (Array.isArray(value) && typeof name === 'number') return (value as readonly Json[])[Math.floor(name < 0 ? value.length + name : name)] ?? null;
  throw new JqError(`Cannot index ${kindOf(value)} with ${typeof name === 'string' ? `"${name}"` : kindOf(name)}`);
}

function each(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (isObject(value)) return Object.values(value);
  throw new JqError(`Cannot iterate over ${kindOf(value)}${value === null ? '' : ` (${shortened(value)})`}`);
}

function binary(sign: string, a: Json, b: Json): Json {
  switch (sign) {
    case '==': return compare(a, b) === 0;
    case '!=': return compare(a, b) !== 0;
    case '<': return compare(a, b) < 0;
    case '<=': return compare(a, b) <= 0;
    case '>': return compare(a, b) > 0;
    case '>=': return compare(a, b) >= 0;
    default: break;
  }
  if (sign === '+') {
    if (a === null) return b;
    if (b === null) return a;
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    if (Array.isArray(a) && Array.isArray(b)) return [...(a as readonly Json[]), ...(b as readonly Json[])];
    if (isObject(a) && isObject(b)) return { ...a, ...b };
  }
  if (sign === '-' && Array.isArray(a) && Array.isArray(b)) return (a as readonly Json[]).filter((one) => !(b as readonly Json[]).some((other) => compare(one, other) === 0));
  if (sign === '*' && isObject(a) && isObject(b)) return merged(a, b);
  if (sign === '/' && typeof a === 'string' && typeof b === 'string') return a.split(b);
  if (typeof a !== 'number' || typeof b !== 'number') {
    const verbs: Readonly<Record<string, string>> = { '+': 'added', '-': 'subtracted', '*': 'multiplied', '/': 'divided', '%': 'divided' };
    throw new JqError(`${kindOf(a)} (${shortened(a)}) and ${kindOf(b)} (${shortened(b)}) cannot be ${verbs[sign] ?? 'used'}`);
  }
  if ((sign === '/' || sign === '%') && b === 0) throw new JqError(`number (${a}) and number (${b}) cannot be divided because the divisor is zero`);
  return sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : sign === '/' ? a / b : Math.trunc(a) % Math.trunc(b);
}

const merged = (a: { readonly [key: string]: Json }, b: { readonly [key: string]: Json }): Json => Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => {
  const [x, y] = [a[key] ?? null, b[key] ?? null];
  return [key, !Object.hasOwn(b, key) ? x : isObject(x) && isObject(y) ? merged(x, y) : y];
}));

function inFormat(name: string, value: Json): string {
  const text = printed(value);
  const cell = (one: Json): string => (one === null ? '' : typeof one === 'object' ? JSON.stringify(one) : String(one));
  switch (name) {
    case '': case '@text': return text;
    case '@json': return JSON.stringify(value);
    case '@base64': return encodeBase64(text);
    case '@base64d': return decodeBase64(text);
    case '@uri': return encodeURIComponent(text);
    case '@html': return text.replace(/[&<>'"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&#39;', '"': '&quot;' })[char] ?? char);
    case '@csv': return each(value).map((one) => (typeof one === 'string' ? `"${one.replaceAll('"', '""')}"` : cell(one))).join(',');
    case '@tsv': return each(value).map((one) => cell(one).replace(/[\\\t\n\r]/g, (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char] ?? char)).join('\t');
    case '@sh': return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((one) => (typeof one === 'string' ? `'${one.replaceAll("'", "'\\''")}'` : cell(one))).join(' ');
    default: throw new JqFault(`${name.slice(1)} is not a valid format`);
  }
}

/** Runs filters; a filter gives any number of values. */
export class Jq {
  private count = 0;

  *run(filter: Filter, input: Json, scope: Scope): Generator<Json> {
    this.count += 1;
    if (this.count > MOST) throw new JqError('the filter does not end');
    switch (filter.kind) {
      case 'identity': yield input; return;
      case 'empty': return;
      case 'recurse': yield* this.recurse(input); return;
      case 'literal': yield filter.value; return;
      case 'variable': {
        const value = scope.get(filter.name);
        if (value === undefined) throw new JqFault(`${filter.name} is not defined at <top-level>, line 1:`);
        yield value;
        return;
      }
      case 'field':
        for (const name of this.run(filter.name, input, scope)) for (const of of this.run(filter.of, input, scope)) yield* this.guarded(filter.optional, () => [field(of, name)]);
        return;
      case 'each': for (const of of this.run(filter.of, input, scope)) yield* this.guarded(filter.optional, () => each(of)); return;
      case 'slice': {
        for (const of of this.run(filter.of, input, scope)) {
          const [from] = filter.from === undefined ? [null] : this.run(filter.from, input, scope);
          const [to] = filter.to === undefined ? [null] : this.run(filter.to, input, scope);
          yield* this.guarded(filter.optional, () => [sliced(of, from ?? null, to ?? null)]);
        }
        return;
      }
      case 'text': yield* this.texts(filter.parts, filter.format, input, scope); return;
      case 'format': yield inFormat(filter.name, input); return;
      case 'array': yield filter.of === undefined ? [] : [...this.run(filter.of, input, scope)]; return;
      case 'object': yield* this.objects(filter.entries, input, scope); return;
      case 'pipe': for (const value of this.run(filter.left, input, scope)) yield* this.run(filter.right, value, scope); return;
      case 'comma': yield* this.run(filter.left, input, scope); yield* this.run(filter.right, input, scope); return;
      case 'binary': yield* this.binary(filter, input, scope); return;
      case 'update': yield* this.updated(filter, input, scope); return;
      case 'negate': for (const value of this.run(filter.of, input, scope)) yield binary('-', 0, value); return;
      case 'try':
        try {
          yield* this.run(filter.of, input, scope);
        } catch (error) {
          if (!(error instanceof JqError)) throw error;
        }
        return;
      case 'if': for (const value of this.run(filter.condition, input, scope)) yield* this.run(truth(value) ? filter.yes : filter.no, input, scope); return;
      case 'as': for (const value of this.run(filter.of, input, scope)) yield* this.run(filter.then, input, new Map([...scope, [filter.name, value]])); return;
      case 'reduce': {
        let value: Json = [...this.run(filter.begin, input, scope)][0] ?? null;
        for (const one of this.run(filter.of, input, scope)) value = [...this.run(filter.step, value, new Map([...scope, [filter.name, one]]))].at(-1) ?? null;
        yield value;
        return;
      }
      case 'call': yield* this.call(filter.name, filter.args, input, scope); return;
    }
  }

  private guarded(optional: boolean, give: () => readonly Json[]): readonly Json[] {
    try {
      return give();
    } catch (error) {
      if (optional && error instanceof JqError) return [];
      throw error;
    }
  }

  private *recurse(value: Json): Generator<Json> {
    yield value;
    if (typeof value === 'object' && value !== null) for (const one of each(value)) yield* this.recurse(one);
  }

  private *texts(parts: readonly (string | Filter)[], format: string, input: Json, scope: Scope): Generator<Json> {
    const [first, ...rest] = parts;
    if (first === undefined) {
      yield '';
      return;
    }
    const heads = typeof first === 'string' ? [first] : [...this.run(first, input, scope)].map((value) => inFormat(format, value));
    for (const head of heads) for (const tail of this.texts(rest, format, input, scope)) yield head + String(tail);
  }

  private *objects(entries: readonly (readonly [Filter, Filter])[], input: Json, scope: Scope): Generator<Json> {
    const [first, ...rest] = entries;
    if (first === undefined) {
      yield {};
      return;
    }
    for (const key of this.run(first[0], input, scope)) {
      if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
      for (const value of this.run(first[1], input, scope)) for (const others of this.objects(rest, input, scope)) yield { [key]: value, ...(others as { readonly [key: string]: Json }) };
    }
  }

  private *binary({ sign, left, right }: Pair, input: Json, scope: Scope): Generator<Json> {
    if (sign === '//') {
      let some = false;
      try {
        for (const value of this.run(left, input, scope)) {
          if (!truth(value)) continue;
          some = true;
          yield value;
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      if (!some) yield* this.run(right, input, scope);
      return;
    }
    if (sign === 'and' || sign === 'or') {
      for (const a of this.run(left, input, scope)) {
        if (truth(a) !== (sign === 'and')) yield sign === 'or';
        else for (const b of this.run(right, input, scope)) yield truth(b);
      }
      return;
    }
    for (const b of this.run(right, input, scope)) for (const a of this.run(left, input, scope)) yield binary(sign, a, b);
  }

  private *call(name: string, args: readonly Filter[], input: Json, scope: Scope): Generator<Json> {
    const [first, second] = args;
    const key = `${name}/${args.length}`;
    const list = (): readonly Json[] => {
      if (!Array.isArray(input)) throw new JqError(`${kindOf(input)} (${shortened(input)}) cannot be ${name.startsWith('sort') ? 'sorted' : name.startsWith('group') ? 'grouped' : 'iterated over'}, as it is not an array`);
      return input as readonly Json[];
    };
    const keyed = (): (readonly [Json, Json])[] => list().map((one) => [[...this.run(first!, one, scope)], one] as const).sort(([a], [b]) => compare(a, b));
    switch (key) {
      case 'select/1': for (const value of this.run(first!, input, scope)) if (truth(value)) yield input; return;
      case 'map/1': yield each(input).flatMap((one) => [...this.run(first!, one, scope)]); return;
      case 'map_values/1': {
        const one = (value: Json): Json[] => [...this.run(first!, value, scope)].slice(0, 1);
        yield isObject(input) ? Object.fromEntries(Object.entries(input).flatMap(([k, v]) => one(v).map((next) => [k, next] as const))) : list().flatMap(one);
        return;
      }
      case 'any/1': case 'all/1': { const values = each(input).map((one) => [...this.run(first!, one, scope)].some(truth)); yield name === 'any' ? values.some(Boolean) : values.every(Boolean); return; }
      case 'any/0': yield list().some(truth); return;
      case 'all/0': yield list().every(truth); return;
      case 'sort_by/1': yield keyed().map(([, one]) => one); return;
      case 'min_by/1': yield keyed()[0]?.[1] ?? null; return;
      case 'max_by/1': yield keyed().at(-1)?.[1] ?? null; return;
      case 'unique_by/1': { const rows = keyed(); yield rows.filter(([k], at) => at === 0 || compare(rows[at - 1]![0], k) !== 0).map(([, one]) => one); return; }
      case 'group_by/1': {
        const groups: Json[][] = [];
        let last: Json | undefined;
        for (const [k, one] of keyed()) {
          if (last !== undefined && compare(last, k) === 0) groups.at(-1)!.push(one);
          else groups.push([one]);
          last = k;
        }
        yield groups;
        return;
      }
      case 'first/1': for (const value of this.run(first!, input, scope)) { yield value; return; } return;
      case 'limit/2': { const [count] = this.run(first!, input, scope); let left = Number(count); if (left > 0) for (const value of this.run(second!, input, scope)) { yield value; if ((left -= 1) <= 0) return; } return; }
      case 'range/1': { const [count] = this.run(first!, input, scope); for (let at = 0; at < Math.min(Number(count), 10_000); at += 1) yield at; return; }
      case 'recurse/0': yield* this.recurse(input); return;
      case 'with_entries/1': { const entries = byValue('to_entries', input, []) as readonly Json[]; yield byValue('from_entries', entries.flatMap((one) => [...this.run(first!, one, scope)]), []) ?? null; return; }
      case 'del/1': yield* this.without(first!, input, scope); return;
      case 'error/0': throw new JqError(printed(input));
      case 'error/1': for (const value of this.run(first!, input, scope)) throw new JqError(printed(value)); return;
      default: break;
    }
    const values: Json[] = [];
    for (const one of args) values.push([...this.run(one, input, scope)][0] ?? null);
    const result = byValue(name, input, values, args.length);
    if (result === undefined) throw new JqFault(`${key} is not defined at <top-level>, line 1:\n${name}`);
    yield result;
  }

  /** `.a.b |= f` and its relatives, of plain paths. */
  private *updated({ sign, left, right }: Pair, input: Json, scope: Scope): Generator<Json> {
    const inner = (value: Json): Json => [...this.run(right, value, scope)][0] ?? null;
    if (sign === '|') yield this.change(left, input, scope, inner);
    else for (const value of this.run(right, input, scope)) yield this.change(left, input, scope, (old) => (sign === '' ? value : sign === '//' ? (truth(old) ? old : value) : binary(sign, old, value)));
  }

  /** `del(.a.b)`, of plain paths. */
  private *without(path: Filter, input: Json, scope: Scope): Generator<Json> {
    if (path.kind === 'comma') {
      for (const one of this.without(path.left, input, scope)) yield* this.without(path.right, one, scope);
      return;
    }
    if (path.kind !== 'field') throw new JqError('del: only paths like .a.b are simulated');
    const [name = null] = this.run(path.name, input, scope);
    yield this.change(path.of, input, scope, (value) => (isObject(value) ? Object.fromEntries(Object.entries(value).filter(([one]) => one !== name)) : Array.isArray(value) ? (value as readonly Json[]).filter((_, at) => at !== name) : value));
  }

  /** What a value becomes when what a plain path leads to is changed. */
  private change(path: Filter, value: Json, scope: Scope, how: (inner: Json) => Json): Json {
    if (path.kind === 'identity') return how(value);
    if (path.kind === 'pipe') return this.change(path.left, value, scope, (inner) => this.change(path.right, inner, scope, how));
    if (path.kind === 'call' && path.name === 'select' && path.args[0] !== undefined) return [...this.run(path.args[0], value, scope)].some(truth) ? how(value) : value;
    if (path.kind === 'each') return this.change(path.of, value, scope, (outer) => (Array.isArray(outer) ? (outer as readonly Json[]).map(how) : isObject(outer) ? Object.fromEntries(Object.entries(outer).map(([key, one]) => [key, how(one)])) : outer));
    if (path.kind !== 'field') throw new JqError('only paths like .a.b[] can be changed in this jq');
    const key = [...this.run(path.name, value, scope)][0] ?? null;
    return this.change(path.of, value, scope, (outer) => {
      if (typeof key === 'string' && (isObject(outer) || outer === null)) return { ...outer, [key]: how(outer === null || !Object.hasOwn(outer, key) ? null : outer[key]!) };
      if (Array.isArray(outer) && typeof key === 'number') return (outer as readonly Json[]).map((one, at) => (at === (key < 0 ? outer.length + key : key) ? how(one) : one));
      return field(outer, key);
    });
  }
}

function sliced(value: Json, from: Json, to: Json): Json {
  if (value === null) return null;
  if (typeof value !== 'string' && !Array.isArray(value)) throw new JqError(`Cannot index ${kindOf(value)} with object`);
  return (value as readonly Json[]).slice(Number(from ?? 0), to === null ? undefined : Number(to));
}
