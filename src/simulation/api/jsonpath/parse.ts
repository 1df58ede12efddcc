/** Reads a template (client-go util/jsonpath: parser.go). */
import { isPrintable } from '../../base/go/quote';
import { unquote } from '../../base/go/unquote';
import { GoError, GoFloat } from '../../base/go/values';
import { JsonPathError } from './nodes';
import type { ListNode, Node, SliceBound } from './nodes';


const END = '';
const fail = (message: string): never => {
  throw new JsonPathError(message);
};

const isDigit = (char: string): boolean => /^\p{Nd}$/u.test(char);
const isAlphaNumeric = (char: string): boolean => char === '_' || /^[\p{L}\p{Nd}]$/u.test(char);
const isTerminator = (char: string): boolean => char === END || ' \t\r\n.,[]$@{}'.includes(char);

/** `%#U`: `U+0026 '&'`. */
function unicodeName(char: string): string {
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return isPrintable(char) ? `${code} '${char}'` : code;
}

function unquoted(text: string): string {
  try {
    return unquote(text);
  } catch (error) {
    throw error instanceof GoError ? new JsonPathError(`unquote string ${text} error ${error.message}`) : error;
  }
}

class Parser {
  private position = 0;
  private start = 0;
  private width = 0;
  readonly root: Node[] = [];

  constructor(private readonly input: string) {}

  private consume(): string {
    const text = this.input.slice(this.start, this.position);
    this.start = this.position;
    return text;
  }

  private next(): string {
    const code = this.input.codePointAt(this.position);
    const char = code === undefined ? END : String.fromCodePoint(code);
    this.width = char.length;
    this.position += this.width;
    return char;
  }

  private backup(): void {
    this.position -= this.width;
  }

  private skip(length: number): void {
    this.position += length;
    this.consume();
  }

  /** Text up to each action, until the end. */
  parse(): Node[] {
    for (;;) {
      const brace = this.input.indexOf('{', this.position);
      this.position = brace < 0 ? this.input.length : brace;
      if (this.position > this.start) this.root.push({ kind: 'text', text: this.consume() });
      if (brace < 0) return this.root;
      this.skip(1);
      const nodes: Node[] = [];
      this.root.push({ kind: 'list', nodes });
      while (this.insideAction(nodes));
    }
  }

  /** One step inside an action; false behind its end. */
  private insideAction(nodes: Node[]): boolean {
    if (this.input.startsWith('}', this.position)) {
      this.skip(1);
      return false;
    }
    if (this.input.startsWith('[?(', this.position)) this.filter(nodes);
    else if (this.input.startsWith('..', this.position)) this.recursive(nodes);
    else this.step(nodes);
    return true;
  }

  private step(nodes: Node[]): void {
    const char = this.next();
    if (char === END || char === '\r' || char === '\n') fail('unclosed action');
    else if (char === ' ' || char === '@' || char === '$') this.consume();
    else if (char === '[') this.array(nodes);
    else if (char === '"' || char === "'") this.quoted(nodes, char);
    else if (char === '.') this.field(nodes);
    else if (char === '+' || char === '-' || isDigit(char)) {
      this.backup();
      this.number(nodes);
    } else if (isAlphaNumeric(char)) {
      this.backup();
      this.identifier(nodes);
    } else fail(`unrecognized character in action: ${unicodeName(char)}`);
  }

  private identifier(nodes: Node[]): void {
    while (!isTerminator(this.next()));
    this.backup();
    const name = this.consume();
    nodes.push(name === 'true' || name === 'false' ? { kind: 'constant', value: name === 'true' } : { kind: 'identifier', name });
  }

  private recursive(nodes: Node[]): void {
    if (nodes.at(-1)?.kind === 'recursive') fail('invalid multiple recursive descent');
    this.skip(2);
    nodes.push({ kind: 'recursive' });
    const char = this.next();
    this.backup();
    if (isAlphaNumeric(char)) this.field(nodes);
  }

