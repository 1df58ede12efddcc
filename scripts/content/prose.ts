import type { Nodes, Parents } from 'mdast';
import { isJsx, lineOf, proseOf, propsOf, walk } from '../../src/mdx/nodes';
import type { Page } from './page';

/** A run of text as a reader meets it (a paragraph, a heading, a cell, a prop) and the line where it begins. */
export interface Passage {
  text: string;
  line: number;
  /** Somebody else's words, told as they were said: a claim, the title of a source. */
  quoted?: boolean;
}

const holdsText = new Set<Nodes['type']>(['paragraph', 'heading', 'tableCell']);
const quoting = (parents: readonly Parents[]): boolean => parents.some(({ type }) => type === 'blockquote');
const markedAs = (language: string) => (node: Nodes) => isJsx(node) && propsOf(node).get('lang') === language;

/** The words of a subtree without the parts whose `lang` says that they are in `except`. */
function wordsOf(node: Nodes, except: string): string {
  if (markedAs(except)(node)) return '';
  return 'children' in node ? node.children.map((child) => wordsOf(child, except)).join('') : proseOf(node);
}

/**
 * All prose of a page: paragraphs, headings, cells, and props that are words; without code, quotations and what is marked
 * by `lang` as belonging to the other language.
 */
export function passagesOf(page: Page): Passage[] {
  const other = page.locale === 'ko' ? 'en' : 'ko';
  const passages: Passage[] = [];
  walk(page.tree, (node, parents) => {
    if (quoting(parents) || [...parents, node].some(markedAs(other))) return;
    if (holdsText.has(node.type)) passages.push({ text: wordsOf(node, other), line: lineOf(node) });
    else if (isJsx(node)) {
      for (const [name, value] of propsOf(node)) if (value && name !== 'id' && name !== 'href') passages.push({ text: value, line: lineOf(node), quoted: name === 'claim' || node.name === 'Source' });
      // `<Objective>글</Objective>` on lines of its own holds text without a paragraph.
      if (!parents.some(({ type }) => holdsText.has(type)) && node.children.some(({ type }) => type === 'text')) passages.push({ text: wordsOf(node, other), line: lineOf(node) });
    }
  });
  for (const key of ['title', 'description']) {
    const value = page.frontmatter[key];
    if (typeof value === 'string') passages.push({ text: value, line: Math.max(1, page.text.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 1) });
  }
  return passages;
}

/** The line of an offset in a passage. */
export const lineAt = ({ text, line }: Passage, offset: number): number => line + text.slice(0, offset).split('\n').length - 1;
