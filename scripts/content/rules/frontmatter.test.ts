import { expect, it } from 'vitest';
import { messagesOf, projectOf } from '../testing';
import { frontmatter } from './frontmatter';

const page = (description: string, more = '') => `---\ntitle: T\n${more}description: ${description}\n---\n글`;

it('accepts a title and a description of the right length', () => expect(messagesOf(frontmatter.check(projectOf(page('d'.repeat(50)))))).toEqual([]));

it('reports what is missing', () => {
  expect(messagesOf(frontmatter.check(projectOf('---\nsidebar_position: 1\n---\n글', null)))).toEqual(['1: the front matter has no title', '1: the front matter has no description']);
});

it.each([49, 161])('reports a description of %i characters', (length) => {
  expect(messagesOf(frontmatter.check(projectOf(page('가'.repeat(length)), null)))).toEqual([`3: the description has ${length} characters`]);
});

it.each([
  ['minutes: 75\n', 'minutes mixes reading and doing'],
  ['part: 3\nreading: 40\n', 'a part says how long it takes to read and to do'],
  ['reading: 40.5\n', 'reading is 40.5'],
  ['reading: 40\ndoing: 0\n', 'doing is 0'],
])('reports %j', (lines, message) => {
  expect(messagesOf(frontmatter.check(projectOf(page('d'.repeat(60), lines), null)))).toEqual([expect.stringContaining(message)]);
});

it('accepts minutes for reading and for doing', () => {
  expect(messagesOf(frontmatter.check(projectOf(page('d'.repeat(60), 'part: 3\nreading: 40\ndoing: 60\n'))))).toEqual([]);
});

it('reports a key that must be equal', () => {
  const [ko, en] = [page('d'.repeat(60), 'sidebar_position: 1\n'), page('d'.repeat(60), 'sidebar_position: 2\n')];
  expect(messagesOf(frontmatter.check(projectOf(ko, en)))).toEqual(['3: sidebar_position is 2, in Korean 1']);
});
