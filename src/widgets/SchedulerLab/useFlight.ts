import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';

const useBrowserLayoutEffect = typeof window === 'undefined' ? () => undefined : useLayoutEffect;

/**
 * Lets a Pod fly from its place in the queue to its node. `prepare` is called before the state changes and remembers where the queue
 * entry is; the effect then finds the Pod's block and moves it from there. Reduced motion: the block is simply there.
 */
export function useFlight(box: RefObject<HTMLElement | null>, key: unknown): () => void {
  const before = useRef(new Map<string, DOMRect>());
  const placed = useRef(new Set<string>());

  const prepare = useCallback(() => {
    before.current = new Map();
    placed.current = new Set();
    for (const element of box.current?.querySelectorAll<HTMLElement>('[data-queue-pod]') ?? []) {
      before.current.set(element.dataset['queuePod'] ?? '', element.getBoundingClientRect());
    }
    for (const element of box.current?.querySelectorAll<HTMLElement>('[data-pod]') ?? []) placed.current.add(element.dataset['pod'] ?? '');
  }, [box]);

  useBrowserLayoutEffect(() => {
    if (before.current.size === 0 || typeof window.matchMedia !== 'function' || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const arrived = [...(box.current?.querySelectorAll<HTMLElement>('[data-pod]') ?? [])].filter((element) => !placed.current.has(element.dataset['pod'] ?? ''));
    const queue = before.current;
    before.current = new Map();
    // One thing at a time: a run to the end places many at once, and those do not fly.
    if (arrived.length !== 1) return;
    for (const element of arrived) {
      const from = queue.get(element.dataset['pod'] ?? '');
      if (from === undefined) continue;
      const to = element.getBoundingClientRect();
      element.animate([{ transform: `translate(${from.left - to.left}px, ${from.top - to.top}px)`, zIndex: 5 }, { transform: 'none' }], {
        duration: 260,
        easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)',
      });
    }
  }, [box, key]);

  return prepare;
}
