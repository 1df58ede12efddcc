import { answer, bestPages } from './answer';
import type { Library } from './load';
import type { SearchAnswer } from './types';

/** So many pages are read before an answer is final. */
const READ = 12;
/** Texts that take longer (ms) do not keep the reader waiting: an answer from titles comes first. */
const PATIENCE = 350;

/**
 * Answers a query: reads the pages that titles and words promise most of, and ranks their places. Where the texts are slow to come, an answer
 * without them comes first. `last` is true for the final answer.
 */
export async function converse({ tables, texts }: Library, query: string, say: (found: SearchAnswer, last: boolean) => void): Promise<void> {
  const pages = bestPages(tables, query).slice(0, READ);
  const early = setTimeout(() => say(answer(tables, texts, query, pages), false), PATIENCE);
  if (pages.some((page) => !texts.has(page))) await texts.fetch(pages);
  clearTimeout(early);
  say(answer(tables, texts, query, pages), true);
}

/** The final answer to a query. */
export const ask = (library: Library, query: string): Promise<SearchAnswer> =>
  new Promise((resolve, reject) => {
    converse(library, query, (found, last) => last && resolve(found)).catch(reject);
  });
