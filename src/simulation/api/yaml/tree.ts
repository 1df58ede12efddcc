import { checkDocument, checkJson } from './check';
import { YamlError } from './error';
import type { Mark } from './error';
import type { YamlEvent } from './events';
import { Parser } from './parser';
import { resolveScalar } from './resolve';
import type { MappingTree, ScalarTree, SequenceTree, Tree } from './nodes';

/** Deeper than any manifest, and no deeper than a browser's call stack. */
export const MAX_DEPTH = 500;

const MERGE_TAG = 'tag:yaml.org,2002:merge';

/**
 * The first document of a text, as go-yaml's Unmarshal reads it (decode.go): what follows it is not looked at. Undefined where the text
 * has none. Throws a YamlError at the first mistake.
 */
export function parseDocument(text: string): Tree | undefined {
  const parser = new Parser(text);
  const first = parser.next();
  if (first.type === 'streamEnd') return undefined;
  const tree = new Builder(parser).build();
  checkDocument(tree);
  checkJson(tree);
  return tree;
}

const named = (anchor: string | undefined): { anchor?: string } => (anchor === undefined ? {} : { anchor });

class Builder {
  private readonly anchors = new Map<string, Tree>();
  private last = 0;

  constructor(private readonly parser: Parser) {}

  /** Composes one node without recursion, so that the depth of a text is checked before the stack gives out. */
  build(): Tree {
    const open: { node: SequenceTree | MappingTree; key: Tree | undefined }[] = [];
    for (;;) {
      const event = this.parser.next();
      let done: Tree;
      if (event.type === 'sequence' || event.type === 'mapping') {
        if (open.length >= MAX_DEPTH) throw new YamlError(`nested deeper than ${MAX_DEPTH} levels`, event.start, 'tooDeep');
        open.push({ node: this.collection(event), key: undefined });
        continue;
      } else if (event.type === 'collectionEnd') {
        const closed = open.pop();
        if (closed === undefined) throw new YamlError('unexpected end', event.start);
        closed.node.end = Math.max(closed.node.start, event.end.index > event.start.index ? event.end.index : this.last);
        this.last = closed.node.end;
        done = closed.node;
      } else if (event.type === 'alias') {
        done = this.alias(event.name, event.start);
        this.last = event.end.index;
      } else if (event.type === 'scalar') {
        done = this.scalar(event);
        if (event.end.index > event.start.index) this.last = event.end.index;
      } else {
        throw new YamlError('unexpected end', event.start);
      }
      const parent = open[open.length - 1];
      if (parent === undefined) {
        // The document's end is read too: what cannot follow a node is an error of it.
        this.parser.next();
        return done;
      }
      if (parent.node.type === 'sequence') parent.node.items.push(done);
      else if (parent.key === undefined) parent.key = done;
      else {
        parent.node.entries.push({ key: parent.key, value: done });
        parent.key = undefined;
      }
    }
  }

  private collection(event: Extract<YamlEvent, { type: 'sequence' | 'mapping' }>): SequenceTree | MappingTree {
    const place = { start: event.start.index, end: event.end.index, ...named(event.anchor) };
    const node: SequenceTree | MappingTree = event.type === 'sequence' ? { type: 'sequence', ...place, items: [] } : { type: 'mapping', ...place, entries: [] };
    if (event.anchor !== undefined) this.anchors.set(event.anchor, node);
    return node;
  }

  private alias(name: string, mark: Mark): Tree {
    const target = this.anchors.get(name);
    if (target === undefined) throw new YamlError(`unknown anchor '${name}' referenced`, mark, 'unknownAnchor');
    return target;
  }

  private scalar(event: Extract<YamlEvent, { type: 'scalar' }>): ScalarTree {
    // Nothing at all stands behind what came before it, not where the next token was found.
    const empty = event.end.index === event.start.index;
    const start = empty ? Math.min(event.start.index, this.last) : event.start.index;
    const merge = event.value === '<<' && (event.implicit || event.tag === MERGE_TAG);
    const node: ScalarTree = { type: 'scalar', start, end: empty ? start : event.end.index, ...resolveScalar(event.value, event.tag, event.implicit), merge, ...named(event.anchor) };
    if (event.anchor !== undefined) this.anchors.set(event.anchor, node);
    return node;
  }
}
