import { widthOf } from './width';

const wide = (text: string): number => [...text].reduce((sum, char) => sum + widthOf(char), 0);

/** Words as Tab lists them: columns of one width, filled from above (readline's rl_display_match_list). */
export function matchList(words: readonly string[], columns: number): readonly string[] {
  const most = Math.max(0, ...words.map(wide)) + 2;
  const fit = Math.floor(columns / most);
  const count = Math.max(1, fit > 1 && fit * most === columns ? fit - 1 : fit);
  const rows = Math.ceil(words.length / count);
  return Array.from({ length: rows }, (_, row) => words.filter((__, at) => at % rows === row).map((word) => word + ' '.repeat(most - wide(word))).join('').trimEnd());
}
