/** How far below or above the screen a widget is loaded once the reader moves. */
const ahead = '400px 0px';

const movements = ['scroll', 'pointerdown', 'keydown'] as const;

/**
 * Calls back once: when the element is on the screen, or, after the reader has begun to move, near it. Until then what is just off the screen
 * waits, so that a page opens without the code of a widget that nobody has seen. Returns how to stop waiting.
 */
export function whenNear(element: Element, callBack: () => void): () => void {
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
  let observer = watch(window.scrollY > 0 ? ahead : '0px');
  if (window.scrollY === 0) movements.forEach((name) => window.addEventListener(name, moves, { passive: true }));
  return stop;
}
