/** Runs in a page before its own scripts: nothing ever comes into view, so no widget loads. */
export function nothingInView(): void {
  class NothingInView {
    observe() {}
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  }
  Object.assign(window, { IntersectionObserver: NothingInView });
}
