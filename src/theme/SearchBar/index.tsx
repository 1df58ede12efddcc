import { lazy, memo, Suspense, useEffect, useRef, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { buttonMessages } from './buttonMessages';
import styles from './SearchBar.module.css';

const load = () => import('./SearchDialog');
const SearchDialog = lazy(load);

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The only part of search that a page loads by itself: a button and its two shortcuts. */
function SearchBar() {
  const text = useMessages(buttonMessages);
  const [opened, setOpened] = useState(0);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || event.altKey) return;
      const chord = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k';
      const slash = event.key === '/' && !event.ctrlKey && !event.metaKey;
      if (!(chord || slash) || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOpened((n) => n + 1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const prepare = () => void load().catch(() => undefined);

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts="/ Control+K Meta+K"
        title={text.shortcut}
        onClick={() => setOpened((n) => n + 1)}
        onPointerEnter={prepare}
        onFocus={prepare}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
          <circle cx="8.5" cy="8.5" r="5.5" />
          <path d="m13 13 4.5 4.5" />
        </svg>
        <span className={styles.label}>{text.search}</span>
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      </button>
      {opened > 0 && (
        <Suspense fallback={null}>
          <SearchDialog opened={opened} opener={button} />
        </Suspense>
      )}
    </>
  );
}

export default memo(SearchBar);
