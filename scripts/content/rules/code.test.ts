import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { code, comparable } from './code';

const fence = (source: string, info = 'yaml') => `\`\`\`${info}\n${source}\n\`\`\`\n\n`;

it('lets comments differ', () => {
  expect(messagesOf(code.check(projectOf(fence('a: 1 # 하나\n# 둘'), fence('a: 1 # one'))))).toEqual([]);
  expect(messagesOf(code.check(projectOf(fence('x() // 가', 'ts'), fence('/* b */x()', 'ts'))))).toEqual([]);
});

it('keeps marks that begin no comment', () => {
  expect(comparable({ language: 'sh', value: 'echo "# no" a#b' })).toEqual(['echo "# no" a#b']);
  expect(comparable({ language: 'ts', value: "get('http://x')" })).toEqual(["get('http://x')"]);
});

it('reports other code, another language, another number', () => {
  expect(messagesOf(code.check(projectOf(fence('a: 1\nb: 2'), fence('a: 1\nb: 3'))))).toEqual(['5: code block 1: "b: 3", in Korean "b: 2" (Korean line 5)']);
  expect(messagesOf(code.check(projectOf(fence('a: 1\nb: 2'), fence('a: 1'))))).toEqual(['5: code block 1: "(end)", in Korean "b: 2" (Korean line 5)']);
  expect(messagesOf(code.check(projectOf(fence('a'), fence('a', 'sh'))))).toEqual(['5: code block 1: language sh, in Korean yaml (Korean line 5)']);
  expect(messagesOf(code.check(projectOf(fence('a'), '')))).toEqual(['1: 0 code blocks, in Korean 1']);
});

it('lets localized blocks differ, when both say so', () => {
  expect(messagesOf(code.check(projectOf(fence('안녕', 'text localized'), fence('hello', 'text localized'))))).toEqual([]);
  expect(messagesOf(code.check(projectOf(fence('안녕', 'text localized'), fence('hello', 'text'))))).toEqual(['5: code block 1: only one side is marked localized (Korean line 5)']);
});
