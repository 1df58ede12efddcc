import type { GlossaryEntry } from '@site/src/glossary/entries';

/** Every name that a reader may type for a term. */
export const namesOf = ({ id, name, other, aliases, short, wrong }: GlossaryEntry): string[] => [name, other ?? '', id, ...aliases, ...short, ...wrong].filter(Boolean);
