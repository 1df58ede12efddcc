import { useEffect, useRef } from 'react';
import DocItemTOCDesktop from '@theme/DocItem/TOC/Desktop';

const ACTIVE = 'a.table-of-contents__link--active';

/** The list of contents beside the text; a long one scrolls along, so that the place of the reader stays in sight. */
export function FollowedContents() {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = holder.current?.firstElementChild;
    if (!box) return undefined;
    const follow = () => {
      const place = box.querySelector(ACTIVE)?.getBoundingClientRect();
      if (!place) return;
      const { top, bottom, height } = box.getBoundingClientRect();
      if (place.top < top || place.bottom > bottom) box.scrollTop += place.top - top - height / 2;
    };
    const observer = new MutationObserver(follow);
    observer.observe(box, { subtree: true, attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, []);
  return (
    // Takes no room of its own: the list sticks to the column.
    <div ref={holder} style={{ display: 'contents' }}>
      <DocItemTOCDesktop />
    </div>
  );
}
