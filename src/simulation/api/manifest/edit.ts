/** Changes of single fields in the text of a manifest: what is not touched, comments too, stays as it was written. */
import type { JsonValue } from '../scalars';
import { parseDocument } from '../yaml';
import type { MappingEntry, MappingTree, SequenceTree, Tree } from '../yaml';
import { keyText, toJson } from './json';

export type Path = readonly (string | number)[];

/** Sets a field (the mappings above it are made where they lack) or takes an entry or item away. */
export type Edit = { readonly op: 'set'; readonly path: Path; readonly value: JsonValue } | { readonly op: 'remove'; readonly path: Path };

const entryOf = (node: MappingTree, key: string): MappingEntry | undefined => node.entries.findLast((entry) => keyText(entry.key) === key);

const isFlow = (text: string, node: Tree): boolean => text[node.start] === '{' || text[node.start] === '[';
const isNull = (node: Tree): boolean => node.type === 'scalar' && node.scalar.kind === 'null';

/** Where what belongs to a node ends: a block collection's own end lies behind the comments that follow it. */
function endOf(text: string, node: Tree): number {
  if (node.type === 'scalar' || isFlow(text, node)) return node.end;
  const last = node.type === 'mapping' ? node.entries.at(-1) : undefined;
  if (last !== undefined) return Math.max(last.key.end, endOf(text, last.value));
  const item = node.type === 'sequence' ? node.items.at(-1) : undefined;
  return item === undefined ? node.end : endOf(text, item);
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Behind the line break of the line in which `at` lies; `at` itself where a line begins there. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next + 1;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*$/;
const WORDS = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);
const word = (value: string): string => (PLAIN.test(value) && !WORDS.has(value.toLowerCase()) ? value : JSON.stringify(value));

