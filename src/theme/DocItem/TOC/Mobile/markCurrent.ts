/**
 * Marks, of the links in a list of contents, the one to the section that the reader is in (its heading's id), for the eye and for screen readers,
 * and brings it into the list's window. Without an id none is marked.
 */
export function markCurrent(list: HTMLElement, id: string | undefined): void {
  for (const link of list.querySelectorAll('a')) {
    if (id === undefined || decodeURIComponent(link.hash) !== `#${id}`) {
      link.removeAttribute('aria-current');
      continue;
    }
    link.setAttribute('aria-current', 'location');
    // Only the list scrolls: `scrollIntoView` would move the page too.
    const { top, bottom } = link.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) list.scrollTop += top - frame.top - (frame.height - (bottom - top)) / 2;
  }
}
