import type { PageTexts } from './types';
import { termsInText, wordsOf } from './words';

const ACCIDENTAL = /^\d{5,}$/;

/** What each text of a page is found by, by the number of its record. */
export const termsOfTexts = ({ texts, more }: PageTexts): Map<number, string[]> =>
  new Map(
    Object.entries(texts).map(([id, text]) => [
      Number(id),
      wordsOf(`${text} ${more[Number(id)] ?? ''}`)
        .filter(({ form }) => !ACCIDENTAL.test(form))
        .flatMap(termsInText),
    ]),
  );
