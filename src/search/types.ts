import type { Locale } from '../i18n/messages';

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
  /** Plain text that excerpts are cut from. */
  body: string;
  /** Further words of the text that are found but not shown: identifiers of code samples, and what the size limit cut off. */
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

/** The file that the site publishes as `search-index.json`, one a language. The search engine builds its tables from it when it is loaded. */
export interface SearchIndex {
  version: 1;
  locale: Locale;
  pages: SearchPage[];
  records: SearchRecord[];
  /** From the glossary. The engine adds the general vocabulary of Kubernetes (`vocabulary.ts`). */
  concepts: Concept[];
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
  excerpt: Piece[];
  score: number;
}

export interface SearchAnswer {
  query: string;
  hits: SearchHit[];
  /** Records that matched, of which `hits` are the best. */
  total: number;
}
