import type { Concept } from './types';

/** A glossary entry as far as search is concerned (src/glossary/terms). */
export interface NamedTerm {
  id: string;
  ko: string;
  en: string;
  aliases?: readonly string[];
  short?: readonly string[];
  wrong?: readonly string[];
}

export const conceptsOf = (terms: Iterable<NamedTerm>): Concept[] =>
  [...terms].map(({ id, ko, en, aliases = [], short = [], wrong = [] }) => ({ id, names: [...new Set([ko, en, ...aliases, ...short, ...wrong])].map(String).filter(Boolean) }));
