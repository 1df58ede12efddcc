import { EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import { resolvePlainScalar } from './yaml-scalars';
import type { Scalar } from './yaml-scalars';

/**
 * A YAML document as a tree whose nodes know where they stand in the text (offsets, end exclusive). Aliases point at the very node
 * they name, so a document of nested aliases costs no more memory than its text.
 */
export interface ScalarTree {
  readonly type: 'scalar';
  readonly start: number;
  readonly end: number;
  readonly scalar: Scalar;
}
export interface SequenceTree {
  readonly type: 'sequence';
  readonly start: number;
  end: number;
  readonly items: Tree[];
}
export interface MappingEntry {
  readonly key: Tree;
  readonly value: Tree;
}
export interface MappingTree {
  readonly type: 'mapping';
  readonly start: number;
  end: number;
  readonly entries: MappingEntry[];
}
export type Tree = ScalarTree | SequenceTree | MappingTree;

export interface TreeProblem {
  readonly code: 'yamlSyntax' | 'tabIndentation' | 'tooDeep' | 'unknownAnchor';
  readonly offset: number;
  readonly end?: number;
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface TreeResult {
  readonly documents: readonly Tree[];
  readonly problems: readonly TreeProblem[];
}

const MAX_DEPTH = 100;

/** Parses one chunk of text. Never throws; a syntax error gives a problem and no document. */
export function parseYaml(text: string): TreeResult {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    return { documents: [], problems: [syntaxProblem(error, text)] };
  }
  try {
    return new Builder(text).build(events);
  } catch (error) {
    // Escapes such as "\U00ffffff" are only decoded now.
    return { documents: [], problems: [syntaxProblem(error, text)] };
  }
}

function syntaxProblem(error: unknown, text: string): TreeProblem {
  const reason = error instanceof YAMLException ? error.reason : error instanceof Error ? error.message : String(error);
  const offset = error instanceof YAMLException && error.mark !== undefined ? Math.min(error.mark.position, text.length) : 0;
  if (reason.includes('maxDepth')) return { code: 'tooDeep', offset, message: 'exceeded max depth', params: { limit: String(MAX_DEPTH) } };
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const tabbed = /^ *\t/.exec(text.slice(lineStart, lineStart + 200));
  if (tabbed !== null && !reason.includes('tab characters')) {
    const at = lineStart + tabbed[0].length - 1;
    return { code: 'tabIndentation', offset: at, end: at + 1, message: 'found character that cannot start any token', params: {} };
  }
  if (reason.includes('tab characters')) {
    return { code: 'tabIndentation', offset, message: 'found character that cannot start any token', params: {} };
  }
  return { code: 'yamlSyntax', offset, message: reason, params: { reason } };
}

class Builder {
  private readonly anchors = new Map<string, Tree>();
  private readonly problems: TreeProblem[] = [];
  private readonly documents: Tree[] = [];

  constructor(private readonly text: string) {}

  build(events: readonly Event[]): TreeResult {
    const open: (SequenceTree | MappingTree | null)[] = [];
    const keys: (Tree | undefined)[] = [];
    let last = 0;
    const attach = (node: Tree): void => {
      const parent = open[open.length - 1];
      if (parent === undefined || parent === null) this.documents.push(node);
      else if (parent.type === 'sequence') parent.items.push(node);
      else {
        const key = keys[keys.length - 1];
        if (key === undefined) keys[keys.length - 1] = node;
        else {
          parent.entries.push({ key, value: node });
          keys[keys.length - 1] = undefined;
        }
      }
    };
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.anchors.clear();
          open.push(null);
          keys.push(undefined);
          break;
        case EVENT_ID.SEQUENCE:
        case EVENT_ID.MAPPING: {
          const node: SequenceTree | MappingTree =
            event.type === EVENT_ID.SEQUENCE
              ? { type: 'sequence', start: event.start, end: event.start, items: [] }
              : { type: 'mapping', start: event.start, end: event.start, entries: [] };
          this.remember(event.anchorStart, event.anchorEnd, node);
          attach(node);
          open.push(node);
          keys.push(undefined);
          break;
        }
        case EVENT_ID.SCALAR: {
          const node = this.scalar(event, last);
          last = Math.max(last, node.end);
          this.remember(event.anchorStart, event.anchorEnd, node);
          attach(node);
          break;
        }
        case EVENT_ID.ALIAS:
          last = Math.max(last, event.anchorEnd);
          attach(this.resolve(event.anchorStart, event.anchorEnd));
          break;
        case EVENT_ID.POP: {
          const closed = open.pop();
          keys.pop();
          if (closed !== undefined && closed !== null) closed.end = Math.max(closed.start, last);
          break;
        }
      }
    }
    return { documents: this.documents, problems: this.problems };
  }

  private remember(start: number, end: number, node: Tree): void {
    if (start >= 0) this.anchors.set(this.text.slice(start, end), node);
  }

  private resolve(start: number, end: number): Tree {
    const name = this.text.slice(start, end);
    const target = this.anchors.get(name);
    if (target !== undefined) return target;
    this.problems.push({
      code: 'unknownAnchor',
      offset: Math.max(0, start - 1),
      end,
      message: `yaml: unknown anchor '${name}' referenced`,
      params: { name },
    });
    return { type: 'scalar', start, end, scalar: { kind: 'null' } };
  }

  private scalar(event: ScalarEvent, last: number): ScalarTree {
    const tag = event.tagStart >= 0 ? this.text.slice(event.tagStart, event.tagEnd) : '';
    // Nothing at all is null; nothing with a tag is the empty text.
    if (event.valueStart < 0) {
      const tagged = tag !== '' && tag !== '!!null';
      const at = tagged ? event.tagStart : last;
      return { type: 'scalar', start: at, end: tagged ? event.tagEnd : at, scalar: tagged ? { kind: 'string', value: '' } : { kind: 'null' } };
    }
    const value = getScalarValue(this.text, event);
    const quoted = event.style !== SCALAR_STYLE.PLAIN;
    const asString = quoted || tag === '!!str' || tag === '!';
    const quote = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
    return {
      type: 'scalar',
      start: Math.max(0, event.valueStart - quote),
      end: event.valueEnd + quote,
      scalar: asString ? { kind: 'string', value } : resolvePlainScalar(value),
    };
  }
}

