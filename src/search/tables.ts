import MiniSearch from 'minisearch';
import { ConceptTable, mergeConcepts, type Naming } from './concepts';
import { initials, keys } from './hangul';
import type { SearchIndex, SearchRecord } from './types';
import { vocabulary } from './vocabulary';
import { joinedPairs, termsOfWord, wordsOf, type Word } from './words';

/** The fields of a record as the index holds them, terms separated by spaces. */
export interface Fields {
  id: number;
  title: string;
  /** Title of the page, for records below it. */
  page: string;
  body: string;
  more: string;
  /** Ids of concepts named in the title, and in the text. */
  names: string;
  mentions: string;
  /** Pairs of syllables of the title without its spaces. */
  grams: string;
  /** Initial consonants of the title's words. */
  initials: string;
}

export type FieldName = Exclude<keyof Fields, 'id'>;

/** A text as it was read for the index, kept because every answer marks its matches in two dozen texts. */
export interface Reading {
  text: string;
  words: readonly Word[];
  namings: readonly Naming[];
}

export interface Tables {
  index: SearchIndex;
  /** Of each record. */
  readings: readonly { title: Reading; body: Reading }[];
  mini: MiniSearch<Fields>;
  concepts: ConceptTable;
  /** Terms of titles and texts. */
  terms: Set<string>;
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

function read(source: string, concepts: ConceptTable): Reading {
  const text = source.normalize('NFC');
  const words = wordsOf(text);
  return { text, words, namings: concepts.named(words) };
}

function fieldsOf(record: SearchRecord, id: number, pageTitle: string, { title, body }: Tables['readings'][number]): Fields {
  const ids = ({ namings }: Reading) => namings.flatMap((naming) => naming.ids);
  const terms = (words: readonly Word[]) => words.flatMap(termsOfWord).join(' ');
  return {
    id,
    title: [terms(title.words), ...joinedPairs(title.words)].join(' '),
    page: record.kind === 'page' ? '' : terms(wordsOf(pageTitle)),
    body: terms(body.words),
    more: record.more ? terms(wordsOf(record.more)) : '',
    names: ids(title).join(' '),
    mentions: ids(body).join(' '),
    grams: syllablePairs(title.words).join(' '),
    initials: initialsOf(title.words).join(' '),
  };
}

const FIELD_NAMES: FieldName[] = ['title', 'page', 'body', 'more', 'names', 'mentions', 'grams', 'initials'];

/** Builds the tables of one language. Work for a background thread: about a millisecond for ten records. */
export function buildTables(index: SearchIndex): Tables {
  const concepts = new ConceptTable(mergeConcepts(index.concepts, vocabulary), initials);
  const mini = new MiniSearch<Fields>({ fields: FIELD_NAMES, tokenize: (text) => text.split(' ').filter(Boolean), processTerm: (term) => term });
  const terms = new Set<string>();
  const readings = index.records.map(({ title, body }) => ({ title: read(title, concepts), body: read(body, concepts) }));
  index.records.forEach((record, id) => {
    const fields = fieldsOf(record, id, index.pages[record.page]?.title ?? '', readings[id]!);
    mini.add(fields);
    for (const name of ['title', 'page', 'body', 'more'] as const) for (const term of fields[name].split(' ')) if (term) terms.add(term);
  });
  return { index, readings, mini, concepts, terms, hangul: `\n${[...terms].filter((term) => /[ㄱ-ㅣ]/.test(term)).join('\n')}\n` };
}
