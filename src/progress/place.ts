import type { Part } from '../curriculum/parts';
import { bestSitting, pageOf } from './change';
import type { Progress } from './forms';

/**
 * Page id → ids of the objectives that the page has, as far as this browser has seen the page; and the steps of its labs, under
 * {@link labOutline}.
 */
export type Outlines = Readonly<Record<string, readonly string[]>>;

/** Where the steps of a lab stand among the outlines. */
export const labOutline = (page: string, lab: string): string => `${page}#${lab}`;

export interface PagePlace {
  state: 'read' | 'started' | 'untouched';
  /** Ticked objectives among those the page has now. */
  reached: number;
  /** All objectives of the page; `null` while this browser has not seen the page, as after an import. */
  of: number | null;
  /** Questions whose answer the reader did not know yet. */
  again: number;
  /** Steps reached in the page's labs. */
  steps: number;
  /** All steps of the labs that this browser has seen there; `null` while it has seen none. */
  stepsOf: number | null;
  /** The best of the exams that were sat in full there, points of 100; `null` where there is none. */
  exam: number | null;
}

/** A lab's steps may change from one version of the site to the next: where its outline is known, only those that it has now count. */
function stepsAt(labs: Readonly<Record<string, readonly string[]>>, outlines: Outlines, page: string): Pick<PagePlace, 'steps' | 'stepsOf'> {
  const known = Object.entries(outlines).filter(([key]) => key.startsWith(labOutline(page, '')));
  const steps = Object.entries(labs).reduce((sum, [lab, done]) => {
    const outline = known.find(([key]) => key === labOutline(page, lab))?.[1];
    return sum + (outline === undefined ? done.length : done.filter((id) => outline.includes(id)).length);
  }, 0);
  return { steps, stepsOf: known.length === 0 ? null : known.reduce((sum, [, ids]) => sum + ids.length, 0) };
}

export function placeOf(progress: Progress, outlines: Outlines, page: string): PagePlace {
  const { read, objectives, answers, labs, exams } = pageOf(progress, page);
  const best = bestSitting(progress, page, 'full');
  const outline = Object.hasOwn(outlines, page) ? outlines[page] : undefined;
  const said = Object.values(answers);
  return {
    state: read ? 'read' : objectives.length + said.length + Object.keys(labs).length + Object.keys(exams).length > 0 ? 'started' : 'untouched',
    reached: outline ? objectives.filter((id) => outline.includes(id)).length : objectives.length,
    of: outline ? outline.length : null,
    again: said.filter((answer) => answer === 'notYet').length,
    ...stepsAt(labs, outlines, page),
    exam: best === null ? null : best / 10,
  };
}

/** The first part of the course that can be read and is not read: every part rests on those before it. */
export const nextPart = (parts: readonly Part[], isWritten: (page: string) => boolean, progress: Progress): Part | null =>
  parts.find(({ slug }) => isWritten(slug) && !pageOf(progress, slug).read) ?? null;
