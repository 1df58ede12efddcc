import type { Source } from '../source';
import { BYTES, EOF, ESC_IDENTIFIER, fixedType, IDENTIFIER, NUM_FLOAT, NUM_INT, NUM_UINT, STRING, type Token } from './tokens';

/** The lexer of CEL.g4 as ANTLR runs it: the longest token wins, and what starts no token is reported up to the character that broke it. */

export interface LexError {
  readonly at: number;
  readonly message: string;
}

/** What was read from one place: the longest token, or how far the characters could still have become one. */
interface Scan {
  readonly type: number;
  /** End of the longest token; undefined when there is none. */
  readonly end?: number;
  /** The character that nothing can go on with. */
  readonly stuck: number;
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9' && char.length === 1;
const isHex = (char: string | undefined): boolean => char !== undefined && /^[0-9a-fA-F]$/.test(char);
const isLetter = (char: string | undefined): boolean => char !== undefined && /^[A-Za-z_]$/.test(char);
const ESCAPES = new Set(['a', 'b', 'f', 'n', 'r', 't', 'v', '"', "'", '\\', '?', '`']);
const DIGITS_OF: Readonly<Record<string, number>> = { x: 2, X: 2, u: 4, U: 8 };

/** The end of an escape that starts at `at` (a backslash), or where it breaks. */
function escape(chars: readonly string[], at: number): { readonly end?: number; readonly stuck: number } {
  const kind = chars[at + 1] ?? '';
  if (ESCAPES.has(kind)) return { end: at + 2, stuck: at + 2 };
  const digits = Object.hasOwn(DIGITS_OF, kind) ? DIGITS_OF[kind]! : /^[0-3]$/.test(kind) ? 2 : 0;
  if (digits === 0) return { stuck: at + 1 };
  for (let i = at + 2; i < at + 2 + digits; i += 1) {
    if (!(Object.hasOwn(DIGITS_OF, kind) ? isHex(chars[i]) : /^[0-7]$/.test(chars[i] ?? ''))) return { stuck: i };
  }
  return { end: at + 2 + digits, stuck: at + 2 + digits };
}

function quoted(chars: readonly string[], start: number, raw: boolean, quotes: number): { readonly end?: number; readonly stuck: number } {
  const mark = chars[start]!;
  let at = start + quotes;
  while (at < chars.length) {
    const char = chars[at]!;
    if (char === mark && (quotes === 1 || (chars[at + 1] === mark && chars[at + 2] === mark))) return { end: at + quotes, stuck: at + quotes };
    if (quotes === 1 && (char === '\n' || char === '\r')) return { stuck: at };
    if (char === '\\' && !raw) {
      const { end, stuck } = escape(chars, at);
      if (end === undefined) return { stuck };
      at = end;
    } else at += 1;
  }
  return { stuck: chars.length };
}

function text(chars: readonly string[], start: number, raw: boolean): { readonly end?: number; readonly stuck: number } {
  const mark = chars[start]!;
  const single = quoted(chars, start, raw, 1);
  if (chars[start + 1] !== mark || chars[start + 2] !== mark) return single;
  const triple = quoted(chars, start, raw, 3);
  return triple.end === undefined ? { end: start + 2, stuck: triple.stuck } : triple;
}

function number(chars: readonly string[], start: number): Scan {
  let at = start;
  const skip = (test: (char: string | undefined) => boolean): void => {
    while (test(chars[at])) at += 1;
  };
  if (chars[at] === '0' && chars[at + 1] === 'x' && isHex(chars[at + 2])) {
    at += 2;
    skip(isHex);
    return /^[uU]$/.test(chars[at] ?? '') ? { type: NUM_UINT, end: at + 1, stuck: at + 1 } : { type: NUM_INT, end: at, stuck: at };
  }
  skip(isDigit);
  let type = NUM_INT;
  if (at > start && /^[uU]$/.test(chars[at] ?? '')) return { type: NUM_UINT, end: at + 1, stuck: at + 1 };
  if (chars[at] === '.' && isDigit(chars[at + 1])) {
    type = NUM_FLOAT;
    at += 1;
    skip(isDigit);
  }
  if (/^[eE]$/.test(chars[at] ?? '')) {
    const sign = /^[+-]$/.test(chars[at + 1] ?? '') ? 1 : 0;
    if (isDigit(chars[at + 1 + sign])) {
      type = NUM_FLOAT;
      at += 1 + sign;
      skip(isDigit);
    }
  }
  return { type, end: at, stuck: at };
}

function scan(chars: readonly string[], start: number): Scan {
  const char = chars[start]!;
  const prefix = /^(?:[rR]|[bB][rR]?)?/.exec(chars.slice(start, start + 2).join(''))![0];
  const mark = chars[start + prefix.length];
  if (mark === '"' || mark === "'") {
    const found = text(chars, start + prefix.length, /r/i.test(prefix));
    if (found.end !== undefined || prefix === '') return { type: /^b/i.test(prefix) ? BYTES : STRING, ...found };
  }
  if (isLetter(char)) {
    let end = start;
    while (isLetter(chars[end]) || isDigit(chars[end])) end += 1;
    return { type: fixedType(chars.slice(start, end).join('')) ?? IDENTIFIER, end, stuck: end };
  }
  if (isDigit(char) || (char === '.' && isDigit(chars[start + 1]))) return number(chars, start);
  if (char === '`') {
    let end = start + 1;
    while (/^[A-Za-z0-9_.\-/ ]$/.test(chars[end] ?? '')) end += 1;
    return chars[end] === '`' && end > start + 1 ? { type: ESC_IDENTIFIER, end: end + 1, stuck: end + 1 } : { type: ESC_IDENTIFIER, stuck: end };
  }
  for (const length of [2, 1]) {
    const type = fixedType(chars.slice(start, start + length).join(''));
    if (type !== undefined && start + length <= chars.length) return { type, end: start + length, stuck: start + length };
  }
  return { type: EOF, stuck: char === '=' || char === '&' || char === '|' ? start + 1 : start };
}

/** The tokens of the text without white space and comments, an EOF last, and what is no token. */
export function lex({ chars }: Source): { readonly tokens: readonly Token[]; readonly errors: readonly LexError[] } {
  const tokens: Token[] = [];
  const errors: LexError[] = [];
  let at = 0;
  while (at < chars.length) {
    const char = chars[at]!;
    if (/^[\t \r\n\f]$/.test(char)) at += 1;
    else if (char === '/' && chars[at + 1] === '/') {
      while (at < chars.length && chars[at] !== '\n') at += 1;
    } else {
      const { type, end, stuck } = scan(chars, at);
      if (end === undefined) {
        errors.push({ at, message: `token recognition error at: '${chars.slice(at, stuck + 1).join('')}'` });
        at = stuck + 1;
      } else {
        tokens.push({ type, text: chars.slice(at, end).join(''), at, index: tokens.length });
        at = end;
      }
    }
  }
  tokens.push({ type: EOF, text: '<EOF>', at: chars.length, index: tokens.length });
  return { tokens, errors };
}
