import { createContext, startTransition, useEffect, useState, type ReactNode } from 'react';
import { getOutlines, serverOutlines, subscribeOutlines } from './outlines';
import { progressStore, serverState } from './store';

interface Store<T> {
  get: () => T;
  subscribe: (listener: () => void) => () => void;
}

/**
 * What a store of this browser holds; neutral on the server and until the page has come alive. `useSyncExternalStore` would say the same, but
 * draw every mark of a page anew in the moment in which the page comes alive: here that may wait for whatever the reader does.
 */
function useStored<T>(store: Store<T>, neutral: T): T {
  const [state, setState] = useState(neutral);
  useEffect(() => {
    const stop = store.subscribe(() => setState(store.get()));
    startTransition(() => setState(store.get()));
    return stop;
  }, [store]);
  return state;
}

const outlineStore = { get: getOutlines, subscribe: subscribeOutlines };

export const ProgressContext = createContext(serverState);
export const OutlinesContext = createContext(serverOutlines);

/** Gives every page the reader's progress. */
export function ProgressProvider({ children }: { children: ReactNode }) {
  const progress = useStored(progressStore, serverState);
  const outlines = useStored(outlineStore, serverOutlines);
  return (
    <ProgressContext value={progress}>
      <OutlinesContext value={outlines}>{children}</OutlinesContext>
    </ProgressContext>
  );
}
