import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { links } from './links';

const check = (text: string) => messagesOf(links.check(projectOf(`## 제목 {/* #top */}\n\n${text}`, null)));

it('accepts pages, anchors, files and the outside', () => {
  expect(check('[a](/curriculum) [b](#top) [c](/part#top) [d](./part.mdx#top) [e](https://kubernetes.io/) [f](/) <a id="here" /> [g](#here) <A to="/part" /> <Source id="s" href="https://a.b/" /> [h](#source-s)')).toEqual([]);
});

it.each([
  ['[a](/nowhere)', 'the link /nowhere leads to no page'],
  ['[a](./missing.mdx)', 'the link ./missing.mdx leads to no page'],
  ['<Card to="/nowhere" />', 'the link /nowhere leads to no page'],
  ['[a](/en/part)', 'the link /en/part names a language'],
  ['[a](#bottom)', 'the link #bottom names no heading of /part'],
  ['[a](/part#bottom)', 'the link /part#bottom names no heading of /part'],
])('reports %s', (text, message) => expect(check(text)).toEqual([`7: ${message}`]));
