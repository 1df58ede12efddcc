import type { Both } from '@site/src/labs/lab';
import type { Cause, Choice, Incident, PathLine } from '@site/src/simulation/scenarios/incidents/incident';

export type BothIncident = Incident<Both>;
export type BothCause = Cause<Both>;

/** A text in both languages; `code` between backticks. */
export const t = (ko: string, en: string): Both => ({ ko, en });
export const choice = (id: string, ko: string, en: string): Choice<Both> => ({ id, text: t(ko, en) });
export const step = (line: string, ko: string, en: string): PathLine<Both> => ({ line, why: t(ko, en) });
