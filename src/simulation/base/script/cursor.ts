import { Lexer, ScriptError } from './tokens';
import type { Token } from './tokens';

/** Words that name nothing. */
export const RESERVED: ReadonlySet<string> = new Set(['break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'export', 'extends', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'new', 'return', 'super', 'switch', 'this', 'throw', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield', 'let', 'async', 'await', 'null', 'true', 'false']);
const MOST_NESTED = 120;

/** Where a parser is among the tokens of a script. */
export class Cursor {
  protected at = 0;
  private depth = 0;
  protected readonly tokens: readonly Token[];

  constructor(source: string, line = 1) {
    this.tokens = new Lexer(source, line).all();
  }

  protected get token(): Token {
    return this.tokens[this.at]!;
  }

  protected fail(message: string, { line } = this.token): never {
    throw new ScriptError(message, line);
  }

  protected shown({ kind, text } = this.token): string {
    return kind === 'end' ? 'the end' : kind === 'string' ? 'a text' : text;
  }

  protected is(text: string): boolean {
    const { kind, text: found } = this.token;
    return found === text && (kind === 'sign' || kind === 'name');
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  protected want(text: string): void {
    if (!this.take(text)) this.fail(`${text} is missing before ${this.shown()}`);
  }

  protected name(): string {
    const { kind, text } = this.token;
    if (kind !== 'name' || RESERVED.has(text)) this.fail(`a name is missing before ${this.shown()}`);
    this.at += 1;
    return text;
  }

  protected deeper<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > MOST_NESTED) this.fail('this is nested too deep');
    const found = parse();
    this.depth -= 1;
    return found;
  }
}
