import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { useHistory } from '@docusaurus/router';
import { useMessages } from '@site/src/i18n/messages';
import { searchMessages } from './messages';
import { useRecent } from './recent';
import { Results } from './Results';
import { reveal } from './reveal';
import { Examples, Recent } from './Suggestions';
import { useSearch } from './useSearch';
import styles from './SearchDialog.module.css';

interface SearchDialogProps {
  /** Goes up each time that search is opened. */
  opened: number;
  opener: RefObject<HTMLButtonElement | null>;
}

/** A combobox in a modal dialog (ARIA APG, "Combobox With List Autocomplete"): the focus stays in the field, arrows move over the results. */
export default function SearchDialog({ opened, opener }: SearchDialogProps) {
  const text = useMessages(searchMessages);
  const history = useHistory();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Where the focus goes when the dialog is closed; null when the reader has gone to a result instead. */
  const back = useRef<HTMLElement | null>(null);
  const id = useId().replaceAll(/[^\w-]/g, '');
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState({ of: '', at: 0 });
  const recent = useRecent();
  const { state, retry } = useSearch(query);
  const hits = state.status === 'answered' ? state.answer.hits : [];
  // Another answer begins at its first result again.
  const answered = state.status === 'answered' ? state.answer.query : '';
  const active = cursor.of === answered ? Math.min(cursor.at, hits.length - 1) : 0;
  const optionId = (i: number) => `${id}-option-${i}`;

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    back.current = document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? document.activeElement : opener.current;
    element.showModal();
    // The panel fills the dialog, so what is pressed on the dialog itself is the backdrop. Escape does the same for the keyboard.
    element.onpointerdown = (event) => {
      if (event.target === element) element.close();
    };
    field.current?.focus();
    field.current?.select();
  }, [opened, opener]);

  useEffect(() => {
    document.getElementById(`${id}-option-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, answered, id]);

  const go = (i: number) => {
    const hit = hits[i];
    if (!hit) return;
    recent.remember(query);
    back.current = null;
    dialog.current?.close();
    history.push(hit.url);
    const anchor = hit.url.split('#')[1];
    if (anchor) reveal(anchor);
  };

  const choose = (i: number, event: MouseEvent) => {
    // A new tab or window is the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(i);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While a syllable is being composed, Enter and arrows belong to the input method; 229 is how older engines say so.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || hits.length === 0) return;
    const move = { ArrowDown: (active + 1) % hits.length, ArrowUp: (active - 1 + hits.length) % hits.length }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setCursor({ of: answered, at: move });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(active);
    }
  };

  const pick = (words: string) => {
    setQuery(words);
    field.current?.focus();
  };

  const blank = state.status === 'idle' || (state.status === 'answered' && hits.length === 0);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-label={text.dialog} onClose={() => back.current?.focus()}>
      <div className={styles.panel}>
        <div className={styles.bar}>
          <input
            ref={field}
            className={styles.field}
            type="search"
            role="combobox"
            aria-label={text.field}
            aria-expanded={hits.length > 0}
            aria-controls={`${id}-results`}
            aria-autocomplete="list"
            aria-activedescendant={hits.length > 0 ? optionId(active) : undefined}
            placeholder={text.placeholder}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={200}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
            {text.close}
          </button>
        </div>
        <p role="status" className={styles.status}>
          {state.status === 'loading' && text.loading}
          {state.status === 'answered' && text.count(hits.length, new Set(hits.map(({ page }) => page)).size)}
        </p>
        <div className={styles.scroll}>
          {state.status === 'failed' && (
            <div role="alert" className={styles.block}>
              <p>{text.failed}</p>
              <button type="button" className={styles.example} onClick={retry}>
                {text.retry}
              </button>
            </div>
          )}
          {hits.length > 0 && (
            <Results id={`${id}-results`} hits={hits} active={active} optionId={optionId} onActive={(i) => setCursor({ of: answered, at: i })} onChoose={choose} />
          )}
          {state.status === 'answered' && hits.length === 0 && (
            <div className={styles.block}>
              <p>{text.none(state.answer.query)}</p>
              <ul>
                {text.tips.map((tip) => (
                  <li key={tip}>{tip}</li>
                ))}
              </ul>
            </div>
          )}
          {state.status === 'idle' && <Recent queries={recent.queries} onPick={pick} onForget={recent.forget} onClear={recent.clear} />}
          {blank && <Examples onPick={pick} />}
        </div>
        <p className={styles.keys} aria-hidden="true">
          <kbd>↑</kbd> <kbd>↓</kbd> {text.move} <kbd>Enter</kbd> {text.open} <kbd>Esc</kbd> {text.quit}
        </p>
      </div>
    </dialog>
  );
}
