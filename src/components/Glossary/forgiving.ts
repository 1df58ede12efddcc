import type { GlossaryEntry } from '@site/src/glossary/entries';
import { ConceptTable } from '@site/src/search/concepts';
import { initials, otherLayout } from '@site/src/search/hangul';
import { wordsOf } from '@site/src/search/words';
import { namesOf } from './names';

const tables = new WeakMap<readonly GlossaryEntry[], ConceptTable>();

function tableOf(entries: readonly GlossaryEntry[]): ConceptTable {
  let table = tables.get(entries);
  if (!table) tables.set(entries, (table = new ConceptTable(entries.map((entry) => ({ id: entry.id, names: namesOf(entry) })), initials)));
  return table;
}

/** Ids of the terms that site search would take a text to name: with a particle or a plural, misspelt, half typed, or typed in the other keyboard layout. */
export function forgivingly(entries: readonly GlossaryEntry[], query: string): Set<string> {
  const table = tableOf(entries);
  const named = (text: string) => table.guess(wordsOf(text), () => false).flatMap(({ ids }) => ids);
  const found = named(query);
  return new Set(found.length > 0 ? found : named(otherLayout(query)));
}
