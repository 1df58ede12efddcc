import type { Locale } from '../i18n/messages';
import type { PackedTerms } from './postings';

/** What a record describes; the page shows each kind with its own label. */
export type RecordKind = 'page' | 'section' | 'term' | 'question' | 'mistake';

/** One findable place of the site. */
export interface SearchRecord {
  kind: RecordKind;
  /** Index into `SearchIndex.pages`; records of one page are shown together. */
  page: number;
  /** Heading, term, question or, for a page, its title. */
  title: string;
  /** Id of the element on the page, without `#`; empty for the page's top. */
  anchor: string;
}

/** A place with its text, as it is read from a page. */
export interface SearchText extends SearchRecord {
  /** Plain text that excerpts are cut from. */
  body: string;
  /** Further words of the place that are found but not shown: code samples, figures, widgets. */
  more?: string;
}

export interface SearchPage {
  title: string;
  /** Address with the site's base, without the origin. */
  url: string;
}

/** A thing with several names. Names mean the same thing in a page and in a query. */
export interface Concept {
  id: string;
  names: readonly string[];
  /** Words of a reader who lacks the name ("password" for Secret). Understood in queries only. */
  hints?: readonly string[];
  /** Concepts whose pages also answer a question about this one. */
  related?: readonly string[];
}

/**
 * What the site publishes as `search-index.json` (packed, `pack.ts`), one a language: enough to rank the pages and every title. The texts of a page's
 * places, which rank them and give excerpts, stand in one file a page (`search/<number of the page>.json`), fetched for the pages found.
 */
export interface SearchIndex {
  version: 2;
  locale: Locale;
  pages: SearchPage[];
  /** Those of one page stand together. */
  records: SearchRecord[];
  /** The terms of the pages' texts. */
  body: PackedTerms;
  /** From the glossary. The engine adds the general vocabulary of Kubernetes (`vocabulary.ts`). */
  concepts: Concept[];
}

/** The texts of one page's records, by the number of the record. */
export interface PageTexts {
  version: 2;
  texts: Record<number, string>;
  /** Words of code, figures and widgets that are found and not shown. */
  more: Record<number, string>;
}

/** A piece of text; `hit` where it matches the query. */
export interface Piece {
  text: string;
  hit: boolean;
}

export interface SearchHit {
  kind: RecordKind;
  pageTitle: string;
  page: number;
  url: string;
  title: Piece[];
  /** Empty until the page's texts are there. */
  excerpt: Piece[];
  score: number;
}

export interface SearchAnswer {
  query: string;
  /** Those of one page together, pages in the order of their rank. */
  hits: SearchHit[];
  /** Records that matched, of which `hits` are the best. */
  total: number;
}
