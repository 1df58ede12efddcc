/** The grammar of jq as far as paths and conditions need it (github.com/itchyny/gojq parser.go.y). */
import { JqSyntaxError, tokensOf } from './lex';
import type { Token } from './lex';

export type Query =
  | { readonly kind: 'identity' }
  | { readonly kind: 'descend' }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'index'; readonly of: Query; readonly by: Query }
  | { readonly kind: 'slice'; readonly of: Query; readonly from: Query | undefined; readonly to: Query | undefined }
  | { readonly kind: 'iterate'; readonly of: Query }
  | { readonly kind: 'try'; readonly body: Query }
  | { readonly kind: 'pipe' | 'comma'; readonly left: Query; readonly right: Query }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Query; readonly right: Query }
  | { readonly kind: 'negate'; readonly body: Query }
  | { readonly kind: 'if'; readonly condition: Query; readonly then: Query; readonly else: Query }
  | { readonly kind: 'array'; readonly body: Query | undefined }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Query, Query])[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Query[] };

const IDENTITY: Query = { kind: 'identity' };

/** Operators from the loosest to the tightest; how those of a row are taken together. */
const ROWS: readonly { readonly operators: readonly string[]; readonly side: 'left' | 'right' | 'none' }[] = [
  { operators: ['//'], side: 'right' }, { operators: ['or'], side: 'left' }, { operators: ['and'], side: 'left' },
  { operators: ['==', '!=', '<', '<=', '>', '>='], side: 'none' }, { operators: ['+', '-'], side: 'left' }, { operators: ['*', '/', '%'], side: 'left' },
];

class Parser {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  private get next(): Token {
    return this.tokens[this.at]!;
  }

  private fail(): never {
    throw new JqSyntaxError(this.next.kind === 'end' ? 'unexpected EOF' : `unexpected token ${JSON.stringify(this.next.text)}`);
  }

  private is(text: string): boolean {
    return this.next.text === text && (this.next.kind === 'op' || this.next.kind === 'keyword');
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  whole(): Query {
    const query = this.pipe();
    if (this.next.kind !== 'end') this.fail();
    return query;
  }

  private pipe(): Query {
    const left = this.comma();
    return this.take('|') ? { kind: 'pipe', left, right: this.pipe() } : left;
  }

  private comma(): Query {
    let left = this.row(0);
    while (this.take(',')) left = { kind: 'comma', left, right: this.row(0) };
    return left;
  }

  private row(index: number): Query {
    const row = ROWS[index];
    if (row === undefined) return this.postfix();
    let left = this.row(index + 1);
    for (;;) {
      const operator = row.operators.find((one) => this.is(one));
      if (operator === undefined) return left;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.row(row.side === 'right' ? index : index + 1) };
      if (row.side === 'none' && row.operators.some((one) => this.is(one))) this.fail();
    }
  }

  private postfix(): Query {
    let term = this.term();
    for (;;) {
      if (this.next.kind === 'field') term = this.field(term);
      else if (this.is('[')) term = this.bracket(term);
      else if (this.is('.') && ['string', 'op'].includes(this.tokens[this.at + 1]?.kind ?? '')) {
        this.at += 1;
        term = this.afterDot(term);
      } else if (this.take('?')) term = { kind: 'try', body: term };
      else return term;
    }
  }

  private field(of: Query): Query {
    const { value } = this.next;
    this.at += 1;
    return { kind: 'index', of, by: { kind: 'literal', value } };
  }

  private afterDot(of: Query): Query {
    if (this.is('[')) return this.bracket(of);
    return this.next.kind === 'string' ? this.field(of) : this.fail();
  }

  private bracket(of: Query): Query {
    this.expect('[');
    if (this.take(']')) return { kind: 'iterate', of };
    if (this.take(':')) return this.closeSlice(of, undefined);
    const by = this.pipe();
    if (this.take(':')) return this.closeSlice(of, by);
    this.expect(']');
    return { kind: 'index', of, by };
  }

  private closeSlice(of: Query, from: Query | undefined): Query {
    if (from !== undefined && this.take(']')) return { kind: 'slice', of, from, to: undefined };
    const to = this.pipe();
    this.expect(']');
    return { kind: 'slice', of, from, to };
  }

  private term(): Query {
    const token = this.next;
    if (token.kind === 'field') return this.field(IDENTITY);
    if (token.kind === 'name') return this.call();
    if (token.kind === 'end') return this.fail();
    this.at += 1;
    if (token.kind === 'string') return { kind: 'literal', value: token.value };
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    switch (token.text) {
      case '.':
        return this.next.kind === 'string' ? this.field(IDENTITY) : IDENTITY;
      case '..':
        return { kind: 'descend' };
      case '-':
        return { kind: 'negate', body: this.postfix() };
      case '(': {
        const inner = this.pipe();
        this.expect(')');
        return inner;
      }
      case '[': {
        if (this.take(']')) return { kind: 'array', body: undefined };
        const body = this.pipe();
        this.expect(']');
        return { kind: 'array', body };
      }
      case '{':
        return this.object();
      case 'if':
        return this.branches();
      case 'try':
        return { kind: 'try', body: this.postfix() };
      case 'true':
      case 'false':
        return { kind: 'literal', value: token.text === 'true' };
      case 'null':
        return { kind: 'literal', value: null };
    }
    this.at -= 1;
    return this.fail();
  }

  private call(): Query {
    const name = this.next.text;
    this.at += 1;
    const args: Query[] = [];
    if (this.take('(')) {
      do args.push(this.pipe());
      while (this.take(';'));
      this.expect(')');
    }
    return { kind: 'call', name, args };
  }

  private branches(): Query {
    const condition = this.pipe();
    this.expect('then');
    const then = this.pipe();
    if (this.take('elif')) return { kind: 'if', condition, then, else: this.branches() };
    const rest = this.take('else') ? this.pipe() : IDENTITY;
    this.expect('end');
    return { kind: 'if', condition, then, else: rest };
  }

  private object(): Query {
    const entries: (readonly [Query, Query])[] = [];
    if (this.take('}')) return { kind: 'object', entries };
    do {
      const token = this.next;
      let key: Query;
      if (this.take('(')) {
        key = this.pipe();
        this.expect(')');
      } else if (token.kind === 'name' || token.kind === 'keyword' || token.kind === 'string') {
        this.at += 1;
        key = { kind: 'literal', value: token.value };
      } else return this.fail();
      entries.push([key, this.take(':') ? this.row(0) : { kind: 'index', of: IDENTITY, by: key }]);
    } while (this.take(','));
    this.expect('}');
    return { kind: 'object', entries };
  }
}

/** gojq.Parse; throws a {@link JqSyntaxError} in its words. */
export const parseJq = (text: string): Query => new Parser(tokensOf(text)).whole();
