/** Running jq: each result with the place at which it stands in the input, where it stands there (github.com/itchyny/gojq execute.go). */
import { isObject } from '../../../api/schema/walk';
import { addJq, FUNCTIONS } from './functions';
import { JqSyntaxError } from './lex';
import type { Query } from './parse';
import { compareJq, isTrue, JqError, typeName } from './values';
import type { JqPath } from './values';

/** `path` undefined: a value that was made and stands nowhere. */
export interface Found {
  readonly value: unknown;
  readonly path: JqPath | undefined;
}

type Runner = (query: Query, input: Found) => Iterable<Found>;

const made = (value: unknown): Found => ({ value, path: undefined });
/** More results than this are no path expression but a mistake; upstream stops after a second. */
const MAX_RESULTS = 100_000;

function indexed({ value, path }: Found, by: unknown): Found {
  const at = (step: string | number, found: unknown): Found => ({ value: found ?? null, path: path === undefined ? undefined : [...path, step] });
  if (typeof by === 'string' && (isObject(value) || value === null)) return at(by, value === null ? null : Object.hasOwn(value, by) ? value[by] : null);
  if (typeof by === 'number' && (Array.isArray(value) || value === null)) {
    const index = Math.floor(by);
    return at(index, Array.isArray(value) ? (value.at(index) as unknown) : null);
  }
  throw new JqError(`expected ${typeof by === 'string' ? 'an object' : 'an array'} but got: ${typeName(value)}`);
}

function* each(input: Found): Iterable<Found> {
  const { value } = input;
  if (Array.isArray(value)) for (let at = 0; at < value.length; at += 1) yield indexed(input, at);
  else if (isObject(value)) for (const key of Object.keys(value).sort()) yield indexed(input, key);
  else throw new JqError(`cannot iterate over: ${typeName(value)}`);
}

function* descend(input: Found): Iterable<Found> {
  yield input;
  if (Array.isArray(input.value) || isObject(input.value)) for (const child of each(input)) yield* descend(child);
}

function binary(operator: string, a: unknown, b: unknown): unknown {
  switch (operator) {
    case '==': return compareJq(a, b) === 0;
    case '!=': return compareJq(a, b) !== 0;
    case '<': return compareJq(a, b) < 0;
    case '<=': return compareJq(a, b) <= 0;
    case '>': return compareJq(a, b) > 0;
    case '>=': return compareJq(a, b) >= 0;
    case '+': return addJq(a, b);
  }
  if (operator === '-' && Array.isArray(a) && Array.isArray(b)) return a.filter((item) => !b.some((other) => compareJq(item, other) === 0));
  if (typeof a !== 'number' || typeof b !== 'number') throw new JqError(`cannot calculate with: ${typeName(a)} and ${typeName(b)}`);
  if ((operator === '/' || operator === '%') && Math.trunc(b) === 0 && b === 0) throw new JqError('cannot divide by zero');
  return operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : Math.trunc(a) % Math.trunc(b);
}

const NAMED: ReadonlySet<string> = new Set(['select/1', 'map/1', 'recurse/0', 'recurse/1', 'empty/0', 'error/0', 'error/1', 'first/0', 'first/1', 'last/0', 'any/1', 'all/1', 'values/0', 'nulls/0', 'strings/0', 'numbers/0', 'booleans/0', 'arrays/0', 'objects/0', 'iterables/0', 'scalars/0', 'getpath/1']);
const OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  values: (value) => value !== null, nulls: (value) => value === null, strings: (value) => typeof value === 'string', numbers: (value) => typeof value === 'number',
  booleans: (value) => typeof value === 'boolean', arrays: Array.isArray, objects: isObject, iterables: (value) => typeof value === 'object' && value !== null, scalars: (value) => typeof value !== 'object' || value === null,
};

/** What there is no function for is found before anything runs (compile.go). */
export function checkCalls(query: Query): void {
  const inner: unknown[] = Object.values(query);
  if (query.kind === 'call') {
    const key = `${query.name}/${query.args.length}`;
    if (!NAMED.has(key) && !Object.hasOwn(FUNCTIONS, key)) throw new JqSyntaxError(`function not defined: ${key}`);
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value) && typeof value.kind === 'string') checkCalls(value as unknown as Query);
  };
  if (query.kind !== 'literal') inner.forEach(visit);
}

