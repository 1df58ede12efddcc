/** What goes wrong when a document becomes JSON, as kustomize says it: with the document before it, `%#v` of a map[string]interface {}. */
import { GoError, printFloat } from '../../../base/go/values';
import { quote } from '../../../base/go/quote';
import { Parser } from '../../../api/yaml/parser';
import { resolvePlain } from '../../../api/yaml/resolve';
import { DuplicateKey, isTextKey, toPrintable } from './json';
import { isPlain, printNode } from './print';
import type { Printable } from '../../../api/yaml';
import type { Node } from './types';

function printScalar(node: Node): string {
  const [found, meaning] = resolvePlain(node.value);
  if (node.tag === '!!str' || !isPlain(node) || found === 'str' || found === 'timestamp') return quote(node.value);
  if (meaning.kind === 'null') return 'interface {}(nil)';
  return meaning.kind === 'number' ? (meaning.integer ? meaning.text : printFloat(meaning.value)) : String(meaning.value);
}

function goSyntax(node: Node, inner: boolean): string {
  if (node.kind === 'list') return `[]interface {}{${node.content.map((item) => goSyntax(item, true)).join(', ')}}`;
  if (node.kind !== 'map') return printScalar(node);
  const texts = !inner || node.content.every((key, i) => i % 2 === 1 || isTextKey(key));
  const entries = node.content.flatMap((key, i) => (i % 2 === 1 ? [] : [[texts ? quote(key.value) : printScalar(key), goSyntax(node.content[i + 1]!, true)] as const]));
  return `map[${texts ? 'string' : 'interface {}'}]interface {}{${entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}:${value}`).join(', ')}}`;
}

/** The lines of keys that stand twice in one map. */
function duplicates(text: string): string {
  const parser = new Parser(text);
  const open: { keys: Map<string, number> | undefined; isKey: boolean }[] = [];
  const found: string[] = [];
  for (let event = parser.next(); event.type !== 'streamEnd'; event = parser.next()) {
    const top = open[open.length - 1];
    if (event.type === 'collectionEnd') open.pop();
    else if (event.type === 'scalar' || event.type === 'alias' || event.type === 'sequence' || event.type === 'mapping') {
      if (top?.keys !== undefined && top.isKey && event.type === 'scalar') {
        const line = event.start.line + 1;
        const before = top.keys.get(event.value);
        if (before === undefined) top.keys.set(event.value, line);
        else found.push(`  line ${line}: mapping key ${quote(event.value)} already defined at line ${before}`);
      }
      if (top !== undefined) top.isKey = !top.isKey;
      if (event.type === 'sequence' || event.type === 'mapping') open.push({ keys: event.type === 'mapping' ? new Map() : undefined, isKey: true });
    }
  }
  return `yaml: unmarshal errors:\n${found.join('\n')}`;
}

/** What {@link toPrintable} makes of a resource's whole document. */
export function wholePrintable(node: Node): Printable {
  try {
    return toPrintable(node);
  } catch (error) {
    if (error instanceof DuplicateKey) throw new GoError(`map[string]interface {}(nil): ${duplicates(printNode(node))}`);
    if (error instanceof GoError) throw new GoError(`${goSyntax(node, false)}: ${error.message}`);
    throw error;
  }
}
