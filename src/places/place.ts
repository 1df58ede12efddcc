/** Where a reader is on a page: so many pixels below the heading that was last passed, which stays true when what is above it changes its height. */
export interface Place {
  /** Id of the heading; empty above the first one. */
  id: string;
  /** Pixels from the heading (or the page's top) to the top of the window. */
  below: number;
}

/** Of the page itself: what a widget or a fold shows may be another thing when the reader comes back. */
const headings = 'main :is(h1, h2, h3)[id]:not([data-island] *, details:not([open]) *)';
const topOf = (element: Element): number => element.getBoundingClientRect().top + window.scrollY;

/** The place of a scroll position on the page that is shown. */
export function placeAt(y: number): Place {
  const passed = [...document.querySelectorAll(headings)].map((heading) => ({ id: heading.id, top: topOf(heading) })).filter(({ top }) => top <= y);
  const last = passed.reduce((lowest, one) => (one.top >= lowest.top ? one : lowest), { id: '', top: 0 });
  return { id: last.id, below: y - last.top };
}

/** The scroll position of a place on the page that is shown; where its heading is gone, as far below the top. */
export function positionOf({ id, below }: Place): number {
  const heading = id ? document.getElementById(id) : null;
  // The reader was inside a fold: it is open again.
  for (let fold = heading?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  return Math.round((heading ? topOf(heading) : 0) + below);
}
