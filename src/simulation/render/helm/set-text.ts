/** The texts of --set and its relatives (helm pkg/strvals: parser.go, literal_parser.go). */
import { GoError, isList, isMap, typeName } from '../../base/go/values';
import type { GoMap, Value } from '../../base/go/values';
import { quote } from '../../base/go/quote';
import { JsonError, parseJsonValue } from '../../api/manifest/json-text';
import { copyMap, newMap } from './functions/table';
import type { MutableMap } from './functions/table';
import { valueOfTree } from './yaml-values';

export type Values = GoMap;

/** How a value is read: `--set`, `--set-string`, `--set-file` (by what `readFile` gives), `--set-json`, `--set-literal`. */
export type SetKind = 'typed' | 'text' | 'file' | 'json' | 'literal';

const LARGEST_INDEX = 65536;
const DEEPEST_NAME = 30;

/** The text is over: io.EOF, which ends the work without being an error where no key was begun. */
class End extends Error {}

/** The text is over within an index: an error for helm 3, the end for helm 4, which looks for io.EOF within it. */
class UnfinishedIndex extends GoError {}

const cannotDescend = (value: Value, into: string): GoError => new GoError(`unable to parse key: interface conversion: interface {} is ${value == null ? 'nil' : typeName(value)}, not ${into}`);

/** Whole numbers, true, false and null get their type; everything else, "1.5" and "007" too, stays text (typedVal). */
function typed(text: string): Value {
  const low = text.toLowerCase();
  if (low === 'true' || low === 'false') return low === 'true';
  if (low === 'null') return null;
  if (text === '0') return 0;
  if (!/^[+-]?\d+$/.test(text) || text.startsWith('0')) return text;
  const whole = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, whole) === whole ? Number(whole) : text;
}

const put = (data: MutableMap, key: string, value: Value): void => {
  if (key !== '') data[key] = value;
};

function putAt(list: readonly Value[], index: number, value: Value): Value[] {
  if (index > LARGEST_INDEX) throw new GoError(`index of ${index} is greater than maximum supported index of ${LARGEST_INDEX}`);
  return Array.from({ length: Math.max(list.length, index + 1) }, (_, at) => (at === index ? value : (list[at] ?? null)));
}

class Reader {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(text: string, private readonly kind: SetKind, private readonly read: (text: string) => Value) {
    this.characters = Array.from(text);
  }

  private get over(): boolean {
    return this.at >= this.characters.length;
  }

  /** Up to one of the stops, which is swallowed; a backslash takes the next character as it is, unless all is literal. */
  private until(stops: string): { text: string; stop: string | undefined } {
    let text = '';
    while (!this.over) {
      const character = this.characters[this.at++]!;
      if (stops.includes(character)) return { text, stop: character };
      text += character === '\\' && this.kind !== 'literal' ? (this.characters[this.at++] ?? '') : character;
    }
    return { text, stop: undefined };
  }

  /** emptyVal: whether nothing but blanks stands before a comma or the end; these are swallowed. */
  private nothing(): boolean {
    for (;;) {
      const character = this.characters[this.at];
      if (character === undefined) return true;
      if (character !== ',' && !/\s/u.test(character)) return false;
      this.at += 1;
      if (character === ',') return true;
    }
  }

  private json(): Value {
    if (this.nothing()) return null;
    const rest = this.characters.slice(this.at).join('');
    try {
      const { tree, end } = parseJsonValue(rest, 0);
      this.at += Array.from(rest.slice(0, end)).length;
      this.nothing();
      return valueOfTree(tree);
    } catch (error) {
      if (error instanceof JsonError) throw new GoError(error.message);
      throw error;
    }
  }

  /** A value: `{a,b}` is a list, the rest runs to the next comma. */
  private value(): Value {
    if (this.kind === 'literal') return this.until('').text;
    if (this.kind === 'json') return this.json();
    if (this.characters[this.at] !== '{') return this.over ? '' : this.read(this.until(',').text);
    this.at += 1;
    const list: Value[] = [];
    for (;;) {
      const { text, stop } = this.until(',}');
      if (stop === undefined) throw new GoError("list must terminate with '}'");
      if (stop === '}' && this.characters[this.at] === ',') this.at += 1;
      list.push(this.read(text));
      if (stop === '}') return list;
    }
  }

  private index(): number {
    const { text, stop } = this.until(']');
    if (stop === undefined) throw new UnfinishedIndex('error parsing index: EOF');
    if (!/^[+-]?\d+$/.test(text)) throw new GoError(`error parsing index: strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
    return Number(text);
  }

  /** listItem: gives the list with the item in it, and whether the text ended before. */
  private item(list: readonly Value[], index: number, depth: number): Value[] {
    if (index < 0) throw new GoError(`negative ${index} index not allowed`);
    const { text, stop } = this.until('[.=');
    if (text !== '') throw new GoError(`unexpected data at end of array index: ${quote(text)}`);
    if (stop === undefined) throw new End();
    if (stop === '=') return putAt(list, index, this.value());
    const here = list[index] ?? null;
    if (stop === '.') {
      const inner: MutableMap = isMap(here) ? (here as MutableMap) : newMap();
      this.key(inner, depth);
      return putAt(list, index, inner);
    }
    const next = this.index();
    if (here !== null && !isList(here)) throw cannotDescend(here, '[]interface {}');
    return putAt(list, index, this.item(here ?? [], next, depth));
  }

  /** One `name=value`, laid into `data`. */
  key(data: MutableMap, depth: number): void {
    const { text, stop } = this.until(this.kind === 'literal' ? '=[.' : '=[,.');
    if (stop === undefined) {
      if (text === '') throw new End();
      throw new GoError(`key ${quote(text)} has no value`);
    }
    if (stop === '=') return put(data, text, this.value());
    if (stop === ',') {
      put(data, text, '');
      throw new GoError(`key ${quote(text)} has no value (cannot end with ,)`);
    }
    const here = Object.hasOwn(data, text) ? data[text] : undefined;
    if (stop === '[') {
      const index = this.index();
      if (here !== undefined && !isList(here)) throw cannotDescend(here, '[]interface {}');
      return put(data, text, this.item((here as readonly Value[] | undefined) ?? [], index, depth));
    }
    if (depth + 1 > DEEPEST_NAME) throw new GoError(`value name nested level is greater than maximum supported nested level of ${DEEPEST_NAME}`);
    if (here !== undefined && !isMap(here)) throw cannotDescend(here, 'map[string]interface {}');
    const inner = (here as MutableMap | undefined) ?? newMap();
    this.key(inner, depth + 1);
    if (Object.keys(inner).length === 0) throw new GoError(`key map ${quote(text)} has no value`);
    put(data, text, inner);
  }

  all(data: MutableMap, unfinishedIndexEnds: boolean): void {
    for (;;) {
      try {
        this.key(data, 0);
      } catch (error) {
        if (error instanceof End || (unfinishedIndexEnds && error instanceof UnfinishedIndex)) return;
        throw error;
      }
    }
  }
}

/**
 * Lays one text of `--set` or a relative over values, which stay as they are: an index changes a list that is in `base`; where there is none it
 * begins with an empty one, and gaps are null. Throws a GoError with helm's sentence for a text that cannot be read.
 */
export function applySet(text: string, base: Values, kind: SetKind = 'typed', readFile?: (path: string) => string, unfinishedIndexEnds = false): MutableMap {
  const data = copyMap(base);
  new Reader(text, kind, kind === 'typed' ? typed : kind === 'file' ? (path) => readFile!(path) : (value) => value).all(data, unfinishedIndexEnds);
  return data;
}
