import { useEffect, useRef, useState, type RefObject } from 'react';

/** Everything beside the element and beside what holds it. */
function around(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = element; at.parentElement !== null && at !== document.body; at = at.parentElement) {
    found.push(...[...at.parentElement.children].filter((one) => one !== at && !(one instanceof HTMLScriptElement)));
  }
  return found;
}

/**
 * Lets an element fill the window: the page behind neither scrolls nor takes the focus, Escape ends it, and the focus goes back to where it
 * was before. The element's style does the rest, by `data-wide`.
 */
export function useFullScreen(box: RefObject<HTMLElement | null>): [wide: boolean, toggle: () => void] {
  const [wide, setWide] = useState(false);
  const before = useRef<Element | null>(null);

  useEffect(() => {
    const element = box.current;
    if (!wide || !element) return undefined;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setWide(false);
    };
    const behind = around(element).filter((one) => !one.hasAttribute('inert'));
    for (const one of behind) one.setAttribute('inert', '');
    document.addEventListener('keydown', leave);
    document.documentElement.dataset.kxLocked = 'true';
    return () => {
      for (const one of behind) one.removeAttribute('inert');
      document.removeEventListener('keydown', leave);
      delete document.documentElement.dataset.kxLocked;
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
      element.scrollIntoView?.({ block: 'nearest' });
    };
  }, [box, wide]);

  return [
    wide,
    () => {
      before.current = document.activeElement;
      setWide(!wide);
    },
  ];
}
