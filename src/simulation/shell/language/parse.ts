import type { Assignment, Command, List, Pipeline, Redirect, Word } from './ast';
import { Cursor, SyntaxFault, Unfinished } from './cursor';
import { Words } from './words';

export type Parsed = { readonly list: List } | { readonly unfinished: true } | { readonly error: string };

type Compound = Exclude<Command, { readonly kind: 'simple' }>;
type When = List[number]['when'];

const RESERVED = new Set(['for', 'while', 'until', 'do', 'done', 'if', 'then', 'elif', 'else', 'fi', '{', '}', 'in', '!', 'time', 'case', 'esac', 'function', '[[', 'select']);
const NOT_HERE = new Set(['case', 'function', 'select', '[[']);
const REDIRECT = /(?:&>>|&>|([0-2])?(?:<<<|<<-|<<|<|>>|>&|>\||>|<&))/y;

/** A word that is written without quotes and dollars, as reserved words have to be. */
const plain = (word: Word | undefined): string | undefined => (word?.length === 1 && word[0]!.kind === 'text' && !word[0]!.quoted ? word[0]!.text : undefined);

class Parser {
  private readonly words: Words;

  constructor(private readonly cursor: Cursor) {
    this.words = new Words(cursor, (inner) => new Parser(inner).list([]));
  }

