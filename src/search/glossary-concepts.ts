import type { Concept } from './types';

/** A glossary entry as far as search is concerned (src/glossary/terms.yaml). */
export interface NamedTerm {
  id: string;
  ko: string;
  en: string;
  aliases?: readonly string[];
  short?: readonly string[];
}

export const conceptsOf = (terms: Iterable<NamedTerm>): Concept[] =>
  [...terms].map(({ id, ko, en, aliases = [], short = [] }) => ({ id, names: [...new Set([ko, en, ...aliases, ...short])].map(String).filter(Boolean) }));
