import { Lexer, ScriptError } from './tokens';
import type { Token } from './tokens';
import type { Argument, Expression, FunctionNode, Pattern, Statement } from './tree';

const POWERS: Readonly<Record<string, number>> = { '??': 1, '||': 2, '&&': 3, '==': 4, '!=': 4, '===': 4, '!==': 4, '<': 5, '>': 5, '<=': 5, '>=': 5, in: 5, '+': 6, '-': 6, '*': 7, '/': 7, '%': 7, '**': 8 };
const ASSIGNS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '**=', '&&=', '||=', '??=']);
const RESERVED: ReadonlySet<string> = new Set(['break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'export', 'extends', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'new', 'return', 'super', 'switch', 'this', 'throw', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield', 'let', 'async', 'await', 'null', 'true', 'false']);
const UNKNOWN: ReadonlySet<string> = new Set(['class', 'import', 'export', 'async', 'await', 'yield', 'this', 'super', 'switch', 'with', 'debugger', 'instanceof', 'var']);
const MOST_NESTED = 120;
const WORDS: Readonly<Record<string, boolean | null | undefined>> = { true: true, false: false, null: null, undefined };

class Parser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  constructor(source: string, line = 1) {
    this.tokens = new Lexer(source, line).all();
  }

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private fail(message: string, { line } = this.token): never {
    throw new ScriptError(message, line);
  }

  private shown({ kind, text } = this.token): string {
    return kind === 'end' ? 'the end' : kind === 'string' ? 'a text' : text;
  }

  private is(text: string): boolean {
    const { kind, text: found } = this.token;
    return found === text && (kind === 'sign' || kind === 'name');
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  private want(text: string): void {
    if (!this.take(text)) this.fail(`${text} is missing before ${this.shown()}`);
  }

  private name(): string {
    const { kind, text } = this.token;
    if (kind !== 'name' || RESERVED.has(text)) this.fail(`a name is missing before ${this.shown()}`);
    this.at += 1;
    return text;
  }

  private deeper<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > MOST_NESTED) this.fail('this is nested too deep');
    const found = parse();
    this.depth -= 1;
    return found;
  }

  program(): readonly Statement[] {
    const body: Statement[] = [];
    while (this.token.kind !== 'end') body.push(this.statement());
    return body;
  }

  only(): Expression {
    const found = this.expression();
    if (this.token.kind !== 'end') this.fail(`${this.shown()} is not expected here`);
    return found;
  }

  private end(): void {
    if (this.take(';') || this.is('}') || this.token.kind === 'end' || this.token.fresh) return;
    this.fail(`; is missing before ${this.shown()}`);
  }

  private block(): readonly Statement[] {
    this.want('{');
    const body: Statement[] = [];
    while (!this.is('}')) {
      if (this.token.kind === 'end') this.fail('} is missing: a block does not end');
      body.push(this.statement());
    }
    this.at += 1;
    return body;
  }

  private statement(): Statement {
    return this.deeper(() => this.oneStatement());
  }

  private oneStatement(): Statement {
    const { line } = this.token;
    if (this.is('{')) return { kind: 'block', line, body: this.block() };
    if (this.take(';')) return { kind: 'block', line, body: [] };
    if (this.is('const') || this.is('let')) {
      const declared = this.declaration();
      this.end();
      return declared;
    }
    if (this.take('function')) return { kind: 'define', line, of: this.functionRest(this.name(), line) };
    if (this.take('return')) {
      const empty = this.is(';') || this.is('}') || this.token.kind === 'end' || this.token.fresh;
      const value = empty ? undefined : this.expression();
      this.end();
      return { kind: 'return', line, ...(value === undefined ? {} : { value }) };
    }
    if (this.take('throw')) {
      const value = this.expression();
      this.end();
      return { kind: 'throw', line, value };
    }
    if (this.take('if')) {
      const test = this.bracketed();
      const yes = this.statement();
      return { kind: 'if', line, test, yes, ...(this.take('else') ? { no: this.statement() } : {}) };
    }
    if (this.take('for')) return this.forRest(line);
    if (this.take('while')) return { kind: 'while', line, test: this.bracketed(), first: false, body: this.statement() };
    if (this.take('do')) {
      const body = this.statement();
      this.want('while');
      const test = this.bracketed();
      this.end();
      return { kind: 'while', line, test, first: true, body };
    }
    if (this.is('break') || this.is('continue')) {
      const kind = this.token.text as 'break' | 'continue';
      this.at += 1;
      this.end();
      return { kind, line };
    }
    if (this.take('try')) {
      const body = this.block();
      const catches = this.take('catch');
      const name = catches && this.take('(') ? this.pattern() : undefined;
      if (name !== undefined) this.want(')');
      const caught = catches ? this.block() : undefined;
      const after = this.take('finally') ? this.block() : undefined;
      if (caught === undefined && after === undefined) this.fail('catch or finally is missing');
      return { kind: 'try', line, body, ...(name === undefined ? {} : { name }), ...(caught === undefined ? {} : { caught }), ...(after === undefined ? {} : { after }) };
    }
    const value = this.expression();
    this.end();
    return { kind: 'expression', line, value };
  }

  private bracketed(): Expression {
    this.want('(');
    const found = this.expression();
    this.want(')');
    return found;
  }

  private declaration(): Extract<Statement, { readonly kind: 'declare' }> {
    const { line, text } = this.token;
    this.at += 1;
    const names: { to: Pattern; value?: Expression }[] = [];
    do {
      const to = this.pattern(false);
      const value = this.take('=') ? this.assignment() : undefined;
      names.push({ to, ...(value === undefined ? {} : { value }) });
    } while (this.take(','));
    return { kind: 'declare', line, fixed: text === 'const', names };
  }

  private forRest(line: number): Statement {
    this.want('(');
    if (this.is('const') || this.is('let')) {
      const start = this.at;
      const fixed = this.token.text === 'const';
      this.at += 1;
      const to = this.pattern(false);
      if (this.is('of') || this.is('in')) {
        const names = this.take('in');
        if (!names) this.at += 1;
        const of = this.expression();
        this.want(')');
        return { kind: 'each', line, fixed, to, of, names, body: this.statement() };
      }
      this.at = start;
    }
    const first: Statement | undefined = this.is(';') ? undefined : this.is('const') || this.is('let') ? this.declaration() : { kind: 'expression', line, value: this.expression() };
    this.want(';');
    const test = this.is(';') ? undefined : this.expression();
    this.want(';');
    const then = this.is(')') ? undefined : this.expression();
    this.want(')');
    return { kind: 'for', line, ...(first === undefined ? {} : { first }), ...(test === undefined ? {} : { test }), ...(then === undefined ? {} : { then }), body: this.statement() };
  }

  /** `or`: with a value where there is none, after `=`. */
  private pattern(or = true): Pattern {
    const { line } = this.token;
    const found = this.bare(line);
    const value = or && this.take('=') ? this.assignment() : undefined;
    return value === undefined ? found : { ...found, or: value };
  }

  private bare(line: number): Pattern {
    if (this.take('{')) {
      const fields: { name: string; to: Pattern }[] = [];
      let rest: string | undefined;
      while (!this.take('}')) {
        if (this.take('...')) rest = this.name();
        else {
          const { kind, text, line: at } = this.token;
          if (kind !== 'name' && kind !== 'string') this.fail(`a name is missing before ${this.shown()}`);
          this.at += 1;
          if (this.take(':')) fields.push({ name: text, to: this.pattern() });
          else {
            const value = this.take('=') ? this.assignment() : undefined;
            fields.push({ name: text, to: { kind: 'name', line: at, name: text, ...(value === undefined ? {} : { or: value }) } });
          }
        }
        if (!this.is('}')) this.want(',');
      }
      return { kind: 'objectPattern', line, fields, ...(rest === undefined ? {} : { rest }) };
    }
    if (this.take('[')) {
      const items: (Pattern | undefined)[] = [];
      let rest: string | undefined;
      while (!this.take(']')) {
        if (this.take('...')) rest = this.name();
        else items.push(this.is(',') ? undefined : this.pattern());
        if (!this.is(']')) this.want(',');
      }
      return { kind: 'arrayPattern', line, items, ...(rest === undefined ? {} : { rest }) };
    }
    return { kind: 'name', line, name: this.name() };
  }

  private functionRest(name: string, line: number): FunctionNode {
    const { parameters, rest } = this.parameters();
    return { kind: 'function', name, line, parameters, ...(rest === undefined ? {} : { rest }), body: this.block() };
  }

  private parameters(): Pick<FunctionNode, 'parameters' | 'rest'> {
    this.want('(');
    const parameters: Pattern[] = [];
    let rest: string | undefined;
    while (!this.take(')')) {
      if (this.take('...')) rest = this.name();
      else parameters.push(this.pattern());
      if (!this.is(')')) this.want(',');
    }
    return { parameters, ...(rest === undefined ? {} : { rest }) };
  }

  private expression(): Expression {
    let left = this.assignment();
    while (this.is(',')) {
      const { line } = this.token;
      this.at += 1;
      left = { kind: 'binary', line, sign: ',', left, right: this.assignment() };
    }
    return left;
  }

  /** An arrow follows: a name and `=>`, or parentheses and `=>`. */
  private get isArrow(): boolean {
    if (this.token.kind === 'name' && !RESERVED.has(this.token.text)) return this.tokens[this.at + 1]?.text === '=>';
    if (!this.is('(')) return false;
    let depth = 0;
    for (let at = this.at; at < this.tokens.length; at += 1) {
      const { kind, text } = this.tokens[at]!;
      if (kind !== 'sign') continue;
      if (text === '(' || text === '[' || text === '{') depth += 1;
      if (text === ')' || text === ']' || text === '}') depth -= 1;
      if (depth === 0) return this.tokens[at + 1]?.text === '=>' && this.tokens[at + 1]?.kind === 'sign';
    }
    return false;
  }

  private assignment(): Expression {
    return this.deeper(() => this.oneAssignment());
  }

  private oneAssignment(): Expression {
    const { line } = this.token;
    if (this.isArrow) {
      const head: Pick<FunctionNode, 'parameters' | 'rest'> = this.is('(') ? this.parameters() : { parameters: [{ kind: 'name', line, name: this.name() }] };
      this.want('=>');
      return { kind: 'function', name: '', line, ...head, body: this.is('{') ? this.block() : this.assignment() };
    }
    const left = this.binary(0);
    if (this.take('?')) {
      const yes = this.assignment();
      this.want(':');
      return { kind: 'condition', line, test: left, yes, no: this.assignment() };
    }
    if (this.token.kind === 'sign' && ASSIGNS.has(this.token.text)) {
      if (left.kind !== 'variable' && left.kind !== 'member') this.fail('only a variable or a field can be given a value');
      const sign = this.token.text;
      this.at += 1;
      return { kind: 'assign', line, sign, to: left, value: this.assignment() };
    }
    return left;
  }

  private binary(least: number): Expression {
    let left = this.unary();
    for (;;) {
      const { text, line, kind } = this.token;
      const power = kind === 'sign' || text === 'in' ? POWERS[text] : undefined;
      if (power === undefined || power <= least) {
        if (kind === 'name' && UNKNOWN.has(text) && !this.token.fresh) this.fail(`${text} is not known here`);
        return left;
      }
      this.at += 1;
      const right = this.binary(text === '**' ? power - 1 : power);
      left = text === '&&' || text === '||' || text === '??' ? { kind: 'logical', line, sign: text, left, right } : { kind: 'binary', line, sign: text, left, right };
    }
  }

  private unary(): Expression {
    const { line, text } = this.token;
    for (const sign of ['!', '-', '+', 'typeof', 'void', 'delete']) if (this.take(sign)) return this.deeper(() => ({ kind: 'unary', line, sign, of: this.unary() }));
    if (this.is('++') || this.is('--')) {
      this.at += 1;
      return { kind: 'step', line, sign: text as '++' | '--', before: true, to: this.target(this.unary()) };
    }
    const found = this.postfix();
    if ((this.is('++') || this.is('--')) && !this.token.fresh) {
      const sign = this.token.text as '++' | '--';
      this.at += 1;
      return { kind: 'step', line, sign, before: false, to: this.target(found) };
    }
    return found;
  }

  private target(to: Expression): Expression {
    return to.kind === 'variable' || to.kind === 'member' ? to : this.fail('only a variable or a field can be given a value');
  }

  private given(): readonly Argument[] {
    const given: Argument[] = [];
    while (!this.take(')')) {
      const spread = this.take('...');
      given.push({ spread, value: this.assignment() });
      if (!this.is(')')) this.want(',');
    }
    return given;
  }

  private postfix(): Expression {
    let found = this.primary();
    let chained = false;
    for (;;) {
      const { line } = this.token;
      const optional = this.take('?.');
      chained ||= optional;
      if (this.take('(')) found = { kind: 'call', line, of: found, given: this.given(), optional };
      else if (this.take('[')) {
        const name = this.expression();
        this.want(']');
        found = { kind: 'member', line, of: found, name, optional };
      } else if (optional || this.take('.')) {
        const { kind, text } = this.token;
        if (kind !== 'name') this.fail(`a name is missing before ${this.shown()}`);
        this.at += 1;
        found = { kind: 'member', line, of: found, name: { kind: 'value', line, value: text }, optional };
      } else break;
    }
    return chained ? { kind: 'chain', line: found.line, of: found } : found;
  }

  private primary(): Expression {
    const { token } = this;
    const { kind, text, line } = token;
    if (kind === 'name' && UNKNOWN.has(text)) this.fail(`${text} is not known here${text === 'await' || text === 'async' ? ': what is asked answers at once' : text === 'var' ? ': write let or const' : ''}`);
    if (this.take('(')) {
      const found = this.expression();
      this.want(')');
      return found;
    }
    if (this.take('[')) {
      const items: Argument[] = [];
      while (!this.take(']')) {
        const spread = this.take('...');
        items.push({ spread, value: this.assignment() });
        if (!this.is(']')) this.want(',');
      }
      return { kind: 'array', line, items };
    }
    if (this.take('{')) return this.object(line);
    if (this.take('function')) return this.functionRest(this.is('(') ? '' : this.name(), line);
    if (this.take('new')) {
      // Of what can be made there are only errors, which are functions here.
      const of: Expression = { kind: 'variable', line, name: this.name() };
      return { kind: 'call', line, of, given: this.take('(') ? this.given() : [], optional: false };
    }
    this.at += 1;
    if (kind === 'number') return { kind: 'value', line, value: Number(text) };
    if (kind === 'string') return { kind: 'value', line, value: text };
    if (kind === 'template') return { kind: 'template', line, texts: token.texts ?? [], holes: (token.holes ?? []).map((hole) => new Parser(hole.source, hole.line).only()) };
    if (kind === 'name' && Object.hasOwn(WORDS, text)) return { kind: 'value', line, value: WORDS[text] };
    if (kind === 'name' && !RESERVED.has(text)) return { kind: 'variable', line, name: text };
    if (text === '/') this.fail('regular expressions are not known here: use includes, startsWith or split', token);
    return this.fail(`${this.shown(token)} is not expected here`, token);
  }

  private object(line: number): Expression {
    const fields: ({ spread: Expression } | { name: Expression; value: Expression })[] = [];
    while (!this.take('}')) {
      if (this.take('...')) fields.push({ spread: this.assignment() });
      else {
        const { kind, text, line: at } = this.token;
        let name: Expression = { kind: 'value', line: at, value: text };
        this.at += 1;
        if (kind === 'sign' && text === '[') {
          name = this.assignment();
          this.want(']');
        } else if (kind !== 'name' && kind !== 'string' && kind !== 'number') this.fail(`a name is missing before ${this.shown(this.tokens[this.at - 1]!)}`);
        if (this.take(':')) fields.push({ name, value: this.assignment() });
        else if (this.is('(')) fields.push({ name, value: this.functionRest(text, at) });
        else if (kind === 'name' && !RESERVED.has(text)) fields.push({ name, value: { kind: 'variable', line: at, name: text } });
        else this.fail(`: is missing before ${this.shown()}`);
      }
      if (!this.is('}')) this.want(',');
    }
    return { kind: 'object', line, fields };
  }
}

/** A script's statements. Throws a {@link ScriptError} with the line. */
export const parseScript = (source: string): readonly Statement[] => new Parser(source).program();
