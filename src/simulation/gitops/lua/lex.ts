/** Words of a Lua script (gopher-lua parse/lexer.go). Strings are bytes: one character of a JavaScript string for each. */
export class LuaSyntaxError extends Error {}

export interface Token {
  readonly type: 'name' | 'number' | 'string' | 'keyword' | 'symbol' | 'end';
  readonly text: string;
  readonly line: number;
}

const KEYWORDS = new Set(['and', 'break', 'do', 'else', 'elseif', 'end', 'false', 'for', 'function', 'goto', 'if', 'in', 'local', 'nil', 'not', 'or', 'repeat', 'return', 'then', 'true', 'until', 'while']);
const SYMBOLS = ['...', '..', '::', '==', '~=', '<=', '>=', '+', '-', '*', '/', '%', '^', '#', '<', '>', '=', '(', ')', '{', '}', '[', ']', ';', ':', ',', '.'];
const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const NUMBER = /^(?:0[xX][0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

const linesIn = (text: string): number => text.split('\n').length - 1;

/** A string between brackets `[[ ]]`, `[=[ ]=]`; undefined where none begins. */
function longString(source: string, at: number): { readonly text: string; readonly end: number } | undefined {
  const level = /^\[(=*)\[/.exec(source.slice(at, at + 64))?.[1];
  if (level === undefined) return undefined;
  const close = `]${level}]`;
  const begin = at + level.length + 2;
  const end = source.indexOf(close, begin);
  if (end < 0) throw new LuaSyntaxError('unterminated multiline string');
  return { text: source.slice(begin, end).replace(/^\r?\n/, ''), end: end + close.length };
}

function quoted(source: string, at: number): { readonly text: string; readonly end: number } {
  const quote = source[at]!;
  let text = '';
  let i = at + 1;
  while (source[i] !== quote) {
    const char = source[i];
    if (char === undefined || char === '\n') throw new LuaSyntaxError('unterminated string');
    if (char !== '\\') {
      text += char;
      i += 1;
      continue;
    }
    const digits = /^[0-9]{1,3}/.exec(source.slice(i + 1, i + 4))?.[0];
    const next = source[i + 1] ?? '';
    text += digits === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(Number(digits) % 256);
    i += digits === undefined ? 2 : digits.length + 1;
  }
  return { text, end: i + 1 };
}

/** The end of a comment that begins at `--`. */
function commentEnd(source: string, at: number): number {
  const long = longString(source, at + 2);
  if (long !== undefined) return long.end;
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end;
}

export function lex(source: string): Token[] {
  const tokens: Token[] = [];
  let [at, line] = [0, 1];
  const take = (type: Token['type'], text: string, end: number): void => {
    tokens.push({ type, text, line });
    line += linesIn(source.slice(at, end));
    at = end;
  };
  while (at < source.length) {
    const char = source[at]!;
    if (/\s/.test(char)) {
      if (char === '\n') line += 1;
      at += 1;
      continue;
    }
    if (source.startsWith('--', at)) {
      const end = commentEnd(source, at);
      line += linesIn(source.slice(at, end));
      at = end;
      continue;
    }
    const rest = source.slice(at, at + 256);
    const name = NAME.exec(rest)?.[0];
    const number = NUMBER.exec(rest)?.[0];
    const long = longString(source, at);
    if (name !== undefined) take(KEYWORDS.has(name) ? 'keyword' : 'name', name, at + name.length);
    else if (number !== undefined) take('number', number, at + number.length);
    else if (char === '"' || char === "'") {
      const { text, end } = quoted(source, at);
      take('string', text, end);
    } else if (long !== undefined) take('string', long.text, long.end);
    else {
      const symbol = SYMBOLS.find((one) => source.startsWith(one, at));
      if (symbol === undefined) throw new LuaSyntaxError(`<string> line:${String(line)} near '${char}': Invalid '${char}' token`);
      take('symbol', symbol, at + symbol.length);
    }
  }
  return [...tokens, { type: 'end', text: 'EOF', line }];
}
