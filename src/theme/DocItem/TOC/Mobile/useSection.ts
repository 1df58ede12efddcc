import { useEffect, useState, type RefObject } from 'react';

interface Section {
  /** Number of the section whose heading was passed last, from 0; -1 above the first. */
  at: number;
  title: string;
}

const ABOVE: Section = { at: -1, title: '' };
/** A heading counts as reached so many pixels before it is hidden. */
const REACHED = 24;

/** In which of the sections, given by the ids of their headings, the reader is: below what a bar at the top of the window hides. Looks only while the bar shows. */
export function useSection(bar: RefObject<HTMLElement | null>, ids: readonly string[]): Section {
  const [section, setSection] = useState(ABOVE);
  const all = ids.join(' ');
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!bar.current?.checkVisibility()) return;
      const line = bar.current.getBoundingClientRect().bottom + REACHED;
      const headings = all.split(' ').map((id) => document.getElementById(id));
      const at = headings.findLastIndex((heading) => heading !== null && heading.getBoundingClientRect().top <= line);
      setSection((before) => (before.at === at ? before : at < 0 ? ABOVE : { at, title: (headings[at]?.textContent ?? '').replace(/\u200b/g, '').trim() }));
    };
    const move = () => {
      frame ||= requestAnimationFrame(look);
    };
    window.addEventListener('scroll', move, { passive: true });
    window.addEventListener('resize', move);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', move);
      window.removeEventListener('resize', move);
    };
  }, [bar, all]);
  return section;
}
