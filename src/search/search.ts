import type { SearchOptions } from 'minisearch';
import type { Guess } from './concepts';
import { otherLayout } from './hangul';
import { mentionsOf } from './mentions';
import type { Wanted } from './postings';
import { syllablePairs, type FieldName, type Tables } from './tables';
import type { RecordKind } from './types';
import { wordsOf, type Word } from './words';

/** Record number → score. */
type Scores = Map<number, number>;

export interface Ranked {
  id: number;
  score: number;
}

export interface Ranking {
  ranked: Ranked[];
  /** Terms and concept ids (as `@id`) that matched somewhere, for marking. */
  matched: Set<string>;
  /** Records that define the term whose name is the whole query. */
  typed: ReadonlySet<number>;
}

/*
 * Weights. Set by how many of the questions in readers' words (`npm run search -- --asked`) and of the labelled queries (testdata/search) find
 * their page: a title weighs a little more than its words in a text would, and a text counts far more than a title's few words.
 */
const TEXT: Partial<Record<FieldName, number>> = { title: 1.5, page: 1.2 };
const BODY = { ofPages: 5, ofPlaces: 3 };
const NAMED = 5;
const MENTIONED = 2;
/** A word that is (part of) a name is looked for by that name as well, in all its spellings. */
const PART_OF_NAME = 0.5;
const SYLLABLES = 0.6;

const LONGEST_QUERY = 200;
const MOST_WORDS = 12;
const MANY = 3;
/** Of equally good matches, the page's beginning and the definition come first. */
const PRIOR: Record<RecordKind, number> = { page: 1.15, term: 1.1, section: 1, question: 1, mistake: 0.9 };
const RELATED = 0.3;
const TEMPER = 1;
/** A place that has all words of a query counts for more than several that share them. */
const COVERED = 1.5;

class Query {
  readonly matched = new Set<string>();

  constructor(private readonly tables: Tables) {}

  /** Scores of one term over some of the short fields; with `TEXT` also over the texts. */
  find(term: string, boost: Partial<Record<FieldName, number>>, weight: number, options: SearchOptions & Wanted = {}, mark = true): Scores {
    const scores: Scores = new Map();
    for (const result of this.tables.mini.search(term, { fields: Object.keys(boost), boost, ...options })) {
      scores.set(result.id as number, result.score * weight);
      if (mark) for (const found of result.terms) this.matched.add(found);
    }
    if (boost === TEXT) {
      const { scores: inTexts, terms } = this.tables.body.find(term, weight * (this.tables.places ? BODY.ofPlaces : BODY.ofPages), options);
      add(scores, this.byRecord(inTexts));
      if (mark) for (const found of terms) this.matched.add(found);
    }
    return scores;
  }

  private byRecord(scores: Scores): Scores {
    return new Map([...scores].map(([text, score]) => [this.tables.recordOf(text), score]));
  }

  /** Scores of what a concept is called, in titles and texts. */
  private named(id: string, weight: number, mark: boolean): Scores {
    const scores = this.find(id, { names: NAMED }, weight, {}, false);
    const inTexts: Scores = new Map();
    this.tables.body.score(mentionsOf(this.tables, id), weight * MENTIONED, inTexts);
    add(scores, this.byRecord(inTexts));
    if (mark && scores.size > 0) this.matched.add(`@${id}`);
    return scores;
  }

  concept(id: string, weight: number): Scores {
    const scores = this.named(id, weight, true);
    for (const other of this.tables.concepts.related(id)) add(scores, this.named(other, weight * RELATED, false));
    return scores;
  }

