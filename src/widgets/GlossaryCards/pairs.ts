import { fnv32a } from '@site/src/simulation/base/hash';
import { createRandom } from '@site/src/simulation/base/random';
import type { GlossaryEntry } from '@site/src/glossary/entries';

/** Questions of one round. */
export const ROUND = 10;

/** What a question needs of a term. */
export type PairTerm = Pick<GlossaryEntry, 'id' | 'name' | 'other' | 'definition' | 'confuse'>;

export interface Question<T> {
  /** The term whose definition is shown. */
  readonly asked: T;
  readonly rival: T;
  /** Both, in the order in which their names are shown. */
  readonly names: readonly [T, T];
}

/** Every "do not confuse with" relation once, whichever side notes it: ids in alphabetical order, so that both languages agree. */
export function relations(terms: readonly PairTerm[]): (readonly [string, string])[] {
  const ids = new Set(terms.map(({ id }) => id));
  const keys = terms.flatMap(({ id, confuse }) => confuse.filter((one) => ids.has(one.id) && one.id !== id).map((one) => [id, one.id].sort().join(' ')));
  return [...new Set(keys)].sort().map((key) => key.split(' ') as [string, string]);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A text cut where it names one of `names`, in any case, an English plural included; null stands for the name. Longer names go first, so that one
 * inside another leaves no rest. A name within a longer English word is none; Korean particles follow a name without a space.
 */
export function withBlanks(text: string, names: readonly string[]): (string | null)[] {
  if (names.length === 0) return [text];
  const longestFirst = [...names].sort((a, b) => b.length - a.length).map(escaped);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?:e?s)?(?!\\p{Script=Latin})`, 'giu');
  return text.split(any).flatMap((piece, i) => (i === 0 ? [piece] : [null, piece]));
}

/** How often the definition of `asked` names one of the two. */
const givesAway = (asked: PairTerm, rival: PairTerm): number => withBlanks(asked.definition, [asked.name, rival.name]).filter((piece) => piece === null).length;

/** Fisher–Yates with the seeded generator. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const { below } = createRandom(seed);
  const all = [...items];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/**
 * The questions of round `seed`: rounds walk through one shuffling of all relations before they begin another, so that none comes back soon.
 * The seed also chooses whose definition is shown, unless one of the two gives a name away, and which name stands first.
 */
export function roundOf<T extends PairTerm>(terms: readonly T[], seed: number): Question<T>[] {
  const all = relations(terms);
  const byId = new Map(terms.map((term) => [term.id, term]));
  const rounds = Math.max(1, Math.floor(all.length / ROUND));
  const from = (seed % rounds) * ROUND;
  return shuffled(all, Math.floor(seed / rounds))
    .slice(from, from + ROUND)
    .map((ids) => {
      const [first, second] = ids.map((id) => byId.get(id)!) as [T, T];
      const { below } = createRandom(fnv32a(`${seed} ${ids.join(' ')}`));
      const names: readonly [T, T] = below(2) === 0 ? [first, second] : [second, first];
      const [a, b] = below(2) === 0 ? names : [names[1], names[0]];
      const [asked, rival] = givesAway(a, b) <= givesAway(b, a) ? [a, b] : [b, a];
      return { asked, rival, names };
    });
}
