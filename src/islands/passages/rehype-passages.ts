import { stillParts } from './still-parts';

interface Node {
  type: string;
  tagName?: string;
  name?: string | null;
  value?: string;
  attributes?: { type: string; name: string; value: unknown }[];
  children?: Node[];
}

const isHeading = ({ type, tagName }: Node) => type === 'element' && /^h[2-6]$/.test(tagName ?? '');
/** Imports and exports have to stay at the top level. */
const isModule = ({ type }: Node) => type === 'mdxjsEsm';
const isBlank = ({ type, value }: Node) => type === 'text' && !value?.trim();

/** Attributes that a part shows as text. */
const shown = new Set(['title', 'symptom', 'claim', 'ask']);
/** Elements that begin a line of their own. */
const block = /^(p|li|tr|pre|h4|Source|OlderPost|Mistake|Why|Fix|Question|Callout|RealCluster)$/;

/** A figure takes about the room of so many letters, a widget of so many. */
const figureLetters = 700;
const widgetLetters = 1500;

interface Size {
  letters: number;
  blocks: number;
}

const add = (a: Size, b: Size): Size => ({ letters: a.letters + b.letters, blocks: a.blocks + b.blocks });

/** How much a node has to show: its letters, and the blocks and lines of code that they are divided into. */
function sizeOf(node: Node, parts: Set<string>): Size {
  const text = node.type === 'text' ? (node.value ?? '') : '';
  const name = node.tagName ?? node.name ?? '';
  const said = (node.attributes ?? []).filter(({ name: attribute, value }) => shown.has(attribute) && typeof value === 'string').map(({ value }) => value as string);
  const isPicture = node.type === 'mdxJsxFlowElement' && !node.children?.length && !block.test(name);
  const picture = isPicture ? (parts.has(name) ? figureLetters : widgetLetters) : 0;
  const own: Size = {
    letters: text.trim().length + said.join('').length + picture,
    blocks: Number(block.test(name)) + Math.max(0, text.trim().split('\n').length - 1),
  };
  return (node.children ?? []).map((child) => sizeOf(child, parts)).reduce(add, own);
}

/** Whether a node is HTML and still parts all the way down. An expression may be anything. */
function isStill(node: Node, parts: Set<string>): boolean {
  if (node.type.startsWith('mdxJsx') && !parts.has(node.name ?? '')) return false;
  if (/^mdx\w*Expression$/.test(node.type)) return false;
  return (node.children ?? []).every((child) => isStill(child, parts));
}

/**
 * Puts what stands between two headings of a page into a `<Passage>` (`Passage.tsx`), with the number of its letters and blocks,
 * from which the style sheet guesses its height, and says of it whether it is `still`. Headings stay outside: links to them and the list of
 * contents never depend on a passage. What comes before the first heading is on the screen at once and stays as it is.
 */
export default function rehypePassages() {
  const parts = stillParts();
  const passage = (children: Node[]): Node => {
    const { letters, blocks } = children.map((child) => sizeOf(child, parts)).reduce(add);
    const attribute = (name: string, value: unknown) => ({ type: 'mdxJsxAttribute', name, value });
    return {
      type: 'mdxJsxFlowElement',
      name: 'Passage',
      attributes: [attribute('letters', String(letters)), attribute('blocks', String(blocks)), ...(children.every((child) => isStill(child, parts)) ? [attribute('still', null)] : [])],
      children,
    };
  };
  return (tree: Node) => {
    const nodes = tree.children ?? [];
    const first = nodes.findIndex(isHeading);
    if (first < 0) return;
    const grouped: Node[] = nodes.slice(0, first);
    let open: Node[] = [];
    const close = () => {
      if (!open.every(isBlank)) grouped.push(passage(open));
      open = [];
    };
    for (const node of nodes.slice(first)) {
      if (isHeading(node) || isModule(node)) {
        close();
        grouped.push(node);
      } else open.push(node);
    }
    close();
    tree.children = grouped;
  };
}
