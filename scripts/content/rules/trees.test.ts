import { expect, it } from 'vitest';
import { readPage } from '../page';
import { messagesOf, projectOf } from '../testing';
import { trees } from './trees';

it('accepts a pair', () => expect(messagesOf(trees.check(projectOf('글')))).toEqual([]));

it('reports a page without its other language', () => {
  expect(messagesOf(trees.check(projectOf('글', null)))).toEqual(['1: has no English page beside it']);
});

it('reports a page that does not parse, with its line', () => {
  const { problem } = readPage('/ko/part.mdx', 'part', 'ko', '---\ntitle: x\n---\n\n글 <Open> 글\n');
  expect(problem).toMatchObject({ line: 5 });
  const project = { ...projectOf('글'), broken: [problem!] };
  expect(messagesOf(trees.check(project))[0]).toMatch(/^5: does not parse: .*Open/);
});

it('reports front matter that is no YAML', () => {
  expect(readPage('/ko/x.mdx', 'x', 'ko', '---\ntitle: "x\n---\n').problem?.message).toContain('does not parse');
});
