import { quote } from '../../base/go/quote';
import { MAX_DEPTH, goFloat } from '../yaml';
import type { MappingEntry, Tree } from '../yaml';

/** What encoding/json says to a text that is no JSON, in its words. */
export class JsonError extends Error {
  constructor(
    message: string,
    /** Where the text went wrong, in UTF-16 units. */
    readonly offset: number,
    /** A syntax error, not the end of the text. */
    readonly syntax: boolean,
  ) {
    super(message);
  }
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPED: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** encoding/json quoteChar. */
export function quoteChar(char: string): string {
  if (char === "'") return "'\\''";
  if (char === '"') return "'\"'";
  return `'${quote(char).slice(1, -1)}'`;
}

/** One JSON value of a text as a tree with places; `end`: where it stops. Throws a JsonError as encoding/json would. */
export function parseJsonValue(text: string, from: number): { tree: Tree; end: number } {
  const reader = new JsonReader(text, from);
  const tree = reader.value('looking for beginning of value', 0);
  return { tree, end: reader.at };
}

class JsonReader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  value(context: string, depth: number): Tree {
    this.space();
    const start = this.at;
    const char = this.text.charAt(start);
    if (depth > MAX_DEPTH) throw new JsonError('exceeded max depth', start, true);
    if (char === '{') return this.object(depth);
    if (char === '[') return this.array(depth);
    if (char === '"') return { type: 'scalar', start, scalar: { kind: 'string', value: this.string() }, end: this.at, merge: false };
    if (char === '-' || (char >= '0' && char <= '9')) return this.number();
    if (char === 't') return this.literal('true');
    if (char === 'f') return this.literal('false');
    if (char === 'n') return this.literal('null');
    throw this.wrong(context);
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.test(this.text);
    this.at = SPACE.lastIndex;
  }

  private wrong(context: string): JsonError {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return this.at >= this.text.length ? new JsonError('unexpected EOF', this.at, false) : new JsonError(`invalid character ${quoteChar(char)} ${context}`, this.at, true);
  }

  private object(depth: number): Tree {
    const start = this.at;
    const entries: MappingEntry[] = [];
    this.at += 1;
    this.space();
    if (this.text.charAt(this.at) !== '}') {
      for (;;) {
        this.space();
        if (this.text.charAt(this.at) !== '"') throw this.wrong('looking for beginning of object key string');
        const key: Tree = { type: 'scalar', start: this.at, scalar: { kind: 'string', value: this.string() }, end: this.at, merge: false };
        this.space();
        if (this.text.charAt(this.at) !== ':') throw this.wrong('after object key');
        this.at += 1;
        entries.push({ key, value: this.value('looking for beginning of value', depth + 1) });
        this.space();
        if (this.text.charAt(this.at) !== ',') break;
        this.at += 1;
      }
      if (this.text.charAt(this.at) !== '}') throw this.wrong('after object key:value pair');
    }
    this.at += 1;
    return { type: 'mapping', start, end: this.at, entries };
  }

  private array(depth: number): Tree {
    const start = this.at;
    const items: Tree[] = [];
    this.at += 1;
    this.space();
    if (this.text.charAt(this.at) !== ']') {
      for (;;) {
        items.push(this.value('looking for beginning of value', depth + 1));
        this.space();
        if (this.text.charAt(this.at) !== ',') break;
        this.at += 1;
      }
      if (this.text.charAt(this.at) !== ']') throw this.wrong('after array element');
    }
    this.at += 1;
    return { type: 'sequence', start, end: this.at, items };
  }

  private string(): string {
    const parts: string[] = [];
    this.at += 1;
    for (;;) {
      PLAIN.lastIndex = this.at;
      parts.push(PLAIN.exec(this.text)?.[0] ?? '');
      this.at = PLAIN.lastIndex;
      const char = this.text.charAt(this.at);
      if (char === '"') break;
      if (char !== '\\') throw this.wrong('in string literal');
      this.at += 1;
      const code = this.text.charAt(this.at);
      if (code === 'u') parts.push(this.unicode());
      else if (ESCAPED[code] === undefined) throw this.wrong('in string escape code');
      else parts.push(ESCAPED[code]);
      this.at += 1;
    }
    this.at += 1;
    return parts.join('');
  }

  private unicode(): string {
    for (let i = 0; i < 4; i += 1) {
      this.at += 1;
      if (!/[0-9a-fA-F]/.test(this.text.charAt(this.at))) throw this.wrong('in \\u hexadecimal character escape');
    }
    return String.fromCharCode(Number.parseInt(this.text.slice(this.at - 3, this.at + 1), 16));
  }

  private number(): Tree {
    const start = this.at;
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.text)?.[0];
    if (match === undefined) {
      this.at += 1;
      throw this.wrong('in numeric literal');
    }
    this.at += match.length;
    const next = this.text.charAt(this.at);
    if (next === '.' && !/[.eE]/.test(match)) {
      this.at += 1;
      throw this.wrong('after decimal point in numeric literal');
    }
    if ((next === 'e' || next === 'E') && !/[eE]/.test(match)) {
      this.at += /^[+-]/.test(this.text.charAt(this.at + 1)) ? 2 : 1;
      throw this.wrong('in exponent of numeric literal');
    }
    const value = Number(match);
    const integer = /^-?\d{1,19}$/.test(match);
    return { type: 'scalar', start, end: this.at, scalar: { kind: 'number', value, text: integer ? match : goFloat(value), integer }, merge: false };
  }

  private literal(word: 'true' | 'false' | 'null'): Tree {
    const start = this.at;
    for (const char of word.slice(1)) {
      this.at += 1;
      if (this.text.charAt(this.at) !== char) throw this.wrong(`in literal ${word} (expecting '${char}')`);
    }
    this.at += 1;
    return { type: 'scalar', start, end: this.at, scalar: word === 'null' ? { kind: 'null' } : { kind: 'bool', value: word === 'true' }, merge: false };
  }
}
