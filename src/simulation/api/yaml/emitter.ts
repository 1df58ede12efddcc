/** Puts characters on lines (go-yaml v2 emitterc.go, the writers): indents, folds long plain and quoted texts, escapes. */
import { isBreakChar, isPrintableChar } from './analyze';

const INDENT = 2;
const WIDTH = 80;
const ESCAPES: Readonly<Record<number, string>> = {
  0: '0', 7: 'a', 8: 'b', 9: 't', 10: 'n', 11: 'v', 12: 'f', 13: 'r', 27: 'e', 34: '"', 92: '\\', 0x85: 'N', 0xa0: '_', 0x2028: 'L', 0x2029: 'P',
};

function escaped(char: string): string {
  const code = char.codePointAt(0)!;
  const short = ESCAPES[code];
  if (short !== undefined) return `\\${short}`;
  const hex = code.toString(16).toUpperCase();
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

export class Emitter {
  private text = '';
  private column = 0;
  private indent = -1;
  private whitespace = true;
  /** The line at hand, from 0. */
  line = 0;
  /** Whether only indentation and indicators that count as such stand on the line. */
  indention = true;

  private put(char: string): void {
    this.text += char;
    this.column += 1;
  }

  private putBreak(): void {
    this.text += '\n';
    this.column = 0;
    this.line += 1;
  }

  private writeBreak(char: string): void {
    if (char === '\n') return this.putBreak();
    this.text += char;
    this.column = 0;
  }

  /** What stands inside a collection, or on further lines of a scalar (`inLine`): one step further in unless the list is `indentless`. */
  indented(indentless: boolean, write: () => void, inLine = false): void {
    const before = this.indent;
    this.indent = before < 0 ? (inLine ? INDENT : 0) : indentless ? before : before + INDENT;
    write();
    this.indent = before;
  }

  newLine(): void {
    const indent = Math.max(0, this.indent);
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace)) this.putBreak();
    if (this.column < indent) {
      this.text += ' '.repeat(indent - this.column);
      this.column = indent;
    }
    this.whitespace = true;
    this.indention = true;
  }

  indicator(mark: string, needsBlank: boolean, isBlank: boolean, isIndention: boolean): void {
    if (needsBlank && !this.whitespace) this.put(' ');
    this.text += mark;
    this.column += mark.length;
    this.whitespace = isBlank;
    this.indention &&= isIndention;
  }

  private done(): void {
    this.whitespace = false;
    this.indention = false;
  }

  plain(value: string, mayBreak: boolean): void {
    if (!this.whitespace) this.put(' ');
    this.folded(value, mayBreak, false);
    this.done();
  }

  singleQuoted(value: string, mayBreak: boolean): void {
    this.indicator("'", true, false, false);
    this.folded(value, mayBreak, true);
    this.indicator("'", false, false, false);
    this.done();
  }

  private folded(value: string, mayBreak: boolean, quoted: boolean): void {
    const chars = Array.from(value);
    let [spaces, breaks] = [false, false];
    for (let i = 0; i < chars.length; i += 1) {
      const char = chars[i]!;
      if (char === ' ') {
        const fits = !quoted || (i > 0 && i < chars.length - 1);
        if (mayBreak && !spaces && this.column > WIDTH && fits && chars[i + 1] !== ' ') this.newLine();
        else this.put(char);
        spaces = true;
      } else if (isBreakChar(char)) {
        if (!breaks && char === '\n') this.putBreak();
        this.writeBreak(char);
        this.indention = true;
        breaks = true;
      } else {
        if (breaks) this.newLine();
        if (quoted && char === "'") this.put(char);
        this.put(char);
        this.indention = false;
        [spaces, breaks] = [false, false];
      }
    }
  }

  doubleQuoted(value: string, mayBreak: boolean): void {
    const chars = Array.from(value);
    let spaces = false;
    // go-yaml looks for a byte order mark at the beginning of the text, whichever character it is at.
    const marked = chars[0] === '\ufeff';
    this.indicator('"', true, false, false);
    chars.forEach((char, i) => {
      if (marked || !isPrintableChar(char) || char === '\ufeff' || isBreakChar(char) || char === '"' || char === '\\') {
        for (const each of escaped(char)) this.put(each);
        spaces = false;
      } else if (char === ' ') {
        if (mayBreak && !spaces && this.column > WIDTH && i > 0 && i < chars.length - 1) {
          this.newLine();
          if (chars[i + 1] === ' ') this.put('\\');
        } else this.put(char);
        spaces = true;
      } else {
        this.put(char);
        spaces = false;
      }
    });
    this.indicator('"', false, false, false);
    this.done();
  }

  literal(value: string): void {
    this.indicator('|', true, false, false);
    const chars = Array.from(value);
    if (chars[0] === ' ' || isBreakChar(chars[0])) this.indicator(String(INDENT), false, false, false);
    const [last, before] = [chars.at(-1), chars.at(-2)];
    if (!isBreakChar(last)) this.indicator('-', false, false, false);
    else if (before === undefined || isBreakChar(before)) this.indicator('+', false, false, false);
    this.putBreak();
    this.indention = true;
    this.whitespace = true;
    let breaks = true;
    for (const char of chars) {
      if (isBreakChar(char)) {
        this.writeBreak(char);
        this.indention = true;
        breaks = true;
      } else {
        if (breaks) this.newLine();
        this.put(char);
        this.indention = false;
        breaks = false;
      }
    }
  }

  /** Ends the document. */
  end(): string {
    this.newLine();
    return this.text;
  }
}