  /** Scores of one word, whichever of its forms fits a record best. */
  word(word: Word, weight: number, { last, many }: { last: boolean; many: boolean }): Scores {
    const { terms } = this.tables;
    const scores: Scores = new Map();
    const known = terms.has(word.form) || terms.has(word.stem);
    if (word.form.length === 1 && !known) return this.find(word.form, TEXT, weight, { prefix: true });
        // In a sentence only the last word can be half typed, and one misspelt word among many matters less than the time it takes.
    const prefix = !known || last || !many;
    raise(scores, this.find(word.form, TEXT, weight, { prefix, fuzzy: known || word.form.length < 5 ? false : 0.2, maxFuzzy: many ? 1 : 2 }));
    if (word.stem !== word.form) raise(scores, this.find(word.stem, TEXT, weight * 0.85, { prefix: word.stem.length > 4 }));
    for (const part of word.parts) raise(scores, this.find(part, TEXT, weight * (known ? 0.15 : 0.5)));
    if (!known) {
      for (const [left, right] of this.splits(word)) raise(scores, both(this.find(left, TEXT, weight * 0.7), this.find(right, TEXT, weight * 0.7)));
      for (const infix of this.infixes(word)) raise(scores, this.find(infix, TEXT, weight * 0.5));
    }
    return scores;
  }

  /** Where nothing matched: the same keys pressed in the other keyboard layout. */
  retyped(word: Word): Scores {
    const term = otherLayout(word.text);
    const scores: Scores = new Map();
    if (term.length < 2) return scores;
    const [other] = /[ㄱ-ㅣ]/.test(term) ? [] : wordsOf(term);
    raise(scores, this.find(term, TEXT, 0.8, { prefix: true }));
    for (const guess of other ? this.tables.concepts.guess([other], () => false) : []) for (const id of guess.ids) raise(scores, this.concept(id, guess.weight));
    return scores;
  }

  initials(word: Word): Scores {
    const wanted = word.form.replace(/[ㄲㄸㅃㅆㅉ]/g, (key) => ({ ㄲ: 'ㄱ', ㄸ: 'ㄷ', ㅃ: 'ㅂ', ㅆ: 'ㅅ', ㅉ: 'ㅈ' })[key]!);
    const scores = this.find(wanted, { initials: 4 }, 1, { prefix: true });
    if (wanted.length > 1) {
      for (const { ids, exact } of this.tables.concepts.abbreviated(wanted)) {
        const best: Scores = new Map();
        for (const id of ids) raise(best, this.named(id, exact ? 0.8 : 0.4, true));
        add(scores, best);
      }
    }
    return scores;
  }

  /** The two known words that a compound is written from: 네트워크정책 → 네트워크, 정책. */
  private splits({ form }: Word): [string, string][] {
    const found: [string, string][] = [];
    for (let i = 3; i <= form.length - 3; i += 1) {
      const [left, right] = [form.slice(0, i), form.slice(i)];
      if (this.tables.terms.has(left) && this.tables.terms.has(right)) found.push([left, right]);
    }
    return found.slice(0, 3);
  }

  /** Known compounds with a Korean word in their middle or at their end. */
  private infixes({ form, script }: Word): string[] {
    const { hangul } = this.tables;
    const found: string[] = [];
    if (script !== 'hangul' || form.length < 5) return found;
    for (let at = hangul.indexOf(form); at >= 0 && found.length < 8; at = hangul.indexOf(form, at + 1)) {
      const [from, to] = [hangul.lastIndexOf('\n', at) + 1, hangul.indexOf('\n', at)];
      if (from !== at) found.push(hangul.slice(from, to));
    }
    return found;
  }
}

/** Adds scores to a table. */
function add(into: Scores, from: Scores): void {
  for (const [id, score] of from) into.set(id, (into.get(id) ?? 0) + score);
}

/** Keeps the higher score of each record. */
function raise(into: Scores, from: Scores): void {
  for (const [id, score] of from) into.set(id, Math.max(into.get(id) ?? 0, score));
}

/** Records with both halves of a compound; with one only, little. */
function both(left: Scores, right: Scores): Scores {
  const scores: Scores = new Map();
  for (const [id, score] of left) scores.set(id, right.has(id) ? score + right.get(id)! : score * 0.3);
  for (const [id, score] of right) if (!left.has(id)) scores.set(id, score * 0.3);
  return scores;
}

