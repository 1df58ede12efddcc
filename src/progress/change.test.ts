import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSitting, addSteps, addTime, answerOf, bestSitting, isEmptyProgress, mergeProgress, pageOf, setAnswer, setRead, sittingsOf, stepsOf, timesOf, toggleObjective, totals } from './change';
import { emptyPage, emptyProgress } from './forms';
import { placeOf } from './place';
import { answer, id, progress } from './testing/arbitrary';

describe('changes', () => {
  it('ticks and unticks an objective of one page only', () => {
    const once = toggleObjective(emptyProgress, 'why-kubernetes', 'eras');
    expect(pageOf(once, 'why-kubernetes').objectives).toEqual(['eras']);
    expect(toggleObjective(once, 'why-kubernetes', 'eras')).toEqual(emptyProgress);
    expect(pageOf(toggleObjective(once, 'other', 'eras'), 'why-kubernetes').objectives).toEqual(['eras']);
  });

  it('undoes each change with its counterpart, for any id', () => {
    fc.assert(
      fc.property(progress, id, id, answer, (before, page, one, said) => {
        expect(toggleObjective(toggleObjective(before, page, one), page, one)).toEqual(before);
        expect(setRead(setRead(before, page, true), page, pageOf(before, page).read)).toEqual(before);
        const answered = setAnswer(before, page, one, said);
        expect(answerOf(answered, page, one)).toBe(said);
        expect(setAnswer(answered, page, one, answerOf(before, page, one) ?? null)).toEqual(before);
      }),
    );
  });

  it('knows nothing of pages and questions named like parts of the language', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(pageOf(emptyProgress, name)).toBe(emptyPage);
      expect(answerOf(emptyProgress, 'pods', name)).toBeUndefined();
      expect(JSON.parse(JSON.stringify(setRead(emptyProgress, name, true)))).toEqual(JSON.parse(`{"v":4,"pages":{"${name}":{"read":true,"objectives":[],"answers":{},"labs":{},"times":{},"exams":{}}}}`));
    }
    expect(({} as Record<string, unknown>).read).toBeUndefined();
  });
});

describe('steps of labs', () => {
  it('are added and never taken back, for any id', () => {
    fc.assert(
      fc.property(progress, id, id, fc.array(id, { minLength: 1, maxLength: 4 }), (before, page, lab, steps) => {
        const after = addSteps(before, page, lab, steps);
        expect([...stepsOf(after, page, lab)].sort()).toEqual([...new Set([...stepsOf(before, page, lab), ...steps])].sort());
        expect(addSteps(after, page, lab, steps)).toEqual(after);
        expect(totals(after).steps).toBeGreaterThanOrEqual(totals(before).steps);
      }),
    );
  });
});

describe('merging', () => {
  it('keeps everything done in either and does not care about order or repetition', () => {
    fc.assert(
      fc.property(progress, progress, progress, (a, b, c) => {
        const both = mergeProgress(a, b);
        expect(both).toEqual(mergeProgress(b, a));
        expect(mergeProgress(both, c)).toEqual(mergeProgress(a, mergeProgress(b, c)));
        expect(mergeProgress(both, a)).toEqual(both);
        expect(mergeProgress(a, emptyProgress)).toEqual(a);
        for (const [page, done] of [...Object.entries(a.pages), ...Object.entries(b.pages)]) {
          const merged = pageOf(both, page);
          expect(merged.read || !done.read).toBe(true);
          expect(merged.objectives).toEqual(expect.arrayContaining([...done.objectives]));
          for (const [question, said] of Object.entries(done.answers)) expect(answerOf(both, page, question)).toBe(said === 'knew' ? 'knew' : answerOf(both, page, question));
          for (const [lab, steps] of Object.entries(done.labs)) expect(stepsOf(both, page, lab)).toEqual(expect.arrayContaining([...steps]));
          expect(Object.keys(merged.answers)).toEqual(expect.arrayContaining(Object.keys(done.answers)));
        }
      }),
    );
  });

  it('keeps the better time of each task', () => {
    const [slow, fast] = [412, 305].map((seconds) => addTime(emptyProgress, 'troubleshooting', 'incident-lab', 'dns', seconds));
    expect(mergeProgress(slow, fast)).toEqual(fast);
    expect(addTime(fast, 'troubleshooting', 'incident-lab', 'dns', 500)).toEqual(fast);
    expect(timesOf(addTime(fast, 'troubleshooting', 'incident-lab', '__proto__', 1), 'troubleshooting', 'incident-lab')).toEqual(JSON.parse('{"__proto__":1,"dns":305}'));
    expect(isEmptyProgress(fast)).toBe(false);
  });

  it('prefers “knew” where the two disagree', () => {
    const [knew, not] = (['knew', 'notYet'] as const).map((said) => setAnswer(emptyProgress, 'pods', 'boot', said));
    expect(answerOf(mergeProgress(knew, not), 'pods', 'boot')).toBe('knew');
    expect(totals(mergeProgress(knew, not))).toEqual({ read: 0, objectives: 0, knew: 1, notYet: 0, steps: 0 });
  });

  it('knows when there is nothing', () => {
    expect(isEmptyProgress(emptyProgress)).toBe(true);
    expect(isEmptyProgress(setRead(emptyProgress, 'pods', true))).toBe(false);
  });
});

describe('results of exams', () => {
  const two = addSitting(addSitting(emptyProgress, 'cka-prep', 'full', 'A 2026-11-29T10:00Z', { storage: 85, workloads: 100 }), 'cka-prep', 'full', 'B 2026-11-30T10:00Z', { storage: 40 });

  it('are kept by sitting, and the best is told', () => {
    expect(Object.keys(sittingsOf(two, 'cka-prep', 'full'))).toEqual(['A 2026-11-29T10:00Z', 'B 2026-11-30T10:00Z']);
    expect([bestSitting(two, 'cka-prep', 'full'), bestSitting(two, 'cka-prep', 'sprint')]).toEqual([185, null]);
    expect(placeOf(two, {}, 'cka-prep')).toMatchObject({ state: 'started', exam: 18.5 });
  });

  it('of two records are all there, whichever comes first', () => {
    const other = addSitting(emptyProgress, 'cka-prep', 'sprint', 'C 2026-12-01T10:00Z', { storage: 100 });
    expect(mergeProgress(two, other)).toEqual(mergeProgress(other, two));
    expect(bestSitting(mergeProgress(two, other), 'cka-prep', 'sprint')).toBe(100);
  });
});
