/** Types, patterns, versions, paths and URLs (sprig reflect.go, regex.go, semver.go, url.go and the entries for package path). */
import { allMatches, compileRegexp } from '../../../base/go/regexp';
import type { Regexp, RegexpMatch } from '../../../base/go/regexp';
import { formatUrl, parseUrl, splitHost } from '../../../base/go/url';
import { GoError, GoObject, typeName } from '../../../base/go/values';
import type { GoInt, GoMap, Value } from '../../../base/go/values';
import { compareVersions, isInRange, parseConstraint, parseVersion, printVersion } from '../../../base/semver';
import type { SemVersion } from '../../../base/semver';
import { deepEqual, fn, kindName, mapOf, texts } from './table';
import type { Functions } from './table';

function pattern(text: string): Regexp {
  const compiled = compileRegexp(text);
  if (!compiled.ok) throw new GoError(compiled.error);
  return compiled.regexp;
}

/** regexp.MustCompile panics with a sentence of its own. */
function mustCompile(text: string): Regexp {
  const compiled = compileRegexp(text);
  if (!compiled.ok) throw new GoError(`regexp: Compile(\`${text}\`): ${compiled.error}`);
  return compiled.regexp;
}

const matches = (expression: Regexp, text: string): readonly RegexpMatch[] => [...allMatches(expression, text)];

/** Regexp.Expand: `$1`, `${1}`, `${name}`, `$$`. */
function expand(template: string, match: RegexpMatch): string {
  return template.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) => {
    if (dollar !== undefined) return '$';
    const name = braced ?? bare!;
    return /^\d+$/.test(name) ? (match.groups[Number(name)] ?? '') : (Object.hasOwn(match.named, name) ? (match.named[name] ?? '') : '');
  });
}

function replaceAll(expression: Regexp, text: string, by: (match: RegexpMatch) => string): string {
  let [result, at] = ['', 0];
  for (const match of matches(expression, text)) {
    result += text.slice(at, match.index) + by(match);
    at = match.end;
  }
  return result + text.slice(at);
}

/** Regexp.Split. */
function split(expression: Regexp, text: string, count: number): readonly string[] {
  if (count === 0) return [];
  if (expression.text.length > 0 && text === '') return [''];
  const parts: string[] = [];
  let [from, end] = [0, 0];
  for (const match of matches(expression, text)) {
    if (count > 0 && parts.length === count - 1) break;
    end = match.index;
    if (match.end !== 0) parts.push(text.slice(from, end));
    from = match.end;
  }
  if (end !== text.length) parts.push(text.slice(from));
  return parts;
}

type Compile = (text: string) => Regexp;
const findAll = (compile: Compile): Functions[string] =>
  fn(['string', 'string', 'int'], (expression: string, text: string, count: GoInt) => texts(matches(compile(expression), text).map(({ groups: [found = ''] }) => found).slice(0, count.int < 0 ? undefined : count.int)));
const find = (compile: Compile): Functions[string] => fn(['string', 'string'], (expression: string, text: string) => matches(compile(expression), text)[0]?.groups[0] ?? '');
const replace = (compile: Compile): Functions[string] =>
  fn(['string', 'string', 'string'], (expression: string, text: string, by: string) => replaceAll(compile(expression), text, (match) => expand(by, match)));
const replaceLiteral = (compile: Compile): Functions[string] =>
  fn(['string', 'string', 'string'], (expression: string, text: string, by: string) => replaceAll(compile(expression), text, () => by));
const splitBy = (compile: Compile): Functions[string] =>
  fn(['string', 'string', 'int'], (expression: string, text: string, count: GoInt) => texts(split(compile(expression), text, count.int)));

