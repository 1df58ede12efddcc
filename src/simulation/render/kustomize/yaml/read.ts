/** Reads the documents of a text as kyaml does (kio.FromBytes): lists unwrapped, anchors and merge keys written out. */
import { GoError } from '../../../base/go/values';
import { YamlError } from '../../../api/yaml';
import { MAX_DEPTH } from '../../../api/yaml/tree';
import { Parser } from '../../../api/yaml/parser';
import { resolvePlain } from '../../../api/yaml/resolve';
import type { YamlEvent } from '../../../api/yaml/events';
import { clearField, container, copyNode, field, fieldNames, isNull, scalar, valueOf } from './node';
import type { Node, Style } from './node';

const MERGE = '!!merge';
/** As much as aliases may write out, in nodes. */
const MAX_NODES = 200_000;

const shortTag = (tag: string): string => (tag.startsWith('tag:yaml.org,2002:') ? `!!${tag.slice('tag:yaml.org,2002:'.length)}` : tag);

class Composer {
  private readonly anchors = new Map<string, Node>();
  private count = 0;

  private readonly parser: Parser;

  constructor(private readonly text: string) {
    this.parser = new Parser(text);
  }

  document(): Node | undefined {
    const first = this.parser.next();
    if (first.type === 'streamEnd') return undefined;
    const node = this.node(this.parser.next(), 0);
    this.parser.next();
    return node;
  }

  private node(event: YamlEvent, depth: number): Node {
    if (depth > MAX_DEPTH) throw new YamlError(`nested deeper than ${MAX_DEPTH} levels`, event.start, 'tooDeep');
    if (event.type === 'alias') {
      const target = this.anchors.get(event.name);
      if (target === undefined) throw new YamlError(`unknown anchor '${event.name}' referenced`, event.start, 'unknownAnchor');
      return this.counted(target);
    }
    const node = event.type === 'scalar' ? this.scalar(event) : container(event.type === 'sequence' ? 'list' : 'map');
    if (event.type === 'sequence' || event.type === 'mapping') {
      // A bracket is its own token; a block begins with nothing.
      if (event.end.index > event.start.index && '[{'.includes(this.text.charAt(event.end.index - 1))) node.style = 'flow';
      node.tag = event.tag === '' ? (event.type === 'sequence' ? '!!seq' : '!!map') : shortTag(event.tag);
      for (let next = this.parser.next(); next.type !== 'collectionEnd'; next = this.parser.next()) node.content.push(this.node(next, depth + 1));
      if (event.type === 'mapping') mergeKeys(node);
    }
    if ('anchor' in event && event.anchor !== undefined) this.anchors.set(event.anchor, node);
    return node;
  }

  /** A copy of what an alias names. */
  private counted(target: Node): Node {
    const count = (node: Node): number => node.content.reduce((sum, item) => sum + count(item), 1);
    this.count += count(target);
    if (this.count > MAX_NODES) throw new YamlError('document contains excessive aliasing', { index: 0, line: 0, column: 0 }, 'excessiveAliasing');
    return copyNode(target);
  }

  private scalar(event: Extract<YamlEvent, { type: 'scalar' }>): Node {
    const style: Style = event.style === 'plain' ? '' : event.style;
    if (event.tag !== '' && event.tag !== '!') return { ...scalar(event.value, shortTag(event.tag), style), tagged: true };
    if (style !== '') return scalar(event.value, '!!str', style);
    return scalar(event.value, event.value === '<<' ? MERGE : `!!${resolvePlain(event.value)[0]}`);
  }
}

/** Takes over the fields of the maps behind `<<` that the map itself does not have; the first of several wins. */
function mergeKeys(node: Node): void {
  const at = node.content.findIndex((key, i) => i % 2 === 0 && key.tag === MERGE);
  if (at < 0) return;
  const value = node.content[at + 1]!;
  const sources = value.kind === 'map' ? [value] : value.kind === 'list' ? [...value.content].reverse() : [];
  if (sources.length === 0 && value.kind === 'scalar') throw new GoError('map merge requires map or sequence of maps as the value');
  clearField(node, '<<');
  const own = [...node.content];
  for (const source of [...sources, container('map', own)]) {
    for (const name of fieldNames(source)) {
      const found = node.content.findIndex((key, i) => i % 2 === 0 && key.value === name);
      const place = source.content.findIndex((key, i) => i % 2 === 0 && key.value === name);
      if (found >= 0) node.content.splice(found, 2, source.content[place]!, source.content[place + 1]!);
      else node.content.push(source.content[place]!, source.content[place + 1]!);
    }
  }
}

/** One document, or undefined where there is none. Throws a YamlError. */
export const composeNode = (text: string): Node | undefined => new Composer(text).document();

/** splitDocuments: a line that begins with three dashes stands between two documents. */
function splitDocuments(text: string): string[] {
  if (text === '') return [];
  const documents: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/\n---.*\n/g)) {
    const behind = match[0].slice(4).trim();
    if (behind !== '' && !behind.startsWith('#')) throw new GoError(`invalid document separator: ${match[0].trim()}`);
    documents.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...documents, text.slice(from)];
}

function read(text: string): Node | undefined {
  try {
    return composeNode(text);
  } catch (error) {
    if (error instanceof YamlError) throw new GoError(`MalformedYAMLError: yaml: ${error.contextual}`);
    throw error;
  }
}

/** kio.FromBytes. */
export function readNodes(text: string): Node[] {
  const documents = splitDocuments(text.replaceAll('\r\n', '\n'));
  const nodes: Node[] = [];
  documents.forEach((document, i) => {
    const node = read(i === documents.length - 1 ? document : `${document}\n`);
    if (node === undefined || isNull(node)) return;
    const kind = valueOf(field(node, 'kind'));
    const items = field(node, 'items');
    if (documents.length === 1 && (kind === 'ResourceList' || kind === 'List') && (items !== undefined || field(node, 'functionConfig') !== undefined)) nodes.push(...(items?.content ?? []));
    else nodes.push(node);
  });
  return nodes;
}
