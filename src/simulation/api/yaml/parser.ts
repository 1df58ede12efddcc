import { parserError } from './error';
import type { Mark } from './error';
import type { YamlEvent } from './events';
import { Scanner } from './scanner';
import type { Token, TokenType } from './tokens';

type State =
  | 'implicitDocumentStart'
  | 'documentStart'
  | 'documentContent'
  | 'documentEnd'
  | 'end'
  | 'blockNode'
  | 'blockSequenceEntry'
  | 'indentlessSequenceEntry'
  | 'blockMappingKey'
  | 'blockMappingValue'
  | 'flowSequenceEntry'
  | 'flowSequenceMappingKey'
  | 'flowSequenceMappingValue'
  | 'flowSequenceMappingEnd'
  | 'flowMappingKey'
  | 'flowMappingValue'
  | 'flowMappingEmptyValue';

const CORE_TAG = 'tag:yaml.org,2002:';
const DEFAULT_TAGS: readonly (readonly [string, string])[] = [['!', '!'], ['!!', CORE_TAG]];

/** Turns tokens into events, as go-yaml v2 does (parserc.go, a port of libyaml). Throws a YamlError at the first mistake. */
export class Parser {
  private readonly scanner: Scanner;
  private state: State = 'implicitDocumentStart';
  private readonly states: State[] = [];
  /** Where each open collection began. */
  private readonly marks: Mark[] = [];
  /** The collection that was just opened: its first entry needs no separator. */
  private first = false;
  private tags = new Map<string, string>();

  constructor(text: string) {
    // Without a byte go-yaml reads an empty line.
    this.scanner = new Scanner(text === '' ? '\n' : text);
  }

  next(): YamlEvent {
    switch (this.state) {
      case 'implicitDocumentStart':
        return this.documentStart(true);
      case 'documentStart':
        return this.documentStart(false);
      case 'documentContent':
        return this.documentContent();
      case 'documentEnd':
        return this.documentEnd();
      case 'end': {
        const { start, end } = this.scanner.peek();
        return { type: 'streamEnd', start, end };
      }
      case 'blockNode':
        return this.node(true, false);
      case 'blockSequenceEntry':
        return this.blockSequenceEntry();
      case 'indentlessSequenceEntry':
        return this.indentlessSequenceEntry();
      case 'blockMappingKey':
        return this.blockMappingKey();
      case 'blockMappingValue':
        return this.blockMappingValue();
      case 'flowSequenceEntry':
        return this.flowSequenceEntry();
      case 'flowSequenceMappingKey':
        return this.flowSequenceMappingKey();
      case 'flowSequenceMappingValue':
        return this.flowSequenceMappingValue();
      case 'flowSequenceMappingEnd':
        return this.flowSequenceMappingEnd();
      case 'flowMappingKey':
        return this.flowMappingKey();
      case 'flowMappingValue':
        return this.flowMappingValue();
      case 'flowMappingEmptyValue':
        this.state = 'flowMappingKey';
        return emptyScalar(this.scanner.peek().start);
    }
  }

