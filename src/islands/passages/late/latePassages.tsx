import { useEffect, useState, type ComponentType } from 'react';
import { isFirstRender } from '../firstRender';

/** The component that a page's late half exports: it writes the n-th still passage. */
type Written = ComponentType<{ n: number }>;

/** Late halves of pages whose HTML the server wrote: nothing needs them until the reader goes to another page, and perhaps comes back. */
const waiting = new Set<() => Promise<void>>();

/** Brings what the pages of this document have put off, as the reader leaves the first of them. A page that fails tries again when it is shown. */
export function bringLatePassages(): void {
  for (const bring of waiting) bring().catch(() => undefined);
}

/**
 * The still passages of one page, whose code is a module of its own (`split-page.ts`). `ready` is awaited by the page: a page that the reader comes
 * to within the app stands whole when it is shown, and the page that the reader opened, which keeps the server's HTML, waits for nothing.
 */
export function latePassages(load: () => Promise<{ default: Written }>): Written & { ready: Promise<void> | undefined } {
  let here: Written | undefined;
  let coming: Promise<void> | undefined;
  const bring = (): Promise<void> => {
    coming ??= load().then(
      (module) => {
        here = module.default;
        waiting.delete(bring);
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };

  function Late({ n }: { n: number }) {
    const [, setCame] = useState(false);
    const [attempt, setAttempt] = useState(0);
    useEffect(() => {
      if (here) return undefined;
      const again = () => setAttempt((count) => count + 1);
      let left = false;
      bring().then(
        () => !left && setCame(true),
        () => !left && window.addEventListener('online', again, { once: true }),
      );
      return () => {
        left = true;
        window.removeEventListener('online', again);
      };
    }, [attempt]);
    const Here = here;
    return Here ? <Here n={n} /> : null;
  }

  const first = isFirstRender();
  if (first) waiting.add(bring);
  return Object.assign(Late, { ready: first ? undefined : bring() });
}
