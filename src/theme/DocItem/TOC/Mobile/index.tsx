import { useEffect, useId, useRef, useState, type MouseEvent } from 'react';
import clsx from 'clsx';
import { ThemeClassNames } from '@docusaurus/theme-common';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import TOCItems from '@theme/TOCItems';
import { defineMessages, useMessages } from '@site/src/i18n/messages';
import { markCurrent } from './markCurrent';
import { useSection } from './useSection';
import styles from './Mobile.module.css';

const barMessages = defineMessages({
  ko: { contents: '이 글의 차례', of: (n: number, all: number) => `${all}절 가운데 ${n}절` },
  en: { contents: 'On this page', of: (n: number, all: number) => `Section ${n} of ${all}` },
});

/** A narrow window's list of contents: a bar that stays at the top and says in which section the reader is; pressed, it lists them all. */
export default function DocItemTOCMobile() {
  const { toc, frontMatter } = useDoc();
  const text = useMessages(barMessages);
  const list = useId();
  const bar = useRef<HTMLElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const sections = toc.filter(({ level }) => level === 2).map(({ id }) => id);
  const { at, title } = useSection(bar, sections);

  useEffect(() => {
    if (!open) return undefined;
    const close = ({ key, target }: { key?: string; target: EventTarget | null }) => {
      if (key === undefined ? !(target instanceof Node && bar.current?.contains(target)) : key === 'Escape') setOpen(false);
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, [open]);

  const current = sections[at];
  useEffect(() => {
    if (open && box.current) markCurrent(box.current, current);
  }, [open, current]);

  const follow = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest('a')) setOpen(false);
  };

  return (
    <nav ref={bar} className={clsx(ThemeClassNames.docs.docTocMobile, styles.bar)} aria-label={text.contents}>
      <button type="button" className={styles.button} aria-expanded={open} aria-controls={list} onClick={() => setOpen(!open)}>
        <span className={styles.place}>{at < 0 ? text.contents : text.of(at + 1, sections.length)}</span>
        <span className={styles.title}>{title}</span>
      </button>
      {/* The links need no handler of their own; this one only closes the list behind them. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div ref={box} id={list} className={styles.list} hidden={!open} onClick={follow}>
        {open && <TOCItems toc={toc} minHeadingLevel={frontMatter.toc_min_heading_level} maxHeadingLevel={frontMatter.toc_max_heading_level} />}
      </div>
    </nav>
  );
}
