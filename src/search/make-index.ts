import type { Root } from 'mdast';
import type { Locale } from '../i18n/messages';
import { conceptsOf, type NamedTerm } from './glossary-concepts';
import { packTerms } from './postings';
import { readPlaces } from './read-page';
import type { Concept, PageTexts, SearchIndex, SearchPage, SearchText } from './types';
import { termsOfTexts } from './texts';
import { wordsOf } from './words';

export interface SourcePage {
  title: string;
  description: string;
  /** Address with the base. */
  url: string;
  tree: Root;
  /** What figures and widgets below a heading say, as the server renders them. */
  beyond?: (anchor: string) => string;
}

export interface DefinedTerm extends NamedTerm {
  definition: Record<Locale, string>;
}

export interface Sources {
  locale: Locale;
  /** In the order of the course: without a glossary page, a term leads to the first page that uses it. */
  pages: readonly SourcePage[];
  /** Pages that are not MDX, with the text to find them by. */
  others: readonly (SearchPage & { text: string })[];
  terms: readonly DefinedTerm[];
}

/** The name of a term with its names in the other language and for kubectl: `파드 · Pod · po`. */
const termTitle = (term: DefinedTerm, locale: Locale): string => {
  const [first, second] = locale === 'ko' ? [term.ko, term.en] : [term.en, term.ko];
  return [...new Set([first, second, ...(term.short ?? []).map(String)])].filter((name) => name === first || name.toLowerCase() !== first.toLowerCase()).join(' · ');
};

/** The places of one language that search can lead to, those of one page together. */
export function readTexts({ locale, pages, others, terms }: Sources): { pages: SearchPage[]; texts: SearchText[] } {
  const texts: SearchText[] = [];
  let glossary = -1;
  const firstUse = new Map<string, { page: number; anchor: string }>();
  pages.forEach(({ tree, title, description, beyond }, page) => {
    const read = readPlaces(tree, title, description);
    for (const { kind, title: heading, anchor, body, code } of read.places) {
      const more = [code, beyond?.(anchor) ?? ''].join(' ').trim();
      texts.push({ kind, page, title: heading, anchor, body, ...(more && { more }) });
    }
    if (read.listsTerms) glossary = page;
    for (const [id, anchor] of read.terms) if (!firstUse.has(id)) firstUse.set(id, { page, anchor });
  });
  others.forEach(({ title, text }, i) => texts.push({ kind: 'page', page: pages.length + i, title, anchor: '', body: text }));
  for (const term of terms) {
    const use = glossary >= 0 ? { page: glossary, anchor: `term-${term.id}` } : firstUse.get(term.id);
    if (use) texts.push({ kind: 'term', page: use.page, title: termTitle(term, locale), anchor: use.anchor, body: term.definition[locale].replaceAll('`', '') });
  }
  return {
    pages: [...pages, ...others].map(({ title, url }) => ({ title, url })),
    // A stable sort: places of one page stay in their order, and number steps stay small.
    texts: texts.filter(({ title }) => title).sort((a, b) => a.page - b.page),
  };
}

/** Words of pictures and code that a page's texts do not have themselves (`shown`), each once. */
function wordsBeyond(shown: ReadonlySet<string>, beyond: string): string {
  const found = new Map<string, string>();
  for (const { form, stop, text: word, start, end } of wordsOf(beyond)) {
    if (!stop && form.length > 1 && form.length < 40 && !/^\d+$/.test(form) && !shown.has(form) && !found.has(form)) found.set(form, word.slice(0, end - start));
  }
  return [...found.values()].join(' ');
}

function textsOfPage(places: readonly (readonly [id: number, place: SearchText])[]): PageTexts {
  const shown = new Set(places.flatMap(([, { title, body }]) => wordsOf(`${title} ${body}`).map(({ form }) => form)));
  const more = places.flatMap(([id, { more: beyond = '' }]) => [[id, wordsBeyond(shown, beyond)] as const].filter(([, words]) => words));
  return { version: 2, texts: Object.fromEntries(places.map(([id, { body }]) => [id, body])), more: Object.fromEntries(more) };
}

/** The index of one language, and the texts of each page in the order of its pages. */
export function makeIndex(sources: Sources): { index: SearchIndex; pageTexts: PageTexts[] } {
  const { pages, texts } = readTexts(sources);
  return indexOf(sources.locale, pages, texts, conceptsOf(sources.terms));
}

/** Puts places together to an index; those of one page have to stand together. */
export function indexOf(locale: Locale, pages: SearchPage[], texts: readonly SearchText[], concepts: readonly Concept[]): { index: SearchIndex; pageTexts: PageTexts[] } {
  const byPage = pages.map((): [number, SearchText][] => []);
  texts.forEach((text, id) => byPage[text.page]!.push([id, text]));
  const pageTexts = byPage.map(textsOfPage);
  return {
    index: {
      version: 2,
      locale,
      pages,
      records: texts.map(({ kind, page, title, anchor }) => ({ kind, page, title, anchor })),
      body: packTerms(pageTexts.map((page) => [...termsOfTexts(page).values()].flat())),
      concepts: [...concepts],
    },
    pageTexts,
  };
}
