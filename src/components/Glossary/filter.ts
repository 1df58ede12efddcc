import type { GlossaryEntry } from '@site/src/glossary/entries';
import { isWholeName, nameMatches } from '@site/src/glossary/initials';
import { forgivingly } from './forgiving';
import { namesOf } from './names';

/** The terms to show for this text and stage; an empty text or stage lets everything pass. Where no name contains the text, what site search would forgive counts. */
export function shownFor(entries: readonly GlossaryEntry[], query: string, stage: string): GlossaryEntry[] {
  const inStage = entries.filter((entry) => stage === '' || entry.stage === stage);
  if (query.trim() === '') return inStage;
  const containing = inStage.filter((entry) => namesOf(entry).some((name) => nameMatches(name, query)));
  if (containing.length > 0) return containing;
  const forgiven = forgivingly(entries, query);
  return inStage.filter(({ id }) => forgiven.has(id));
}

/** Terms that are called exactly what was typed; at most six, so that one consonant does not list a page. */
export const exactlyNamed = (entries: readonly GlossaryEntry[], query: string): GlossaryEntry[] =>
  query.trim() === '' ? [] : entries.filter((entry) => namesOf(entry).some((name) => isWholeName(name, query))).slice(0, 6);
