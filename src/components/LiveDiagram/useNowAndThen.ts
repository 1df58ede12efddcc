import { useEffect, useRef, useState } from 'react';

/** A value that may change many times a second, taken over at most once in so many ms; the last one is always taken. */
export function useNowAndThen<T>(value: T, every: number): T {
  const [taken, setTaken] = useState(value);
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (value === taken) return undefined;
    const timer = window.setTimeout(() => {
      last.current = performance.now();
      setTaken(value);
    }, Math.max(0, last.current + every - performance.now()));
    return () => window.clearTimeout(timer);
  }, [every, taken, value]);
  return taken;
}
