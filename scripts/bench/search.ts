import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { glossaryFolder, readGlossary } from '../../src/glossary/read';
import { judge, type Collection, type Quality } from '../../src/search/collection';
import { conceptsOf } from '../../src/search/glossary-concepts';
import type { Concept } from '../../src/search/types';
import { root } from '../lib/paths';

export const ownCollection = join(root, 'testdata/search/queries.json');

export const glossaryConcepts = (): Concept[] => conceptsOf(readGlossary(glossaryFolder(root)));

/** Reads a collection `{docs: {ko, en}, queries}`. Throws with the file's name where it has another shape. */
export function readCollection(file: string): Collection {
  const collection = JSON.parse(readFileSync(file, 'utf8')) as Partial<Collection>;
  if (!collection.docs || !Array.isArray(collection.queries)) throw new Error(`${file} is no collection: it needs docs {ko, en} and queries [{lang, q, relevant, kind}].`);
  return collection as Collection;
}

function print(locale: string, { judged }: Quality): void {
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  for (const kind of kinds) {
    const of = judged.filter((entry) => entry.kind === kind);
    const mean = (key: 'recall' | 'reciprocalRank') => (of.reduce((sum, entry) => sum + entry[key], 0) / of.length).toFixed(2);
    console.log(`${locale} ${kind.padEnd(10)} ${String(of.length).padStart(3)} queries  recall@5 ${mean('recall')}  MRR ${mean('reciprocalRank')}`);
  }
  for (const { q, relevant, found, recall, reciprocalRank } of judged) {
    if (recall < 1 || reciprocalRank < 1) console.log(`${locale} “${q}” wants ${relevant.join(', ')}; first five: ${found.slice(0, 5).join(', ') || 'nothing'}`);
  }
}

/**
 * Indexes a collection's documents as the site indexes its pages, asks its queries and prints what was found. The last lines are one a
 * language, `ko recall@5=0.97 MRR=0.95 p95ms=3.1`; the time is that of ranking alone, in Node.
 */
export function benchSearch(file = ownCollection): void {
  const collection = readCollection(resolve(file));
  const concepts = glossaryConcepts();
  const results = (['ko', 'en'] as const)
    .filter((locale) => collection.queries.some(({ lang }) => lang === locale))
    .map((locale) => [locale, judge(collection, locale, concepts, () => performance.now())] as const);
  for (const [locale, quality] of results) print(locale, quality);
  for (const [locale, { recall, mrr, p95 }] of results) console.log(`${locale} recall@5=${recall.toFixed(2)} MRR=${mrr.toFixed(2)} p95ms=${p95.toFixed(1)}`);
}
