import { useSyncExternalStore } from 'react';
import { getOutlines, serverOutlines, subscribeOutlines } from './outlines';
import { placeOf, type Outlines, type PagePlace } from './place';
import { progressStore, serverState, type ProgressState } from './store';

/** The reader's progress and how safely it is kept; neutral on the server and during hydration. */
export function useProgress(): ProgressState {
  return useSyncExternalStore(progressStore.subscribe, progressStore.get, () => serverState);
}

export const useOutlines = (): Outlines => useSyncExternalStore(subscribeOutlines, getOutlines, serverOutlines);

export function usePlaceOf(): (page: string) => PagePlace {
  const { progress } = useProgress();
  const outlines = useOutlines();
  return (page) => placeOf(progress, outlines, page);
}

/** Whether a mark can be made: not before the page is alive, and not over a newer site's store. */
export const canMark = ({ keeping }: ProgressState): boolean => keeping !== 'unknown' && keeping !== 'newer';
