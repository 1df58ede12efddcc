/** Label selectors as text, as `kubectl -l` and the API take them (apimachinery pkg/labels: Lexer and Parser). */
import { byKey, keyErrors, newRequirement, parsed, refused } from './requirement';
import type { Parsed, Requirement, SelectionOperator } from './requirement';

interface Token {
  readonly kind: string;
  readonly text: string;
}

/** Symbols and words that are tokens of their own; everything else is an identifier. */
const KEYWORDS = new Set([')', ',', '!', '==', '=', '>', 'in', '<', '!=', 'notin', '(']);
const IDENTIFIER = 'identifier';
const END = 'end';
/** White space, the longest symbol that is a token, or a run of anything else. A NUL ends the text. */
const LEXEME = /[ \t\r\n]*(?:(==|!=|[=!(),<>])|([^=!(),<> \t\r\n\0]+)|(\0)|$)/y;

function scan(text: string): Token[] {
  const tokens: Token[] = [];
  LEXEME.lastIndex = 0;
  for (;;) {
    const match = LEXEME.exec(text);
    const lexeme = match?.[1] ?? match?.[2];
    if (match === null || lexeme === undefined) return [...tokens, { kind: END, text: '' }];
    tokens.push({ kind: KEYWORDS.has(lexeme) ? lexeme : IDENTIFIER, text: lexeme });
    // A NUL right behind a word is swallowed with it.
    if (match[2] !== undefined && text[LEXEME.lastIndex] === '\0') LEXEME.lastIndex += 1;
  }
}

const OPERATORS = new Map<string, SelectionOperator>([['in', 'in'], ['notin', 'notin'], ['=', '='], ['==', '=='], ['!=', '!='], ['>', 'gt'], ['<', 'lt']]);

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The next token where a key or value may stand: there `in` and `notin` are words like others. */
  peek(): Token {
    const token = this.tokens[this.position] ?? { kind: END, text: '' };
    return token.kind === 'in' || token.kind === 'notin' ? { ...token, kind: IDENTIFIER } : token;
  }

  take(): Token {
    const token = this.peek();
    this.position += 1;
    return token;
  }

  /** The next token where an operator must stand. */
  takeOperator(): Token {
    this.position += 1;
    return this.tokens[this.position - 1] ?? { kind: END, text: '' };
  }

  requirement(): Parsed<Requirement> {
    const first = this.take();
    const negated = first.kind === '!';
    const key = negated ? this.take() : first;
    if (key.kind !== IDENTIFIER) return refused(`found '${key.text}', expected: identifier`);
    const [wrong] = keyErrors(key.text, '<nil>');
    if (wrong !== undefined) return refused(wrong);
    if (negated) return newRequirement(key.text, '!', []);
    if (this.peek().kind === END || this.peek().kind === ',') return newRequirement(key.text, 'exists', []);
    const sign = this.takeOperator();
    const operator = OPERATORS.get(sign.kind);
    if (operator === undefined) return refused(`found '${sign.text}', expected: in, notin, =, ==, !=, gt, lt`);
    const values = operator === 'in' || operator === 'notin' ? this.values() : this.exactValue();
    return values.ok ? newRequirement(key.text, operator, [...new Set(values.value)].sort()) : values;
  }

  private exactValue(): Parsed<string[]> {
    if (this.peek().kind === END || this.peek().kind === ',') return parsed(['']);
    const { kind, text } = this.take();
    return kind === IDENTIFIER ? parsed([text]) : refused(`found '${text}', expected: identifier`);
  }

  private values(): Parsed<string[]> {
    const open = this.take();
    if (open.kind !== '(') return refused(`found '${open.text}' expected: '('`);
    const next = this.peek();
    if (next.kind === ')') {
      this.take();
      return parsed(['']);
    }
    if (next.kind !== IDENTIFIER && next.kind !== ',') return refused(`found '${next.text}', expected: ',', ')' or identifier`);
    const list = this.identifiers();
    // Only a closing parenthesis ends the list.
    if (list.ok) this.take();
    return list;
  }

  private identifiers(): Parsed<string[]> {
    const found: string[] = [];
    for (;;) {
      const { kind, text } = this.take();
      const next = this.peek();
      if (kind === IDENTIFIER) {
        found.push(text);
        if (next.kind === ')') return parsed(found);
        if (next.kind !== ',') return refused(`found '${next.text}', expected: ',' or ')'`);
      } else if (kind === ',') {
        // "(,", ",)" and ",," each stand for an empty value.
        if (found.length === 0) found.push('');
        if (next.kind === ')') return parsed([...found, '']);
        if (next.kind === ',') found.push('');
      } else return refused(`found '${text}', expected: ',', or identifier`);
    }
  }
}

/** labels.Parse: the requirements sorted by key, or upstream's error. An empty text requires nothing. */
export function parseLabelSelector(text: string): Parsed<readonly Requirement[]> {
  const parser = new Parser(scan(text));
  const requirements: Requirement[] = [];
  for (;;) {
    const { kind, text: found } = parser.peek();
    if (kind === END) return parsed(byKey(requirements));
    if (kind !== IDENTIFIER && kind !== '!') return refused(`found '${found}', expected: !, identifier, or 'end of string'`);
    const requirement = parser.requirement();
    if (!requirement.ok) return refused(`unable to parse requirement: ${requirement.error}`);
    requirements.push(requirement.value);
    const behind = parser.take();
    if (behind.kind === END) return parsed(byKey(requirements));
    if (behind.kind !== ',') return refused(`found '${behind.text}', expected: ',' or 'end of string'`);
    const next = parser.peek();
    if (next.kind !== IDENTIFIER && next.kind !== '!') return refused(`found '${next.text}', expected: identifier after ','`);
  }
}
