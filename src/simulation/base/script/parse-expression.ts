import { Cursor, RESERVED } from './cursor';
import type { Argument, Expression, FunctionNode, Pattern, Statement } from './tree';

const POWERS: Readonly<Record<string, number>> = { '??': 1, '||': 2, '&&': 3, '==': 4, '!=': 4, '===': 4, '!==': 4, '<': 5, '>': 5, '<=': 5, '>=': 5, in: 5, '+': 6, '-': 6, '*': 7, '/': 7, '%': 7, '**': 8 };
const ASSIGNS: ReadonlySet<string> = new Set(['=', '+=', '-=', '*=', '/=', '%=', '**=', '&&=', '||=', '??=']);
const UNKNOWN: ReadonlySet<string> = new Set(['class', 'import', 'export', 'async', 'await', 'yield', 'this', 'super', 'switch', 'with', 'debugger', 'instanceof', 'var']);
const WORDS: Readonly<Record<string, boolean | null | undefined>> = { true: true, false: false, null: null, undefined };

/** Expressions, the patterns that take values apart, and functions. */
export abstract class ExpressionParser extends Cursor {
  /** The statements between braces. */
  protected abstract block(): readonly Statement[];
  /** An expression that stands in a text, from a line on. */
  protected abstract hole(source: string, line: number): Expression;

  /** `or`: with a value where there is none, after `=`. */
  protected pattern(or = true): Pattern {
    const { line } = this.token;
    const found = this.bare(line);
    const value = or && this.take('=') ? this.assignment() : undefined;
    return value === undefined ? found : { ...found, or: value };
  }

  protected bare(line: number): Pattern {
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

  protected functionRest(name: string, line: number): FunctionNode {
    const { parameters, rest } = this.parameters();
    return { kind: 'function', name, line, parameters, ...(rest === undefined ? {} : { rest }), body: this.block() };
  }

  protected parameters(): Pick<FunctionNode, 'parameters' | 'rest'> {
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

  protected expression(): Expression {
    let left = this.assignment();
    while (this.is(',')) {
      const { line } = this.token;
      this.at += 1;
      left = { kind: 'binary', line, sign: ',', left, right: this.assignment() };
    }
    return left;
  }

  /** An arrow follows: a name and `=>`, or parentheses and `=>`. */
  protected get isArrow(): boolean {
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

  protected assignment(): Expression {
    return this.deeper(() => this.oneAssignment());
  }

  protected oneAssignment(): Expression {
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

  protected binary(least: number): Expression {
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

  protected unary(): Expression {
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

  protected target(to: Expression): Expression {
    return to.kind === 'variable' || to.kind === 'member' ? to : this.fail('only a variable or a field can be given a value');
  }

  protected given(): readonly Argument[] {
    const given: Argument[] = [];
    while (!this.take(')')) {
      const spread = this.take('...');
      given.push({ spread, value: this.assignment() });
      if (!this.is(')')) this.want(',');
    }
    return given;
  }

  protected postfix(): Expression {
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

  protected primary(): Expression {
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
    if (kind === 'template') return { kind: 'template', line, texts: token.texts ?? [], holes: (token.holes ?? []).map((hole) => this.hole(hole.source, hole.line)) };
    if (kind === 'name' && Object.hasOwn(WORDS, text)) return { kind: 'value', line, value: WORDS[text] };
    if (kind === 'name' && !RESERVED.has(text)) return { kind: 'variable', line, name: text };
    if (text === '/') this.fail('regular expressions are not known here: use includes, startsWith or split', token);
    return this.fail(`${this.shown(token)} is not expected here`, token);
  }

  protected object(line: number): Expression {
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
