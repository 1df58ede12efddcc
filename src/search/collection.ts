import type { Locale } from '../i18n/messages';
import { libraryOf, type Library } from './load';
import { indexOf } from './make-index';
import { rank } from './search';
import { buildTables, type Tables } from './tables';
import type { Concept } from './types';

/** A test collection: documents in both languages and queries with the ids of the documents that should be found. */
export interface Collection {
  docs: Record<Locale, { id: string; title: string; body: string }[]>;
  queries: { lang: Locale; q: string; relevant: string[]; kind: string }[];
}

export interface Judged {
  q: string;
  kind: string;
  relevant: string[];
  /** The ids found, best first. */
  found: string[];
  recall: number;
  reciprocalRank: number;
  milliseconds: number;
}

export interface Quality {
  /** Share of the relevant documents among the first five, averaged over queries. */
  recall: number;
  /** Mean of 1 / (place of the first relevant document); 0 where none of the first ten is. */
  mrr: number;
  /** 95th percentile of the time of one query, in milliseconds. */
  p95: number;
  judged: Judged[];
}

function indexed(docs: Collection['docs'][Locale], locale: Locale, concepts: readonly Concept[]) {
  const pages = docs.map(({ id, title }) => ({ title, url: id }));
  const texts = docs.map(({ title, body }, page) => ({ kind: 'page' as const, page, title, anchor: '', body }));
  return indexOf(locale, pages, texts, concepts);
}

/** Indexes a collection's documents with the site's own tokenizer, fields and names. */
export const tablesOf = (docs: Collection['docs'][Locale], locale: Locale, concepts: readonly Concept[]): Tables => buildTables(indexed(docs, locale, concepts).index);

/** The same with the documents' texts. */
export function shelve(docs: Collection['docs'][Locale], locale: Locale, concepts: readonly Concept[]): Library {
  const { index, pageTexts } = indexed(docs, locale, concepts);
  return libraryOf(index, (page) => Promise.resolve(pageTexts[page]!));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Asks a collection's queries of one language. `now` gives milliseconds; the time of a query is the median of five. */
export function judge(collection: Collection, locale: Locale, concepts: readonly Concept[], now: () => number): Quality {
  const docs = collection.docs[locale] ?? [];
  const tables = tablesOf(docs, locale, concepts);
  const judged = collection.queries
    .filter(({ lang }) => lang === locale)
    .map(({ q, kind, relevant }): Judged => {
      const times = [1, 2, 3, 4, 5].map(() => {
        const before = now();
        rank(tables, q);
        return now() - before;
      });
      const found = rank(tables, q).ranked.slice(0, 10).map(({ id }) => docs[id]!.id);
      const first = found.findIndex((id) => relevant.includes(id));
      return {
        q,
        kind,
        relevant,
        found,
        recall: relevant.length === 0 ? 1 : relevant.filter((id) => found.slice(0, 5).includes(id)).length / Math.min(5, relevant.length),
        reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
        milliseconds: times.sort((a, b) => a - b)[2]!,
      };
    });
  const times = judged.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    recall: mean(judged.map(({ recall }) => recall)),
    mrr: mean(judged.map(({ reciprocalRank }) => reciprocalRank)),
    p95: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? 0,
    judged,
  };
}
