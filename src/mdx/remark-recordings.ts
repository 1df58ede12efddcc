import type { Root, RootContent } from 'mdast';
import type { VFile } from 'vfile';
import type { Locale } from '../i18n/messages';
import { resultTable, sourceList } from '../recordings/table';
import { isJsx, stringProp, walk } from './nodes';

/** What `<Recordings />` and `<Recordings show="sources" />` stand for, as Markdown. */
export const recordingsIn = (show: string | undefined, locale: Locale): RootContent[] => (show === 'sources' ? [sourceList()] : [...resultTable(locale)]);

/** Puts what the run of the recordings found in the place of `<Recordings />`. */
export default function remarkRecordings() {
  return (tree: Root, page: VFile): void => {
    const locale = /[\\/]i18n[\\/]en[\\/]/.test(page.path ?? '') ? 'en' : 'ko';
    walk(tree, (node, parents) => {
      const parent = parents.at(-1);
      if (!isJsx(node) || node.name !== 'Recordings' || !parent) return;
      parent.children = parent.children.flatMap((child) => (child === node ? recordingsIn(stringProp(node, 'show'), locale) : [child])) as typeof parent.children;
    });
  };
}
