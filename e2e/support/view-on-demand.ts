/**
 * Runs in a page before its own scripts: nothing comes into view until `window.showAll()`, and then everything is. So one visit measures what
 * a page loads by itself, and then wakes each of its widgets without scrolling.
 */
export function viewOnDemand(): void {
  let shown = false;
  const held = new Set<() => void>();
  class HeldObserver {
    private readonly mine = new Map<Element, () => void>();
    constructor(private readonly callback: IntersectionObserverCallback) {}
    observe(target: Element) {
      const report = () => this.callback([{ target, isIntersecting: true, intersectionRatio: 1 } as IntersectionObserverEntry], this as unknown as IntersectionObserver);
      if (shown) setTimeout(report);
      else {
        this.mine.set(target, report);
        held.add(report);
      }
    }
    unobserve(target: Element) {
      held.delete(this.mine.get(target)!);
      this.mine.delete(target);
    }
    disconnect() {
      for (const report of this.mine.values()) held.delete(report);
      this.mine.clear();
    }
    takeRecords() {
      return [];
    }
  }
  const showAll = () => {
    shown = true;
    for (const report of [...held]) report();
    held.clear();
  };
  Object.assign(window, { IntersectionObserver: HeldObserver, showAll });
}
