/** A text of JavaScript as tokens (ECMA-262, lexical grammar): without regular expressions, BigInt and private names. */

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'template' | 'sign' | 'end';
  /** What it is, of a string what it says. */
  readonly text: string;
  readonly line: number;
  /** A line ended before it. */
  readonly fresh: boolean;
  /** Of a template: its texts, and between them its expressions with the lines at which they begin. */
  readonly texts?: readonly string[];
  readonly holes?: readonly { readonly source: string; readonly line: number }[];
}

/** What is wrong with a script, or went wrong in it, at a line from 1 on. */
export class ScriptError extends Error {
  constructor(message: string, readonly line: number) {
    super(message);
  }
}

const SIGNS = ['>>>=', '...', '===', '!==', '**=', '&&=', '||=', '??=', '<<=', '>>=', '=>', '==', '!=', '<=', '>=', '&&', '||', '??', '?.', '++', '--', '+=', '-=', '*=', '/=', '%=', '**', '{', '}', '(', ')', '[', ']', ';', ',', '<', '>', '+', '-', '*', '/', '%', '!', '?', ':', '=', '.'];
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const NUMBER = /0[xX][0-9a-fA-F]+|(?:\d[\d_]*)?\.?\d+(?:[eE][+-]?\d+)?|\d+\./y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

export class Lexer {
  private at = 0;
  private fresh = true;

  constructor(private readonly source: string, private line = 1) {}

  all(): readonly Token[] {
    const tokens: Token[] = [];
    for (;;) {
      const token = this.next();
      tokens.push(token);
      if (token.kind === 'end') return tokens;
    }
  }

  private fail(message: string): never {
    throw new ScriptError(message, this.line);
  }

  private skip(): void {
    for (; this.at < this.source.length; ) {
      const letter = this.source[this.at]!;
      if (letter === '\n') {
        this.line += 1;
        this.fresh = true;
        this.at += 1;
      } else if (/\s/.test(letter)) this.at += 1;
      else if (this.source.startsWith('//', this.at)) {
        const end = this.source.indexOf('\n', this.at);
        this.at = end < 0 ? this.source.length : end;
      } else if (this.source.startsWith('/*', this.at)) {
        const end = this.source.indexOf('*/', this.at);
        if (end < 0) this.fail('a comment does not end: */ is missing');
        const text = this.source.slice(this.at, end);
        const lines = text.split('\n').length - 1;
        this.line += lines;
        if (lines > 0) this.fresh = true;
        this.at = end + 2;
      } else return;
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.source)?.[0];
  }

  private next(): Token {
    this.skip();
    const { fresh, line } = this;
    this.fresh = false;
    const give = (kind: Token['kind'], text: string, more: Partial<Token> = {}): Token => ({ kind, text, line, fresh, ...more });
    const letter = this.source[this.at];
    if (letter === undefined) return give('end', 'the end');
    const name = this.match(NAME);
    if (name !== undefined) {
      this.at += name.length;
      return give('name', name);
    }
    if (/\d/.test(letter) || (letter === '.' && /\d/.test(this.source[this.at + 1] ?? ''))) {
      const text = this.match(NUMBER) ?? '';
      this.at += text.length;
      if (/[\p{ID_Start}$]/u.test(this.source[this.at] ?? '')) this.fail(`a number cannot be followed by ${this.source[this.at]!}`);
      return give('number', text.replaceAll('_', ''));
    }
    if (letter === '"' || letter === "'") return give('string', this.string(letter));
    if (letter === '`') return give('template', '`', this.template());
    const sign = SIGNS.find((one) => this.source.startsWith(one, this.at));
    if (sign === undefined) this.fail(`${JSON.stringify(letter)} is not known here`);
    // `a?.5:1` is a condition.
    const text = sign === '?.' && /\d/.test(this.source[this.at + 2] ?? '') ? '?' : sign;
    this.at += text.length;
    return give('sign', text);
  }

  private escape(): string {
    const letter = this.source[this.at] ?? '';
    this.at += 1;
    if (letter === '\n') {
      this.line += 1;
      return '';
    }
    if (letter === 'x' || letter === 'u') {
      const [, braced, plain] = /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2,4}))/.exec(this.source.slice(this.at)) ?? [];
      const digits = braced ?? plain?.slice(0, letter === 'x' ? 2 : 4);
      if (digits === undefined || Number.parseInt(digits, 16) > 0x10ffff) this.fail(`\\${letter} wants hexadecimal digits`);
      this.at += digits.length + (braced === undefined ? 0 : 2);
      return String.fromCodePoint(Number.parseInt(digits, 16));
    }
    return ESCAPES[letter] ?? letter;
  }

  private string(quote: string): string {
    let text = '';
    for (this.at += 1; ; ) {
      const letter = this.source[this.at];
      if (letter === undefined || letter === '\n') this.fail(`a text does not end: ${quote} is missing`);
      this.at += 1;
      if (letter === quote) return text;
      text += letter === '\\' ? this.escape() : letter;
    }
  }

  private template(): Pick<Token, 'texts' | 'holes'> {
    const texts: string[] = [];
    const holes: { source: string; line: number }[] = [];
    let text = '';
    for (this.at += 1; ; ) {
      const letter = this.source[this.at];
      if (letter === undefined) this.fail('a text does not end: ` is missing');
      this.at += 1;
      if (letter === '`') return { texts: [...texts, text], holes };
      if (letter === '\n') this.line += 1;
      if (letter === '$' && this.source[this.at] === '{') {
        const { line } = this;
        const start = this.at + 1;
        this.at = start;
        this.hole();
        holes.push({ source: this.source.slice(start, this.at - 1), line });
        texts.push(text);
        text = '';
      } else text += letter === '\\' ? this.escape() : letter;
    }
  }

  /** Goes behind the brace that ends an expression in a template. */
  private hole(): void {
    for (let depth = 1; depth > 0; ) {
      const token = this.next();
      if (token.kind === 'end') this.fail('an expression in a text does not end: } is missing');
      if (token.kind === 'sign') depth += token.text === '{' ? 1 : token.text === '}' ? -1 : 0;
    }
  }
}
