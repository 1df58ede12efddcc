const LONGEST_WAIT = 4000;

/**
 * Brings the reader to an element of a page that may still be loading: opens it where it is folded and gives it the focus, so that
 * reading goes on there. Gives up quietly after four seconds, or when the reader does something.
 */
export function reveal(id: string): void {
  const started = performance.now();
  let shown: HTMLElement | null = null;
  let over = false;
  const stop = () => {
    over = true;
  };
  const look = () => {
    if (over || performance.now() - started > LONGEST_WAIT) return;
    const element = document.getElementById(id);
    // The focus is refused while the page is still hidden, and lost when a widget wakes up and puts new elements in the place of its
    // first, static ones: as long as nothing has it, try again.
    if (element && (element !== shown || document.activeElement === document.body)) {
      show(element, shown === null);
      shown = element;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(() => {
    for (const event of ['keydown', 'pointerdown', 'wheel'] as const) document.addEventListener(event, stop, { once: true, passive: true });
    look();
  });
}

function show(element: HTMLElement, first: boolean): void {
  if (element instanceof HTMLDetailsElement) element.open = true;
  const target = element instanceof HTMLDetailsElement ? element.querySelector('summary') : element;
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  if (first) element.scrollIntoView();
  target.focus({ preventScroll: true });
}
