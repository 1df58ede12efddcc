import type { Root } from 'mdast';
import type { Locale } from '../i18n/messages';
import { conceptsOf, type NamedTerm } from './glossary-concepts';
import { readPlaces, type Place } from './read-page';
import type { SearchIndex, SearchPage, SearchRecord } from './types';
import { wordsOf } from './words';

export interface SourcePage {
  title: string;
  description: string;
  /** Address with the base. */
  url: string;
  tree: Root;
}

export interface DefinedTerm extends NamedTerm {
  definition: Record<Locale, string>;
}

interface Sources {
  locale: Locale;
  /** In the order of the course: without a glossary page, a term leads to the first page that uses it. */
  pages: readonly SourcePage[];
  /** Pages that are not MDX, with the text to find them by. */
  others: readonly (SearchPage & { text: string })[];
  terms: readonly DefinedTerm[];
}

/** Words of code worth finding, each once, without those that the text has. */
function wordsBeyond(text: string, beyond: string): string {
  const shown = new Set(wordsOf(text).map(({ form }) => form));
  const found = new Map<string, string>();
  for (const word of wordsOf(beyond)) {
    const plain = word.text.slice(0, word.end - word.start);
    if (!word.stop && word.form.length > 1 && word.form.length < 40 && !/^\d+$/.test(word.form) && !shown.has(word.form)) found.set(word.form, plain);
  }
  return [...found.values()].sort().join(' ');
}

function recordOf(place: Place, page: number, longest: number): SearchRecord {
  const { kind, title, anchor, body, code } = place;
  const cut = body.length <= longest ? body : body.slice(0, body.lastIndexOf(' ', longest) + 1 || longest).trim();
  const more = wordsBeyond(`${title} ${cut}`, `${body.slice(cut.length)} ${code}`);
  return { kind, page, title, anchor, body: cut, ...(more && { more }) };
}

/** The name of a term with its names in the other language and for kubectl: `파드 · Pod · po`. */
const termTitle = (term: DefinedTerm, locale: Locale): string => {
  const [first, second] = locale === 'ko' ? [term.ko, term.en] : [term.en, term.ko];
  return [...new Set([first, second, ...(term.short ?? []).map(String)])].filter((name) => name === first || name.toLowerCase() !== first.toLowerCase()).join(' · ');
};

/** The index of one language; texts are shown up to `longest` characters and found beyond. */
export function makeIndex({ locale, pages, others, terms }: Sources, longest = Infinity): SearchIndex {
  const records: SearchRecord[] = [];
  let glossary = -1;
  const firstUse = new Map<string, { page: number; anchor: string }>();
  pages.forEach(({ tree, title, description }, page) => {
    const read = readPlaces(tree, title, description);
    records.push(...read.places.map((place) => recordOf(place, page, longest)));
    if (read.listsTerms) glossary = page;
    for (const [id, anchor] of read.terms) if (!firstUse.has(id)) firstUse.set(id, { page, anchor });
  });
  others.forEach(({ title, text }, i) => records.push({ kind: 'page', page: pages.length + i, title, anchor: '', body: text }));
  for (const term of terms) {
    const use = glossary >= 0 ? { page: glossary, anchor: `term-${term.id}` } : firstUse.get(term.id);
    if (use) records.push({ kind: 'term', page: use.page, title: termTitle(term, locale), anchor: use.anchor, body: term.definition[locale].replaceAll('`', '') });
  }
  return {
    version: 1,
    locale,
    pages: [...pages, ...others].map(({ title, url }) => ({ title, url })),
    records: records.filter(({ title }) => title),
    concepts: conceptsOf(terms),
  };
}
