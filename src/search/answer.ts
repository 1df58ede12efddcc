import { excerpt, pieces, ranges } from './excerpt';
import type { Texts } from './load';
import { rankPages, type RankedPage } from './pages';
import { rank, type Ranking } from './search';
import type { Tables } from './tables';
import type { SearchAnswer, SearchHit } from './types';

const MOST_HITS = 24;
const MOST_PAGES = 10;
/** Of one page, so that none pushes the others out of sight: some of any score, more of those near the best. */
const SOME_OF_A_PAGE = 2;
const MOST_OF_A_PAGE = 5;
const NEAR_THE_BEST = 0.5;
const WORTH = 0.08;

const tidy = (query: string): string => query.normalize('NFC').trim();

/** Without what scores a small part of the best: that is there by accident of a letter. */
function worthOf(ranking: Ranking): Ranking {
  const best = ranking.ranked[0]?.score ?? 0;
  return { ...ranking, ranked: ranking.ranked.filter(({ score }) => score >= best * WORTH) };
}

/** The pages that titles and the words of pages promise most of, best first. */
export const bestPages = (tables: Tables, query: string): number[] => rankPages(tables, worthOf(rank(tables, tidy(query)))).map(({ page }) => page);

/**
 * What the page shows for a query: pages in the order of their rank, of each its best places. Never throws.
 *
 * @param pages those that count, best first by what is known without their texts
 */
export function answer(tables: Tables, texts: Texts, query: string, pages: readonly number[] = bestPages(tables, query)): SearchAnswer {
  const text = tidy(query);
  const known = pages.filter(texts.has);
  const { records, pages: sitePages } = tables.index;
  // Pages whose texts are there are ranked by their places; the others follow as they were found.
  const fromTexts = worthOf(rank(texts.known, text));
  const fromTitles = worthOf(rank(tables, text));
  const among = (ranking: Ranking, wanted: (page: number) => boolean): RankedPage[] => rankPages(tables, { ...ranking, ranked: ranking.ranked.filter(({ id }) => wanted(records[id]!.page)) });
  const read = known.length > 0 ? among(fromTexts, (page) => known.includes(page)) : [];
  const found = [...read, ...among(fromTitles, (page) => !read.some((one) => one.page === page))];
  const best = Math.max(0, ...found.flatMap(({ places }) => places.map(({ score }) => score)));
  const chosen = found.slice(0, MOST_PAGES).flatMap(({ places }) => places.filter(({ score }, i) => i < SOME_OF_A_PAGE || (i < MOST_OF_A_PAGE && score >= best * NEAR_THE_BEST)));
  const matched = new Set([...fromTexts.matched, ...fromTitles.matched]);
  const hits = chosen.slice(0, MOST_HITS).map(({ id, score }): SearchHit => {
    const record = records[id]!;
    const page = sitePages[record.page]!;
    const title = tables.titles[id]!;
    const body = texts.of(id);
    return {
      kind: record.kind,
      page: record.page,
      pageTitle: page.title,
      url: record.anchor ? `${page.url}#${record.anchor}` : page.url,
      title: pieces(title.text, ranges(title, matched)),
      excerpt: body ? excerpt(body, matched) : [],
      score,
    };
  });
  return { query, hits, total: found.reduce((sum, { places }) => sum + places.length, 0) };
}
