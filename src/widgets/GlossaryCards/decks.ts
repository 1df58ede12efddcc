import type { GlossaryEntry } from '@site/src/glossary/entries';
import { ALL } from './state';

/** Terms in the order of the course: by part, the guides last, and by id within a part (the same in both languages). */
export function inCourseOrder<T extends Pick<GlossaryEntry, 'id' | 'part'>>(entries: readonly T[]): T[] {
  const part = (one: T) => one.part ?? Number.MAX_SAFE_INTEGER;
  return [...entries].sort((a, b) => part(a) - part(b) || (a.id < b.id ? -1 : 1));
}

/** The terms of one deck (an id of `DECKS`), in the order of `entries`. */
export const deckOf = <T extends Pick<GlossaryEntry, 'stage'>>(entries: readonly T[], deck: string): T[] => entries.filter(({ stage }) => deck === ALL || stage === deck);
