import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { glossaryEntries } from '@site/src/glossary/entries';
import { glossaryFolder, readGlossary } from '@site/src/glossary/read';
import { deckOf, inCourseOrder } from './decks';
import { relations, ROUND, roundOf, withBlanks } from './pairs';
import { ALL, DECKS } from './state';

const terms = readGlossary(glossaryFolder(join(__dirname, '../../..')));
const ko = glossaryEntries(terms, 'ko');
const en = glossaryEntries(terms, 'en');

describe('pairs', () => {
  it('are the relations of the glossary, each once, in either language', () => {
    const all = relations(ko);
    expect(relations(en)).toEqual(all);
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map((pair) => [...pair].sort().join(' '))).size).toBe(all.length);
    const confuse = new Map(ko.map(({ id, confuse: others }) => [id, others.map((one) => one.id)]));
    for (const [a, b] of all) expect(confuse.get(a)!.includes(b) || confuse.get(b)!.includes(a), `${a} ${b}`).toBe(true);
  });

  it('make the same round from the same seed and another from another', () => {
    expect(roundOf(ko, 4)).toEqual(roundOf([...ko].reverse(), 4));
    expect(roundOf(ko, 4)).not.toEqual(roundOf(ko, 5));
    const ids = (round: ReturnType<typeof roundOf>) => round.map(({ names }) => names.map(({ id }) => id));
    expect(ids(roundOf(en, 4))).toEqual(ids(roundOf(ko, 4)));
  });

  it('go through nearly all relations before one comes back', () => {
    const rounds = Math.floor(relations(ko).length / ROUND);
    const asked = Array.from({ length: rounds }, (_, seed) => roundOf(ko, seed)).flat().map(({ names }) => names.map(({ id }) => id).sort().join(' '));
    expect(asked).toHaveLength(rounds * ROUND);
    expect(new Set(asked).size).toBe(asked.length);
    expect(roundOf(ko, rounds)).not.toEqual(roundOf(ko, 0));
  });

  it('put the right name on either side, and show the definition that gives less away', () => {
    const questions = Array.from({ length: 26 }, (_, seed) => roundOf(en, seed)).flat();
    const first = questions.filter(({ asked, names }) => names[0].id === asked.id).length;
    expect(first / questions.length).toBeGreaterThan(0.4);
    expect(first / questions.length).toBeLessThan(0.6);
    const blanks = (definition: string, terms: readonly { name: string }[]) => withBlanks(definition, terms.map(({ name }) => name)).filter((piece) => piece === null).length;
    const telling = questions.filter(({ asked, rival, names }) => blanks(asked.definition, names) > blanks(rival.definition, names));
    expect(telling).toEqual([]);
  });

  it('leave a name blank wherever a definition says it, and nothing else', () => {
    expect(withBlanks('A Pod is not a pod template; C++ (x) stays.', ['Pod', 'pod template'])).toEqual(['A ', null, ' is not a ', null, '; C++ (x) stays.']);
    expect(withBlanks('파드는 노드에서 돕니다.', ['파드'])).toEqual(['', null, '는 노드에서 돕니다.']);
    expect(withBlanks('Apply, applying, two applies.', ['apply'])).toEqual(['', null, ', applying, two applies.']);
    expect(withBlanks('Pods and classes', ['Pod', 'class'])).toEqual(['', null, ' and ', null, '']);
    expect(withBlanks('C++ (x)', ['C++ (x)'])).toEqual(['', null, '']);
    expect(withBlanks('as it is', [])).toEqual(['as it is']);
  });

  it('are none without relations', () => {
    expect(roundOf([], 7)).toEqual([]);
  });
});

describe('decks', () => {
  it('follow the parts of the course, alike in both languages', () => {
    const order = inCourseOrder(ko);
    expect(inCourseOrder(en).map(({ id }) => id)).toEqual(order.map(({ id }) => id));
    const parts = order.map(({ part }) => part ?? 99);
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
  });

  it('hold every term in exactly one stage', () => {
    expect(deckOf(ko, ALL)).toHaveLength(ko.length);
    const sizes = DECKS.filter((deck) => deck !== ALL).map((deck) => deckOf(ko, deck).length);
    expect(sizes.every((n) => n > 0)).toBe(true);
    expect(sizes.reduce((sum, n) => sum + n, 0)).toBe(ko.length);
  });
});
