/** From words to a tree: the grammar of Lua 5.1 as gopher-lua reads it, with `goto`. */
import { lex, LuaSyntaxError } from './lex';
import type { Token } from './lex';

export type Expression =
  | { readonly is: 'nil' | 'true' | 'false' | 'vararg' }
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'string'; readonly value: string }
  | { readonly is: 'name'; readonly name: string; readonly line: number }
  | { readonly is: 'index'; readonly of: Expression; readonly key: Expression; readonly line: number }
  | { readonly is: 'call'; readonly of: Expression; readonly args: readonly Expression[]; readonly line: number }
  | { readonly is: 'method'; readonly of: Expression; readonly name: string; readonly args: readonly Expression[]; readonly line: number }
  | { readonly is: 'function'; readonly parameters: readonly string[]; readonly vararg: boolean; readonly body: Block }
  | { readonly is: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly line: number }
  | { readonly is: 'unary'; readonly operator: string; readonly of: Expression; readonly line: number }
  | { readonly is: 'one'; readonly of: Expression }
  | { readonly is: 'table'; readonly fields: readonly { readonly key: Expression | undefined; readonly value: Expression }[]; readonly line: number };

export type Statement =
  | { readonly is: 'local'; readonly names: readonly string[]; readonly values: readonly Expression[] }
  | { readonly is: 'localFunction'; readonly name: string; readonly value: Expression }
  | { readonly is: 'assign'; readonly targets: readonly Expression[]; readonly values: readonly Expression[] }
  | { readonly is: 'run'; readonly call: Expression }
  | { readonly is: 'do'; readonly body: Block }
  | { readonly is: 'while'; readonly condition: Expression; readonly body: Block }
  | { readonly is: 'repeat'; readonly condition: Expression; readonly body: Block }
  | { readonly is: 'if'; readonly arms: readonly { readonly condition: Expression; readonly body: Block }[]; readonly otherwise: Block | undefined }
  | { readonly is: 'count'; readonly name: string; readonly from: Expression; readonly to: Expression; readonly step: Expression | undefined; readonly body: Block; readonly line: number }
  | { readonly is: 'each'; readonly names: readonly string[]; readonly values: readonly Expression[]; readonly body: Block; readonly line: number }
  | { readonly is: 'return'; readonly values: readonly Expression[] }
  | { readonly is: 'goto' | 'label'; readonly name: string }
  | { readonly is: 'break' };

export type Block = readonly Statement[];

