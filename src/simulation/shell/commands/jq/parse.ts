export class JqFault extends Error {}

/** A filter of jq(1). */
export type Filter =
  | { readonly kind: 'identity' | 'recurse' | 'empty' }
  | { readonly kind: 'field'; readonly of: Filter; readonly name: Filter; readonly optional: boolean }
  | { readonly kind: 'slice'; readonly of: Filter; readonly from?: Filter; readonly to?: Filter; readonly optional: boolean }
  | { readonly kind: 'each'; readonly of: Filter; readonly optional: boolean }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'text'; readonly parts: readonly (string | Filter)[]; readonly format: string }
  | { readonly kind: 'array'; readonly of?: Filter }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Filter, Filter])[] }
  | { readonly kind: 'pipe' | 'comma' | 'binary'; readonly sign: string; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'update'; readonly sign: string; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'negate' | 'try'; readonly of: Filter }
  | { readonly kind: 'if'; readonly condition: Filter; readonly yes: Filter; readonly no: Filter }
  | { readonly kind: 'as'; readonly of: Filter; readonly name: string; readonly then: Filter }
  | { readonly kind: 'reduce'; readonly of: Filter; readonly name: string; readonly begin: Filter; readonly step: Filter }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Filter[] }
  | { readonly kind: 'format'; readonly name: string };

