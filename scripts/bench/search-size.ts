import { gzipSync } from 'node:zlib';
import type { Locale } from '../../src/i18n/messages';
import { packIndex } from '../../src/search/pack';
import { Lexicon, packTerms } from '../../src/search/postings';
import type { SearchIndex } from '../../src/search/types';
import { readBuiltIndex } from '../search/built';
import type { Measurement } from './size';

const PARTS = 26;
const MODEL = 'why-kubernetes';
/**
 * Of a further part's distinct words, the share that no page before it had. By Heaps' law: from Part 1 to the whole site of November 2026
 * (Part 1, three guides, the glossary) the vocabulary grew with the text to the power 0.71 in Korean and 0.63 in English; this is the mean
 * from there to 26 parts. Part 2, as written, brought 0.23 and 0.15.
 */
const NEW_WORDS: Record<Locale, number> = { ko: 0.21, en: 0.16 };

/** A linear congruential generator: the same "pages" at every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

const LETTERS = ['abcdefghijklmnopqrstuvwxyz', 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ', 'ㅏㅓㅗㅜㅡㅣㅔ'];
const anotherLetter = (letter: string, random: () => number): string => {
  const alphabet = LETTERS.find((one) => one.includes(letter));
  if (alphabet) return alphabet[Math.floor(random() * alphabet.length)]!;
  return /[가-힣]/.test(letter) ? String.fromCharCode(0xac00 + Math.floor(random() * 588) * 19) : letter;
};
/** A word that nobody wrote, of the same length and script. */
const anotherWord = (word: string, random: () => number): string => [...word].map((letter, i) => (i % 2 ? anotherLetter(letter, random) : letter)).join('');

/** The index with so many further parts of the model's size: as many places and words, with new words and titles. */
export function withMoreParts(index: SearchIndex, parts: number): SearchIndex {
  const model = index.pages.findIndex(({ url }) => url.endsWith(`/${MODEL}`));
  if (model < 0) throw new Error(`The index has no page ${MODEL} to multiply.`);
  const lexicon = Lexicon.unpack(index.body, index.pages.length);
  const bags: string[][] = index.pages.map(() => []);
  for (const term of lexicon.terms) for (const [page, times] of lexicon.of(term)) for (let n = 0; n < times; n += 1) bags[page]!.push(term);
  const words = [...new Set(bags.flat())];
  const own = [...new Set(bags[model])];
  const seldom = own.filter((term) => lexicon.of(term).get(model) === 1);
  const places = index.records.filter(({ page }) => page === model);
  const titleWords = places.flatMap(({ title }) => title.split(' '));
  const anchorWords = places.flatMap(({ anchor }) => anchor.split('-'));
  const pages = [...index.pages];
  const records = [...index.records];
  for (let n = 0; n < parts; n += 1) {
    const random = chance(n + 1);
    const one = (of: readonly string[]) => of[Math.floor(random() * of.length)]!;
    // A part shares some words with Part 1 and some with others; a share of them is its own.
    const word = (term: string) => {
      const lot = random();
      return lot < (NEW_WORDS[index.locale] * own.length) / seldom.length ? anotherWord(term, random) : lot < 0.8 ? term : one(words);
    };
    const newOr = (others: readonly string[]) => (old: string) => (random() < NEW_WORDS[index.locale] ? anotherWord(old, random) : one(others));
    const title = (text: string) => text.split(' ').map(newOr(titleWords)).join(' ');
    const renamed = new Map(seldom.map((term) => [term, word(term)]));
    bags.push(bags[model]!.map((term) => renamed.get(term) ?? term));
    records.push(...places.map((place) => ({ ...place, page: pages.length, title: title(place.title), anchor: place.anchor.split('-').map(newOr(anchorWords)).join('-') })));
    pages.push({ title: title(index.pages[model]!.title), url: anotherWord(index.pages[model]!.url, random) });
  }
  return { ...index, pages, records, body: packTerms(bags) };
}

/** The size of a built index as it is, and with 26 parts of Part 1's size. Rejects where there is no built site. */
export function benchSearchSize(): Measurement[] {
  return (['ko', 'en'] as const).flatMap((locale) => {
    const index = readBuiltIndex(locale);
    const written = index.pages.filter(({ url }) => /\/[a-z0-9-]+$/.test(url) && !/\/(guides\/.*|glossary|curriculum)$/.test(url)).length;
    const size = (of: SearchIndex) => gzipSync(JSON.stringify(packIndex(of))).length / 1000;
    return [
      { name: `search index ${locale}, ${written} parts, gzip`, value: Math.round(size(index)), unit: 'kB' },
      { name: `search index ${locale}, ${PARTS} parts of Part 1's size, gzip`, value: Math.round(size(withMoreParts(index, PARTS - written))), unit: 'kB' },
    ];
  });
}
