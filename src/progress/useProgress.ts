import { useSyncExternalStore } from 'react';
import { emptyProgress, getProgress, subscribeProgress, type Progress } from './store';

/** The reader's progress; empty on the server and during hydration. */
export function useProgress(): Progress {
  return useSyncExternalStore(subscribeProgress, getProgress, () => emptyProgress);
}