  /** Stands at the next word without taking it. */
  private peek(): string {
    this.cursor.blanks();
    return /[^\s;|&()<>"'$`\\]*/y.exec(this.cursor.text.slice(this.cursor.at))?.[0] ?? '';
  }

  private unexpected(): never {
    const { cursor } = this;
    if (cursor.at >= cursor.text.length) throw new Unfinished();
    const token = /^(?:&&|\|\||;;|\n|[;|&()<>]|[^\s;|&()<>]+)/.exec(cursor.text.slice(cursor.at))?.[0] ?? cursor.char;
    throw new SyntaxFault(`syntax error near unexpected token \`${token === '\n' ? 'newline' : token}'`);
  }

  private breaks(): void {
    this.cursor.blanks();
    while (this.cursor.newline()) this.cursor.blanks();
  }

  private take(word: string): void {
    this.breaks();
    if (this.peek() !== word) this.unexpected();
    this.cursor.at += word.length;
  }

  /** Pipelines up to one of the words, to a closing parenthesis or to the end. */
  list(until: readonly string[]): List {
    const { cursor } = this;
    const list: List[number][] = [];
    let when: When = 'always';
    for (;;) {
      this.breaks();
      const word = this.peek();
      if (cursor.at >= cursor.text.length || cursor.char === ')' || until.includes(word)) {
        if (when !== 'always') this.unexpected();
        return list;
      }
      const pipeline = this.pipeline();
      cursor.blanks();
      let background = false;
      let next: When | undefined;
      if (cursor.skip('&&')) next = 'and';
      else if (cursor.skip('||')) next = 'or';
      else if (cursor.starts(';;')) this.unexpected();
      else if (cursor.skip(';')) next = 'always';
      else if (cursor.skip('&')) [background, next] = [true, 'always'];
      else if (cursor.char === '\n') next = 'always';
      list.push({ when, pipeline, background });
      if (next === undefined) {
        if (cursor.at < cursor.text.length && cursor.char !== ')') this.unexpected();
        return list;
      }
      when = next;
    }
  }

  private pipeline(): Pipeline {
    const { cursor } = this;
    let [not, time] = [false, false];
    for (;;) {
      const word = this.peek();
      if (word !== '!' && word !== 'time') break;
      cursor.at += word.length;
      if (word === '!') not = !not;
      else time = true;
    }
    const commands = [this.command()];
    for (;;) {
      cursor.blanks();
      if (cursor.starts('||') || cursor.char !== '|') return { not, time, commands };
      const both = cursor.skip('|&');
      if (!both) cursor.at += 1;
      this.breaks();
      if (both) {
        const last = commands.pop()!;
        commands.push({ ...last, redirects: [...last.redirects, { from: 2, kind: 'copy', to: [{ kind: 'text', text: '1', quoted: true }] }] });
      }
      commands.push(this.command());
    }
  }

  private command(): Command {
    const { cursor } = this;
    cursor.blanks();
    const word = this.peek();
    if (NOT_HERE.has(word)) throw new SyntaxFault(`${word}: this shell has no \`${word}'; it has if, for, while, until, { }, ( ), && and ||`);
    if (cursor.char === '(') return this.compound(() => ({ kind: 'subshell', body: this.enclosed(), redirects: [] }));
    switch (word) {
      case 'for': return this.compound(() => this.loop());
      case 'while':
      case 'until': return this.compound(() => {
        cursor.at += word.length;
        const condition = this.some(['do']);
        return { kind: 'while', until: word === 'until', condition, body: this.body(), redirects: [] };
      });
      case 'if': return this.compound(() => this.choice());
      case '{': return this.compound(() => {
        cursor.at += 1;
        const body = this.some(['}']);
        this.take('}');
        return { kind: 'group', body, redirects: [] };
      });
      default:
        if (RESERVED.has(word) && word !== 'in') this.unexpected();
        return this.simple();
    }
  }

  private compound(read: () => Compound): Command {
    const command = read();
    const redirects: Redirect[] = [];
    for (this.cursor.blanks(); ; this.cursor.blanks()) {
      const redirect = this.redirect();
      if (redirect === undefined) return { ...command, redirects };
      redirects.push(redirect);
    }
  }

  private enclosed(): List {
    this.cursor.at += 1;
    const body = this.list([]);
    if (body.length === 0) this.unexpected();
    if (!this.cursor.skip(')')) this.unexpected();
    return body;
  }

  /** A list with something in it. */
  private some(until: readonly string[]): List {
    const list = this.list(until);
    if (list.length === 0) this.unexpected();
    return list;
  }

  private body(): List {
    this.take('do');
    const body = this.some(['done']);
    this.take('done');
    return body;
  }

  private loop(): Compound {
    const { cursor } = this;
    cursor.at += 3;
    cursor.blanks();
    const name = cursor.match(/[A-Za-z_][A-Za-z0-9_]*(?=[\s;]|$)/y);
    if (name === undefined) {
      if (cursor.starts('((')) throw new SyntaxFault('for ((: this shell has no arithmetic for; write for i in {1..5}');
      this.unexpected();
    }
    this.breaks();
    this.take('in');
    const words: Word[] = [];
    for (cursor.blanks(); ; cursor.blanks()) {
      const word = this.words.word();
      if (word === undefined) break;
      words.push(word);
    }
    if (!cursor.skip(';') && !cursor.newline()) this.unexpected();
    return { kind: 'for', name, words, body: this.body(), redirects: [] };
  }

  private choice(): Compound {
    const branches: (readonly [List, List])[] = [];
    this.cursor.at += 2;
    for (;;) {
      const condition = this.some(['then']);
      this.take('then');
      branches.push([condition, this.some(['elif', 'else', 'fi'])]);
      this.breaks();
      if (this.peek() !== 'elif') break;
      this.take('elif');
    }
    let otherwise: List | null = null;
    if (this.peek() === 'else') {
      this.take('else');
      otherwise = this.some(['fi']);
    }
    this.take('fi');
    return { kind: 'if', branches, otherwise, redirects: [] };
  }

  private simple(): Command {
    const { cursor } = this;
    const [assignments, words, redirects]: [Assignment[], Word[], Redirect[]] = [[], [], []];
    for (cursor.blanks(); ; cursor.blanks()) {
      const redirect = this.redirect();
      if (redirect !== undefined) {
        redirects.push(redirect);
        continue;
      }
      const name = words.length === 0 ? cursor.match(/[A-Za-z_][A-Za-z0-9_]*(?==)/y) : undefined;
      if (name !== undefined) {
        cursor.at += 1;
        assignments.push({ name, value: this.words.word() ?? [] });
        continue;
      }
      const word = this.words.word();
      if (word === undefined) break;
      words.push(word);
    }
    if (cursor.char === '(' && words.length > 0) {
      if (words.length === 1 && /^\(\s*\)/.test(cursor.text.slice(cursor.at)) && plain(words[0]) !== undefined) throw new SyntaxFault('this shell has no functions; an alias may do: alias name=\'command\'');
      this.unexpected();
    }
    if (assignments.length === 0 && words.length === 0 && redirects.length === 0) this.unexpected();
    return { kind: 'simple', assignments, words, redirects };
  }

  private redirect(): Redirect | undefined {
    const { cursor } = this;
    const sign = cursor.match(REDIRECT);
    if (sign === undefined) return undefined;
    const [, number, arrow = ''] = /^([0-2])?(.*)$/.exec(sign) ?? [];
    cursor.blanks();
    const begin = cursor.at;
    const to = this.words.word();
    if (to === undefined) {
      if (cursor.at >= cursor.text.length) throw new SyntaxFault("syntax error near unexpected token `newline'");
      this.unexpected();
    }
    const from = (number === undefined ? (arrow.startsWith('<') ? 0 : 1) : Number(number)) as 0 | 1 | 2;
    switch (arrow) {
      case '&>': return { from: 'both', kind: 'write', to };
      case '&>>': return { from: 'both', kind: 'append', to };
      case '<': return { from, kind: 'read', to };
      case '<<<': return { from, kind: 'text', to: [...to, { kind: 'text', text: '\n', quoted: true }] };
      case '<<':
      case '<<-': return this.document(from, cursor.text.slice(begin, cursor.at), arrow === '<<-');
      case '>>': return { from, kind: 'append', to };
      case '>&': return { from: number === undefined && !/^[0-2]$/.test(plain(to) ?? '') ? 'both' : from, kind: /^[0-2]$/.test(plain(to) ?? '') ? 'copy' : 'write', to };
      case '<&': return { from, kind: 'copy', to };
      default: return { from, kind: 'write', to };
    }
  }

  /** The text of a here-document comes after the line, so it is filled in there. */
  private document(from: 0 | 1 | 2, written: string, tabs: boolean): Redirect {
    const quoted = /["'\\]/.test(written);
    const to: Word[number][] = [];
    this.cursor.documents.push({
      end: written.replace(/["'\\]/g, ''), quoted, tabs,
      take: (text) => {
        to.push(...(quoted ? [{ kind: 'text', text, quoted: true } as const] : new Words(new Cursor(text), (inner) => new Parser(inner).list([])).inside('')));
      },
    });
    return { from, kind: 'text', to };
  }
}

/** Reads what somebody typed: one line, or several where one goes on. */
export function parse(text: string): Parsed {
  const cursor = new Cursor(text);
  try {
    const parser = new Parser(cursor);
    const list = parser.list([]);
    if (cursor.documents.length > 0) return { unfinished: true };
    if (cursor.at < text.length) throw new SyntaxFault(`syntax error near unexpected token \`${cursor.char}'`);
    return { list };
  } catch (fault) {
    if (fault instanceof Unfinished) return { unfinished: true };
    if (fault instanceof SyntaxFault) return { error: fault.message };
    throw fault;
  }
}
