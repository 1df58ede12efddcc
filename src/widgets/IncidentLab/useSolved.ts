import { useEffect, useState } from 'react';
import { timesOf } from '@site/src/progress/change';
import { progressStore } from '@site/src/progress/store';

/** The incidents that the reader's record has, and the best time of each, s. */
export function useSolved(page: string, id: string): Readonly<Record<string, number>> {
  const [solved, setSolved] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    const look = () => setSolved(timesOf(progressStore.get().progress, page, id));
    look();
    return progressStore.subscribe(look);
  }, [page, id]);
  return solved;
}
