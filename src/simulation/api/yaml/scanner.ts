import { scannerError } from './error';
import type { Mark } from './error';
import { Reader, isBlank, isBlankOrEnd, isBreak } from './reader';
import { scanAnchor, scanDirective, scanTag } from './scan-marks';
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from './scan-scalars';
import type { Token, TokenType } from './tokens';

/** A place where a key may have begun that only its `:` will prove. */
interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  /** The number of the token that would be the key. */
  readonly token: number;
  readonly mark: Mark;
}

/** A key that needs no `?` is on one line and this short at most. */
const LONGEST_KEY = 1024;
const MAX_NESTING = 10_000;
/** None of these begins a plain scalar, unless a character follows that makes it one. */
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';

/** Cuts a text into tokens, as go-yaml v2 does (scannerc.go, a port of libyaml): errors come when the token they are about is asked for. */
export class Scanner {
  private readonly reader: Reader;
  private readonly queue: Token[] = [];
  private head = 0;
  /** How many tokens have been handed out. */
  private taken = 0;
  private readonly keys: SimpleKey[] = [{ possible: false, required: false, token: 0, mark: { index: 0, line: 0, column: 0 } }];
  /** Which key may begin with a token. A closed flow collection is forgotten here, as go-yaml forgets it. */
  private readonly keyByToken = new Map<number, SimpleKey>();
  private keyAllowed = true;
  private flow = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private ended = false;

  constructor(text: string) {
    this.reader = new Reader(text);
  }

  /** The next token, which stays. */
  peek(): Token {
    while (this.head === this.queue.length || this.headMayBeKey()) this.fetch();
    return this.queue[this.head]!;
  }

  /** Takes the token that {@link peek} gave. */
  next(): Token {
    const token = this.peek();
    this.head += 1;
    this.taken += 1;
    if (this.head === this.queue.length) {
      this.queue.length = 0;
      this.head = 0;
    }
    return token;
  }

