import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { english } from './english';

const check = (text: string) => messagesOf(english.check(projectOf('글', text)));

it('accepts English, and Korean that says so', () => expect(check('A Pod. The Korean word is <span lang="ko">파드</span>.')).toEqual([]));

it('reports Korean in text, props and fences', () => {
  expect(check('A Pod is\na 파드.')).toEqual(['6: "파드" is Korean']);
  expect(check('<Lab title="연습" />')).toEqual(['5: "연습" is Korean']);
  expect(check('```yaml\na: 1 # 하나\n```')).toEqual(['5: the fence has Korean in it']);
});
