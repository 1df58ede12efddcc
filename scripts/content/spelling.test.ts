import { expect, it } from 'vitest';
import { messagesOf, projectOf } from './testing';
import { misspelt, spelling, terms } from './spelling';

const pod = { id: 'pod', ko: '파드', en: 'Pod', wrong: ['포드'], part: 5, definition: { ko: '단위입니다.', en: 'A unit.' }, source: 'https://kubernetes.io/' };

it('reports a wrong spelling in prose, with its line', () => {
  expect(messagesOf(spelling.check(projectOf('글\n\n포드를 만듭니다.', null, [pod])))).toEqual(['7: "포드" is a wrong spelling in the glossary']);
});

it('lets code, quotations and other words pass', () => {
  expect(messagesOf(spelling.check(projectOf('`포드`라고 쓰지 않습니다. “포드”는 틀린 표기입니다. 래포드는 다른 말입니다.', null, [pod])))).toEqual([]);
});

it('finds each place', () => {
  expect(misspelt('포드와 포드', [{ wrong: '포드', house: '파드' }]).map(({ offset }) => offset)).toEqual([0, 4]);
});

it('looks at definitions too', () => {
  expect(messagesOf(spelling.check(projectOf('글', null, [{ ...pod, definition: { ko: '포드입니다.', en: 'A unit.' } }])))).toEqual(['1: "포드" is a wrong spelling in the glossary']);
});

it('accepts a whole term', () => expect(messagesOf(terms.check(projectOf('글', null, [pod, { ...pod, id: 'node', part: undefined, page: 'part', confuse: ['pod'], since: { stable: '1.33', kep: 753 } }])))).toEqual([]));

it('reports what a term lacks', () => {
  const bare = { id: 'x', ko: '엑스', en: 'X', confuse: ['x', 'y'], since: { stable: 'v1.33', gone: '1.2' }, wrong: ['X'], page: 'nowhere', definition: { ko: '단위이다.' } };
  expect(messagesOf(terms.check(projectOf('글', null, [bare])))).toEqual([
    '1: term "x": has no definition in en',
    '1: term "x": the Korean definition does not end politely',
    '1: term "x": has no source',
    '1: term "x": names no part from 1 to 26 and no page that exists',
    '1: term "x": is to be confused with itself',
    '1: term "x": confuse names y, which is no term',
    '1: term "x": since.stable is "v1.33"',
    '1: term "x": since.gone is "1.2"',
    '1: term "x": X stands among the right names and the wrong ones',
  ]);
});
