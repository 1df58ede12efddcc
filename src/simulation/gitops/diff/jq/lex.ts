/** The tokens of jq (github.com/itchyny/gojq lexer.go). */
export interface Token {
  readonly kind: 'op' | 'name' | 'field' | 'string' | 'number' | 'keyword' | 'end';
  readonly text: string;
  /** What a string says. */
  readonly value: string;
}

/** What the parser says: the query does not compile, so nothing can be compared. */
export class JqSyntaxError extends Error {}

const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'if', 'then', 'elif', 'else', 'end', 'true', 'false', 'null', 'as', 'def', 'reduce', 'foreach', 'try', 'catch', 'label', 'import', 'include', '__loc__']);
const OPERATORS = ['?//=', '?//', '//=', '..', '==', '!=', '<=', '>=', '//', '|=', '+=', '-=', '*=', '/=', '%=', '.', '[', ']', '(', ')', '{', '}', '|', ',', ':', ';', '=', '<', '>', '+', '-', '*', '/', '%', '?', '$'];
const [NAME, FIELD, NUMBER] = [/[A-Za-z_][A-Za-z0-9_]*(?:::[A-Za-z_][A-Za-z0-9_]*)*/y, /\.[A-Za-z_][A-Za-z0-9_]*/y, /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?/y];

function match(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

/** A string up to its closing quote, with its escapes. */
function readString(text: string, start: number): string {
  let at = start + 1;
  for (; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
  if (at >= text.length) throw new JqSyntaxError('unterminated string literal');
  return text.slice(start, at + 1);
}

function stringValue(literal: string): string {
  if (literal.includes('\\(')) throw new JqSyntaxError('string interpolation is not part of this model');
  try {
    return String(JSON.parse(literal));
  } catch (error) {
    throw new JqSyntaxError(`invalid escape sequence ${literal} in string literal`, { cause: error });
  }
}

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: Token['kind'], found: string, value = found): void => {
    tokens.push({ kind, text: found, value });
    at += found.length;
  };
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) at += 1;
    else if (char === '#') while (at < text.length && text[at] !== '\n') at += 1;
    else if (char === '"') {
      const literal = readString(text, at);
      push('string', literal, stringValue(literal));
    } else {
      const field = match(FIELD, text, at);
      const number = match(NUMBER, text, at);
      const name = match(NAME, text, at);
      const operator = OPERATORS.find((one) => text.startsWith(one, at));
      if (field !== undefined) push('field', field, field.slice(1));
      else if (number !== undefined) push('number', number);
      else if (name !== undefined) push(KEYWORDS.has(name) ? 'keyword' : 'name', name);
      else if (operator !== undefined) push('op', operator);
      else throw new JqSyntaxError(`unexpected token ${JSON.stringify(char)}`);
    }
  }
  tokens.push({ kind: 'end', text: '', value: '' });
  return tokens;
}
