import { prefixOf, readMeta } from './fence';
import { renderDiagram } from './render';

/** The few parts of a Markdown tree and of its file that the plugin touches. */
interface TreeNode {
  type: string;
  lang?: string | null;
  meta?: string | null;
  value?: string;
  children?: TreeNode[];
  position?: { readonly start: { readonly line: number; readonly column: number } };
}

interface SourceFile {
  readonly path?: string;
}

interface Fence {
  readonly parent: TreeNode;
  readonly index: number;
  readonly node: TreeNode;
}

function findFences(parent: TreeNode): Fence[] {
  return (parent.children ?? []).flatMap((node, index) =>
    node.type === 'code' && node.lang === 'mermaid' ? [{ parent, index, node }] : findFences(node),
  );
}

const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute', name, value });

/**
 * Remark plugin: replaces every `mermaid` fence by a `<Diagram>` element that holds finished SVG, so that pages need no
 * diagram code in the browser. Fails with `file:line: message` on a diagram that Mermaid cannot read or that would lose a part.
 */
export default function remarkMermaid() {
  return async (tree: TreeNode, file: SourceFile): Promise<void> => {
    for (const [order, { parent, index, node }] of findFences(tree).entries()) {
      const source = node.value ?? '';
      try {
        const { title, alt } = readMeta(node.meta);
        const { svg, minWidth } = await renderDiagram(source, prefixOf(source, order), title, alt);
        const attributes = [
          // The alternative text and the size are inside the SVG already.
          attribute('svg', svg), attribute('title', title), attribute('minWidth', String(minWidth)),
        ];
        const element = { type: 'mdxJsxFlowElement', name: 'Diagram', attributes, children: [], position: node.position };
        parent.children?.splice(index, 1, element);
      } catch (error) {
        const line = node.position?.start.line ?? 0;
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${file.path ?? 'diagram'}:${line}: mermaid: ${reason}`, { cause: error });
      }
    }
  };
}
