import type { GlossaryEntry } from '@site/src/glossary/entries';
import { isWholeName, nameMatches } from '@site/src/glossary/initials';

/** Every name that a reader may type for a term. */
const namesOf = ({ id, name, other, aliases, short, wrong }: GlossaryEntry): string[] => [name, other ?? '', id, ...aliases, ...short, ...wrong];

/** Is the term shown for this text and stage? An empty text or stage lets everything pass. */
export const isShown = (entry: GlossaryEntry, query: string, stage: string): boolean =>
  (stage === '' || entry.stage === stage) && (query.trim() === '' || namesOf(entry).some((name) => name !== '' && nameMatches(name, query)));

/** Terms that are called exactly what was typed; at most six, so that one consonant does not list a page. */
export const exactlyNamed = (entries: readonly GlossaryEntry[], query: string): GlossaryEntry[] =>
  query.trim() === '' ? [] : entries.filter((entry) => namesOf(entry).some((name) => name !== '' && isWholeName(name, query))).slice(0, 6);
