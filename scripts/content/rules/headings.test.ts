import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { headings } from './headings';

const heading = (text: string, id: string, level = '##') => `${level} ${text} {/* #${id} */}\n`;

it('accepts the same ids in the same order', () => {
  expect(messagesOf(headings.check(projectOf(heading('왜', 'why') + heading('어떻게', 'how', '###'), heading('Why', 'why') + heading('How', 'how', '###'))))).toEqual([]);
});

it('reports a heading without an id', () => {
  expect(messagesOf(headings.check(projectOf('## 제목\n\n#### 깊은 제목', null)))).toEqual(['5: the heading has no id of its own', '7: the heading skips from level 2 to 4']);
});

it('reports ids that are not ASCII, and ids that stand twice', () => {
  expect(messagesOf(headings.check(projectOf(heading('가', '제목') + heading('나', 'a') + heading('다', 'a'), null)))).toEqual([
    '5: the id "제목" is not lower-case ASCII with hyphens',
    '7: the id "a" stands already in line 6',
  ]);
});

it('reports the first heading that differs', () => {
  const ko = heading('가', 'a') + heading('나', 'b');
  expect(messagesOf(headings.check(projectOf(ko, heading('A', 'a') + heading('C', 'c'))))).toEqual(['6: heading 2 is ## c, in Korean ## b (line 6)']);
  expect(messagesOf(headings.check(projectOf(ko, heading('A', 'a'))))).toEqual(['5: heading 2 is missing, in Korean ## b (line 6)']);
});
