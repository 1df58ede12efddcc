import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { parts } from '../../src/curriculum/parts';
import type { Locale } from '../../src/i18n/messages';
import { ask } from '../../src/search/converse';
import type { Library } from '../../src/search/load';

/** A question in a reader's words: `part` names the page that answers it, `find_…` is what the reader types. */
export interface Asked {
  id: string;
  part: number;
  find_ko: string;
  find_en: string;
}

const FIRST = 5;

/** The pages that are no parts, by the numbers that the collections give them. */
const guides: Record<number, string> = { 30: 'guides/choosing-a-distribution', 31: 'guides/learning-roadmap' };

const pageOf = (part: number): string | undefined => guides[part] ?? parts.find(({ number }) => number === part)?.slug;

/** Reads a collection. Throws with the file and the question where a field is missing. */
export function readAsked(file: string): Asked[] {
  const asked = load(readFileSync(file, 'utf8'));
  if (!Array.isArray(asked)) throw new Error(`${file} is no list of questions: it needs entries {id, part, find_ko, find_en}.`);
  return (asked as Partial<Asked>[]).map((one, i) => {
    const { id = '', part, find_ko, find_en } = one;
    if (typeof part !== 'number' || typeof find_ko !== 'string' || typeof find_en !== 'string') throw new Error(`${file}: question ${id || i + 1} needs part (a number), find_ko and find_en.`);
    return { id, part, find_ko, find_en };
  });
}

export interface AskedResult {
  id: string;
  query: string;
  page: string;
  /** Addresses of the first pages found. */
  found: string[];
  answered: boolean;
}

/** Asks what the dialog would answer; only questions whose page the index has count. */
export async function askAll(library: Library, asked: readonly Asked[], locale: Locale): Promise<AskedResult[]> {
  const { pages } = library.tables.index;
  const results: AskedResult[] = [];
  for (const { id, part, find_ko, find_en } of asked) {
    const slug = pageOf(part);
    const page = slug && pages.find(({ url }) => url.endsWith(`/${slug}`))?.url;
    if (!page) continue;
    const query = locale === 'ko' ? find_ko : find_en;
    const { hits } = await ask(library, query);
    const found = [...new Set(hits.map((hit) => pages[hit.page]!.url))].slice(0, FIRST);
    results.push({ id, query, page, found, answered: found.includes(page) });
  }
  return results;
}
