import { useSyncExternalStore, type ReactNode } from 'react';
import { keptHtml } from './keptHtml';

/** As wide as the theme's own style sheet means it: the sidebar and the list of contents stand beside the text. */
const wide = '(min-width: 997px)';
const isServer = typeof window === 'undefined';

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(wide);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

const now = () => isServer || window.matchMedia(wide).matches;

/** Whether the window is wide; true on the server, and known in the browser from the first render on. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, now, now);

/**
 * What only a wide window shows. In a narrow one the server's HTML, which the style sheet hides, stays as it is: React neither renders nor
 * visits it. The box has no layout of its own.
 */
export function Wide({ children }: { children: ReactNode }) {
  const style = { display: 'contents' };
  if (useIsWide()) {
    return (
      <div key="live" style={style}>
        {children}
      </div>
    );
  }
  return <div key="kept" style={style} {...keptHtml} />;
}
