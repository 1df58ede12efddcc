import { describe, expect, it } from 'vitest';
import { parts } from '../curriculum/parts';
import { addSteps, setAnswer, setRead, toggleObjective } from './change';
import { emptyProgress } from './forms';
import { parseOutlines } from './outlines';
import { nextPart, placeOf } from './place';

const ticked = toggleObjective(toggleObjective(emptyProgress, 'pods', 'stop'), 'pods', 'gone');

describe('the reader’s place on a page', () => {
  it('counts the objectives that the page has now', () => {
    expect(placeOf(ticked, { pods: ['stop', 'start', 'probe'] }, 'pods')).toEqual({ state: 'started', reached: 1, of: 3, again: 0, steps: 0, stepsOf: null, exam: null });
  });

  it('does not make up a total for a page that this browser has not seen', () => {
    expect(placeOf(ticked, {}, 'pods')).toEqual({ state: 'started', reached: 2, of: null, again: 0, steps: 0, stepsOf: null, exam: null });
    expect(placeOf(emptyProgress, {}, 'constructor')).toEqual({ state: 'untouched', reached: 0, of: null, again: 0, steps: 0, stepsOf: null, exam: null });
  });

  it('counts the steps of its labs, those that the labs have now', () => {
    const done = addSteps(addSteps(emptyProgress, 'pods', '05-pods', ['run', 'gone']), 'pods', '05-more', ['look']);
    expect(placeOf(done, {}, 'pods')).toMatchObject({ state: 'started', steps: 3, stepsOf: null, exam: null });
    expect(placeOf(done, { 'pods#05-pods': ['run', 'probe', 'stop'], 'pods-more#x': ['a'] }, 'pods')).toMatchObject({ steps: 2, stepsOf: 3 });
    expect(placeOf(done, { 'pods#05-pods': ['run', 'probe', 'stop'], 'pods#05-more': ['look'] }, 'pods')).toMatchObject({ steps: 2, stepsOf: 4 });
  });

  it('is started by an answer and read by the reader’s word alone', () => {
    const answered = setAnswer(setAnswer(emptyProgress, 'pods', 'a', 'notYet'), 'pods', 'b', 'knew');
    expect(placeOf(answered, { pods: [] }, 'pods')).toMatchObject({ state: 'started', again: 1 });
    expect(placeOf(ticked, { pods: ['stop', 'gone'] }, 'pods')).toMatchObject({ state: 'started', reached: 2, of: 2 });
    expect(placeOf(setRead(emptyProgress, 'pods', true), {}, 'pods').state).toBe('read');
  });
});

describe('the next part', () => {
  const written = (page: string) => ['why-kubernetes', 'pods', 'services'].includes(page);

  it('is the first written part that is not read', () => {
    expect(nextPart(parts, written, emptyProgress)?.slug).toBe('why-kubernetes');
    expect(nextPart(parts, written, setRead(emptyProgress, 'why-kubernetes', true))?.slug).toBe('pods');
    expect(nextPart(parts, written, setRead(ticked, 'services', true))?.slug).toBe('why-kubernetes');
  });

  it('is none once all written parts are read', () => {
    const all = ['why-kubernetes', 'pods', 'services'].reduce((now, page) => setRead(now, page, true), emptyProgress);
    expect(nextPart(parts, written, all)).toBeNull();
  });
});

it('takes outlines that do not fit for pages not seen', () => {
  for (const text of [null, '', '{', '[]', '3', 'null']) expect(parseOutlines(text)).toEqual({});
  expect(parseOutlines('{"pods":["a","b"],"services":[1],"labels":"x"}')).toEqual({ pods: ['a', 'b'] });
});
