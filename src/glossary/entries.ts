import type { Locale } from '../i18n/messages';
import { parts } from '../curriculum/parts';
import { groupOf } from './initials';
import type { GlossaryTerm, Since } from './read';

/** Stage ids of the curriculum, and the guides. */
export type TermStage = string;

/** A term as the list on the glossary page shows it, in that page's language. */
export interface GlossaryEntry {
  id: string;
  name: string;
  /** Its name in the other language, where that differs. */
  other?: string;
  aliases: string[];
  short: string[];
  wrong: string[];
  definition: string;
  part?: number;
  page?: string;
  stage: TermStage;
  since?: Since;
  /** Ids and names, as a link shows them. */
  confuse: { id: string; name: string }[];
  source: string;
  /** The heading under which it stands: ㄱ…ㅎ, A…Z. */
  group: string;
}

export const GUIDES = 'guides';

/** All terms in the order of the list: in Korean 가나다 and then A–Z, in English A–Z. The order is set here, once, so that page and browser agree. */
export function glossaryEntries(terms: readonly GlossaryTerm[], locale: Locale): GlossaryEntry[] {
  const names = new Map(terms.map((term) => [term.id, term[locale]]));
  const entries = terms.map((term): GlossaryEntry => {
    const [name, other] = locale === 'ko' ? [term.ko, term.en] : [term.en, term.ko];
    const stage = parts.find(({ number }) => number === term.part)?.stage ?? GUIDES;
    return {
      id: term.id,
      name,
      ...(other === name ? {} : { other }),
      aliases: term.aliases ?? [],
      short: term.short ?? [],
      wrong: term.wrong ?? [],
      definition: term.definition[locale],
      ...(term.part === undefined ? {} : { part: term.part }),
      ...(term.page === undefined ? {} : { page: term.page }),
      stage,
      ...(term.since ? { since: term.since } : {}),
      confuse: (term.confuse ?? []).map((id) => ({ id, name: names.get(id) ?? id })),
      source: term.source,
      group: groupOf(name),
    };
  });
  const hangulFirst = ({ name }: GlossaryEntry) => (/^[가-힣]/.test(name) ? 0 : 1);
  return entries.sort((a, b) => hangulFirst(a) - hangulFirst(b) || a.name.localeCompare(b.name, locale, { sensitivity: 'base', numeric: true }) || (a.id < b.id ? -1 : 1));
}
