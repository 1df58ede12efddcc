import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { isFirstRender } from './firstRender';

const isServer = typeof window === 'undefined';

/**
 * Whether the element behind the ref keeps what the server wrote into it: on the page that the reader opened, if it is `still`. Such an
 * element takes `keptHtml`; React then neither renders nor visits what is inside.
 */
export function useKeptHtml<E extends HTMLElement>(still: boolean): [ref: RefObject<E | null>, kept: boolean] {
  const ref = useRef<E>(null);
  const [kept, setKept] = useState(() => still && !isServer && isFirstRender());
  // There is no HTML to keep where the server did not write this page (the development server, an error while taking over).
  useLayoutEffect(() => {
    if (kept && !ref.current?.hasChildNodes()) setKept(false);
  }, [kept]);
  return [ref, kept];
}
