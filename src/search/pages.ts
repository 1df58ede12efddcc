import type { Ranked, Ranking } from './search';
import type { Tables } from './tables';

export interface RankedPage {
  page: number;
  score: number;
  /** Best first. */
  places: Ranked[];
}

/** How much each further place of a page adds to its best: a page that comes back to a subject is about it. */
const FURTHER = [1, 0.35, 0.1, 0.03];
/** A list of terms has something for every word: alone it answers no question. */
const GLOSSARY = 0.6;

/**
 * Pages by their best places. Terms of the glossary are one page among others and count less, unless a term's name is all that was typed:
 * then its definition comes first.
 */
export function rankPages({ index: { records } }: Tables, { ranked, typed }: Ranking): RankedPage[] {
  const byPage = new Map<number, Ranked[]>();
  for (const place of ranked) {
    const { page } = records[place.id]!;
    const places = byPage.get(page) ?? [];
    places.push(place);
    byPage.set(page, places);
  }
  const found = [...byPage].map(([page, places]): RankedPage => {
    const terms = records[places[0]!.id]!.kind === 'term';
    const own = places.filter(({ id }) => (records[id]!.kind === 'term') === terms);
    const score = terms ? places[0]!.score * GLOSSARY : own.slice(0, FURTHER.length).reduce((sum, place, i) => sum + FURTHER[i]! * place.score, 0);
    const defined = places.filter(({ id }) => typed.has(id));
    return defined.length > 0 ? { page, score: Infinity, places: [...defined, ...places.filter(({ id }) => !typed.has(id))] } : { page, score, places };
  });
  return found.sort((a, b) => b.score - a.score || a.page - b.page);
}
