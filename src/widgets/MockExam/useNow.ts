import { useEffect, useState } from 'react';

/** The reader's own clock, each second while `running`; 0 until the page is alive. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    setNow(Date.now());
    if (!running) return undefined;
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [running]);
  return now;
}
