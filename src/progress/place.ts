import type { Part } from '../curriculum/parts';
import { pageOf } from './change';
import type { Progress } from './forms';

/** Page id → ids of the objectives that the page has, as far as this browser has seen the page. */
export type Outlines = Readonly<Record<string, readonly string[]>>;

export interface PagePlace {
  state: 'read' | 'started' | 'untouched';
  /** Ticked objectives among those the page has now. */
  reached: number;
  /** All objectives of the page; `null` while this browser has not seen the page, as after an import. */
  of: number | null;
  /** Questions whose answer the reader did not know yet. */
  again: number;
}

export function placeOf(progress: Progress, outlines: Outlines, page: string): PagePlace {
  const { read, objectives, answers } = pageOf(progress, page);
  const outline = Object.hasOwn(outlines, page) ? outlines[page] : undefined;
  const said = Object.values(answers);
  return {
    state: read ? 'read' : objectives.length + said.length > 0 ? 'started' : 'untouched',
    reached: outline ? objectives.filter((id) => outline.includes(id)).length : objectives.length,
    of: outline ? outline.length : null,
    again: said.filter((answer) => answer === 'notYet').length,
  };
}

/** The first part of the course that can be read and is not read: every part rests on those before it. */
export const nextPart = (parts: readonly Part[], isWritten: (page: string) => boolean, progress: Progress): Part | null =>
  parts.find(({ slug }) => isWritten(slug) && !pageOf(progress, slug).read) ?? null;
