// The scores are MiniSearch's own, which stays the engine of the short fields.
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { Lexicon, packTerms } from './postings';

const words = fc.constantFrom('pod', 'pods', 'podium', 'node', 'nodes', 'ㅍㅏㄷㅡ', 'a', 'kubelet', 'kubelets', 'x1');
const texts = fc.array(fc.array(words, { maxLength: 8 }), { minLength: 1, maxLength: 60 });

describe('packed terms', () => {
  it('give back which records have which term', () => {
    fc.assert(
      fc.property(texts, (records) => {
        const lexicon = Lexicon.unpack(packTerms(records), records.length);
        for (const term of new Set(records.flat())) {
          const having = records.flatMap((terms, id) => (terms.includes(term) ? [id] : []));
          expect([...lexicon.of(term).keys()]).toEqual(having);
        }
        expect(lexicon.has('absent')).toBe(false);
      }),
    );
  });

  it('say the same packed and at hand', () => {
    fc.assert(
      fc.property(texts, words, (records, term) => {
        const [packed, atHand] = [Lexicon.unpack(packTerms(records), records.length), Lexicon.of(new Map(records.entries()))];
        expect(packed.terms).toEqual(atHand.terms);
        expect(packed.find(term, 1, { prefix: true })).toEqual(atHand.find(term, 1, { prefix: true }));
      }),
    );
  });

  it('survive thousands of records and JSON', () => {
    const records = Array.from({ length: 5000 }, (_, id) => (id % 1237 === 0 ? ['rare'] : id % 2 ? ['often', 'often'] : []));
    const lexicon = Lexicon.unpack(JSON.parse(JSON.stringify(packTerms(records))) as ReturnType<typeof packTerms>, records.length);
    expect([...lexicon.of('rare').keys()]).toEqual([0, 1237, 2474, 3711, 4948]);
    expect([lexicon.of('often').size, lexicon.of('often').get(1)]).toEqual([2498, 2]);
  });

  it.each([
    ['pod', {}],
    ['pod', { prefix: true }],
    ['kubelte', { fuzzy: 0.3, maxFuzzy: 2 }],
    ['node', { prefix: true, fuzzy: 0.25 }],
  ])('score %s %o as MiniSearch does', (term, wanted) => {
    const records = [['pod', 'node'], ['pods', 'kubelet', 'node'], ['podium', 'x1', 'a', 'a'], ['kubelets'], ['nodes', 'node', 'pod']];
    const mini = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: (text) => text.split(' '), processTerm: (one) => one });
    mini.addAll(records.map((terms, id) => ({ id, text: terms.join(' ') })));
    const expected = mini.search(term, wanted).map(({ id, score }) => [id, score] as const);
    const { scores } = Lexicon.unpack(packTerms(records), records.length).find(term, 1, wanted);
    expect([...scores.keys()].sort()).toEqual(expected.map(([id]) => id as number).sort());
    const order = (found: readonly (readonly [unknown, number])[]) => [...found].sort((a, b) => b[1] - a[1]).map(([id]) => id);
    expect(order([...scores])[0]).toBe(order(expected)[0]);
  });
});
