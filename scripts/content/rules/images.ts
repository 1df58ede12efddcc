import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cardsOf, fingerprint } from '../../og/cards';
import { textIn } from '../../og/png';
import type { Finding, Problem, Rule } from '../problem';
import type { Project } from '../project';

const LARGEST = 60_000;

/** What is wrong with a preview image; width and height stand in a PNG's first chunk (PNG specification, 11.2.2). */
export function imageProblem(bytes: Buffer, expected: string): { message: string; remedy: string } | null {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return { message: 'is no PNG', remedy: 'run npm run og' };
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width !== 1200 || height !== 630) return { message: `is ${width}×${height}`, remedy: 'link previews are 1200×630: run npm run og' };
  if (bytes.length > LARGEST) return { message: `has ${bytes.length} bytes`, remedy: `keep it below ${LARGEST}` };
  if (textIn(bytes, 'Comment') !== expected) return { message: 'was drawn from other words than the page’s present title', remedy: 'run npm run og and commit the picture' };
  return null;
}

/** Each page has its picture for link previews in both languages, drawn from the words that it has now. */
export const images: Rule<Project> = {
  name: 'preview images',
  check: ({ root, pairs }) =>
    cardsOf(pairs).map((card): Finding => {
      const file = join(root, 'static/og', card.locale, `${card.id}.png`);
      const problem = existsSync(file) ? imageProblem(readFileSync(file), fingerprint(card)) : { message: 'is missing', remedy: 'run npm run og and commit the picture' };
      const problems: Problem[] = problem ? [{ file, line: 1, ...problem }] : [];
      return { subject: `${card.locale} ${card.id}`, problems };
    }),
};