const TOKEN = /\s*(?:#[^\n]*\s*)*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?)|(\.\.|\?\/\/|\/\/=?|[=!<>]=|[|+*%-]?=|[-+*/%<>|,.:;?()[\]{}])|(\$?[A-Za-z_][A-Za-z0-9_]*)|(@[a-z0-9]+)|(")|$)/y;
const LEVELS: readonly (readonly string[])[] = [['//'], ['or'], ['and'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];

interface Token {
  readonly kind: 'number' | 'sign' | 'name' | 'format' | 'quote' | 'end';
  readonly text: string;
}

export class JqParser {
  private at = 0;
  private token: Token = { kind: 'end', text: '' };

  constructor(private readonly text: string) {
    this.next();
  }

  private fail(): never {
    const what = this.token.kind === 'end' ? 'unexpected $end' : `unexpected ${this.token.kind === 'sign' ? `'${this.token.text}'` : this.token.text}`;
    throw new JqFault(`syntax error, ${what} (Unix shell quoting issues?) at <top-level>, line 1:\n${this.text}`);
  }

  private next(): void {
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (found === null) {
      this.token = { kind: 'sign', text: this.text.slice(this.at).trim().slice(0, 1) };
      this.fail();
    }
    this.at = TOKEN.lastIndex;
    const [, number, sign, name, format, quote] = found;
    this.token = number !== undefined ? { kind: 'number', text: number } : sign !== undefined ? { kind: 'sign', text: sign } : name !== undefined ? { kind: 'name', text: name } : format !== undefined ? { kind: 'format', text: format } : { kind: quote === undefined ? 'end' : 'quote', text: '"' };
  }

  private is(text: string): boolean {
    return (this.token.kind === 'sign' || this.token.kind === 'name') && this.token.text === text;
  }

  private skip(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  private take(text: string): void {
    if (!this.skip(text)) this.fail();
  }

  program(): Filter {
    const filter: Filter = this.token.kind === 'end' ? { kind: 'identity' } : this.pipe();
    if (this.token.kind !== 'end') this.fail();
    return filter;
  }

  private pipe(): Filter {
    const left = this.comma();
    if (this.skip('as')) {
      const name = this.variable();
      this.take('|');
      return { kind: 'as', of: left, name, then: this.pipe() };
    }
    return this.skip('|') ? { kind: 'pipe', sign: '|', left, right: this.pipe() } : left;
  }

  private variable(): string {
    const { text } = this.token;
    if (!text.startsWith('$')) this.fail();
    this.next();
    return text;
  }

  /** `.a |= f`, `.a = 1`, `.a += 1`. */
  private update(): Filter {
    const left = this.binary(0);
    const { text } = this.token;
    if (this.token.kind !== 'sign' || !/^(?:[|+*%-]|\/\/)?=$/.test(text)) return left;
    this.next();
    return { kind: 'update', sign: text.slice(0, -1), left, right: this.update() };
  }

  private comma(): Filter {
    let left = this.update();
    while (this.skip(',')) left = { kind: 'comma', sign: ',', left, right: this.update() };
    return left;
  }

  private binary(level: number): Filter {
    const signs = LEVELS[level];
    if (signs === undefined) return this.skip('-') ? { kind: 'negate', of: this.postfix() } : this.postfix();
    let left = this.binary(level + 1);
    for (let sign = signs.find((one) => this.is(one)); sign !== undefined; sign = signs.find((one) => this.is(one))) {
      this.next();
      left = { kind: 'binary', sign, left, right: sign === '//' ? this.binary(level) : this.binary(level + 1) };
    }
    return left;
  }

  private postfix(): Filter {
    let of = this.term();
    for (;;) {
      if (this.is('.')) {
        this.next();
        if (this.is('[')) continue;
        of = this.named(of);
      } else if (this.skip('[')) of = this.bracket(of);
      else if (this.skip('?')) of = { kind: 'try', of };
      else return of;
    }
  }

  private optional(): boolean {
    return this.skip('?');
  }

  /** What stands after a dot: a name, or a text. */
  private named(of: Filter): Filter {
    if (this.token.kind === 'quote') {
      const name = this.string('');
      return { kind: 'field', of, name, optional: this.optional() };
    }
    if (this.token.kind !== 'name') this.fail();
    const name: Filter = { kind: 'literal', value: this.token.text };
    this.next();
    return { kind: 'field', of, name, optional: this.optional() };
  }

  private bracket(of: Filter): Filter {
    if (this.skip(']')) return { kind: 'each', of, optional: this.optional() };
    const from = this.is(':') ? undefined : this.pipe();
    if (this.skip(':')) {
      const to = this.is(']') ? undefined : this.pipe();
      this.take(']');
      return { kind: 'slice', of, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), optional: this.optional() };
    }
    this.take(']');
    return { kind: 'field', of, name: from!, optional: this.optional() };
  }

  private string(format: string): Filter {
    const parts: (string | Filter)[] = [];
    let text = '';
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) {
        this.token = { kind: 'end', text: '' };
        this.fail();
      }
      this.at += 1;
      if (char === '"') break;
      if (char !== '\\') {
        text += char;
        continue;
      }
      const next = this.text[this.at] ?? '';
      this.at += 1;
      if (next === '(') {
        this.next();
        const inner = this.pipe();
        if (!this.is(')')) this.fail();
        parts.push(text, inner);
        text = '';
      } else if (next === 'u') {
        text += String.fromCharCode(parseInt(this.text.slice(this.at, this.at + 4), 16) || 0xfffd);
        this.at += 4;
      } else text += ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as Readonly<Record<string, string>>)[next] ?? next;
    }
    parts.push(text);
    this.next();
    return parts.length === 1 ? { kind: 'literal', value: text } : { kind: 'text', parts, format };
  }

  private term(): Filter {
    const { kind, text } = this.token;
    if (kind === 'quote') return this.string('');
    if (kind === 'end') this.fail();
    if (text === 'if' && kind === 'name') {
      this.next();
      return this.choice();
    }
    if (text === '.' && kind === 'sign') {
      this.next();
      if (this.is('[')) {
        this.next();
        return this.bracket({ kind: 'identity' });
      }
      // A name begins at once after its dot.
      return (this.token.kind === 'name' || this.token.kind === 'quote') ? this.named({ kind: 'identity' }) : { kind: 'identity' };
    }
    this.next();
    if (kind === 'number') return { kind: 'literal', value: Number(text) };
    if (kind === 'format') return this.token.kind === 'quote' ? this.string(text) : { kind: 'format', name: text };
    if (kind === 'sign') return this.signed(text);
    if (text.startsWith('$')) return { kind: 'variable', name: text };
    if (text === 'true' || text === 'false' || text === 'null') return { kind: 'literal', value: text === 'null' ? null : text === 'true' };
    if (text === 'empty') return { kind: 'empty' };
    if (text === 'try') return { kind: 'try', of: this.postfix() };
    if (text === 'reduce') return this.reduce();
    if (text === 'def' || text === 'foreach' || text === 'label') throw new JqFault(`${text}: this jq has no ${text}`);
    return { kind: 'call', name: text, args: this.arguments_() };
  }

  private signed(text: string): Filter {
    if (text === '..') return { kind: 'recurse' };
    if (text === '(') {
      const inner = this.pipe();
      this.take(')');
      return inner;
    }
    if (text === '[') {
      if (this.skip(']')) return { kind: 'array' };
      const of = this.pipe();
      this.take(']');
      return { kind: 'array', of };
    }
    if (text === '{') return this.object();
    return this.fail();
  }

  private choice(): Filter {
    const condition = this.pipe();
    this.take('then');
    const yes = this.pipe();
    let no: Filter = { kind: 'identity' };
    if (this.skip('elif')) return { kind: 'if', condition, yes, no: this.choice() };
    if (this.skip('else')) no = this.pipe();
    this.take('end');
    return { kind: 'if', condition, yes, no };
  }

  private reduce(): Filter {
    const of = this.postfix();
    this.take('as');
    const name = this.variable();
    this.take('(');
    const begin = this.pipe();
    this.take(';');
    const step = this.pipe();
    this.take(')');
    return { kind: 'reduce', of, name, begin, step };
  }

  private arguments_(): Filter[] {
    const args: Filter[] = [];
    if (!this.skip('(')) return args;
    do args.push(this.pipe());
    while (this.skip(';'));
    this.take(')');
    return args;
  }

  private object(): Filter {
    const entries: (readonly [Filter, Filter])[] = [];
    while (!this.is('}')) {
      const { kind, text } = this.token;
      let key: Filter;
      if (kind === 'quote') key = this.string('');
      else if (this.skip('(')) {
        key = this.pipe();
        this.take(')');
      } else if (kind === 'name' || kind === 'number') {
        this.next();
        key = { kind: 'literal', value: text.replace(/^\$/, '') };
      } else return this.fail();
      const value: Filter = this.skip(':') ? this.objectValue() : text.startsWith('$') ? { kind: 'variable', name: text } : { kind: 'field', of: { kind: 'identity' }, name: key, optional: false };
      entries.push([key, value]);
      if (!this.skip(',')) break;
    }
    this.take('}');
    return { kind: 'object', entries };
  }

  private objectValue(): Filter {
    const left = this.binary(0);
    return this.skip('|') ? { kind: 'pipe', sign: '|', left, right: this.objectValue() } : left;
  }
}
