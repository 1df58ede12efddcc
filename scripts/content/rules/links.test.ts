import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { links } from './links';

const check = (text: string) => messagesOf(links.check(projectOf(`## 제목 {/* #top */}\n\n${text}`, null)));

it('accepts pages, anchors, files and the outside', () => {
  expect(check('[a](/curriculum) [b](#top) [c](/part#top) [d](./part.mdx#top) [e](https://kubernetes.io/) [f](/) <A to="/part" />')).toEqual([]);
});

it('accepts the places that components make, as the build does', () => {
  expect(
    check('<Source id="s" href="https://a.b/" /> [a](#source-s) <Question id="q" ask="Why?">x</Question> [b](#question-q) <Mistake id="m" symptom="y">z</Mistake> [c](/part#mistake-m) <SchedulerLab id="lab" /> [d](#lab-widget)'),
  ).toEqual([]);
});

it.each([
  ['[a](/nowhere)', 'the link /nowhere leads to no page'],
  ['[a](./missing.mdx)', 'the link ./missing.mdx leads to no page'],
  ['<Card to="/nowhere" />', 'the link /nowhere leads to no page'],
  ['[a](/en/part)', 'the link /en/part names a language'],
  ['[a](#o) <Objective id="o">x</Objective>', 'the link #o names no heading of /part'],
  ['[a](#here) <a id="here" />', 'the link #here names no heading of /part'],
  ['[a](#bottom)', 'the link #bottom names no heading of /part'],
  ['[a](/part#bottom)', 'the link /part#bottom names no heading of /part'],
])('reports %s', (text, message) => expect(check(text)).toEqual([`7: ${message}`]));
