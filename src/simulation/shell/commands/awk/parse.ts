import { posixRegex } from '../regex';

export class AwkFault extends Error {}

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'regex'; readonly regex: RegExp }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Expression }
  | { readonly kind: 'element'; readonly name: string; readonly key: Expression }
  | { readonly kind: 'in'; readonly name: string; readonly key: Expression }
  | { readonly kind: 'unary'; readonly sign: string; readonly of: Expression }
  | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'choice'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'assign'; readonly sign: string; readonly to: Expression; readonly value: Expression }
  | { readonly kind: 'step'; readonly by: number; readonly before: boolean; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

export type Statement =
  | { readonly kind: 'print'; readonly args: readonly Expression[]; readonly formatted: boolean }
  | { readonly kind: 'expression'; readonly of: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly yes: Statement; readonly no?: Statement }
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: Statement }
  | { readonly kind: 'for'; readonly begin?: Statement; readonly condition?: Expression; readonly step?: Statement; readonly body: Statement }
  | { readonly kind: 'each'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'next' | 'exit' | 'break' | 'continue' }
  | { readonly kind: 'delete'; readonly name: string; readonly key?: Expression };

export interface Rule {
  readonly when: 'begin' | 'end' | 'always' | readonly [Expression] | readonly [Expression, Expression];
  readonly body: Statement;
}

const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|"((?:[^"\\\n]|\\.)*)"|([A-Za-z_]\w*)|(\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|!=|<=|>=|&&|\|\||!~|[-+*/%^!<>~?:=$(){}[\];,\n|]))/y;
const BINARY: readonly (readonly string[])[] = [['||'], ['&&'], ['in'], ['~', '!~'], ['==', '!=', '<=', '>=', '<', '>']];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', '/': '/' };
const FUNCTIONS = new Set(['length', 'substr', 'split', 'tolower', 'toupper', 'index', 'sub', 'gsub', 'int', 'sprintf', 'match']);

