import { ExpressionParser } from './parse-expression';
import type { Expression, Pattern, Statement } from './tree';

class Parser extends ExpressionParser {
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

  protected hole(source: string, line: number): Expression {
    return new Parser(source, line).only();
  }

  private end(): void {
    if (this.take(';') || this.is('}') || this.token.kind === 'end' || this.token.fresh) return;
    this.fail(`; is missing before ${this.shown()}`);
  }

  protected block(): readonly Statement[] {
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
}

/** A script's statements. Throws a {@link ScriptError} with the line. */
export const parseScript = (source: string): readonly Statement[] => new Parser(source).program();
