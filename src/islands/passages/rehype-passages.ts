import { wordProps } from '../../mdx/component';
import { componentNamed } from '../../mdx/components';

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

/** HTML elements that begin a line of their own. */
const block = /^(p|li|tr|pre|h4)$/;

interface Size {
  letters: number;
  blocks: number;
}

const add = (a: Size, b: Size): Size => ({ letters: a.letters + b.letters, blocks: a.blocks + b.blocks });

/** How much a node has to show: its letters, and the blocks and lines of code that they are divided into. */
function sizeOf(node: Node): Size {
  const text = node.type === 'text' ? (node.value ?? '') : '';
  const component = node.name ? componentNamed(node.name) : undefined;
  const said = (node.attributes ?? []).flatMap(({ name, value }) => (wordProps.has(name) && typeof value === 'string' ? [value] : []));
  const own: Size = {
    letters: text.trim().length + said.join('').length + (component?.room ?? 0),
    blocks: Number(component?.block ?? block.test(node.tagName ?? '')) + Math.max(0, text.trim().split('\n').length - 1),
  };
  if (component?.folded) return own;
  return (node.children ?? []).map(sizeOf).reduce(add, own);
}

/** Whether a node is HTML and still components all the way down. An expression may be anything. */
function isStill(node: Node): boolean {
  if (node.type.startsWith('mdxJsx') && !componentNamed(node.name ?? '')?.still) return false;
  if (/^mdx\w*Expression$/.test(node.type)) return false;
  return (node.children ?? []).every(isStill);
}

/**
 * Puts what stands between two headings of a page into a `<Passage>` (`Passage.tsx`), with the number of its letters and blocks,
 * from which the style sheet guesses its height, and says of it whether it is `still`. Headings stay outside: links to them and the list of
 * contents never depend on a passage. What comes before the first heading is on the screen at once and stays as it is.
 */
export default function rehypePassages() {
  const passage = (children: Node[]): Node => {
    const { letters, blocks } = children.map(sizeOf).reduce(add);
    const attribute = (name: string, value: unknown) => ({ type: 'mdxJsxAttribute', name, value });
    return {
      type: 'mdxJsxFlowElement',
      name: 'Passage',
      attributes: [attribute('letters', String(letters)), attribute('blocks', String(blocks)), ...(children.every(isStill) ? [attribute('still', null)] : [])],
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
