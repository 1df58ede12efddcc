import type { PackedTerms } from './postings';
import type { Concept, RecordKind, SearchIndex, SearchPage, SearchRecord } from './types';

/** The file `search-index.json`: records by columns, which compress better than one by one. */
export interface PackedIndex {
  version: 2;
  locale: SearchIndex['locale'];
  pages: SearchPage[];
  /** How many records each page has, in the order of the pages. */
  counts: number[];
  /** A letter a record. */
  kinds: string;
  titles: string[];
  /** Separated by spaces. */
  anchors: string;
  body: PackedTerms;
  concepts: Concept[];
}

const letters: Record<RecordKind, string> = { page: 'p', section: 's', term: 't', question: 'q', mistake: 'm' };
const kindOf = Object.fromEntries(Object.entries(letters).map(([kind, letter]) => [letter, kind as RecordKind]));

/** Records of one page have to stand together, in the order of the pages; an anchor has no space. */
export const packIndex = ({ version, locale, pages, records, body, concepts }: SearchIndex): PackedIndex => ({
  version,
  locale,
  pages,
  counts: pages.map((_, page) => records.filter((record) => record.page === page).length),
  kinds: records.map(({ kind }) => letters[kind]).join(''),
  titles: records.map(({ title }) => title),
  anchors: records.map(({ anchor }) => anchor).join(' '),
  body,
  concepts,
});

export function unpackIndex({ version, locale, pages, counts, kinds, titles, anchors, body, concepts }: PackedIndex): SearchIndex {
  const pageOf = counts.flatMap((count, page) => Array.from({ length: count }, () => page));
  const anchorOf = anchors.split(' ');
  const records = titles.map((title, id): SearchRecord => ({ kind: kindOf[kinds[id]!]!, page: pageOf[id]!, title, anchor: anchorOf[id]! }));
  return { version, locale, pages, records, body, concepts };
}
