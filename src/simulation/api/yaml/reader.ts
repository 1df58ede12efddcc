import { START, YamlError } from './error';
import type { Mark } from './error';

/** go-yaml decodes its input in pieces of this many bytes, so a character it refuses is met when its piece is. */
const PIECE = 512;
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** How many units of the text can be read before the piece with the refused character at `bad` begins. */
function readableLength(text: string, bad: number | undefined): number {
  if (bad === undefined) return Number.POSITIVE_INFINITY;
  let bytes = new TextEncoder().encode(text.slice(0, bad)).length % PIECE;
  let index = bad;
  while (index > 0 && bytes > 0) {
    index -= 1;
    const code = text.charCodeAt(index);
    // Half a pair counts as two of its four bytes.
    bytes -= code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
  }
  return index;
}

export const isBreak = (char: string): boolean => char === '\n' || char === '\r' || char === '\u0085' || char === '\u2028' || char === '\u2029';
export const isBlank = (char: string): boolean => char === ' ' || char === '\t';
/** The end of the text reads as the empty string. */
export const isBreakOrEnd = (char: string): boolean => char === '' || isBreak(char);
export const isBlankOrEnd = (char: string): boolean => char === '' || char === ' ' || char === '\t' || isBreak(char);
export const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1;
export const isWord = (char: string): boolean => /^[0-9A-Za-z_-]$/.test(char);

/** A place in the text that moves on (go-yaml scannerc.go: skip, skip_line, read, read_line). */
export class Reader {
  index = 0;
  line = 0;
  column = 0;
  private readonly readable: number;
  private readonly refused: number | undefined;

  constructor(readonly text: string) {
    this.refused = REFUSED.exec(text)?.index;
    this.readable = readableLength(text, this.refused);
    // A byte order mark says how the text is encoded and is no part of it.
    if (text.startsWith('\ufeff')) this.index = 1;
    this.check();
  }

  get mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }

  /** The unit `ahead` of here; empty after the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.index + ahead);
  }

  get atEnd(): boolean {
    return this.index >= this.text.length;
  }

  /** Passes over one character. */
  skip(): void {
    const code = this.text.charCodeAt(this.index);
    this.index += code >= 0xd800 && code < 0xdc00 ? 2 : 1;
    this.column += 1;
    this.check();
  }

  /** Takes one character. */
  read(): string {
    const start = this.index;
    this.skip();
    return this.text.slice(start, this.index);
  }

  /** Passes over a line break and gives it as it counts in a scalar: `\n`, or the two Unicode separators themselves. */
  readBreak(): string {
    const char = this.peek();
    this.index += char === '\r' && this.peek(1) === '\n' ? 2 : 1;
    this.column = 0;
    this.line += 1;
    this.check();
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }

  /** Passes over a comment, up to the end of its line. */
  skipComment(): void {
    if (this.peek() !== '#') return;
    while (!isBreakOrEnd(this.peek())) this.skip();
  }

  /** `---` or `...` at the start of a line. */
  atDocumentIndicator(): boolean {
    if (this.column !== 0) return false;
    const three = this.text.slice(this.index, this.index + 3);
    return (three === '---' || three === '...') && isBlankOrEnd(this.peek(3));
  }

  private check(): void {
    if (this.index >= this.readable) throw new YamlError('control characters are not allowed', { ...START, index: this.refused ?? 0 }, 'controlCharacter');
  }
}