const REGEXP: Functions = {
  regexMatch: fn(['string', 'string'], (expression: string, text: string) => { const compiled = compileRegexp(expression); return compiled.ok && matches(compiled.regexp, text).length > 0; }),
  mustRegexMatch: fn(['string', 'string'], (expression: string, text: string) => matches(pattern(expression), text).length > 0),
  regexFindAll: findAll(mustCompile), mustRegexFindAll: findAll(pattern),
  regexFind: find(mustCompile), mustRegexFind: find(pattern),
  regexReplaceAll: replace(mustCompile), mustRegexReplaceAll: replace(pattern),
  regexReplaceAllLiteral: replaceLiteral(mustCompile), mustRegexReplaceAllLiteral: replaceLiteral(pattern),
  regexSplit: splitBy(mustCompile), mustRegexSplit: splitBy(pattern),
  regexQuoteMeta: fn(['string'], (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};

function version(text: string): SemVersion {
  const parsed = parseVersion(text);
  if (!parsed.ok) throw new GoError(parsed.error);
  return parsed.version;
}

function versionObject(one: SemVersion): GoObject {
  const plain = (call: () => Value): GoObject['shape']['methods'][string] => ({ params: [], call });
  return new GoObject({
    type: '*semver.Version', kind: 'ptr', fields: {}, text: printVersion(one), data: one,
    methods: {
      Major: plain(() => Number(one.major)), Minor: plain(() => Number(one.minor)), Patch: plain(() => Number(one.patch)),
      Prerelease: plain(() => one.pre), Metadata: plain(() => one.metadata), Original: plain(() => one.original), String: plain(() => printVersion(one)),
      Compare: { params: ['any'], call: ([other]) => (other instanceof GoObject ? compareVersions(one, other.shape.data as SemVersion) : 0) },
      IncMajor: plain(() => versionObject({ ...one, major: one.major + 1n, minor: 0n, patch: 0n, pre: '', metadata: '' })),
      IncMinor: plain(() => versionObject({ ...one, minor: one.minor + 1n, patch: 0n, pre: '', metadata: '' })),
      IncPatch: plain(() => versionObject({ ...one, patch: one.pre === '' ? one.patch + 1n : one.patch, pre: '', metadata: '' })),
    },
  });
}

function semverCompare(range: string, text: string): boolean {
  const constraint = parseConstraint(range);
  if (!constraint.ok) throw new GoError(constraint.error);
  return isInRange(constraint.groups, version(text));
}

/** path.Clean. */
export function cleanPath(path: string): string {
  if (path === '') return '.';
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  return rooted ? `/${parts.join('/')}` : parts.join('/') || '.';
}

/** path.Base. */
export function basePath(path: string): string {
  if (path === '') return '.';
  const stripped = path.replace(/\/+$/, '');
  return stripped === '' ? '/' : stripped.slice(stripped.lastIndexOf('/') + 1);
}

/** path.Ext. */
export const extensionOf = (path: string): string => /\.[^./]*$/.exec(path)?.[0] ?? '';
const PATHS: Functions = {
  base: fn(['string'], basePath),
  dir: fn(['string'], (path: string) => cleanPath(path.slice(0, path.lastIndexOf('/') + 1))),
  clean: fn(['string'], cleanPath),
  ext: fn(['string'], extensionOf),
  isAbs: fn(['string'], (path: string) => path.startsWith('/')),
};

const typeOf = (value: Value): string => (value == null ? '<nil>' : typeName(value));

function urlParse(text: string): Value {
  const parsed = parseUrl(text);
  if (!parsed.ok) throw new GoError(`unable to parse url: ${parsed.error}`);
  const { scheme, host, path, rawQuery, opaque, fragment, user } = parsed.url;
  const { hostname } = splitHost(parsed.url);
  return mapOf(Object.entries({ scheme, host, hostname, path, query: rawQuery, opaque, fragment: fragment ?? '', userinfo: user ?? '' }));
}

function urlJoin(map: GoMap): string {
  const part = (key: string): string => {
    const value = Object.hasOwn(map, key) ? map[key] : '';
    if (typeof value !== 'string') throw new GoError(`unable to parse ${key} key, must be of type string, but ${kindName(value)} found`);
    return value;
  };
  return formatUrl({
    scheme: part('scheme'), opaque: part('opaque'), user: part('userinfo') === '' ? undefined : part('userinfo'), host: part('host'), path: part('path'), rawPath: '', rawQuery: part('query'),
    fragment: part('fragment') === '' ? undefined : part('fragment'), omitHost: false,
  });
}

export const TYPES: Functions = {
  typeOf: fn(['any'], typeOf),
  typeIs: fn(['string', 'any'], (target: string, value: Value) => target === typeOf(value)),
  typeIsLike: fn(['string', 'any'], (target: string, value: Value) => target === typeOf(value) || `*${target}` === typeOf(value)),
  kindOf: fn(['any'], kindName),
  kindIs: fn(['string', 'any'], (target: string, value: Value) => target === kindName(value)),
  deepEqual: fn(['any', 'any'], deepEqual),
  ...REGEXP,
  semver: fn(['string'], (text: string) => versionObject(version(text))),
  semverCompare: fn(['string', 'string'], semverCompare),
  ...PATHS,
  ...Object.fromEntries(Object.entries(PATHS).map(([name, path]) => [`os${name[0]!.toUpperCase()}${name.slice(1)}`, path])),
  urlParse: fn(['string'], urlParse),
  urlJoin: fn(['map'], urlJoin),
};
