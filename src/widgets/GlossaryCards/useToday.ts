import { useSyncExternalStore } from 'react';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Days since 1970-01-01 in the reader's time zone. */
function today(): number {
  const now = new Date();
  return Math.floor((now.getTime() - now.getTimezoneOffset() * MINUTE) / DAY);
}

/** A page left open overnight has a new day when the reader comes back to it. */
function subscribe(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  window.addEventListener('focus', changed);
  return () => {
    document.removeEventListener('visibilitychange', changed);
    window.removeEventListener('focus', changed);
  };
}

/** Today's day number; 0 on the server, which has no clock. */
export const useToday = (): number => useSyncExternalStore(subscribe, today, () => 0);
