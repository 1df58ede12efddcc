/** Reads a template (text/template/parse: parse.go). */
import { unquote } from '../unquote';
import { GoError, GoFloat, GoInt } from '../values';
import { lex, printToken } from './lex';
import type { Token } from './lex';
import { printOperand } from './nodes';
import type { Command, Operand, Pipe, Statement, Template } from './nodes';
import { quote } from '../quote';

const OPERANDS = new Set(['bool', 'char', 'dot', 'field', 'identifier', 'number', 'nil', 'raw', 'string', 'variable', '(']);

/** What ended a list of statements: `end`, or `else`, with or without an `if` or `with` behind it. */
type Ending = 'end' | 'else' | 'eof';

/** IsEmptyTree: nothing but white space. */
const isEmpty = (body: readonly Statement[]): boolean => body.every((statement) => statement.kind === 'text' && statement.text.trim() === '');

class Parser {
  private place = 0;
  private variables: string[] = ['$'];
  private loops = 0;
  /** The line of the action that is being read; 0 between actions. */
  private actionLine = 0;
  readonly templates = new Map<string, Template>();

  constructor(private readonly name: string, private readonly text: string, private readonly tokens: readonly Token[], private readonly functions: (name: string) => boolean) {}

  fail(message: string): never {
    const { line } = this.tokens[Math.max(0, Math.min(this.place, this.tokens.length) - 1)] ?? { line: 1 };
    throw new GoError(`template: ${this.name}:${line}: ${message}`);
  }

  private unexpected(token: Token, context: string): never {
    if (token.kind === 'error') {
      const started = this.actionLine === 0 || this.actionLine === token.line ? '' : ` in action started at ${this.name}:${this.actionLine}`;
      return this.fail(token.text + (token.text.endsWith(' action') ? started.replace(' in action', '') : started));
    }
    return this.fail(`unexpected ${printToken(token)} in ${context}`);
  }

  private next(): Token {
    const token = this.tokens[Math.min(this.place, this.tokens.length - 1)]!;
    this.place += 1;
    return token;
  }

  private peek(): Token {
    return this.tokens[Math.min(this.place, this.tokens.length - 1)]!;
  }

