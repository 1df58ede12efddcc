import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { labIn } from '../labs/lab';
import { readLab } from '../labs/read';
import { isJsx, stringProp, walk } from './nodes';

/** Gives `<Lab id="04-kubectl" />` what src/labs/04-kubectl.yaml holds, in the page's language. A lab that does not read stops the build. */
export default function remarkLabs() {
  return (tree: Root, page: VFile): void => {
    const locale = /[\\/]i18n[\\/]en[\\/]/.test(page.path ?? '') ? 'en' : 'ko';
    walk(tree, (node) => {
      if (!isJsx(node) || node.name !== 'Lab') return;
      try {
        node.attributes.push({ type: 'mdxJsxAttribute', name: 'lab', value: JSON.stringify(labIn(readLab(stringProp(node, 'id') ?? ''), locale)) });
      } catch (error) {
        page.fail(error instanceof Error ? error.message : String(error), node.position);
      }
    });
  };
}