  /** Whether a key, and its mapping, may yet have to be put before the first token. */
  private headMayBeKey(): boolean {
    const key = this.keyByToken.get(this.taken);
    return key !== undefined && this.isValid(key);
  }

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    if (key.mark.line < this.reader.line || key.mark.index + LONGEST_KEY < this.reader.index) {
      if (key.required) throw scannerError("could not find expected ':'", this.reader.mark, key.mark);
      key.possible = false;
    }
    return key.possible;
  }

  private get key(): SimpleKey {
    return this.keys[this.keys.length - 1]!;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const required = this.flow === 0 && this.indent === this.reader.column;
    this.removeKey();
    const key: SimpleKey = { possible: true, required, token: this.nextNumber, mark: this.reader.mark };
    this.keys[this.keys.length - 1] = key;
    this.keyByToken.set(key.token, key);
  }

  /** The number of the token that is fetched next. */
  private get nextNumber(): number {
    return this.taken + this.queue.length - this.head;
  }

  /** Puts a token before the one of that number; at the end where that one has been handed out. */
  private insert(token: Token, number: number): void {
    if (number < this.taken) this.queue.push(token);
    else this.queue.splice(this.head + number - this.taken, 0, token);
  }

  private removeKey(): void {
    const { key } = this;
    if (!key.possible) return;
    if (key.required) throw scannerError("could not find expected ':'", this.reader.mark, key.mark);
    key.possible = false;
    this.keyByToken.delete(key.token);
  }

  private push(type: TokenType, start: Mark, end: Mark = this.reader.mark): void {
    this.queue.push({ type, start, end });
  }

  /** Opens a block collection at a column deeper than the current one; `token`: the number of the token it begins with, where that is not the next. */
  private rollIndent(column: number, type: TokenType, mark: Mark, token?: number): void {
    if (this.flow > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > MAX_NESTING) throw scannerError(`exceeded max depth of ${MAX_NESTING}`, this.reader.mark, this.key.mark);
    const opened: Token = { type, start: mark, end: mark };
    if (token === undefined) this.queue.push(opened);
    else this.insert(opened, token);
  }

  private unrollIndent(column: number): void {
    if (this.flow > 0) return;
    while (this.indent > column) {
      this.push('blockEnd', this.reader.mark);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private skipToToken(): void {
    const { reader } = this;
    for (;;) {
      while (reader.peek() === ' ' || ((this.flow > 0 || !this.keyAllowed) && reader.peek() === '\t')) reader.skip();
      reader.skipComment();
      if (reader.atEnd || !isBreak(reader.peek())) return;
      reader.readBreak();
      if (this.flow === 0) this.keyAllowed = true;
    }
  }

  private fetch(): void {
    const { reader } = this;
    this.skipToToken();
    this.unrollIndent(reader.column);
    if (reader.atEnd) return this.fetchStreamEnd();
    const char = reader.peek();
    if (reader.column === 0 && char === '%') {
      this.closeBlocks();
      this.queue.push(scanDirective(reader));
      return;
    }
    if (reader.atDocumentIndicator()) {
      this.closeBlocks();
      return this.take(char === '-' ? 'documentStart' : 'documentEnd', 3);
    }
    const blankNext = isBlankOrEnd(reader.peek(1));
    const inFlow = this.flow > 0;
    if (char === '[') return this.fetchFlowStart('flowSequenceStart');
    if (char === '{') return this.fetchFlowStart('flowMappingStart');
    if (char === ']') return this.fetchFlowEnd('flowSequenceEnd');
    if (char === '}') return this.fetchFlowEnd('flowMappingEnd');
    if (char === ',') return this.fetchFlowEntry();
    if (char === '-' && blankNext) return this.fetchBlockEntry();
    if (char === '?' && (inFlow || blankNext)) return this.fetchKey();
    if (char === ':' && (inFlow || blankNext)) return this.fetchValue();
    if (char === '*' || char === '&') return this.fetchNode(() => scanAnchor(reader, char === '*' ? 'alias' : 'anchor'));
    if (char === '!') return this.fetchNode(() => scanTag(reader));
    if ((char === '|' || char === '>') && !inFlow) return this.fetchBlockScalar(char === '|');
    if (char === "'" || char === '"') return this.fetchNode(() => scanQuotedScalar(reader, char === "'"));
    const startsPlain = !(isBlankOrEnd(char) || INDICATORS.includes(char)) || (char === '-' && !isBlank(reader.peek(1))) || (!inFlow && (char === '?' || char === ':') && !blankNext);
    if (!startsPlain) throw scannerError('found character that cannot start any token', reader.mark);
    this.fetchNode(() => {
      const { token, broken } = scanPlainScalar(reader, inFlow, this.indent);
      if (broken) this.keyAllowed = true;
      return token;
    });
  }

  private take(type: TokenType, length = 1): void {
    const start = this.reader.mark;
    for (let i = 0; i < length; i += 1) this.reader.skip();
    this.push(type, start);
  }

  private closeBlocks(): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.keyAllowed = false;
  }

  private fetchStreamEnd(): void {
    const { reader } = this;
    if (this.ended) throw scannerError('attempted to go past the end of stream; corrupted value?', reader.mark);
    // The end of the text ends its line.
    if (reader.column !== 0) {
      reader.column = 0;
      reader.line += 1;
    }
    this.closeBlocks();
    this.ended = true;
    this.push('streamEnd', reader.mark);
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    this.keys.push({ possible: false, required: false, token: this.nextNumber, mark: this.reader.mark });
    this.flow += 1;
    if (this.flow > MAX_NESTING) throw scannerError(`exceeded max depth of ${MAX_NESTING}`, this.reader.mark, this.key.mark);
    this.keyAllowed = true;
    this.take(type);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.removeKey();
    if (this.flow > 0) {
      this.flow -= 1;
      this.keyByToken.delete(this.keys.pop()?.token ?? -1);
    }
    this.keyAllowed = false;
    this.take(type);
  }

  private fetchFlowEntry(): void {
    this.removeKey();
    this.keyAllowed = true;
    this.take('flowEntry');
  }

  private fetchBlockEntry(): void {
    const { reader } = this;
    if (this.flow === 0) {
      if (!this.keyAllowed) throw scannerError('block sequence entries are not allowed in this context', reader.mark);
      this.rollIndent(reader.column, 'blockSequenceStart', reader.mark);
    }
    this.removeKey();
    this.keyAllowed = true;
    this.take('blockEntry');
  }

  private fetchKey(): void {
    const { reader } = this;
    if (this.flow === 0) {
      if (!this.keyAllowed) throw scannerError('mapping keys are not allowed in this context', reader.mark);
      this.rollIndent(reader.column, 'blockMappingStart', reader.mark);
    }
    this.removeKey();
    this.keyAllowed = this.flow === 0;
    this.take('key');
  }

  private fetchValue(): void {
    const { reader, key } = this;
    if (this.isValid(key)) {
      this.insert({ type: 'key', start: key.mark, end: key.mark }, key.token);
      this.rollIndent(key.mark.column, 'blockMappingStart', key.mark, key.token);
      key.possible = false;
      this.keyByToken.delete(key.token);
      this.keyAllowed = false;
    } else {
      if (this.flow === 0) {
        if (!this.keyAllowed) throw scannerError('mapping values are not allowed in this context', reader.mark);
        this.rollIndent(reader.column, 'blockMappingStart', reader.mark);
      }
      this.keyAllowed = this.flow === 0;
    }
    this.take('value');
  }

  private fetchNode(scan: () => Token): void {
    this.saveKey();
    this.keyAllowed = false;
    this.queue.push(scan());
  }

  private fetchBlockScalar(literal: boolean): void {
    this.removeKey();
    this.keyAllowed = true;
    this.queue.push(scanBlockScalar(this.reader, literal, this.indent));
  }
}
