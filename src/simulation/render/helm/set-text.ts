import type { Json } from '../../base/go/values';

export type Values = { readonly [key: string]: Json };

const LARGEST_INDEX = 65536;
const DEEPEST_NAME = 30;

/** Thrown where the text is over; a key that was being read is then an error, a value is not. */
class End extends Error {}

const isMap = (value: Json | undefined): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What Go says when a value that should be descended into is of another kind. */
function goKind(value: Json): string {
  if (value === null) return 'nil';
  if (Array.isArray(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? (Number.isInteger(value) ? 'int64' : 'float64') : 'string';
}

const cannotDescend = (value: Json, into: string) => new Error(`unable to parse key: interface conversion: interface {} is ${goKind(value)}, not ${into}`);

/** Whole numbers, true, false and null get their type; everything else, "1.5" and "007" too, stays text (strvals.typedVal). */
function typed(text: string): Json {
  const low = text.toLowerCase();
  if (low === 'true' || low === 'false') return low === 'true';
  if (low === 'null') return null;
  if (text === '0') return 0;
  if (!/^[+-]?\d+$/.test(text) || text.startsWith('0')) return text;
  const whole = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, whole) === whole ? Number(whole) : text;
}

const withKey = (data: Values, key: string, value: Json): Values => (key === '' ? data : { ...data, [key]: value });

function withIndex(list: readonly Json[], index: number, value: Json): readonly Json[] {
  if (index > LARGEST_INDEX) throw new Error(`index of ${index} is greater than maximum supported index of ${LARGEST_INDEX}`);
  return Array.from({ length: Math.max(list.length, index + 1) }, (_, at) => (at === index ? value : (list[at] ?? null)));
}

/** Reads one text of `--set`, a character after the other. */
class Reader {
  private readonly characters: readonly string[];
  private at = 0;
  constructor(text: string, private readonly read: (text: string) => Json) {
    this.characters = Array.from(text);
  }

  get over(): boolean {
    return this.at >= this.characters.length;
  }

  /** Up to one of the stops, which is swallowed; a backslash takes the next character as it is. */
  private until(stops: string): { text: string; stop: string | undefined } {
    let text = '';
    while (!this.over) {
      const character = this.characters[this.at++]!;
      if (stops.includes(character)) return { text, stop: character };
      text += character === '\\' ? (this.characters[this.at++] ?? '') : character;
    }
    return { text, stop: undefined };
  }

  /** A value: `{a,b}` is a list, the rest runs to the next comma. */
  private value(): Json {
    if (this.characters[this.at] !== '{') return this.over ? '' : this.read(this.until(',').text);
    this.at++;
    const list: Json[] = [];
    for (;;) {
      const { text, stop } = this.until(',}');
      if (stop === undefined) throw new Error("list must terminate with '}'");
      list.push(this.read(text));
      if (stop === ',') continue;
      if (this.characters[this.at] === ',') this.at++;
      return list;
    }
  }

  private index(): number {
    const { text, stop } = this.until(']');
    if (stop === undefined) throw new Error('error parsing index: EOF');
    if (!/^[+-]?\d+$/.test(text)) throw new Error(`error parsing index: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    const index = Number(text);
    if (index < 0) throw new Error(`negative ${index} index not allowed`);
    return index;
  }

  private item(list: readonly Json[], index: number, depth: number): readonly Json[] {
    const { text, stop } = this.until('[.=');
    if (text !== '') throw new Error(`unexpected data at end of array index: ${JSON.stringify(text)}`);
    if (stop === undefined) throw new End();
    if (stop === '=') return withIndex(list, index, this.value());
    const here = list[index] ?? null;
    if (stop === '.') return withIndex(list, index, this.key(isMap(here) ? here : {}, depth));
    if (here !== null && !Array.isArray(here)) throw cannotDescend(here, '[]interface {}');
    return withIndex(list, index, this.item(here ?? [], this.index(), depth));
  }

  /** One `name=value`, laid over `data`. */
  key(data: Values, depth: number): Values {
    const { text, stop } = this.until('=[,.');
    if (stop === undefined) {
      if (text === '') throw new End();
      throw new Error(`key ${JSON.stringify(text)} has no value`);
    }
    if (stop === '=') return withKey(data, text, this.value());
    if (stop === ',') throw new Error(`key ${JSON.stringify(text)} has no value (cannot end with ,)`);
    const here = Object.hasOwn(data, text) ? data[text]! : undefined;
    if (stop === '[') {
      const index = this.index();
      if (here !== undefined && !Array.isArray(here)) throw cannotDescend(here, '[]interface {}');
      return withKey(data, text, this.item(here ?? [], index, depth));
    }
    if (depth + 1 > DEEPEST_NAME) throw new Error(`value name nested level is greater than maximum supported nested level of ${DEEPEST_NAME}`);
    if (here !== undefined && !isMap(here)) throw cannotDescend(here, 'map[string]interface {}');
    const inner = this.key(here ?? {}, depth + 1);
    return Object.keys(inner).length === 0 ? data : withKey(data, text, inner);
  }
}

/**
 * Lays one text of `--set` (or, with `asText`, of `--set-string`) over values: helm.sh/helm/v4 pkg/strvals, ParseInto and ParseIntoString.
 *
 * An index changes a list that is in `base`; where there is none it begins with an empty one, and gaps are null.
 * @throws Error with the sentence that helm prints, if the text cannot be read.
 */
export function applySet(text: string, base: Values, asText = false): Values {
  const reader = new Reader(text, asText ? (value) => value : typed);
  let values = base;
  while (!reader.over) {
    try {
      values = reader.key(values, 0);
    } catch (error) {
      if (error instanceof End) return values;
      throw error;
    }
  }
  return values;
}
