import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { tables } from './tables';

const table = (header: string) => `| ${header} | b |\n| --- | --- |\n| 1 | 2 |\n`;

it('accepts the same table in both languages', () => expect(messagesOf(tables.check(projectOf(table('가'), table('a'))))).toEqual([]));

it('reports a column without a name', () => expect(messagesOf(tables.check(projectOf(table(' '), null)))).toEqual(['5: column 1 of the table has no name']));

it('reports a table of another shape', () => {
  expect(messagesOf(tables.check(projectOf(table('가'), `${table('a')}| 3 | 4 |\n`)))).toEqual(['5: table 1 is 3×2, in Korean 2×2 (line 5)']);
  expect(messagesOf(tables.check(projectOf(table('가'), 'text')))).toEqual(['1: table 1 is missing, in Korean 2×2 (line 5)']);
});
