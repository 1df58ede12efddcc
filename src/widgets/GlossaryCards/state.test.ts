import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pack as packText } from '../state/packed';
import { glossaryEntries } from '@site/src/glossary/entries';
import { glossaryFolder, readGlossary } from '@site/src/glossary/read';
import { answer, type Progress } from './leitner';
import { pack, parsePacked, unpack } from './packed';
import { DECKS, INITIAL, isAnswered, parseState, withMark, withNext } from './state';

const entries = glossaryEntries(readGlossary(glossaryFolder(join(__dirname, '../../..'))), 'ko');

describe('parseState', () => {
  it('reads back what was written', () => {
    const state = { ...INITIAL, tab: 'pairs', deck: 'security', cards: [[1, 20_000, 'node pod'], [3, 19_998, 'kernel']], seed: 3, at: 1, marks: [true, false] } as const;
    expect(parseState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(parseState(INITIAL)).toEqual(INITIAL);
  });

  it('refuses what it does not understand', () => {
    const broken = [
      { tab: 'other' }, { deck: 'nothing' }, { deck: 'toString' }, { seed: -1 }, { seed: 0.5 }, { at: 10 }, { at: 1 }, { marks: [true, true] }, { marks: [1] }, { cards: {} },
      { cards: [[0, 1, 'pod']] }, { cards: [[6, 1, 'pod']] }, { cards: [[1, -1, 'pod']] }, { cards: [[1, 1, '']] }, { cards: [[1, 1, 'a a']] }, { cards: [[1, 1, '__proto__']] },
      { cards: [[1, 1, 'pod'], [2, 1, 'pod']] }, { cards: [[1, 1]] }, { cards: [[1, '1', 'pod']] },
    ];
    for (const part of broken) expect(parseState({ ...INITIAL, ...part }), JSON.stringify(part)).toBeUndefined();
  });

  it('never throws', () => {
    const part = fc.oneof(fc.anything(), fc.constantFrom(...DECKS, 'cards', 'pairs'), fc.array(fc.tuple(fc.integer(), fc.integer(), fc.string())));
    const like = fc.record({ tab: part, deck: part, cards: part, seed: part, at: part, marks: part }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), like), (raw) => {
        const state = parseState(raw);
        if (state) expect(parseState(state)).toEqual(state);
      }),
    );
  });
});

describe('packed progress', () => {
  const progress = fc
    .uniqueArray(fc.record({ id: fc.stringMatching(/^[a-z]{1,6}(-[a-z0-9]{1,4})?$/), box: fc.constantFrom(1, 2, 3, 4, 5), day: fc.nat(30_000) }), { selector: ({ id }) => id })
    .map((cards) => new Map(cards.map(({ id, box, day }) => [id, { box, day }])) as Progress);

  it('unpacks to what was packed, and is understood when read again', () => {
    fc.assert(
      fc.property(progress, (before) => {
        expect(unpack(pack(before))).toEqual(before);
        expect(parsePacked(JSON.parse(JSON.stringify(pack(before))))).toEqual(pack(before));
      }),
    );
  });

  it('stays short in the address with every term of the glossary answered', async () => {
    const all = entries.reduce((now, { id }, i) => answer(now, id, i % 3 > 0, 20_000 + Math.floor(i / 20)), new Map() as Progress);
    const state = parseState({ ...INITIAL, cards: pack(all) });
    expect(unpack(state!.cards).size).toBe(entries.length);
    expect((await packText({ v: 1, s: state })).length).toBeLessThan(6000);
  });
});

describe('a round of pairs', () => {
  it('marks a question once and goes on only after that', () => {
    expect(withNext(INITIAL, 10)).toEqual(INITIAL);
    const marked = withMark(INITIAL, true);
    expect([isAnswered(INITIAL), isAnswered(marked)]).toEqual([false, true]);
    expect(withMark(marked, false)).toEqual(marked);
    expect(withNext(marked, 10)).toMatchObject({ at: 1, marks: [true], seed: 0 });
  });

  it('begins the next round after the last question, in a state that can be read again', () => {
    let state = INITIAL;
    for (let i = 0; i < 10; i += 1) {
      state = withNext(withMark(state, i % 2 === 0), 10);
      expect(parseState(state)).toEqual(state);
    }
    expect(state).toMatchObject({ seed: 1, at: 0, marks: [] });
  });
});