/** A value on one line; `json`: with every text in quotes. */
function flow(value: JsonValue, json: boolean): string {
  if (typeof value === 'string') return json ? JSON.stringify(value) : word(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => flow(item, json)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, item]) => `${json ? JSON.stringify(key) : word(key)}: ${flow(item as JsonValue, json)}`).join(', ')}}`;
}

/** An entry of a block mapping: mappings go on in lines of their own, everything else stays on the line of its key. */
function block(key: string, value: JsonValue, indent: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) return `${indent}${word(key)}: ${flow(value, false)}\n`;
  return `${indent}${word(key)}:\n${Object.entries(value).map(([name, inner]) => block(name, inner as JsonValue, `${indent}  `)).join('')}`;
}

const nested = (path: Path, value: JsonValue): JsonValue => path.reduceRight<JsonValue>((inner, key) => ({ [String(key)]: inner }), value);

const splice = (text: string, start: number, end: number, middle: string): string => text.slice(0, start) + middle + text.slice(end);
const closed = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function addEntry(text: string, node: MappingTree, key: string, value: JsonValue): string {
  if (isFlow(text, node)) {
    const json = text.trimStart().startsWith('{');
    const written = `${json ? JSON.stringify(key) : word(key)}: ${flow(value, json)}`;
    const last = node.entries.at(-1);
    if (last === undefined) return splice(text, node.start, node.end, `{${written}}`);
    const end = Math.max(last.key.end, last.value.end);
    return splice(text, end, end, `, ${written}`);
  }
  const whole = closed(text);
  const first = node.entries[0]!.key.start;
  const indent = ' '.repeat(first - lineStart(whole, first));
  const at = lineEnd(whole, endOf(whole, node));
  return splice(whole, at, at, block(key, value, indent));
}

/** `entry: …` or `entry:` alone, on the lines of a block mapping. */
function replaceEntry(text: string, { key, value }: MappingEntry, name: string, next: JsonValue): string {
  const onLine = value.type === 'scalar' || isFlow(text, value);
  if (onLine && !isNull(value) && (typeof next !== 'object' || next === null || isFlow(text, value))) return splice(text, value.start, value.end, flow(next, text.trimStart().startsWith('{')));
  const whole = closed(text);
  const start = lineStart(whole, key.start);
  const dash = whole.slice(start, key.start);
  const written = block(name, next, ' '.repeat(dash.length));
  return splice(whole, start, lineEnd(whole, Math.max(key.end, endOf(whole, value))), dash + written.slice(dash.length));
}

function removeEntry(text: string, node: MappingTree, entry: MappingEntry): string {
  if (isFlow(text, node)) {
    const rest = node.entries.filter((one) => one !== entry);
    const at = node.entries.indexOf(entry);
    if (rest.length === 0) return splice(text, node.start, node.end, '{}');
    return at === 0 ? splice(text, entry.key.start, node.entries[1]!.key.start, '') : splice(text, Math.max(node.entries[at - 1]!.key.end, node.entries[at - 1]!.value.end), Math.max(entry.key.end, entry.value.end), '');
  }
  const start = lineStart(text, entry.key.start);
  const next = node.entries[node.entries.indexOf(entry) + 1];
  // The first field of an item stands behind the dash: what follows moves up to it.
  if (/[^ ]/.test(text.slice(start, entry.key.start)) && next !== undefined) return splice(text, entry.key.start, next.key.start, '');
  const end = Math.max(entry.key.end, endOf(text, entry.value));
  if (node.entries.length === 1) return splice(text, entry.key.start, end, '{}');
  return splice(text, start, lineEnd(text, end), '');
}

function removeItem(text: string, node: SequenceTree, index: number): string {
  const item = node.items[index]!;
  if (isFlow(text, node)) return splice(text, node.start, node.end, flow(node.items.filter((one) => one !== item).map(toJson), text.trimStart().startsWith('{')));
  const start = lineStart(text, text.lastIndexOf('-', item.start));
  return splice(text, start, lineEnd(text, endOf(text, item)), '');
}

function set(text: string, node: Tree, path: Path, value: JsonValue): string | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  if (typeof key === 'number') return node.type === 'sequence' && node.items[key] !== undefined ? set(text, node.items[key], rest, value) : undefined;
  if (node.type !== 'mapping') return undefined;
  const entry = entryOf(node, key);
  if (entry === undefined) return addEntry(text, node, key, nested(rest, value));
  if (rest.length === 0) return replaceEntry(text, entry, key, value);
  if (isNull(entry.value)) return replaceEntry(text, entry, key, nested(rest, value));
  return set(text, entry.value, rest, value);
}

/** Takes an entry away, and with the last entry or item of a collection the collection too. */
function remove(text: string, root: Tree, path: Path): string | undefined {
  const parents: Tree[] = [root];
  for (const key of path.slice(0, -1)) {
    const node = parents.at(-1)!;
    const next = typeof key === 'number' ? (node.type === 'sequence' ? node.items[key] : undefined) : node.type === 'mapping' ? entryOf(node, key)?.value : undefined;
    if (next === undefined) return undefined;
    parents.push(next);
  }
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const [node, key] = [parents[depth]!, path[depth]!];
    const alone = node.type === 'mapping' ? node.entries.length === 1 : node.type === 'sequence' && node.items.length === 1;
    // An item of a list is never taken away for being empty: it stands for something.
    if (alone && depth > 0 && typeof path[depth - 1] !== 'number') continue;
    if (node.type === 'mapping' && typeof key === 'string') {
      const entry = entryOf(node, key);
      return entry === undefined ? undefined : removeEntry(text, node, entry);
    }
    return node.type === 'sequence' && typeof key === 'number' && node.items[key] !== undefined ? removeItem(text, node, key) : undefined;
  }
  return undefined;
}

/**
 * The text of one YAML or JSON document after an edit. Undefined where it cannot be made in place: the path leads through something that is not
 * there, or the text does not parse. An anchor's node is changed for everything that names it.
 */
export function editDocument(text: string, edit: Edit): string | undefined {
  let root: Tree | undefined;
  try {
    root = parseDocument(text);
  } catch {
    return undefined;
  }
  if (root === undefined) return undefined;
  return edit.op === 'set' ? set(text, root, edit.path, edit.value) : remove(text, root, edit.path);
}
