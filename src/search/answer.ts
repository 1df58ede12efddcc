import { rank } from './search';
import type { Reading, Tables } from './tables';
import type { Piece, SearchAnswer, SearchHit } from './types';
import { termsOfWord } from './words';

const EXCERPT = 130;
const MOST_HITS = 24;
/** Of one page, so that the glossary does not push the pages out of sight: some of any score, more of those near the best. */
const SOME_OF_A_PAGE = 3;
const MOST_OF_A_PAGE = 6;
const NEAR_THE_BEST = 0.4;
const WORTH = 0.08;
const LEAD_IN = 24;

/** Ranges of a text that match, in order, not overlapping. */
function ranges({ words, namings }: Reading, matched: ReadonlySet<string>): [number, number][] {
  const hit = words.map((word) => !word.stop && (word.form.length > 1 || matched.has(word.form)) && termsOfWord(word).some((term) => matched.has(term)));
  for (const { from, to, ids } of namings) if (ids.some((id) => matched.has(`@${id}`))) hit.fill(true, from, to);
  return words.filter((_, i) => hit[i]).map(({ start, end }) => [start, end]);
}

function pieces(text: string, marks: readonly [number, number][]): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) found.push({ text: text.slice(at, from), hit: false });
    found.push({ text: text.slice(Math.max(at, from), to), hit: true });
    at = to;
  }
  if (at < text.length) found.push({ text: text.slice(at), hit: false });
  return found.filter((piece) => piece.text);
}

/** The part of a text with the most matches, of at most `EXCERPT` characters, cut at words. */
function excerpt(reading: Reading, matched: ReadonlySet<string>): Piece[] {
  const { text, words } = reading;
  const marks = ranges(reading, matched);
  let [best, most] = [0, 0];
  marks.forEach(([from], i) => {
    let inside = 0;
    const seen = new Set<string>();
    for (let j = i; j < marks.length && marks[j]![1] - from < EXCERPT - LEAD_IN; j += 1) {
      inside += seen.has(text.slice(...marks[j]!)) ? 0.3 : 1;
      seen.add(text.slice(...marks[j]!));
    }
    if (inside > most) [best, most] = [from, inside];
  });
  const start = best <= LEAD_IN ? 0 : (words.find((word) => word.start >= best - LEAD_IN)?.start ?? 0);
  const whole = text.slice(start, start + EXCERPT);
  const end = start + whole.length >= text.length ? text.length : start + Math.max(whole.lastIndexOf(' '), EXCERPT / 2);
  const inside = marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]): [number, number] => [from - start, to - start]);
  const cut = pieces(text.slice(start, end).trimEnd(), inside);
  return [...(start > 0 ? [{ text: '…', hit: false }] : []), ...cut, ...(end < text.length && cut.length > 0 ? [{ text: '…', hit: false }] : [])];
}

/** What the page shows for a query: the best hits, those of one page together, pages in the order of their best hit. Never throws. */
export function answer(tables: Tables, query: string): SearchAnswer {
  const text = query.normalize('NFC').trim();
  const { ranked, matched } = rank(tables, text);
  // What scores a small part of the best is there by accident of a letter.
  const best = ranked[0]?.score ?? 0;
  const worth = ranked.filter(({ score }) => score >= best * WORTH);
  const { records, pages } = tables.index;
  const byPage = new Map<number, typeof worth>();
  for (const entry of worth.slice(0, MOST_HITS * 2)) {
    const { page } = records[entry.id]!;
    const group = byPage.get(page) ?? [];
    if (group.length < (entry.score >= best * NEAR_THE_BEST ? MOST_OF_A_PAGE : SOME_OF_A_PAGE)) group.push(entry);
    byPage.set(page, group);
  }
  const hits = [...byPage.values()].flat().slice(0, MOST_HITS).map(({ id, score }): SearchHit => {
    const record = records[id]!;
    const page = pages[record.page]!;
    const { title, body } = tables.readings[id]!;
    return {
      kind: record.kind,
      page: record.page,
      pageTitle: page.title,
      url: record.anchor ? `${page.url}#${record.anchor}` : page.url,
      title: pieces(title.text, ranges(title, matched)),
      excerpt: excerpt(body, matched),
      score,
    };
  });
  return { query, hits, total: worth.length };
}
