import { scannerError } from './error';
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit } from './reader';
import type { Reader } from './reader';
import type { Token } from './tokens';

/** A literal (`|`) or folded (`>`) scalar below an indentation (go-yaml scannerc.go yaml_parser_scan_block_scalar). */
export function scanBlockScalar(reader: Reader, literal: boolean, parentIndent: number): Token {
  const start = reader.mark;
  reader.skip();
  let chomping = '';
  let increment = 0;
  const sign = (): void => {
    if (reader.peek() !== '+' && reader.peek() !== '-') return;
    chomping = reader.read();
  };
  const digit = (): void => {
    if (!isDigit(reader.peek())) return;
    if (reader.peek() === '0') throw scannerError('found an indentation indicator equal to 0', reader.mark, start);
    increment = Number(reader.read());
  };
  sign();
  digit();
  if (chomping === '') sign();
  while (isBlank(reader.peek())) reader.skip();
  reader.skipComment();
  if (!isBreakOrEnd(reader.peek())) throw scannerError('did not find expected comment or line break', reader.mark, start);
  if (isBreak(reader.peek())) reader.readBreak();

  let end = reader.mark;
  let indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;
  /** Empty lines, and the indentation if none is known yet. */
  const breaks = (): string => {
    let found = '';
    let deepest = 0;
    end = reader.mark;
    for (;;) {
      while ((indent === 0 || reader.column < indent) && reader.peek() === ' ') reader.skip();
      deepest = Math.max(deepest, reader.column);
      if ((indent === 0 || reader.column < indent) && reader.peek() === '\t') {
        throw scannerError('found a tab character where an indentation space is expected', reader.mark, start);
      }
      if (!isBreak(reader.peek())) break;
      found += reader.readBreak();
      end = reader.mark;
    }
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);
    return found;
  };

  const parts: string[] = [];
  let leading = '';
  let leadingBlank = false;
  let trailing = breaks();
  while (reader.column === indent && !reader.atEnd) {
    const blank = isBlank(reader.peek());
    if (!literal && !leadingBlank && !blank && leading.startsWith('\n')) {
      if (trailing === '') parts.push(' ');
    } else {
      parts.push(leading);
    }
    parts.push(trailing);
    leadingBlank = blank;
    const from = reader.index;
    while (!isBreakOrEnd(reader.peek())) reader.skip();
    parts.push(reader.text.slice(from, reader.index));
    leading = reader.atEnd ? '' : reader.readBreak();
    trailing = breaks();
  }
  if (chomping !== '-') parts.push(leading);
  if (chomping === '+') parts.push(trailing);
  return { type: 'scalar', start, end, value: parts.join(''), style: literal ? 'literal' : 'folded' };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0', a: '\u0007', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\u001b', ' ': ' ', '"': '"', "'": "'", '\\': '\\',
  N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
};
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escape(reader: Reader, start: Token['start']): string {
  const code = reader.peek(1);
  const simple = ESCAPES[code];
  const length = HEX_LENGTH[code];
  if (simple === undefined && length === undefined) throw scannerError('found unknown escape character', reader.mark, start);
  reader.skip();
  reader.skip();
  if (length === undefined) return simple ?? '';
  const digits = reader.text.slice(reader.index, reader.index + length);
  if (!new RegExp(`^[0-9A-Fa-f]{${length}}$`).test(digits)) throw scannerError('did not find expected hexdecimal number', reader.mark, start);
  const value = Number.parseInt(digits, 16);
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) throw scannerError('found invalid Unicode character escape code', reader.mark, start);
  for (let i = 0; i < length; i += 1) reader.skip();
  return String.fromCodePoint(value);
}

/** The blanks and breaks between two words, as they count in the scalar. */
class Gap {
  private blanks = '';
  private leading = '';
  private trailing = '';
  broken = false;

  take(reader: Reader): void {
    if (isBlank(reader.peek())) {
      const blank = reader.read();
      if (!this.broken) this.blanks += blank;
    } else if (this.broken) {
      this.trailing += reader.readBreak();
    } else {
      this.blanks = '';
      this.leading = reader.readBreak();
      this.broken = true;
    }
  }

  /** What the gap adds to the text; it is empty afterwards. */
  flush(): string {
    const folded = this.leading.startsWith('\n') ? this.trailing || ' ' : this.leading + this.trailing;
    const text = this.broken ? (this.leading === '' ? this.trailing : folded) : this.blanks;
    this.blanks = this.leading = this.trailing = '';
    this.broken = false;
    return text;
  }
}

/** A quoted scalar (yaml_parser_scan_flow_scalar). */
export function scanQuotedScalar(reader: Reader, single: boolean): Token {
  const start = reader.mark;
  const quote = single ? "'" : '"';
  const parts: string[] = [];
  const gap = new Gap();
  reader.skip();
  for (;;) {
    if (reader.atDocumentIndicator()) throw scannerError('found unexpected document indicator', reader.mark, start);
    if (reader.atEnd) throw scannerError('found unexpected end of stream', reader.mark, start);
    while (!isBlankOrEnd(reader.peek())) {
      const char = reader.peek();
      if (single && char === "'" && reader.peek(1) === "'") {
        parts.push("'");
        reader.skip();
        reader.skip();
      } else if (char === quote) {
        break;
      } else if (!single && char === '\\' && isBreak(reader.peek(1))) {
        reader.skip();
        reader.readBreak();
        gap.broken = true;
        break;
      } else {
        parts.push(!single && char === '\\' ? escape(reader, start) : reader.read());
      }
    }
    if (reader.peek() === quote) break;
    while (!reader.atEnd && (isBlank(reader.peek()) || isBreak(reader.peek()))) gap.take(reader);
    parts.push(gap.flush());
  }
  reader.skip();
  return { type: 'scalar', start, end: reader.mark, value: parts.join(''), style: single ? 'single' : 'double' };
}

/** A plain scalar (yaml_parser_scan_plain_scalar). `broken`: it ended after a line break, so that a key may follow. */
export function scanPlainScalar(reader: Reader, inFlow: boolean, parentIndent: number): { token: Token; broken: boolean } {
  const start = reader.mark;
  let end = start;
  const parts: string[] = [];
  const gap = new Gap();
  for (;;) {
    if (reader.atDocumentIndicator() || reader.peek() === '#') break;
    const from = reader.index;
    while (!isBlankOrEnd(reader.peek())) {
      const char = reader.peek();
      if ((char === ':' && isBlankOrEnd(reader.peek(1))) || (inFlow && ',?[]{}'.includes(char))) break;
      reader.skip();
    }
    if (reader.index > from) {
      parts.push(gap.flush(), reader.text.slice(from, reader.index));
      end = reader.mark;
    }
    if (reader.atEnd || !(isBlank(reader.peek()) || isBreak(reader.peek()))) break;
    while (!reader.atEnd && (isBlank(reader.peek()) || isBreak(reader.peek()))) {
      if (gap.broken && reader.column <= parentIndent && reader.peek() === '\t') {
        throw scannerError('found a tab character that violates indentation', reader.mark, start);
      }
      gap.take(reader);
    }
    if (!inFlow && reader.column <= parentIndent) break;
  }
  return { token: { type: 'scalar', start, end, value: parts.join(''), style: 'plain' }, broken: gap.broken };
}
