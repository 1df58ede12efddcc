// Read while the site is built, where only relative paths lead somewhere: what is imported by name here are types.
import type { Locale } from '@site/src/i18n/messages';
import type { Both } from '@site/src/labs/lab';
import type { Cause, Choice, Incident, PathLine } from '@site/src/simulation/scenarios/incidents/incident';

export type BothIncident = Incident<Both>;
export type BothCause = Cause<Both>;

/** A text in both languages; `code` between backticks. */
export const t = (ko: string, en: string): Both => ({ ko, en });
export const choice = (id: string, ko: string, en: string): Choice<Both> => ({ id, text: t(ko, en) });
export const step = (line: string, ko: string, en: string): PathLine<Both> => ({ line, why: t(ko, en) });

/** An incident in one language, as a page carries it. */
export function incidentIn({ title, story, causes, lures, ...rest }: BothIncident, locale: Locale): Incident<string> {
  const chosen = ({ id, text }: Choice<Both>): Choice<string> => ({ id, text: text[locale] });
  return {
    ...rest, title: title[locale], story: story[locale], lures: lures.map(chosen),
    causes: causes.map(({ hints, path, after, ...cause }) => ({ ...cause, ...chosen(cause), hints: [hints[0][locale], hints[1][locale]], path: path.map(({ line, why }) => ({ line, why: why[locale] })), after: after[locale] })),
  };
}
