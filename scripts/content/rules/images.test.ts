import { expect, it } from 'vitest';
import { cardsOf, fingerprint } from '../../og/cards';
import { encodeIndexedPng } from '../../og/png';
import { projectOf } from '../testing';
import { imageProblem } from './images';

const png = (width: number, height: number, comment = 'x') => encodeIndexedPng({ width, height, rgb: new Uint8Array(width * height * 3) }, { Comment: comment });
const noise = () => {
  const rgb = new Uint8Array(1200 * 630 * 3);
  for (let i = 0, n = 1; i < rgb.length; i += 1) rgb[i] = (n = (Math.imul(n, 1103515245) + 12345) & 0x7fffffff) >> 16;
  return encodeIndexedPng({ width: 1200, height: 630, rgb }, { Comment: 'x' }, 8);
};

it('accepts 1200×630 below the limit, drawn from the present words', () => expect(imageProblem(png(1200, 630), 'x')).toBeNull());

it.each([
  ['another size', () => png(1200, 600), 'is 1200×600'],
  ['no PNG', () => Buffer.from('<svg/>'), 'is no PNG'],
  ['older words', () => png(1200, 630, 'y'), 'was drawn from other words than the page’s present title'],
])('reports %s', (_, bytes, message) => expect(imageProblem(bytes(), 'x')?.message).toBe(message));

it('reports a picture that is too large', () => expect(imageProblem(noise(), 'x')?.message).toMatch(/^has \d+ bytes$/));

it('wants a picture for the fixed pages and each page of the course, in both languages', () => {
  const { pairs } = projectOf('글', 'text');
  expect(cardsOf(pairs).map(({ locale, id }) => `${locale}/${id}`)).toEqual(['ko/home', 'ko/curriculum', 'ko/part', 'en/home', 'en/curriculum', 'en/part']);
  expect(new Set(cardsOf(pairs).map(fingerprint)).size).toBe(6);
});