  private number(nodes: Node[]): void {
    const sign = this.next();
    if (sign !== '+' && sign !== '-') this.backup();
    for (let char = this.next(); char === '.' || isDigit(char); char = this.next());
    this.backup();
    const text = this.consume();
    if (/^[+-]?[0-9]+$/.test(text) && Number.isSafeInteger(Number(text))) nodes.push({ kind: 'constant', value: Number(text) });
    else if (/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$/.test(text)) nodes.push({ kind: 'constant', value: new GoFloat(Number(text)) });
    else fail(`cannot parse number ${text}`);
  }

  private field(nodes: Node[]): void {
    this.consume();
    for (let char = this.next(); !isTerminator(char); char = this.next()) if (char === '\\') this.next();
    this.backup();
    const name = this.consume();
    nodes.push(name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') });
  }

  private quoted(nodes: Node[], quote: string): void {
    for (let char = this.next(); char !== quote || this.input[this.position - 2] === '\\'; char = this.next()) if (char === END || char === '\n') fail('unterminated quoted string');
    const text = this.consume();
    nodes.push({ kind: 'text', text: unquoted(text) });
  }

  private array(nodes: Node[]): void {
    for (let char = this.next(); char !== ']'; char = this.next()) if (char === END || char === '\n') fail('unterminated array');
    const inner = this.consume().slice(1, -1);
    const text = inner === '*' ? ':' : inner;
    const parts = text.split(',');
    const key = /^'([^']*)'$/.exec(text);
    if (parts.length > 1) nodes.push({ kind: 'union', lists: parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, '')}]`)) });
    else if (key !== null) nodes.push(...parseAction(`.${key[1]}`).nodes);
    else nodes.push({ kind: 'array', bounds: bounds(text) });
  }

  private filter(nodes: Node[]): void {
    this.skip(3);
    let [begun, ended, pair] = [false, false, ''];
    for (;;) {
      const char = this.next();
      if (char === END || char === '\n') fail('unterminated filter');
      if (char === '"' || char === "'") {
        if (!begun) [begun, pair] = [true, char];
        else if (this.input[this.position - 2] !== '\\' && char === pair) ended = true;
      } else if (char === ')' && begun === ended) break;
    }
    if (this.next() !== ']') fail('unclosed array expect ]');
    const text = this.consume().slice(0, -2);
    const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
    nodes.push(
      match === null
        ? { kind: 'filter', left: parseAction(text), right: { kind: 'list', nodes: [] }, operator: 'exists' }
        : { kind: 'filter', left: parseAction(match[1]!), right: parseAction(match[3]!), operator: match[2]! },
    );
  }
}

/** What stands in brackets: `3`, `-1`, `1:`, `:-1`, `::2`. */
function bounds(text: string): [SliceBound, SliceBound, SliceBound] {
  const match = /^(-?[0-9]*)(:-?[0-9]*)?(:-?[0-9]*)?$/.exec(text);
  if (match === null) return fail(`invalid array index ${text}`);
  const read = (part: string | undefined, missing: SliceBound): SliceBound => {
    if (part === undefined || part === '') return missing;
    const digits = part.replace(':', '');
    if (digits === '') return { value: 0, known: false };
    return /^-?[0-9]+$/.test(digits) && Number.isSafeInteger(Number(digits)) ? { value: Number(digits), known: true } : fail(`array index ${digits} is not a number`);
  };
  const unknown: SliceBound = { value: 0, known: false };
  const first = read(match[1], unknown);
  return [first, read(match[2], { value: first.value + 1, known: true, derived: true }), read(match[3], unknown)];
}

/** parseAction: a text as if it stood in braces. */
function parseAction(text: string): ListNode {
  const [first] = new Parser(`{${text}}`).parse();
  return first?.kind === 'list' ? first : fail('unclosed action');
}

/** Parse. Throws a JsonPathError with upstream's message. */
export const parseTemplate = (text: string): readonly Node[] => new Parser(text).parse();