  private nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === 'space') token = this.next();
    return token;
  }

  private peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.place -= 1;
    return token;
  }

  private expect(kind: Token['kind'], context: string): Token {
    const token = this.nextNonSpace();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  all(): Template {
    const { body, ending } = this.statements(true);
    if (ending !== 'eof') this.fail(`unexpected {{${ending}}}`);
    const root: Template = { name: this.name, parseName: this.name, text: this.text, body };
    this.templates.set(this.name, root);
    return root;
  }

  /** Statements up to the end of the list they stand in. */
  private statements(top: boolean): { body: Statement[]; ending: Ending } {
    const body: Statement[] = [];
    for (;;) {
      const token = this.next();
      if (token.kind === 'text') body.push({ kind: 'text', text: token.text });
      else if (token.kind === 'end') return top ? { body, ending: 'eof' } : this.fail('unexpected EOF');
      else if (token.kind === 'open') {
        this.actionLine = token.line;
        const statement = this.action(top);
        this.actionLine = 0;
        if (statement === 'end' || statement === 'else') return { body, ending: statement };
        if (statement !== undefined) body.push(statement);
      } else this.unexpected(token, 'input');
    }
  }

  private action(top: boolean): Statement | 'end' | 'else' | undefined {
    const token = this.nextNonSpace();
    const { position } = token;
    if (token.kind === 'keyword') {
      switch (token.text) {
        case 'if': case 'with': case 'range': return this.control(token.text, position);
        case 'end':
          this.expect('close', 'end');
          return 'end';
        case 'else': return this.otherwise();
        case 'break': case 'continue': return this.jump(token.text, position);
        case 'template': return this.call();
        case 'define':
          if (!top) this.unexpected(token, 'command');
          return this.define();
        case 'block': return this.block();
      }
    }
    this.place -= 1;
    const pipe = this.pipeline('command', 'close');
    return { kind: 'action', position, pipe };
  }

  private otherwise(): 'else' {
    const next = this.peekNonSpace();
    // `{{else if x}}` is an `if` inside the `else`; control() looks at it.
    if (next.kind === 'keyword' && (next.text === 'if' || next.text === 'with')) return 'else';
    this.expect('close', 'else');
    return 'else';
  }

  private jump(kind: 'break' | 'continue', position: number): Statement {
    const token = this.nextNonSpace();
    if (token.kind !== 'close') this.unexpected(token, `{{${kind}}}`);
    if (this.loops === 0) this.fail(`{{${kind}}} outside {{range}}`);
    return { kind, position };
  }

  private control(kind: 'if' | 'with' | 'range', position: number): Statement {
    const known = this.variables.length;
    const pipe = this.pipeline(kind, 'close');
    if (kind === 'range') this.loops += 1;
    const { body, ending } = this.statements(false);
    if (kind === 'range') this.loops -= 1;
    let otherwise: readonly Statement[] | undefined;
    if (ending === 'else') {
      const next = this.peekNonSpace();
      if (next.kind === 'keyword' && next.text === kind && kind !== 'range' && this.tokens[this.place - 1]?.kind !== 'close') {
        this.nextNonSpace();
        otherwise = [this.control(kind, next.position)];
      } else {
        const rest = this.statements(false);
        if (rest.ending !== 'end') this.fail(`expected end; found {{${rest.ending}}}`);
        otherwise = rest.body;
      }
    }
    this.variables.length = known;
    return { kind, position, pipe, body, ...(otherwise === undefined ? {} : { otherwise }) };
  }

  private templateName(context: string): { name: string; position: number } {
    const token = this.nextNonSpace();
    return token.kind === 'string' || token.kind === 'raw' ? { name: this.unquoted(token.text), position: token.position } : this.unexpected(token, context);
  }

  private call(): Statement {
    const { name, position } = this.templateName('template clause');
    if (this.nextNonSpace().kind === 'close') return { kind: 'template', position, name };
    this.place -= 1;
    return { kind: 'template', position, name, pipe: this.pipeline('template clause', 'close') };
  }

  /** The body of a `define` or `block`, where only `$` is known. */
  private named(name: string, context: string): void {
    const [variables, loops] = [this.variables, this.loops];
    [this.variables, this.loops] = [['$'], 0];
    const { body, ending } = this.statements(false);
    if (ending !== 'end') this.fail(`unexpected {{${ending}}} in ${context}`);
    [this.variables, this.loops] = [variables, loops];
    const before = this.templates.get(name);
    if (before !== undefined && !isEmpty(before.body)) {
      if (!isEmpty(body)) this.fail(`template: multiple definition of template ${quote(name)}`);
      return;
    }
    this.templates.set(name, { name, parseName: this.name, text: this.text, body });
  }

  private define(): undefined {
    const { name } = this.templateName('define clause');
    this.expect('close', 'define clause');
    this.named(name, 'define clause');
  }

  private block(): Statement {
    const { name, position } = this.templateName('block clause');
    const pipe = this.pipeline('block clause', 'close');
    this.named(name, 'block clause');
    return { kind: 'template', position, name, pipe };
  }

  /** `$x := `, `$k, $v := ` or `$x = ` in front of a pipeline. */
  private declarations(context: string): { names: string[]; assigns: boolean } {
    const names: string[] = [];
    while (this.peekNonSpace().kind === 'variable') {
      const start = this.place;
      const { text } = this.nextNonSpace();
      const sign = this.peekNonSpace();
      if (sign.kind !== 'declare' && sign.kind !== 'assign' && sign.kind !== ',') {
        this.place = start;
        break;
      }
      this.nextNonSpace();
      names.push(text);
      this.variables.push(text);
      if (sign.kind !== ',') return { names, assigns: sign.kind === 'assign' };
      if (context !== 'range' || names.length > 1) this.fail(`too many declarations in ${context}`);
      if (!['variable', 'close', ')'].includes(this.peekNonSpace().kind)) this.fail('range can only initialize variables');
    }
    return { names, assigns: false };
  }

  private pipeline(context: string, end: 'close' | ')'): Pipe {
    const { position } = this.peekNonSpace();
    const { names, assigns } = this.declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.nextNonSpace();
      if (token.kind === end) break;
      if (!OPERANDS.has(token.kind)) this.unexpected(token, context);
      this.place -= 1;
      commands.push(this.command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    commands.slice(1).forEach(({ operands: [first] }, index) => {
      if (first?.kind === 'constant' || first?.kind === 'dot' || first?.kind === 'nil') this.fail(`non executable command in pipeline stage ${index + 2}`);
    });
    return { kind: 'pipe', position, variables: names, assigns, commands };
  }

  private command(): Command {
    const { position } = this.peekNonSpace();
    const operands: Operand[] = [];
    for (;;) {
      this.peekNonSpace();
      while (this.peek().kind === 'space') this.next();
      const operand = this.operand();
      if (operand !== undefined) operands.push(operand);
      const token = this.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'close' || token.kind === ')') this.place -= 1;
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (operands.length === 0) this.fail('empty command');
    return { position, operands };
  }

  private operand(): Operand | undefined {
    const term = this.term();
    if (term === undefined || this.peek().kind !== 'field') return term;
    const { position } = this.peek();
    const names: string[] = [];
    while (this.peek().kind === 'field') names.push(this.next().text.slice(1));
    if (term.kind === 'field' || term.kind === 'variable') return { ...term, position, names: [...term.names, ...names] };
    if (term.kind === 'constant' || term.kind === 'dot' || term.kind === 'nil') return this.fail(`unexpected . after term ${quote(printOperand(term))}`);
    return { kind: 'chain', position, base: term, names };
  }

  private term(): Operand | undefined {
    const { kind, text, position } = this.nextNonSpace();
    switch (kind) {
      case 'identifier': return this.functions(text) ? { kind: 'identifier', position, name: text } : this.fail(`function ${quote(text)} not defined`);
      case 'dot': return { kind: 'dot', position };
      case 'nil': return { kind: 'nil', position };
      case 'field': return { kind: 'field', position, names: [text.slice(1)] };
      case 'variable': return this.variables.includes(text) ? { kind: 'variable', position, name: text, names: [] } : this.fail(`undefined variable ${quote(text)}`);
      case 'bool': return { kind: 'constant', position, text, value: text === 'true' };
      case 'string': case 'raw': return { kind: 'constant', position, text, value: this.unquoted(text) };
      case 'char': return { kind: 'constant', position, text, value: new GoInt(this.unquoted(text).codePointAt(0) ?? 0) };
      case 'number': return { kind: 'constant', position, text, value: this.number(text) };
      case '(': return this.pipeline('parenthesized pipeline', ')');
    }
    this.place -= 1;
    return undefined;
  }

  private unquoted(text: string): string {
    try {
      return unquote(text);
    } catch (error) {
      return this.fail(error instanceof GoError ? error.message : String(error));
    }
  }

  private number(text: string): GoInt | GoFloat {
    if (!/[0-9]/.test(text)) this.fail(`illegal number syntax: ${quote(text)}`);
    const digits = text.replaceAll('_', '');
    if (!/^[+-]?0[xX]/.test(digits) && /[.eE]/.test(digits)) return new GoFloat(Number(digits));
    const negative = digits.startsWith('-');
    const plain = digits.replace(/^[+-]/, '');
    const value = Number(/^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain);
    return Number.isSafeInteger(value) ? new GoInt(negative ? -value : value) : this.fail(`integer overflow: ${quote(text)}`);
  }
}

/** template.Parse: the template and those it defines, by name. Throws a GoError with Go's message. */
export function parseTemplate(name: string, text: string, functions: (name: string) => boolean): ReadonlyMap<string, Template> {
  const parser = new Parser(name, text, lex(text), functions);
  parser.all();
  return parser.templates;
}
