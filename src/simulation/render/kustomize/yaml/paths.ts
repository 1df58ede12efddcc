/** Ways into a document: kyaml's PathGetter and PathMatcher, and how paths are taken apart. */
import { GoError } from '../../../base/go/values';
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import { composeNode } from './read';
import { container, demand, field, getField, isMissing, scalar, setField } from './node';
import { printNode } from './print';
import type { Kind, Node } from './node';

/** PathSplitter: a backslash takes the delimiter into a part. */
export function splitPath(path: string, delimiter: string): string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === '') parts.shift();
  const result = [parts[0]!];
  for (const part of parts.slice(1)) {
    const last = result[result.length - 1]!;
    if (last.endsWith('\\')) result[result.length - 1] = `${last.slice(0, -1)}${delimiter}${part}`;
    else result.push(part);
  }
  return result;
}

/** SmarterPathSplitter: dots within brackets do not part. */
export function splitFieldPath(path: string): string[] {
  const split = splitPath(path, '.');
  const result: string[] = [];
  for (let i = 0; i < split.length; i += 1) {
    const part = split[i]!;
    if (!part.startsWith('[') || part.endsWith(']')) {
      result.push(part);
      continue;
    }
    const bracketed = [part];
    while (i < split.length - 1) {
      i += 1;
      bracketed.push(split[i]!);
      if (split[i]!.endsWith(']')) break;
    }
    const joined = bracketed.join('.');
    result.push(joined.includes('=') ? joined : joined.replace(/^[[\]]+|[[\]]+$/g, ''));
  }
  return result;
}

const isListIndex = (part: string): boolean => part.startsWith('[') && part.endsWith(']');
const isNumber = (part: string): boolean => /^[+-]?\d+$/.test(part);
const isPlace = (part: string): boolean => isNumber(part) && Number(part) >= 0;

/** SplitIndexNameValue: `[name=web]`. */
function nameAndValue(part: string): readonly [name: string, value: string] {
  const inner = part.replace(/\]$/, '').replace(/^\[/, '');
  const at = inner.indexOf('=');
  if (at < 0) throw new GoError('list path element must contain fieldName=fieldValue for element to match');
  return [inner.slice(0, at), inner.slice(at + 1)];
}

function kindOfNext(next: string, last: Kind): Kind {
  if (isListIndex(next) || isPlace(next)) return 'list';
  return next === '' ? last : 'map';
}

function elementAt(node: Node, index: number): Node | undefined {
  demand(node, 'list');
  if (index >= 0) return node.content[index];
  if (node.content.length === 0) throw new GoError('index out of range');
  return node.content[node.content.length - 1];
}

/** ElementMatcher by one field, or by the value of the item itself. */
function elementWith(node: Node, name: string, value: string): Node | undefined {
  demand(node, 'list');
  if (name === '') return node.content.find((item) => item.value === value);
  return node.content.find((item) => !isMissing(item) && item.kind === 'map' && field(item, name)?.value === value);
}

function step(node: Node, part: string, next: string, create: Kind | undefined): Node | undefined {
  if (isNumber(part)) {
    if (Number(part) < 0) throw new GoError(`array index ${Number(part)} cannot be negative`);
    return elementAt(node, Number(part));
  }
  if (part === '-') return elementAt(node, -1);
  if (part === '*') throw new GoError('wildcard is not supported in PathGetter');
  if (isListIndex(part)) {
    const [name, value] = nameAndValue(part);
    const found = elementWith(node, name, value);
    if (found !== undefined || create === undefined) return found;
    const item = name === '' ? scalar(value) : container('map', [scalar(name), scalar(value)]);
    node.content.push(item);
    return item;
  }
  const found = getField(node, part);
  if (found !== undefined || create === undefined || isMissing(node)) return found;
  return setField(node, part, container(kindOfNext(next, create)));
}

/** Lookup, and LookupCreate with a kind: what is missing on the way is made, and at its end a node of that kind. */
export function lookup(node: Node | undefined, path: readonly string[], create?: Kind): Node | undefined {
  const parts = path.map((part) => part.trim()).filter((part) => part !== '');
  let match = node;
  for (let i = 0; i < parts.length && match !== undefined; i += 1) match = step(match, parts[i]!, parts[i + 1] ?? '', create);
  return match;
}

function matcher(source: string): (text: string) => boolean {
  const compiled = compileRegexp(source);
  if (!compiled.ok) throw new GoError(compiled.error);
  return (text) => regexpMatches(compiled.regexp, text);
}

/** PathMatcher: every place a path with `[name=regex]`, `*` and numbers leads to. Undefined where there is none. */
export function matchPath(node: Node, path: readonly string[], create?: Kind): Node[] | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return [node];
  if (isPlace(part)) return matchIndex(node, part, rest, create);
  if (isListIndex(part)) return matchItems(node, part, rest, create);
  if (part === '*') {
    demand(node, 'list');
    const found = node.content.flatMap((item) => matchPath(item, rest, create) ?? []);
    return found.length === 0 ? undefined : found;
  }
  let next = getField(node, part);
  if (next === undefined) {
    if (create === undefined) return undefined;
    next = container(kindOfNext(rest[0] ?? '', create));
    if (!isMissing(node)) setField(node, part, next);
  }
  if (next.kind === 'scalar' && rest.length > 0) {
    // A document within a text; what is found there is not written back.
    const inner = composeNode(next.value);
    return inner === undefined ? undefined : matchPath(inner, rest, create);
  }
  return matchPath(next, rest, create);
}

function matchIndex(node: Node, part: string, rest: readonly string[], create: Kind | undefined): Node[] | undefined {
  demand(node, 'list');
  const index = Number(part);
  if (node.content.length === index && create !== undefined) node.content.push(container(kindOfNext(rest[0] ?? '', create)));
  if (node.content.length < index + 1) throw new GoError(`index ${index} specified but only ${node.content.length} elements found`);
  return matchPath(node.content[index]!, rest, create);
}

function matchItems(node: Node, part: string, rest: readonly string[], create: Kind | undefined): Node[] | undefined {
  const [name, source] = nameAndValue(part);
  demand(node, 'list');
  const find = (): Node[] => {
    const matches = node.content.length === 0 ? (): boolean => false : matcher(source);
    return node.content.flatMap((item) => {
      if (name === '') return matches(printNode(item).trim()) ? [item] : [];
      const value = field(item, name);
      return value !== undefined && matches(printNode(value).trim()) ? (matchPath(item, rest, create) ?? []) : [];
    });
  };
  let found = find();
  if (found.length === 0 && create !== undefined) {
    node.content.push(name === '' ? scalar(source) : container('map', [scalar(name), scalar(source)]));
    // An expression that does not match its own text would be added for ever.
    found = find();
  }
  return found.length === 0 ? undefined : found;
}
