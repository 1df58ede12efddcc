const keepsItsPlace = typeof CSS !== 'undefined' && CSS.supports('overflow-anchor', 'auto');

const whenIdle = (run: () => void) => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run);
  else setTimeout(run, 50);
};

function layOut(passage: HTMLElement): void {
  const before = passage.getBoundingClientRect();
  passage.style.contentVisibility = 'visible';
  // Without scroll anchoring (Safari), a guess above the viewport that turns out wrong would push the text away from the reader.
  if (!keepsItsPlace && before.bottom <= 0) window.scrollBy(0, passage.getBoundingClientRect().height - before.height);
}

function layOutOneByOne(passages: readonly HTMLElement[]): void {
  const [next, ...rest] = passages;
  if (!next) return;
  whenIdle(() => {
    if (next.isConnected) layOut(next);
    layOutOneByOne(rest);
  });
}

/**
 * Lays out the passages that the browser put off (`content-visibility` in `site.css`), one at a time while it is idle: called when the
 * reader begins to move, so that soon the scroll bar is true and nothing is left to be laid out on the way.
 */
export function layOutPassages(): void {
  layOutOneByOne([...document.querySelectorAll<HTMLElement>('.kx-passage')]);
}
