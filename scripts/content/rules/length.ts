import type { Nodes } from 'mdast';
import { componentNamed } from '../../../src/mdx/components';
import { isJsx, lineOf, proseOf, stringProp, walk } from '../../../src/mdx/nodes';
import { wordProps } from '../../../src/mdx/component';
import type { Page } from '../page';
import type { Finding, Rule } from '../problem';
import { pagesOf, type Project } from '../project';

/** English words and Korean letters (without spaces) that a reader of a part meets before unfolding anything. */
const most = { en: 5000, ko: 13_000 };

/** Reference matter, which nobody reads from end to end. */
const reference = new Set(['Sources', 'OlderPosts', 'GoesDeeper']);
const isFolded = (node: Nodes): boolean => isJsx(node) && (reference.has(node.name ?? '') || Boolean(node.name && componentNamed(node.name)?.folded));

/** Prose that is not folded: paragraphs, headings, cells, and props that are words. No code. */
export function unfoldedProse(page: Page): string {
  const pieces: string[] = [];
  walk(page.tree, (node, parents) => {
    if ([...parents, node].some(isFolded)) return;
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') pieces.push(proseOf(node));
    // `<Objective>글</Objective>` on a line of its own holds text without a paragraph.
    else if (node.type === 'text' && parents.at(-1)?.type === 'mdxJsxFlowElement') pieces.push(node.value);
    else if (isJsx(node)) for (const name of wordProps) pieces.push(stringProp(node, name) ?? '');
  });
  return pieces.join('\n').replaceAll('`…`', ' ');
}

export const lengthOf = (page: Page): number => {
  const prose = unfoldedProse(page);
  return page.locale === 'ko' ? prose.replace(/\s/g, '').length : (prose.match(/\S+/g) ?? []).length;
};

/** A part can be read in one sitting; what is deeper folds. */
export const length: Rule<Project> = {
  name: 'length',
  check: (project) =>
    pagesOf(project)
      .filter(({ frontmatter }) => frontmatter.part !== undefined)
      .map((page): Finding => {
        const [long, limit] = [lengthOf(page), most[page.locale]];
        const unit = page.locale === 'ko' ? 'Korean letters' : 'words';
        return { subject: page.file, problems: long <= limit ? [] : [{ file: page.file, line: lineOf(page.tree), message: `${long} ${unit} before anything is unfolded`, remedy: `fold what is deeper in <UnderTheHood>: at most ${limit}` }] };
      }),
};
