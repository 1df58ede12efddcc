/** A Corefile's tokens. After caddyfile.lexer (github.com/coredns/caddy). */

export interface Token {
  /** Where an imported token comes from; empty for the Corefile itself. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const isSpace = (char: string): boolean => /[\s\u0085]/.test(char);

export function lexCorefile(input: string, file = ''): Token[] {
  const tokens: Token[] = [];
  let [text, line, startedAt] = ['', 1, 1];
  let [comment, quoted, escaped] = [false, false, false];
  const end = (): void => {
    tokens.push({ file, line: startedAt, text });
    text = '';
  };
  for (const char of input.startsWith('\uFEFF') ? input.slice(1) : input) {
    if (quoted) {
      if (!escaped && char === '\\') {
        escaped = true;
        continue;
      }
      if (!escaped && char === '"') {
        quoted = false;
        end();
        continue;
      }
      if (char === '\n') line += 1;
      if (escaped && char !== '"') text += '\\';
      text += char;
      escaped = false;
      continue;
    }
    if (isSpace(char)) {
      if (char === '\r') continue;
      if (char === '\n') {
        line += 1;
        comment = false;
      }
      if (text !== '') end();
      continue;
    }
    if (char === '#') comment = true;
    if (comment) continue;
    if (text === '') {
      startedAt = line;
      if (char === '"') {
        quoted = true;
        continue;
      }
    }
    text += char;
  }
  if (text !== '') end();
  return tokens;
}