/**
 * Beside other words, one that half of the site mentions (Pod) says little, though few titles have it and its inverse document frequency
 * there is high.
 */
function tempered(scores: Scores, records: number): Scores {
  const weight = Math.max(0.3, 1 - TEMPER * (scores.size / Math.max(1, records)));
  return new Map([...scores].map(([id, score]) => [id, score * weight]));
}

/** The definitions of a term, where its name is all that was typed. */
function definitionsOf({ index: { records }, titles }: Tables, guesses: readonly Guess[], words: number): Set<number> {
  const ids = new Set(guesses.filter(({ from, to, weight }) => weight === 1 && from === 0 && to === words).flatMap((guess) => guess.ids));
  // Titles of terms are their names; the first has to be this term's own.
  const defines = (id: number) => records[id]!.kind === 'term' && titles[id]!.namings[0]?.from === 0 && titles[id]!.namings[0].ids.some((one) => ids.has(one));
  return new Set(ids.size === 0 ? [] : records.flatMap((_, id) => (defines(id) ? [id] : [])));
}

/** Ranks the records for a query, best first; empty for a query without words. Never throws, whatever the text. */
export function rank(tables: Tables, text: string): Ranking {
  const query = new Query(tables);
  const all = wordsOf(text.slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS);
  const telling = all.filter(({ stop }) => !stop);
  const words = telling.length > 0 ? telling : all;
  const totals: Scores = new Map();
  const guesses = tables.concepts.guess(words, ({ form, stem }) => tables.terms.has(form) || tables.terms.has(stem));
  const inName = (i: number) => guesses.some(({ from, to, weight }) => (weight === 1 || to - from > 1) && from <= i && i < to);
  const perWord = words.map((word, i) => (word.script === 'initials' ? query.initials(word) : query.word(word, inName(i) ? PART_OF_NAME : 1, { last: i === words.length - 1, many: words.length > MANY })));
  words.slice(1).forEach((word, i) => {
    const joined = words[i]!.form + word.form;
    if (tables.terms.has(joined)) for (const at of [i, i + 1]) raise(perWord[at]!, query.find(joined, TEXT, 0.8, { prefix: true }));
  });
  const conceptScores = guesses.map((guess) => {
    const scores: Scores = new Map();
    for (const id of guess.ids) raise(scores, query.concept(id, guess.weight));
    return scores;
  });
  words.forEach((word, i) => {
    if (perWord[i]!.size === 0 && !guesses.some(({ from, to }) => from <= i && i < to)) raise(perWord[i]!, query.retyped(word));
  });

  const covered = new Map<number, number>();
  const cover = (scores: Scores, share: number) => scores.forEach((_, id) => covered.set(id, Math.min(words.length, (covered.get(id) ?? 0) + share)));
  const several = words.length > 1;
  perWord.forEach((scores) => {
    add(totals, several ? tempered(scores, tables.index.records.length) : scores);
    cover(scores, 1);
  });
  conceptScores.forEach((scores, i) => {
    add(totals, several ? tempered(scores, tables.index.records.length) : scores);
    cover(scores, (guesses[i]!.to - guesses[i]!.from) * 0.5);
  });
  const pairs = syllablePairs(words);
  if (pairs.length > 0) {
    const grams = query.find(pairs.join(' '), { grams: SYLLABLES }, Math.min(1, 2 / pairs.length), {}, false);
    for (const [id, score] of grams) if (totals.has(id) || pairs.length > 1) totals.set(id, (totals.get(id) ?? 0) + score);
  }
  const ranked = [...totals]
    .map(([id, score]) => ({ id, score: score * PRIOR[tables.index.records[id]!.kind] * (0.4 + 0.6 * ((covered.get(id) ?? 0.5) / Math.max(1, words.length)) ** COVERED) }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  return { ranked, matched: query.matched, typed: definitionsOf(tables, guesses, words.length) };
}
