import { expect, it } from 'vitest';
import { messagesOf, pageFrom, projectOf } from '../testing';
import { length, lengthOf, unfoldedProse } from './length';

const part = (body: string) => `---\ntitle: T\npart: 3\ndescription: ${'d'.repeat(60)}\n---\n${body}`;
const words = (n: number) => Array.from({ length: n }, () => 'word').join(' ');

it('counts what stands before anything is unfolded, in words or in letters', () => {
  const body = `two words\n\n| a | b |\n| --- | --- |\n| c | d |\n\n\`\`\`bash\nno code here\n\`\`\`\n\n<UnderTheHood id="x" title="deep">\n\n${words(50)}\n\n</UnderTheHood>\n\n<GoesDeeper>\n\n- a link\n\n</GoesDeeper>`;
  expect(unfoldedProse(pageFrom(body, 'en')).split(/\s+/).filter(Boolean)).toEqual(['two', 'words', 'a', 'b', 'c', 'd']);
  expect(lengthOf(pageFrom('파드는 하나입니다.', 'ko'))).toBe(9);
});

it('holds parts to a length, and no other page', () => {
  expect(messagesOf(length.check(projectOf(part('글'), part(words(5000)))))).toEqual([]);
  expect(messagesOf(length.check(projectOf(part('글'), part(words(5001)))))).toEqual([expect.stringContaining('5001 words')]);
  expect(messagesOf(length.check(projectOf('글', words(6000))))).toEqual([]);
});
