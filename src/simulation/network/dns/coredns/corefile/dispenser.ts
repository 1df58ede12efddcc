/** Walks over tokens and words the errors. After caddyfile.Dispenser (github.com/coredns/caddy). */
import type { Token } from './lexer';

/** What ends a start: its text is printed as it is. */
export class CorefileError extends Error {}

export class Dispenser {
  cursor = -1;
  private nesting = 0;

  constructor(
    readonly filename: string,
    public tokens: readonly Token[],
  ) {}

  next(): boolean {
    if (this.cursor >= this.tokens.length - 1) return false;
    this.cursor += 1;
    return true;
  }

  private breaksAt(at: number): number {
    return this.tokens[at]!.text.split('\n').length - 1;
  }

  nextArg(): boolean {
    if (this.cursor < 0) {
      this.cursor += 1;
      return true;
    }
    const [here, after] = [this.tokens[this.cursor], this.tokens[this.cursor + 1]];
    if (here === undefined || after === undefined || here.file !== after.file || here.line + this.breaksAt(this.cursor) !== after.line) return false;
    this.cursor += 1;
    return true;
  }

  nextBlock(): boolean {
    if (this.nesting > 0) {
      if (!this.next()) return false;
      if (this.value() === '}') {
        this.nesting -= 1;
        return false;
      }
      return true;
    }
    if (!this.nextArg()) return false;
    if (this.value() !== '{') {
      this.cursor -= 1;
      return false;
    }
    if (!this.next() || this.value() === '}') return false;
    this.nesting += 1;
    return true;
  }

  value(): string {
    return this.tokens[this.cursor]?.text ?? '';
  }

  private file(): string {
    const file = this.tokens[this.cursor]?.file ?? '';
    return file === '' ? this.filename : file;
  }

  remainingArgs(): string[] {
    const args: string[] = [];
    while (this.nextArg()) {
      if (this.value() === '{') {
        this.cursor -= 1;
        break;
      }
      args.push(this.value());
    }
    return args;
  }

  isNewLine(): boolean {
    if (this.cursor < 1) return true;
    const [before, here] = [this.tokens[this.cursor - 1], this.tokens[this.cursor]];
    if (before === undefined || here === undefined) return false;
    return before.file !== here.file || before.line + this.breaksAt(this.cursor - 1) < here.line;
  }

  error(message: string): CorefileError {
    return new CorefileError(`${this.file()}:${this.tokens[this.cursor]?.line ?? 0} - Error during parsing: ${message}`);
  }

  argError(): CorefileError {
    return this.value() === '{' ? this.error("Unexpected token '{', expecting argument") : this.error(`Wrong argument count or unexpected line ending after '${this.value()}'`);
  }

  syntaxError(expected: string): CorefileError {
    return new CorefileError(`${this.file()}:${this.tokens[this.cursor]?.line ?? 0} - Syntax error: Unexpected token '${this.value()}', expecting '${expected}'`);
  }
}
