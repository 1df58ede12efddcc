/** How far below or above the screen a widget is loaded once the reader moves. */
const ahead = '400px 0px';

const movements = ['scroll', 'pointerdown', 'keydown'] as const;

/** Whether the address names a place that is not there: an empty widget may be what will hold it. */
function isSought(): boolean {
  const id = decodeURIComponent(window.location.hash.slice(1));
  return id !== '' && document.getElementById(id) === null;
}

/**
 * Calls back once: when the element is on the screen, or, after the reader has begun to move, near it. Until then what is just off the screen
 * waits, so that a page opens without the code of a widget that nobody has seen. An empty element, which has no HTML from the server to
 * show, does not wait so long. Returns how to stop waiting.
 */
export function whenNear(element: Element, callBack: () => void): () => void {
  const empty = !element.textContent;
  if (empty && isSought()) {
    callBack();
    return () => {};
  }
  const watch = (rootMargin: string) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        stop();
        callBack();
      },
      { rootMargin },
    );
    observer.observe(element);
    return observer;
  };
  const moves = () => {
    forgetMovements();
    observer.disconnect();
    observer = watch(ahead);
  };
  const forgetMovements = () => movements.forEach((name) => window.removeEventListener(name, moves));
  const stop = () => {
    observer.disconnect();
    forgetMovements();
  };
  const waits = !empty && window.scrollY === 0;
  let observer = watch(waits ? '0px' : ahead);
  if (waits) movements.forEach((name) => window.addEventListener(name, moves, { passive: true }));
  return stop;
}
