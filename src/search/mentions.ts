import type { Lexicon } from './postings';
import type { Tables } from './tables';
import { termsInText, wordsOf } from './words';

type Postings = ReadonlyMap<number, number>;

const known = new WeakMap<Lexicon, Map<string, Postings>>();

/** The texts that have every term, as often as the rarest of them. */
function withAll({ body }: Tables, terms: readonly string[]): Postings {
  const [first, ...others] = terms.map((term) => body.of(term)).sort((a, b) => a.size - b.size);
  if (!first) return new Map();
  return new Map([...first].filter(([id]) => others.every((other) => other.has(id))));
}

/** The texts thats mention a concept by any of its names, of several words in any order. Worked out once a concept. */
export function mentionsOf(tables: Tables, id: string): Postings {
  let mentions = known.get(tables.body);
  if (!mentions) known.set(tables.body, (mentions = new Map<string, Postings>()));
  const before = mentions.get(id);
  if (before) return before;
  const found = new Map<number, number>();
  for (const name of tables.concepts.namesOf(id)) {
    const words = wordsOf(name);
    const terms = words.flatMap((word) => termsInText(word).slice(0, 1));
    // A name may also be written as one word.
    const joined = words.length > 1 ? [words.map((word) => word.name).join('')] : [];
    for (const all of [terms, joined]) for (const [record, times] of withAll(tables, all)) found.set(record, Math.max(found.get(record) ?? 0, times));
  }
  mentions.set(id, found);
  return found;
}
