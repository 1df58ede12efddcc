import { useCallback, useEffect, useRef, useState } from 'react';

/** ms: a slider that is drawn along does not begin a cluster at each of its steps. */
const PAUSE = 200;

/** Options as the reader sets them, at once; the cluster begins anew with them a moment after the last change. */
export function useDraft<Options>(options: Options, restart: (options: Options) => void): readonly [draft: Options, change: (part: Partial<Options>) => void] {
  const [draft, setDraft] = useState<Options | null>(null);
  const latest = useRef(restart);
  useEffect(() => {
    latest.current = restart;
  });
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => {
      latest.current(draft);
      setDraft(null);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  const change = useCallback((part: Partial<Options>) => setDraft((before) => ({ ...(before ?? options), ...part })), [options]);
  return [draft ?? options, change];
}
