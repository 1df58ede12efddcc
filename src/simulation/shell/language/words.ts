import type { Change, List, Part, Word } from './ast';
import { Cursor, isMeta, SyntaxFault, Unfinished } from './cursor';

/** Reads what stands in `$( )`: the parser of commands. */
export type ReadCommands = (cursor: Cursor, end: ')') => List;

const SPECIAL = /[?#@*$!0-9-]/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGNS = [':-', ':=', ':+', ':?', '##', '%%', '//', '^^', ',,', '-', '=', '+', '?', '#', '%', '/', '^', ',', ':'] as const;

/** `\n` and the like in `$'…'` (bash(1), QUOTING). */
export const unescape = (text: string): string =>
  text.replace(/\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|[0-7]{1,3}|.)/gs, (_, code: string) => {
    const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"', '?': '?' };
    if (/^[xu]./.test(code)) return String.fromCharCode(parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8) & 0xff);
    return simple[code] ?? `\\${code}`;
  });

/** What was read of a word so far: letters side by side are one part. */
class Gathered {
  private readonly parts: Part[] = [];
  private text = '';

  constructor(private readonly quoted: boolean) {}

  letters(text: string): void {
    this.text += text;
  }

  add(...parts: readonly Part[]): void {
    if (this.text !== '') this.parts.push({ kind: 'text', text: this.text, quoted: this.quoted });
    this.text = '';
    this.parts.push(...parts);
  }

  get all(): Part[] {
    this.add();
    return this.parts;
  }
}

const quoted = (text: string): Part => ({ kind: 'text', text, quoted: true });

/** Reads words of a command line. */
export class Words {
  constructor(
    private readonly cursor: Cursor,
    private readonly commands: ReadCommands,
  ) {}

  /** The next word; nothing where a metacharacter stands. `until`: characters that end it too (inside `${ }`). */
  word(until = ''): Word | undefined {
    const { cursor } = this;
    const read = new Gathered(false);
    const begin = cursor.at;
    for (;;) {
      const { char } = cursor;
      if (char === '' && until !== '') throw new Unfinished();
      if (until === '' ? isMeta(char) : until.includes(char)) break;
      if (char === '\\') {
        cursor.at += 1;
        if (cursor.char === '') throw new Unfinished();
        if (!cursor.skip('\n')) {
          read.add(quoted(cursor.char));
          cursor.at += 1;
        }
      } else if (char === "'") read.add(quoted(this.single()));
      else if (cursor.starts("$'")) {
        cursor.at += 1;
        read.add(quoted(unescape(this.single(true))));
      } else if (char === '"') read.add(...this.double());
      else this.plain(read, false);
    }
    return cursor.at === begin && until === '' ? undefined : read.all;
  }

  /** A letter that stands for itself, or what begins with a dollar or a backquote. */
  private plain(read: Gathered, isQuoted: boolean): void {
    const { cursor } = this;
    const { char } = cursor;
    const begins = char === '$' || char === '`';
    const part = begins ? this.dollar(isQuoted) : undefined;
    if (part !== undefined) return read.add(part);
    read.letters(char);
    if (!begins) cursor.at += 1;
  }

  private single(escapes = false): string {
    const { cursor } = this;
    cursor.at += 1;
    const text = cursor.match(escapes ? /(?:[^'\\]|\\.)*/sy : /[^']*/y) ?? '';
    if (!cursor.skip("'")) throw new Unfinished();
    return text;
  }

  private double(): Part[] {
    const { cursor } = this;
    cursor.at += 1;
    const parts = this.inside('"');
    if (!cursor.skip('"')) throw new Unfinished();
    return parts.length === 0 ? [quoted('')] : parts;
  }

  /** What stands between double quotes, or in a here-document (`end` is empty). */
  inside(end: '"' | ''): Part[] {
    const { cursor } = this;
    const read = new Gathered(true);
    while (cursor.char !== end) {
      const { char } = cursor;
      if (char === '') throw new Unfinished();
      if (char === '\\') {
        const next = cursor.text[cursor.at + 1] ?? '';
        if (next === '' && end !== '') throw new Unfinished();
        cursor.at += next === '' ? 1 : 2;
        if (next === '\n') continue;
        read.letters('$`\\'.includes(next) || (next === '"' && end === '"') ? next : `\\${next}`);
      } else this.plain(read, true);
    }
    return read.all;
  }

  /** What begins with a dollar; nothing where it stands for itself, and it is passed. */
  private dollar(quoted: boolean): Part | undefined {
    const { cursor } = this;
    if (cursor.char === '`') return this.backquoted(quoted);
    cursor.at += 1;
    if (cursor.starts('((')) {
      const arithmetic = this.arithmetic();
      if (arithmetic !== undefined) return { kind: 'arithmetic', text: arithmetic, quoted };
    }
    if (cursor.skip('(')) {
      const list = this.commands(cursor, ')');
      if (!cursor.skip(')')) throw new Unfinished();
      return { kind: 'command', list, quoted };
    }
    if (cursor.skip('{')) return this.braced(quoted);
    const name = cursor.match(NAME) ?? cursor.match(SPECIAL);
    return name === undefined ? undefined : { kind: 'parameter', name, quoted };
  }

  private arithmetic(): string | undefined {
    const { cursor } = this;
    let depth = 0;
    for (let at = cursor.at; at < cursor.text.length; at += 1) {
      const char = cursor.text[at];
      if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
      if (depth !== 0) continue;
      if (cursor.text[at - 1] !== ')') return undefined;
      const text = cursor.text.slice(cursor.at + 2, at - 1);
      cursor.at = at + 1;
      return text;
    }
    throw new Unfinished();
  }

  private backquoted(quoted: boolean): Part {
    const { cursor } = this;
    cursor.at += 1;
    const text = cursor.match(/(?:[^`\\]|\\.)*/sy) ?? '';
    if (!cursor.skip('`')) throw new Unfinished();
    return { kind: 'command', list: this.commands(new Cursor(text.replace(/\\([$`\\])/g, '$1')), ')'), quoted };
  }

  private braced(quoted: boolean): Part {
    const { cursor } = this;
    const begin = cursor.at;
    const length = cursor.char === '#' && cursor.text[cursor.at + 1] !== '}' && cursor.skip('#');
    const name = cursor.match(NAME) ?? cursor.match(/[0-9]+|[?#@*$!-]/y);
    const bad = (): never => {
      const end = cursor.text.indexOf('}', begin);
      if (end < 0) throw new Unfinished();
      throw new SyntaxFault(`\${${cursor.text.slice(begin, end + 1)}: bad substitution`);
    };
    if (name === undefined) return bad();
    if (cursor.skip('}')) return { kind: 'parameter', name, quoted, ...(length ? { how: { sign: 'length' } } : {}) };
    const sign = length ? undefined : SIGNS.find((one) => cursor.skip(one));
    if (sign === undefined) return bad();
    const how = this.change(sign);
    if (!cursor.skip('}')) throw new Unfinished();
    return { kind: 'parameter', name, quoted, how };
  }

  private change(sign: (typeof SIGNS)[number]): Change {
    const word = this.word(sign === '/' || sign === '//' ? '/}' : '}') ?? [];
    if (sign === '^^' || sign === ',,' || sign === '^' || sign === ',') return { sign };
    if ((sign === '/' || sign === '//') && this.cursor.skip('/')) return { sign, word, by: this.word('}') ?? [] };
    return { sign, word };
  }
}
