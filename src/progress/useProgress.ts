import { useContext } from 'react';
import { placeOf, type Outlines, type PagePlace } from './place';
import { OutlinesContext, ProgressContext } from './ProgressProvider';
import type { ProgressState } from './store';

/** The reader's progress and how safely it is kept; neutral on the server and during hydration. */
export const useProgress = (): ProgressState => useContext(ProgressContext);

export const useOutlines = (): Outlines => useContext(OutlinesContext);

export function usePlaceOf(): (page: string) => PagePlace {
  const { progress } = useProgress();
  const outlines = useOutlines();
  return (page) => placeOf(progress, outlines, page);
}

/** Whether a mark can be made: not before the page is alive, and not over a newer site's store. */
export const canMark = ({ keeping }: ProgressState): boolean => keeping !== 'unknown' && keeping !== 'newer';
