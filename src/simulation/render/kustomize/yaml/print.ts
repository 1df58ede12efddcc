/** Nodes as kyaml writes them: keys in their order, lists no further in than their key. For messages, and for documents within texts. */
import { analyzeScalar } from '../../../api/yaml/analyze';
import { quote } from '../../../base/go/quote';
import { resolvePlain } from '../../../api/yaml/resolve';
import type { Node } from './types';

const QUOTED = new Set(['double', 'single', 'literal', 'folded']);

/** Whether a scalar is written without quotes and read as what its text says. */
export const isPlain = (node: Node): boolean => !QUOTED.has(node.style) && !node.value.includes('\n') && !(node.tag === '!!str' && resolvePlain(node.value)[0] !== 'str');

function printScalar(node: Node, indent: string): string {
  const { value, style } = node;
  if (style === 'literal' || style === 'folded' || (style === '' && value.includes('\n'))) {
    const chomp = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
    return `${style === 'folded' ? '>' : '|'}${chomp}\n${value.replace(/\n+$/, '').split('\n').map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}`;
  }
  if (style === 'single') return `'${value.replaceAll("'", "''")}'`;
  if (style === 'double' || !isPlain(node)) return quote(value);
  return value === '' || analyzeScalar(value).blockPlainAllowed ? value : `'${value.replaceAll("'", "''")}'`;
}

function printFlow(node: Node): string {
  if (node.kind === 'list') return `[${node.content.map(printFlow).join(', ')}]`;
  if (node.kind === 'map') return `{${node.content.flatMap((key, i) => (i % 2 === 0 ? [`${printFlow(key)}: ${printFlow(node.content[i + 1]!)}`] : [])).join(', ')}}`;
  // Within braces no scalar is a block (yaml_emitter_select_scalar_style), and what flow takes for its own is quoted.
  if (node.style === 'literal' || node.style === 'folded' || node.value.includes('\n')) return quote(node.value);
  return isPlain(node) && /[,[\]{}?]/.test(node.value) ? `'${node.value.replaceAll("'", "''")}'` : printScalar(node, '');
}

const isBlock = (node: Node): boolean => (node.kind === 'map' || node.kind === 'list') && node.content.length > 0 && node.style !== 'flow';

function printBlock(node: Node, indent: string): string[] {
  if (node.kind === 'list') {
    return node.content.flatMap((item) => {
      if (!isBlock(item)) return [`${indent}- ${item.kind === 'scalar' ? printScalar(item, `${indent}  `) : printFlow(item)}`];
      const [first = '', ...rest] = printBlock(item, `${indent}  `);
      return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  }
  return node.content.flatMap((key, i) => {
    if (i % 2 === 1) return [];
    const value = node.content[i + 1]!;
    const name = `${indent}${printScalar(key, indent)}:`;
    if (isBlock(value)) return [name, ...printBlock(value, value.kind === 'list' ? indent : `${indent}  `)];
    const printed = value.kind === 'scalar' ? printScalar(value, `${indent}  `) : printFlow(value);
    return [printed === '' ? name : `${name} ${printed}`];
  });
}

export const printNode = (node: Node): string => `${isBlock(node) ? printBlock(node, '').join('\n') : node.kind === 'scalar' ? printScalar(node, '  ') : printFlow(node)}\n`;
