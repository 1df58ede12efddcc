import MiniSearch from 'minisearch';
import { ConceptTable, mergeConcepts, type Naming } from './concepts';
import { initials, keys } from './hangul';
import { Lexicon } from './postings';
import type { SearchIndex, SearchRecord } from './types';
import { vocabulary } from './vocabulary';
import { joinedPairs, termsOfWord, wordsOf, type Word } from './words';

/** The short fields of a record, terms separated by spaces. Those of its text are a `Lexicon`. */
export interface Fields {
  id: number;
  title: string;
  /** Title of the page, for records below it. */
  page: string;
  /** Ids of concepts named in the title. */
  names: string;
  /** Pairs of syllables of the title without its spaces. */
  grams: string;
  /** Initial consonants of the title's words. */
  initials: string;
}

export type FieldName = Exclude<keyof Fields, 'id'>;

/** A text as it was read, kept because every answer marks its matches in two dozen texts. */
export interface Reading {
  text: string;
  words: readonly Word[];
  namings: readonly Naming[];
}

export interface Tables {
  index: SearchIndex;
  /** Of each record's title. */
  titles: readonly Reading[];
  mini: MiniSearch<Fields>;
  /** The words of texts: of whole pages, or of the places of the pages whose texts are there (`withTexts`). */
  body: Lexicon;
  /** The record that a text of `body` counts for: the beginning of its page, or itself. */
  recordOf: (text: number) => number;
  /** Whether `body` knows places, not whole pages. */
  places: boolean;
  concepts: ConceptTable;
  /** Terms of titles and texts. */
  terms: { has: (term: string) => boolean };
  /** The same with Hangul, one a line, to look for the middle of a compound. */
  hangul: string;
}

/** Pairs of neighbouring syllables; a syllable alone is itself. */
export function syllablePairs(words: readonly Word[]): string[] {
  const syllables = words.filter(({ script }) => script === 'hangul').flatMap(({ text, start, end }) => [...text.slice(0, end - start)]);
  return syllables.slice(1).map((syllable, i) => `${keys(syllables[i]!)}-${keys(syllable)}`);
}

function initialsOf(words: readonly Word[]): string[] {
  const each = words.filter(({ script }) => script === 'hangul').map(({ text, start, end }) => initials(text.slice(0, end - start)));
  return [...each.filter((found) => found.length > 1), ...each.slice(1).map((found, i) => each[i]! + found)];
}

export function read(source: string, concepts: ConceptTable): Reading {
  const text = source.normalize('NFC');
  const words = wordsOf(text);
  return { text, words, namings: concepts.named(words) };
}

const termsOf = (words: readonly Word[]): string => words.flatMap(termsOfWord).join(' ');

function fieldsOf(record: SearchRecord, id: number, pageTitle: string, { words, namings }: Reading): Fields {
  return {
    id,
    title: [termsOf(words), ...joinedPairs(words)].join(' '),
    page: record.kind === 'page' ? '' : pageTitle,
    names: namings.flatMap((naming) => naming.ids).join(' '),
    grams: syllablePairs(words).join(' '),
    initials: initialsOf(words).join(' '),
  };
}

const FIELD_NAMES: FieldName[] = ['title', 'page', 'names', 'grams', 'initials'];

/** Builds the tables of one language. Work for a background thread: about a millisecond for thirty records. */
export function buildTables(index: SearchIndex): Tables {
  const concepts = new ConceptTable(mergeConcepts(index.concepts, vocabulary), initials);
  const mini = new MiniSearch<Fields>({ fields: FIELD_NAMES, tokenize: (text) => text.split(' ').filter(Boolean), processTerm: (term) => term });
  const body = Lexicon.unpack(index.body, index.pages.length);
  const first = index.pages.map((_, page) => index.records.findIndex((record) => record.page === page));
  const known = new Set<string>();
  const titles = index.records.map(({ title }) => read(title, concepts));
  const pageTerms = index.pages.map(({ title }) => termsOf(wordsOf(title)));
  index.records.forEach((record, id) => {
    const fields = fieldsOf(record, id, pageTerms[record.page] ?? '', titles[id]!);
    mini.add(fields);
    for (const name of ['title', 'page'] as const) for (const term of fields[name].split(' ')) if (term) known.add(term);
  });
  const hangul = new Set([...known, ...body.terms].filter((term) => /[ㄱ-ㅣ]/.test(term)));
  return { index, titles, mini, body, places: false, recordOf: (page) => first[page] ?? -1, concepts, terms: { has: (term) => known.has(term) || body.has(term) }, hangul: `\n${[...hangul].join('\n')}\n` };
}

/** The same tables with the texts of places in the stead of pages, for those of which the texts are there. */
export const withTexts = (tables: Tables, body: Lexicon): Tables => ({ ...tables, body, places: true, recordOf: (record) => record });
