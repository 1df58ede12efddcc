import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { sources } from './sources';

const check = (text: string) => messagesOf(sources.check(projectOf(text, null)));
const list = '\n\n<Sources>\n<Source id="a" href="https://kubernetes.io/">K</Source>\n</Sources>';

it('accepts a citation with its source', () => expect(check(`글 <Cite id="a" />[^1]${list}\n\n[^1]: 주`)).toEqual([]));

it('reports a page without sources', () => {
  expect(check('글')).toEqual(['1: the page has no <Sources>']);
  expect(check('<Sources></Sources>')).toEqual(['5: <Sources> is empty']);
});

it('reports a source without an address', () => {
  expect(check('<Sources>\n<Source id="a" href="kubernetes.io">K</Source>\n</Sources>')).toEqual(['6: <Source id="a"> has no web address']);
});

it('reports citations, sources and footnotes that do not fit', () => {
  expect(check(`글 <Cite id="b" />${list}`)).toEqual(['5: <Cite id="b"> has no source on this page']);
  expect(check(`글[^x]${list}`)).toEqual(['5: the footnote [^x] is not defined']);
  expect(check('<Sources>\n<Source id="a" href="https://a.b/">K</Source>\n<Source id="a" href="https://a.b/">K</Source>\n</Sources>')).toEqual(['7: the source id "a" stands twice']);
});
