/** Cuts a template into tokens (text/template/parse: lex.go). */
import { isPrintable, quote } from '../quote';

export type TokenKind = 'text' | 'open' | 'close' | 'space' | 'field' | 'variable' | 'identifier' | 'keyword' | 'bool' | 'number' | 'char' | 'string' | 'raw' | 'dot' | 'nil' | 'pipe' | 'declare' | 'assign' | '(' | ')' | ',' | 'other' | 'end' | 'error';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly position: number;
  readonly line: number;
}

const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);
const SPACE = /^[ \t\r\n]+/;
const WORD = '[\\p{L}\\p{Nd}_]';
const ACTION: readonly (readonly [TokenKind, RegExp])[] = [
  ['declare', /^:=/], ['assign', /^=/], ['pipe', /^\|/], ['(', /^\(/], [')', /^\)/], [',', /^,/],
  ['string', /^"(?:\\[^\n]|[^"\\\n])*"/], ['raw', /^`[^`]*`/], ['char', /^'(?:\\[^\n]|[^'\\\n])*'/],
  ['variable', new RegExp(`^\\$${WORD}*`, 'u')],
  ['number', /^[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]+)?|\.[0-9][0-9_]*(?:[eE][+-]?[0-9_]+)?)/],
  ['field', new RegExp(`^\\.${WORD}+`, 'u')], ['dot', /^\./], ['identifier', new RegExp(`^${WORD}+`, 'u')],
  ['number', /^[+-]/], ['other', /^(?!["`'])[!-~]/],
];
/** The first of the forms that stands here. */
function token(here: string): readonly [kind: TokenKind, text: string] | undefined {
  for (const [kind, form] of ACTION) {
    const match = form.exec(here);
    if (match !== null) return [kind, match[0]];
  }
  return undefined;
}

/** What may stand right behind a word. */
const TERMINATOR = /^(?:[ \t\r\n.,|:()]|-?\}\}|$)/;

function unicodeName(char: string): string {
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return isPrintable(char) ? `${code} '${char}'` : code;
}

const rest = (text: string): string => (text.startsWith('"') ? 'unterminated quoted string' : text.startsWith('`') ? 'unterminated raw quoted string' : text.startsWith("'") ? 'unterminated character constant' : `unrecognized character in action: ${unicodeName(String.fromCodePoint(text.codePointAt(0) ?? 0))}`);

/** All tokens; an error token is the last. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  // Tokens come in order, so lines are counted on from the last one.
  let [counted, line] = [0, 1];
  const lineAt = (at: number): number => {
    for (; counted < at; counted += 1) if (text[counted] === '\n') line += 1;
    return line;
  };
  const push = (kind: TokenKind, value: string, at = position): void => {
    tokens.push({ kind, text: value, position: at, line: lineAt(at) });
  };
  /** Text in front of an action; `{{- ` takes the white space before it away. */
  const readText = (): boolean => {
    const open = text.indexOf('{{', position);
    const end = open < 0 ? text.length : open;
    const trims = open >= 0 && /^\{\{-[ \t\r\n]/.test(text.slice(open, open + 4));
    const piece = text.slice(position, end);
    const kept = trims ? piece.replace(/[ \t\r\n]+$/, '') : piece;
    if (kept !== '') push('text', kept);
    position = end;
    if (open < 0) return false;
    const length = trims ? 4 : 2;
    if (text.startsWith('/*', position + length)) return skipComment(position + length);
    push('open', '{{');
    position += trims ? 3 : 2;
    return readAction();
  };
  const afterAction = (): void => {
    if (trimming) position += SPACE.exec(text.slice(position))?.[0].length ?? 0;
  };
  let trimming = false;
  const skipComment = (at: number): boolean => {
    const close = text.indexOf('*/', at + 2);
    if (close < 0) return stop('unclosed comment');
    const match = /^(?:([ \t\r\n]-)?\}\})/.exec(text.slice(close + 2));
    if (match === null) return stop('comment ends before closing delimiter');
    position = close + 2 + match[0].length;
    trimming = match[1] !== undefined;
    afterAction();
    return true;
  };
  const stop = (message: string): boolean => {
    push('error', message);
    return false;
  };
  const readAction = (): boolean => {
    let depth = 0;
    for (;;) {
      const here = text.slice(position);
      const close = /^(?:[ \t\r\n]+-\}\}|\}\})/.exec(here);
      if (close !== null) {
        if (depth > 0) return stop('unclosed left paren');
        push('close', '}}');
        position += close[0].length;
        trimming = close[0].length > 2;
        afterAction();
        return true;
      }
      if (here === '') return stop('unclosed action');
      const space = SPACE.exec(here);
      if (space !== null) {
        push('space', space[0]);
        position += space[0].length;
        continue;
      }
      const found = token(here);
      if (found === undefined) return stop(rest(here));
      const [kind, value] = found;
      const behind = here.slice(value.length);
      if (kind === 'number' && new RegExp(`^${WORD}`, 'u').test(behind)) return stop(`bad number syntax: ${quote(value + String.fromCodePoint(behind.codePointAt(0) ?? 0))}`);
      if ((kind === 'field' || kind === 'variable' || kind === 'identifier') && !TERMINATOR.test(behind)) return stop(`bad character ${unicodeName(String.fromCodePoint(behind.codePointAt(0) ?? 0))}`);
      if (kind === '(') depth += 1;
      if (kind === ')' && --depth < 0) return stop('unexpected right paren');
      if (kind === 'identifier') push(KEYWORDS.has(value) ? 'keyword' : value === 'true' || value === 'false' ? 'bool' : value === 'nil' ? 'nil' : 'identifier', value);
      else push(kind, value);
      position += value.length;
    }
  };
  while (readText());
  if (tokens.at(-1)?.kind !== 'error') push('end', '');
  return tokens;
}

/** item.String, as errors name a token. */
export function printToken({ kind, text }: Token): string {
  if (kind === 'end') return 'EOF';
  if (kind === 'error') return text;
  if (kind === 'keyword' || kind === 'nil' || kind === 'dot') return `<${text}>`;
  return text.length > 10 ? `${quote(text.slice(0, 10))}...` : quote(text);
}