function* call(name: string, args: readonly Query[], input: Found, run: Runner): Iterable<Found> {
  const [arg] = args;
  const values = (query: Query): unknown[] => [...run(query, input)].map(({ value }) => value);
  if (args.length === 0 && Object.hasOwn(OF_TYPE, name)) {
    if (OF_TYPE[name]!(input.value)) yield input;
    return;
  }
  switch (`${name}/${args.length}`) {
    case 'select/1':
      for (const { value } of run(arg!, input)) if (isTrue(value)) yield input;
      return;
    case 'map/1':
      yield made([...each(input)].flatMap((item) => [...run(arg!, item)].map(({ value }) => value)));
      return;
    case 'recurse/0':
      yield* descend(input);
      return;
    case 'recurse/1':
      yield input;
      for (const next of run(arg!, input)) yield* call(name, args, next, run);
      return;
    case 'empty/0':
      return;
    case 'error/0':
    case 'error/1':
      throw new JqError('error');
    case 'first/0':
      yield indexed(input, 0);
      return;
    case 'last/0':
      yield indexed(input, -1);
      return;
    case 'first/1':
      for (const one of run(arg!, input)) {
        yield one;
        return;
      }
      return;
    case 'any/1':
    case 'all/1': {
      const answers = [...each(input)].flatMap((item) => [...run(arg!, item)].map(({ value }) => isTrue(value)));
      yield made(name === 'any' ? answers.some(Boolean) : answers.every(Boolean));
      return;
    }
    case 'getpath/1':
      for (const path of values(arg!)) yield (Array.isArray(path) ? path : []).reduce<Found>((found, step: unknown) => indexed(found, step), input);
      return;
  }
  const simple = FUNCTIONS[`${name}/${args.length}`];
  if (simple === undefined) throw new JqError(`function not defined: ${name}/${args.length}`);
  const combine = function* (given: readonly unknown[], rest: readonly Query[]): Iterable<Found> {
    const [query, ...more] = rest;
    if (query === undefined) yield made(simple(input.value, ...given));
    else for (const value of values(query)) yield* combine([...given, value], more);
  };
  yield* combine([], args);
}

function* evaluate(query: Query, input: Found): Iterable<Found> {
  switch (query.kind) {
    case 'identity':
      yield input;
      return;
    case 'descend':
      yield* descend(input);
      return;
    case 'literal':
      yield made(query.value);
      return;
    case 'index':
      for (const of of evaluate(query.of, input)) for (const by of evaluate(query.by, input)) yield indexed(of, by.value);
      return;
    case 'slice':
      for (const { value } of evaluate(query.of, input)) {
        const bound = (one: Query | undefined): number | undefined => (one === undefined ? undefined : Number([...evaluate(one, input)][0]?.value));
        if (!Array.isArray(value) && typeof value !== 'string') throw new JqError(`cannot slice: ${typeName(value)}`);
        yield made(value.slice(bound(query.from), bound(query.to)));
      }
      return;
    case 'iterate':
      for (const of of evaluate(query.of, input)) yield* each(of);
      return;
    case 'try':
      try {
        yield* evaluate(query.body, input);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      return;
    case 'pipe':
      for (const left of evaluate(query.left, input)) yield* evaluate(query.right, left);
      return;
    case 'comma':
      yield* evaluate(query.left, input);
      yield* evaluate(query.right, input);
      return;
    case 'negate':
      for (const { value } of evaluate(query.body, input)) yield made(binary('-', 0, value));
      return;
    case 'if':
      for (const { value } of evaluate(query.condition, input)) yield* evaluate(isTrue(value) ? query.then : query.else, input);
      return;
    case 'array':
      yield made(query.body === undefined ? [] : [...evaluate(query.body, input)].map(({ value }) => value));
      return;
    case 'object':
      yield made(Object.fromEntries(query.entries.map(([key, value]) => [String([...evaluate(key, input)][0]?.value), [...evaluate(value, input)][0]?.value ?? null])));
      return;
    case 'call':
      yield* call(query.name, query.args, input, evaluate);
      return;
    case 'binary':
      yield* operate(query.operator, query.left, query.right, input);
  }
}

function* operate(operator: string, left: Query, right: Query, input: Found): Iterable<Found> {
  if (operator === '//') {
    const found: Found[] = [];
    try {
      for (const one of evaluate(left, input)) if (isTrue(one.value)) found.push(one);
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
    }
    yield* found.length > 0 ? found : evaluate(right, input);
    return;
  }
  if (operator === 'and' || operator === 'or') {
    for (const { value } of evaluate(left, input)) {
      if (isTrue(value) === (operator === 'or')) yield made(operator === 'or');
      else for (const other of evaluate(right, input)) yield made(isTrue(other.value));
    }
    return;
  }
  for (const b of evaluate(right, input)) for (const a of evaluate(left, input)) yield made(binary(operator, a.value, b.value));
}

/** `path(query)`: the places that the query names. Throws a {@link JqError}. */
export function pathsIn(query: Query, value: unknown): JqPath[] {
  const paths: JqPath[] = [];
  for (const { path } of evaluate(query, { value, path: [] })) {
    if (path === undefined) throw new JqError('invalid path expression');
    if (paths.length >= MAX_RESULTS) throw new JqError('too many results');
    paths.push(path);
  }
  return paths;
}
