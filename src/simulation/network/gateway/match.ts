/** Which request a rule matches, and which match goes before which (HTTPRouteRule.matches of apis/v1). */
import { compileRegexp } from '../../base/go/regexp';
import type { HttpRequest, RouteMatch, ValueMatch } from './types';

/** Expressions have to match the whole, as Envoy has them. */
function matchesWhole(expression: string, text: string): boolean {
  const compiled = compileRegexp(`^(?:${expression})$`);
  return compiled.ok && compiled.regexp.find(text, 0) !== undefined;
}

const DEFAULT_PATH = { type: 'PathPrefix', value: '/' } as const;
export const pathOf = (path: string): string => path.split(/[?#]/, 1)[0]!;

/** A prefix without the slash at its end, which does not count. */
export const bare = (prefix: string): string => prefix.replace(/\/+$/, '');

function pathMatches({ path = DEFAULT_PATH }: RouteMatch, asked: string): boolean {
  const { type = 'PathPrefix', value = '/' } = path;
  if (type === 'Exact') return asked === value;
  if (type === 'RegularExpression') return matchesWhole(value, asked);
  const prefix = bare(value);
  return asked === prefix || asked.startsWith(`${prefix}/`);
}

const valueMatches = ({ type = 'Exact', value }: ValueMatch, found: string | undefined): boolean => found !== undefined && (type === 'Exact' ? found === value : matchesWhole(value, found));

/** Of a name that stands twice the first value. */
function queryOf(path: string): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(path.split('#', 1)[0]!.split('?').slice(1).join('?'))) if (!result.has(name)) result.set(name, value);
  return result;
}

/** Of matches that name one header twice the first counts. */
const unique = (matches: readonly ValueMatch[], key: (name: string) => string): readonly ValueMatch[] => matches.filter(({ name }, index) => matches.findIndex((other) => key(other.name) === key(name)) === index);
const lower = (name: string): string => name.toLowerCase();
const same = (name: string): string => name;

/** What a request lacks of a match. */
export type Mismatch = 'path' | 'method' | 'headers' | 'query';

/** The first part of a match that a request does not have; undefined: it matches. */
export function mismatchOf(match: RouteMatch, { path, method, headers }: HttpRequest): Mismatch | undefined {
  if (!pathMatches(match, pathOf(path))) return 'path';
  if (match.method !== undefined && match.method !== method) return 'method';
  const sent = new Map(Object.entries(headers).map(([name, value]) => [lower(name), value]));
  if (!unique(match.headers ?? [], lower).every((one) => valueMatches(one, sent.get(lower(one.name))))) return 'headers';
  const query = queryOf(path);
  return unique(match.queryParams ?? [], same).every((one) => valueMatches(one, query.get(one.name))) ? undefined : 'query';
}

export const requestMatches = (match: RouteMatch, request: HttpRequest): boolean => mismatchOf(match, request) === undefined;

const PATH_RANK = { Exact: 2, RegularExpression: 1, PathPrefix: 0 } as const;

/** The numbers by which matches are put in order, the larger first: kind of the path (Exact, expressions, prefixes), its length, a method, headers, query parameters. */
export function weightOf({ path = DEFAULT_PATH, method, headers = [], queryParams = [] }: RouteMatch): readonly number[] {
  const { type = 'PathPrefix', value = '/' } = path;
  return [PATH_RANK[type], type === 'PathPrefix' ? bare(value).length : value.length, method === undefined ? 0 : 1, unique(headers, lower).length, unique(queryParams, same).length];
}
