import type { Reading } from './tables';
import type { Piece } from './types';
import { termsOfWord } from './words';

const EXCERPT = 130;
const LEAD_IN = 24;

/** Ranges of a text that match, in order, not overlapping. */
export function ranges({ words, namings }: Reading, matched: ReadonlySet<string>): [number, number][] {
  const hit = words.map((word) => !word.stop && (word.form.length > 1 || matched.has(word.form)) && termsOfWord(word).some((term) => matched.has(term)));
  for (const { from, to, ids } of namings) if (ids.some((id) => matched.has(`@${id}`))) hit.fill(true, from, to);
  return words.filter((_, i) => hit[i]).map(({ start, end }) => [start, end]);
}

export function pieces(text: string, marks: readonly [number, number][]): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from > at) found.push({ text: text.slice(at, from), hit: false });
    found.push({ text: text.slice(Math.max(at, from), to), hit: true });
    at = to;
  }
  if (at < text.length) found.push({ text: text.slice(at), hit: false });
  return found.filter((piece) => piece.text);
}

/** The part of a text with the most matches, of at most `EXCERPT` characters, cut at words. */
export function excerpt(reading: Reading, matched: ReadonlySet<string>): Piece[] {
  const { text, words } = reading;
  const marks = ranges(reading, matched);
  let [best, most] = [0, 0];
  marks.forEach(([from], i) => {
    let inside = 0;
    const seen = new Set<string>();
    for (let j = i; j < marks.length && marks[j]![1] - from < EXCERPT - LEAD_IN; j += 1) {
      inside += seen.has(text.slice(...marks[j]!)) ? 0.3 : 1;
      seen.add(text.slice(...marks[j]!));
    }
    if (inside > most) [best, most] = [from, inside];
  });
  const start = best <= LEAD_IN ? 0 : (words.find((word) => word.start >= best - LEAD_IN)?.start ?? 0);
  const whole = text.slice(start, start + EXCERPT);
  const end = start + whole.length >= text.length ? text.length : start + Math.max(whole.lastIndexOf(' '), EXCERPT / 2);
  const inside = marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]): [number, number] => [from - start, to - start]);
  const cut = pieces(text.slice(start, end).trimEnd(), inside);
  return [...(start > 0 ? [{ text: '…', hit: false }] : []), ...cut, ...(end < text.length && cut.length > 0 ? [{ text: '…', hit: false }] : [])];
}