type Token = { readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end'; readonly text: string };

/** Reads an awk program (awk(1)): rules, patterns, the statements and functions that command lines use. */
export class Awk {
  private at = 0;
  private token: Token = { kind: 'end', text: '' };
  private before = 0;

  constructor(private readonly text: string) {
    this.next();
  }

  private fail(): never {
    throw new AwkFault(`awk: cmd. line:1: ${this.text}\nawk: cmd. line:1: ${' '.repeat(this.before)}^ ${this.token.kind === 'end' ? 'unexpected newline or end of string' : 'syntax error'}`);
  }

  private next(): void {
    const blank = /(?:[ \t]|#[^\n]*|\\\n)*/y;
    blank.lastIndex = this.at;
    blank.exec(this.text);
    this.at = blank.lastIndex;
    this.before = this.at;
    if (this.at >= this.text.length) {
      this.token = { kind: 'end', text: '' };
      return;
    }
    if (this.text[this.at] === '\n') {
      this.at += 1;
      this.token = { kind: 'sign', text: '\n' };
      return;
    }
    TOKEN.lastIndex = this.at;
    const found = TOKEN.exec(this.text);
    if (found === null) this.fail();
    this.at = TOKEN.lastIndex;
    const [, number, text, name, sign] = found;
    this.token = number !== undefined ? { kind: 'number', text: number } : text !== undefined ? { kind: 'text', text: text.replace(/\\(.)/gs, (whole, char: string) => ESCAPES[char] ?? whole) } : name !== undefined ? { kind: 'name', text: name } : { kind: 'sign', text: sign! };
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

  private ends(): void {
    while (this.skip(';') || this.skip('\n'));
  }

  program(): Rule[] {
    const rules: Rule[] = [];
    for (this.ends(); this.token.kind !== 'end'; this.ends()) rules.push(this.rule());
    return rules;
  }

  private rule(): Rule {
    const when: Rule['when'] = this.skip('BEGIN') ? 'begin' : this.skip('END') ? 'end' : this.is('{') ? 'always' : this.pattern();
    const body: Statement = this.is('{') ? this.block() : { kind: 'print', args: [], formatted: false };
    return { when, body };
  }

  private pattern(): readonly [Expression] | readonly [Expression, Expression] {
    const from = this.expression();
    return this.skip(',') ? [from, this.expression()] : [from];
  }

  private block(): Statement {
    this.take('{');
    const body: Statement[] = [];
    for (this.ends(); !this.is('}'); this.ends()) {
      if (this.token.kind === 'end') this.fail();
      body.push(this.statement());
    }
    this.next();
    return { kind: 'block', body };
  }

  private statement(): Statement {
    while (this.skip('\n'));
    if (this.is('{')) return this.block();
    if (this.skip('if')) {
      const condition = this.enclosed();
      const yes = this.statement();
      const back = { at: this.at, token: this.token, before: this.before };
      this.ends();
      if (this.skip('else')) return { kind: 'if', condition, yes, no: this.statement() };
      [this.at, this.token, this.before] = [back.at, back.token, back.before];
      return { kind: 'if', condition, yes };
    }
    if (this.skip('while')) return { kind: 'while', condition: this.enclosed(), body: this.statement() };
    if (this.skip('for')) return this.loop();
    return this.simple();
  }

  private enclosed(): Expression {
    this.take('(');
    const inner = this.expression();
    this.take(')');
    return inner;
  }

  private loop(): Statement {
    this.take('(');
    const begin = this.is(';') ? undefined : this.simple();
    if (begin?.kind === 'expression' && begin.of.kind === 'in' && begin.of.key.kind === 'name' && this.skip(')')) return { kind: 'each', name: begin.of.key.name, array: begin.of.name, body: this.statement() };
    this.take(';');
    const condition = this.is(';') ? undefined : this.expression();
    this.take(';');
    const step = this.is(')') ? undefined : this.simple();
    this.take(')');
    return { kind: 'for', ...(begin === undefined ? {} : { begin }), ...(condition === undefined ? {} : { condition }), ...(step === undefined ? {} : { step }), body: this.statement() };
  }

  private simple(): Statement {
    for (const kind of ['next', 'exit', 'break', 'continue'] as const) {
      if (!this.skip(kind)) continue;
      if (kind === 'exit' && !this.stops()) this.expression();
      return { kind };
    }
    if (this.skip('delete')) {
      const to = this.expression();
      if (to.kind === 'element') return { kind: 'delete', name: to.name, key: to.key };
      return to.kind === 'name' ? { kind: 'delete', name: to.name } : this.fail();
    }
    const formatted = this.is('printf');
    if (!formatted && !this.is('print')) return { kind: 'expression', of: this.expression() };
    this.next();
    const args: Expression[] = [];
    while (!this.stops()) {
      args.push(this.expression(true));
      if (!this.skip(',')) break;
    }
    if (this.is('>') || this.is('|')) throw new AwkFault('awk: output of print to a file or a pipe is not simulated; let the shell do it: awk … > FILE');
    if (formatted && args.length === 0) this.fail();
    return { kind: 'print', args, formatted };
  }

  private stops(): boolean {
    return this.token.kind === 'end' || [';', '}', '\n', '>', '|', ')'].some((one) => this.is(one));
  }

  private expression(printed = false): Expression {
    const left = this.choice(printed);
    const { text } = this.token;
    if (this.token.kind !== 'sign' || !/^[-+*/%^]?=$/.test(text)) return left;
    if (left.kind !== 'name' && left.kind !== 'field' && left.kind !== 'element') this.fail();
    this.next();
    return { kind: 'assign', sign: text.slice(0, -1), to: left, value: this.expression(printed) };
  }

  private choice(printed: boolean): Expression {
    const condition = this.binary(0, printed);
    if (!this.skip('?')) return condition;
    const yes = this.choice(printed);
    this.take(':');
    return { kind: 'choice', condition, yes, no: this.choice(printed) };
  }

  private binary(level: number, printed: boolean): Expression {
    const signs = BINARY[level];
    if (signs === undefined) return this.joined();
    let left = this.binary(level + 1, printed);
    for (;;) {
      const sign = signs.find((one) => this.is(one) && !(printed && one === '>'));
      if (sign === undefined) return left;
      this.next();
      if (sign === 'in') {
        if (this.token.kind !== 'name') this.fail();
        left = { kind: 'in', key: left, name: this.token.text };
        this.next();
      } else left = { kind: 'binary', sign, left, right: this.binary(level + 1, printed) };
    }
  }

  /** Two expressions side by side are one text. */
  private joined(): Expression {
    let left = this.sum();
    while (this.token.kind === 'number' || this.token.kind === 'text' || (this.token.kind === 'name' && this.token.text !== 'in') || this.is('$') || this.is('(') || this.is('-')) left = { kind: 'binary', sign: 'join', left, right: this.sum() };
    return left;
  }

  private sum(): Expression {
    let left = this.product();
    for (let sign = ['+', '-'].find((one) => this.is(one)); sign !== undefined; sign = ['+', '-'].find((one) => this.is(one))) {
      this.next();
      left = { kind: 'binary', sign, left, right: this.product() };
    }
    return left;
  }

  private product(): Expression {
    let left = this.unary();
    for (let sign = ['*', '/', '%'].find((one) => this.is(one)); sign !== undefined; sign = ['*', '/', '%'].find((one) => this.is(one))) {
      this.next();
      left = { kind: 'binary', sign, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expression {
    for (const sign of ['!', '-', '+']) if (this.skip(sign)) return { kind: 'unary', sign, of: this.unary() };
    const left = this.postfix();
    return this.skip('^') ? { kind: 'binary', sign: '^', left, right: this.unary() } : left;
  }

  private postfix(): Expression {
    for (const [sign, by] of [['++', 1], ['--', -1]] as const) if (this.skip(sign)) return { kind: 'step', by, before: true, of: this.primary() };
    const of = this.primary();
    if (of.kind === 'name' || of.kind === 'field' || of.kind === 'element') for (const [sign, by] of [['++', 1], ['--', -1]] as const) if (this.skip(sign)) return { kind: 'step', by, before: false, of };
    return of;
  }

  private regex(): Expression {
    const found = /((?:[^/\\\n[]|\\.|\[\^?\]?[^\]\n]*\])*)\//y;
    found.lastIndex = this.at;
    const [whole, source = ''] = found.exec(this.text) ?? [];
    if (whole === undefined) throw new AwkFault(`awk: cmd. line:1: ${this.text}\nawk: cmd. line:1: ${' '.repeat(this.before)}^ unterminated regexp`);
    this.at += whole.length;
    this.next();
    return { kind: 'regex', regex: regexOf(source.replaceAll('\\/', '/')) };
  }

  private primary(): Expression {
    const { kind, text } = this.token;
    if (this.is('/') || this.is('/=')) {
      if (text === '/=') this.at -= 1;
      return this.regex();
    }
    if (kind === 'end' || this.is('\n')) this.fail();
    this.next();
    if (kind === 'number') return { kind: 'number', value: Number(text) };
    if (kind === 'text') return { kind: 'text', value: text };
    if (kind === 'sign' && text === '$') return { kind: 'field', of: this.is('++') || this.is('--') || this.is('-') ? this.unary() : this.primary() };
    if (kind === 'sign' && text === '(') {
      const inner = this.expression();
      this.take(')');
      return inner;
    }
    if (kind !== 'name') this.fail();
    if (FUNCTIONS.has(text)) return { kind: 'call', name: text, args: this.arguments_() };
    if (this.is('(')) throw new AwkFault(`awk: cmd. line:1: function \`${text}' not defined`);
    if (!this.skip('[')) return { kind: 'name', name: text };
    const key = this.expression();
    this.take(']');
    return { kind: 'element', name: text, key };
  }

  private arguments_(): Expression[] {
    const args: Expression[] = [];
    if (!this.skip('(')) return args;
    while (!this.is(')')) {
      args.push(this.expression());
      if (!this.skip(',')) break;
    }
    this.take(')');
    return args;
  }
}

export function regexOf(source: string): RegExp {
  const regex = posixRegex(source, { extended: true, global: true });
  if (typeof regex === 'string') throw new AwkFault(`awk: cmd. line:1: error: ${regex}: /${source}/`);
  return regex;
}