/** How tightly an operator binds to its left and to its right. */
const BINDING: Readonly<Record<string, readonly [number, number]>> = {
  or: [1, 1], and: [2, 2], '<': [3, 3], '>': [3, 3], '<=': [3, 3], '>=': [3, 3], '~=': [3, 3], '==': [3, 3], '..': [5, 4], '+': [6, 6], '-': [6, 6], '*': [7, 7], '/': [7, 7], '%': [7, 7], '^': [10, 9],
};
const UNARY = 8;
const MOST_NESTING = 200;
const CONSTANTS = ['nil', 'true', 'false'] as const;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private is(text: string): boolean {
    return this.token.text === text && (this.token.type === 'keyword' || this.token.type === 'symbol');
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  private fail(): never {
    const { line, text, type } = this.token;
    throw new LuaSyntaxError(type === 'end' ? '<string> at EOF:   syntax error\n' : `<string> line:${String(line)} near '${text}':   syntax error\n`);
  }

  private need(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private name(): string {
    if (this.token.type !== 'name') this.fail();
    const { text } = this.token;
    this.at += 1;
    return text;
  }

  chunk(): Block {
    const body = this.block();
    if (this.token.type !== 'end') this.fail();
    return body;
  }

  private block(): Block {
    this.depth += 1;
    if (this.depth > MOST_NESTING) throw new LuaSyntaxError('chunk has too many syntax levels');
    const body: Statement[] = [];
    while (this.token.type !== 'end' && !['end', 'else', 'elseif', 'until'].some((word) => this.is(word))) {
      if (this.take(';')) continue;
      const statement = this.statement();
      body.push(statement);
      if (statement.is === 'return' || statement.is === 'break') {
        this.take(';');
        break;
      }
    }
    this.depth -= 1;
    return body;
  }

  private body(): Block {
    const body = this.block();
    this.need('end');
    return body;
  }

  private statement(): Statement {
    if (this.take('do')) return { is: 'do', body: this.body() };
    if (this.take('while')) {
      const condition = this.expression();
      this.need('do');
      return { is: 'while', condition, body: this.body() };
    }
    if (this.take('repeat')) {
      const body = this.block();
      this.need('until');
      return { is: 'repeat', body, condition: this.expression() };
    }
    if (this.take('if')) return this.conditional();
    if (this.is('for')) return this.loop();
    if (this.take('function')) return this.named();
    if (this.take('local')) return this.local();
    if (this.take('return')) {
      const ends = this.token.type === 'end' || [';', 'end', 'else', 'elseif', 'until'].some((word) => this.is(word));
      return { is: 'return', values: ends ? [] : this.expressions() };
    }
    if (this.take('goto')) return { is: 'goto', name: this.name() };
    if (this.take('::')) {
      const name = this.name();
      this.need('::');
      return { is: 'label', name };
    }
    return this.take('break') ? { is: 'break' } : this.assignment();
  }

  private conditional(): Statement {
    const arms: { condition: Expression; body: Block }[] = [];
    do {
      const condition = this.expression();
      this.need('then');
      arms.push({ condition, body: this.block() });
    } while (this.take('elseif'));
    const otherwise = this.take('else') ? this.block() : undefined;
    this.need('end');
    return { is: 'if', arms, otherwise };
  }

  private loop(): Statement {
    const { line } = this.token;
    this.need('for');
    const first = this.name();
    if (this.take('=')) {
      const from = this.expression();
      this.need(',');
      const to = this.expression();
      const step = this.take(',') ? this.expression() : undefined;
      this.need('do');
      return { is: 'count', name: first, from, to, step, body: this.body(), line };
    }
    const names = [first];
    while (this.take(',')) names.push(this.name());
    this.need('in');
    const values = this.expressions();
    this.need('do');
    return { is: 'each', names, values, body: this.body(), line };
  }

  /** `function a.b:c(…)`. */
  private named(): Statement {
    const { line } = this.token;
    let target: Expression = { is: 'name', name: this.name(), line };
    while (this.take('.')) target = { is: 'index', of: target, key: { is: 'string', value: this.name() }, line };
    const isMethod = this.take(':');
    if (isMethod) target = { is: 'index', of: target, key: { is: 'string', value: this.name() }, line };
    return { is: 'assign', targets: [target], values: [this.definition(isMethod ? ['self'] : [])] };
  }

  private local(): Statement {
    if (this.take('function')) return { is: 'localFunction', name: this.name(), value: this.definition([]) };
    const names = [this.name()];
    while (this.take(',')) names.push(this.name());
    return { is: 'local', names, values: this.take('=') ? this.expressions() : [] };
  }

  private assignment(): Statement {
    const first = this.suffixed();
    if (first.is === 'call' || first.is === 'method') return { is: 'run', call: first };
    const targets: Expression[] = [first];
    while (this.take(',')) targets.push(this.suffixed());
    if (targets.some(({ is }) => is !== 'name' && is !== 'index')) this.fail();
    this.need('=');
    return { is: 'assign', targets, values: this.expressions() };
  }

  private expressions(): Expression[] {
    const list = [this.expression()];
    while (this.take(',')) list.push(this.expression());
    return list;
  }

  private expression(least = 0): Expression {
    this.depth += 1;
    if (this.depth > MOST_NESTING) throw new LuaSyntaxError('chunk has too many syntax levels');
    let left = this.operand();
    for (;;) {
      const { text, line, type } = this.token;
      const binding = type === 'keyword' || type === 'symbol' ? (Object.hasOwn(BINDING, text) ? BINDING[text] : undefined) : undefined;
      if (binding === undefined || binding[0] <= least) break;
      this.at += 1;
      left = { is: 'binary', operator: text, left, right: this.expression(binding[1]), line };
    }
    this.depth -= 1;
    return left;
  }

  private operand(): Expression {
    const { line } = this.token;
    for (const operator of ['not', '-', '#']) if (this.take(operator)) return { is: 'unary', operator, of: this.expression(UNARY), line };
    return this.simple();
  }

  private simple(): Expression {
    const { type, text } = this.token;
    if (type === 'number') {
      this.at += 1;
      return { is: 'number', value: Number(text) };
    }
    if (type === 'string') {
      this.at += 1;
      return { is: 'string', value: text };
    }
    const constant = CONSTANTS.find((one) => this.take(one));
    if (constant !== undefined) return { is: constant };
    if (this.take('...')) return { is: 'vararg' };
    if (this.take('function')) return this.definition([]);
    return this.is('{') ? this.table() : this.suffixed();
  }

  private definition(before: readonly string[]): Expression {
    const parameters = [...before];
    let vararg = false;
    this.need('(');
    while (!this.is(')')) {
      if (this.take('...')) {
        vararg = true;
        break;
      }
      parameters.push(this.name());
      if (!this.take(',')) break;
    }
    this.need(')');
    return { is: 'function', parameters, vararg, body: this.body() };
  }

  private table(): Expression {
    const { line } = this.token;
    const fields: { key: Expression | undefined; value: Expression }[] = [];
    this.need('{');
    while (!this.is('}')) {
      fields.push(this.field());
      if (!this.take(',') && !this.take(';')) break;
    }
    this.need('}');
    return { is: 'table', fields, line };
  }

  private field(): { key: Expression | undefined; value: Expression } {
    if (this.take('[')) {
      const key = this.expression();
      this.need(']');
      this.need('=');
      return { key, value: this.expression() };
    }
    const next = this.tokens[this.at + 1];
    if (this.token.type === 'name' && next?.type === 'symbol' && next.text === '=') {
      const key: Expression = { is: 'string', value: this.name() };
      this.need('=');
      return { key, value: this.expression() };
    }
    return { key: undefined, value: this.expression() };
  }

  private suffixed(): Expression {
    const { line } = this.token;
    let whole: Expression;
    if (this.take('(')) {
      whole = { is: 'one', of: this.expression() };
      this.need(')');
    } else whole = { is: 'name', name: this.name(), line };
    for (;;) {
      const at = this.token.line;
      if (this.take('.')) whole = { is: 'index', of: whole, key: { is: 'string', value: this.name() }, line: at };
      else if (this.take('[')) {
        whole = { is: 'index', of: whole, key: this.expression(), line: at };
        this.need(']');
      } else if (this.take(':')) whole = { is: 'method', of: whole, name: this.name(), args: this.callArguments(), line: at };
      else if (this.is('(') || this.is('{') || this.token.type === 'string') whole = { is: 'call', of: whole, args: this.callArguments(), line: at };
      else return whole;
    }
  }

  private callArguments(): readonly Expression[] {
    if (this.token.type === 'string' || this.is('{')) return [this.simple()];
    this.need('(');
    if (this.take(')')) return [];
    const list = this.expressions();
    this.need(')');
    return list;
  }
}

export const parse = (source: string): Block => new Parser(lex(source)).chunk();
