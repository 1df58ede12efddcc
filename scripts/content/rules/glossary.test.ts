import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { glossary } from './glossary';

const pod = { id: 'pod', ko: { name: '파드' }, en: { name: 'Pod' } };

it('accepts a known term', () => expect(messagesOf(glossary.check(projectOf('글 <Term id="pod">파드</Term>', null, [pod])))).toEqual([]));

it('reports an unknown term', () => {
  expect(messagesOf(glossary.check(projectOf('글 <Term id="pot">파드</Term>', null, [pod])))).toEqual(['5: <Term id="pot"> is not in the glossary']);
  expect(messagesOf(glossary.check(projectOf('글 <Term id="pod">파드</Term>', null, null)))).toEqual(['5: <Term id="pod"> is not in the glossary']);
});

it('reports terms that are not whole', () => {
  const bad = [pod, pod, { id: 'Node', ko: '노드' }, { id: 'x', ko: ' ', en: 'x 노드' }];
  expect(messagesOf(glossary.check(projectOf('글', null, bad)))).toEqual([
    '2: term "pod": stands twice',
    '3: term "Node": the id is not lower-case ASCII with hyphens',
    '3: term "Node": has no en',
    '4: term "x": ko is empty',
    '4: term "x": en has Korean in it',
  ]);
});
