// The goals, on the labelled collection in testdata/search; and what must hold for any query.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glossaryConcepts, ownCollection, readCollection } from '../../scripts/bench/search';
import { answer } from './answer';
import { judge, shelve, tablesOf } from './collection';
import { ask } from './converse';
import { rank } from './search';

const collection = readCollection(ownCollection);
const concepts = glossaryConcepts();
const tables = { ko: tablesOf(collection.docs.ko, 'ko', concepts), en: tablesOf(collection.docs.en, 'en', concepts) };

const first = (locale: 'ko' | 'en', query: string) => collection.docs[locale][rank(tables[locale], query).ranked[0]?.id ?? -1]?.id;

describe('quality', () => {
  it.each([
    ['ko', 0.95],
    ['en', 0.92],
  ] as const)('in %s: recall@5 ≥ %d and MRR ≥ 0.85', (locale, recall) => {
    const quality = judge(collection, locale, concepts, () => performance.now());
    expect(quality.judged.length).toBeGreaterThan(10);
    expect(quality.recall).toBeGreaterThanOrEqual(recall);
    expect(quality.mrr).toBeGreaterThanOrEqual(0.85);
  });

  it('rests on the engine, not on the names alone', () => {
    expect(judge(collection, 'ko', [], () => 0).recall).toBeGreaterThanOrEqual(0.95);
  });

  it('knows a wrong answer from a right one', () => {
    const wrong = { ...collection, queries: collection.queries.map((query) => ({ ...query, relevant: ['nothing'] })) };
    expect(judge(wrong, 'ko', concepts, () => 0)).toMatchObject({ recall: 0, mrr: 0 });
  });
});

describe('what a reader types', () => {
  it.each([
    ['팓', 'pod'],
    ['스켖', 'scheduler'],
    ['ㅍㄷ', 'pod'],
    ['ㅋㄹㅈ', 'cronjob'],
    ['po', 'pod'],
    ['svc', 'service'],
    ['sts', 'statefulset'],
    ['maxUnavailable', 'rolling'],
    ['kubectl rollout undo', 'rollback'],
    ['왜 Pending 상태로 멈춰 있나요', 'scheduler'],
    ['vkem', 'pod'],
    ['준비성프로브', 'probes'],
    ['헬스 체크', 'probes'],
    ['방화벽', 'netpol'],
  ])('%s leads to %s', (query, id) => expect(first('ko', query)).toBe(id));

  it.each([
    ['kubernets service', 'service'],
    ['how to store a password', 'secret'],
    ['cron', 'cronjob'],
    ['ㅔㅐㅇ', 'pod'],
  ])('%s leads to %s', (query, id) => expect(first('en', query)).toBe(id));

  it('finds the same in NFD, as macOS pastes it', () => expect(first('ko', '스케줄러'.normalize('NFD'))).toBe('scheduler'));
});

describe('an answer', () => {
  const library = shelve(collection.docs.ko, 'ko', concepts);

  it('marks what matches, without the particle', async () => {
    const [hit] = (await ask(library, '파드')).hits;
    expect(hit!.title.find(({ hit: marked }) => marked)!.text).toBe('파드');
    expect(hit!.excerpt.map(({ text }) => text).join('')).toContain('파드');
  });

  it('is empty for nothing and for nonsense', () => {
    for (const query of ['', '   ', '?!', '\u0000', 'qqqqzzzzxx']) expect(answer(library.tables, library.texts, query).hits).toEqual([]);
  });

  const alphabet = fc.constantFrom(...'파드ㅍㄷ스케줄러 abcpodPOD-_./\\()[]*+?^${}|<>"\'0129\u0301\u200d\ud83d\ude00한국ㅏㅓㅘㄳ中é\n');
  const queries = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: alphabet, maxLength: 400 }));

  it('never throws, and loses no letter of what it shows', () => {
    fc.assert(
      fc.property(queries, (query) => {
        for (const { title, page } of answer(library.tables, library.texts, query).hits) expect(title.map(({ text }) => text).join('')).toBe(collection.docs.ko[page]!.title);
      }),
    );
  });
});