  private at(...types: readonly TokenType[]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private pop(): State {
    return this.states.pop() ?? 'end';
  }

  private documentStart(implicit: boolean): YamlEvent {
    const { scanner } = this;
    if (!implicit) while (this.at('documentEnd')) scanner.next();
    const token = scanner.peek();
    if (token.type === 'streamEnd') {
      this.state = 'end';
      return { type: 'streamEnd', start: token.start, end: token.end };
    }
    this.directives();
    this.states.push('documentEnd');
    if (implicit && !this.at('documentStart') && token === scanner.peek()) {
      this.state = 'blockNode';
      return { type: 'documentStart', start: token.start, end: token.end };
    }
    if (!this.at('documentStart')) throw parserError('did not find expected <document start>', scanner.peek().start);
    this.state = 'documentContent';
    return { type: 'documentStart', start: token.start, end: scanner.next().end };
  }

  private directives(): void {
    const { scanner } = this;
    this.tags = new Map();
    let version = false;
    while (this.at('version', 'tagDirective')) {
      const token = scanner.peek();
      if (token.type === 'version') {
        if (version) throw parserError('found duplicate %YAML directive', token.start);
        if (token.value !== '1.1') throw parserError('found incompatible YAML document', token.start);
        version = true;
      } else {
        if (this.tags.has(token.value ?? '')) throw parserError('found duplicate %TAG directive', token.start);
        this.tags.set(token.value ?? '', token.suffix ?? '');
      }
      scanner.next();
    }
    for (const [handle, prefix] of DEFAULT_TAGS) if (!this.tags.has(handle)) this.tags.set(handle, prefix);
  }

  private documentContent(): YamlEvent {
    if (!this.at('version', 'tagDirective', 'documentStart', 'documentEnd', 'streamEnd')) return this.node(true, false);
    this.state = this.pop();
    return emptyScalar(this.scanner.peek().start);
  }

  private documentEnd(): YamlEvent {
    const { start } = this.scanner.peek();
    const end = this.at('documentEnd') ? this.scanner.next().end : start;
    this.state = 'documentStart';
    return { type: 'documentEnd', start, end };
  }

  private node(block: boolean, indentless: boolean): YamlEvent {
    const { scanner } = this;
    let token = scanner.peek();
    if (token.type === 'alias') {
      scanner.next();
      this.state = this.pop();
      return { type: 'alias', start: token.start, end: token.end, name: token.value ?? '' };
    }
    const { start } = token;
    let end = start;
    let anchor: string | undefined;
    let tagToken: Token | undefined;
    while ((token.type === 'anchor' && anchor === undefined) || (token.type === 'tag' && tagToken === undefined)) {
      if (token.type === 'anchor') anchor = token.value;
      else tagToken = token;
      end = token.end;
      scanner.next();
      token = scanner.peek();
    }
    const tag = tagToken === undefined ? '' : this.resolveTag(tagToken, start);
    const properties = { start, tag, ...(anchor === undefined ? {} : { anchor }) };
    if (indentless && token.type === 'blockEntry') {
      this.state = 'indentlessSequenceEntry';
      return { type: 'sequence', ...properties, end: token.end };
    }
    if (token.type === 'scalar') {
      scanner.next();
      this.state = this.pop();
      const style = token.style ?? 'plain';
      return { type: 'scalar', ...properties, end: token.end, value: token.value ?? '', style, implicit: (tag === '' && style === 'plain') || tag === '!' };
    }
    const opens = COLLECTIONS[token.type];
    if (opens !== undefined && (opens.flow || block)) {
      this.state = opens.state;
      this.first = true;
      return { type: opens.type, ...properties, end: token.end };
    }
    if (anchor !== undefined || tag !== '') {
      this.state = this.pop();
      return { type: 'scalar', ...properties, end, value: '', style: 'plain', implicit: tag === '' };
    }
    throw parserError('did not find expected node content', token.start, start);
  }

  private resolveTag(token: Token, start: Mark): string {
    if (token.value === '') return token.suffix ?? '';
    const prefix = this.tags.get(token.value ?? '');
    if (prefix === undefined) throw parserError('found undefined tag handle', token.start, start);
    return prefix + (token.suffix ?? '');
  }

  /** Takes the token that opened a collection; false where that has been done. */
  private begin(): boolean {
    if (!this.first) return false;
    this.first = false;
    this.marks.push(this.scanner.next().start);
    return true;
  }

  private close(end: 'start' | 'end'): YamlEvent {
    const token = this.scanner.next();
    this.marks.pop();
    this.state = this.pop();
    return { type: 'collectionEnd', start: token.start, end: token[end] };
  }

  /** The node at hand, after which `then` goes on; nothing stands there if one of `unless` follows. */
  private entry(then: State, block: boolean, indentless: boolean, mark: Mark, ...unless: readonly TokenType[]): YamlEvent {
    if (this.at(...unless)) {
      this.state = then;
      return emptyScalar(mark);
    }
    this.states.push(then);
    return this.node(block, indentless);
  }

  private blockSequenceEntry(): YamlEvent {
    this.begin();
    const token = this.scanner.peek();
    if (token.type === 'blockEntry') {
      this.scanner.next();
      return this.entry('blockSequenceEntry', true, false, token.end, 'blockEntry', 'blockEnd');
    }
    if (token.type === 'blockEnd') return this.close('end');
    throw parserError("did not find expected '-' indicator", token.start, this.marks.pop());
  }

  private indentlessSequenceEntry(): YamlEvent {
    const token = this.scanner.peek();
    if (token.type === 'blockEntry') {
      this.scanner.next();
      return this.entry('indentlessSequenceEntry', true, false, token.end, 'blockEntry', 'key', 'value', 'blockEnd');
    }
    this.state = this.pop();
    return { type: 'collectionEnd', start: token.start, end: token.start };
  }

  private blockMappingKey(): YamlEvent {
    this.begin();
    const token = this.scanner.peek();
    if (token.type === 'key') {
      this.scanner.next();
      return this.entry('blockMappingValue', true, true, token.end, 'key', 'value', 'blockEnd');
    }
    if (token.type === 'blockEnd') return this.close('end');
    throw parserError('did not find expected key', token.start, this.marks.pop());
  }

  private blockMappingValue(): YamlEvent {
    const token = this.scanner.peek();
    if (token.type === 'value') {
      this.scanner.next();
      return this.entry('blockMappingKey', true, true, token.end, 'key', 'value', 'blockEnd');
    }
    this.state = 'blockMappingKey';
    return emptyScalar(token.start);
  }

  /** The comma between two entries of a flow collection. */
  private separator(first: boolean, problem: string): void {
    if (first) return;
    const token = this.scanner.peek();
    if (token.type !== 'flowEntry') throw parserError(problem, token.start, this.marks.pop());
    this.scanner.next();
  }

  private flowSequenceEntry(): YamlEvent {
    const first = this.begin();
    if (this.at('flowSequenceEnd')) return this.close('end');
    this.separator(first, "did not find expected ',' or ']'");
    const token = this.scanner.peek();
    if (token.type === 'flowSequenceEnd') return this.close('end');
    if (token.type !== 'key') return this.entry('flowSequenceEntry', false, false, token.start);
    this.scanner.next();
    this.state = 'flowSequenceMappingKey';
    return { type: 'mapping', start: token.start, end: token.end, tag: '' };
  }

  private flowSequenceMappingKey(): YamlEvent {
    const token = this.scanner.peek();
    if (!this.at('value', 'flowEntry', 'flowSequenceEnd')) return this.entry('flowSequenceMappingValue', false, false, token.start);
    this.scanner.next();
    this.state = 'flowSequenceMappingValue';
    return emptyScalar(token.end);
  }

  private flowSequenceMappingValue(): YamlEvent {
    const token = this.scanner.peek();
    if (token.type === 'value') {
      this.scanner.next();
      return this.entry('flowSequenceMappingEnd', false, false, token.start, 'flowEntry', 'flowSequenceEnd');
    }
    this.state = 'flowSequenceMappingEnd';
    return emptyScalar(token.start);
  }

  private flowSequenceMappingEnd(): YamlEvent {
    const { start } = this.scanner.peek();
    this.state = 'flowSequenceEntry';
    return { type: 'collectionEnd', start, end: start };
  }

  private flowMappingKey(): YamlEvent {
    const first = this.begin();
    if (this.at('flowMappingEnd')) return this.close('end');
    this.separator(first, "did not find expected ',' or '}'");
    const token = this.scanner.peek();
    if (token.type === 'flowMappingEnd') return this.close('end');
    if (token.type !== 'key') return this.entry('flowMappingEmptyValue', false, false, token.start);
    this.scanner.next();
    return this.entry('flowMappingValue', false, false, this.scanner.peek().start, 'value', 'flowEntry', 'flowMappingEnd');
  }

  private flowMappingValue(): YamlEvent {
    if (this.at('value')) {
      this.scanner.next();
      return this.entry('flowMappingKey', false, false, this.scanner.peek().start, 'flowEntry', 'flowMappingEnd');
    }
    this.state = 'flowMappingKey';
    return emptyScalar(this.scanner.peek().start);
  }
}

const COLLECTIONS: Readonly<Partial<Record<TokenType, { type: 'sequence' | 'mapping'; state: State; flow: boolean }>>> = {
  flowSequenceStart: { type: 'sequence', state: 'flowSequenceEntry', flow: true },
  flowMappingStart: { type: 'mapping', state: 'flowMappingKey', flow: true },
  blockSequenceStart: { type: 'sequence', state: 'blockSequenceEntry', flow: false },
  blockMappingStart: { type: 'mapping', state: 'blockMappingKey', flow: false },
};

function emptyScalar(mark: Mark): YamlEvent {
  return { type: 'scalar', start: mark, end: mark, tag: '', value: '', style: 'plain', implicit: true };
}
