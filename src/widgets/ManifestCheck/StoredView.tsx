import { useId, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { useLineMeaning } from '@site/src/phrases/manifest-check';
import { originMessages } from '@site/src/phrases/manifest-check/messages';
import type { Origin, StoredObject } from '@site/src/simulation/tools/manifest-check/stored';
import beside from '../parts/beside.module.css';
import { messages } from './messages';
import styles from './ManifestCheck.module.css';

/** The mark before a line: who wrote it. */
const SIGNS: Readonly<Record<Origin, string>> = { sent: ' ', changed: '~', empty: '·', default: '+', admission: 'A', server: 'S' };
const ADDED: readonly Origin[] = ['default', 'admission', 'server', 'changed', 'empty'];

/** An object as it is stored: one tab stop, arrows move from line to line, and the line at hand is explained below. */
export function StoredView({ name, stored: { lines, dropped } }: { name: string; stored: StoredObject }) {
  const text = useMessages(messages);
  const { origins } = useMessages(originMessages);
  const meaning = useLineMeaning();
  const id = useId();
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = lines.findIndex(({ path }) => path === picked);
  // At first the first default that says something of this object rather than of every one.
  const at = chosen >= 0 ? chosen : Math.max(0, lines.findIndex(({ origin, path }) => origin === 'default' && !path.startsWith('metadata')));
  const line = lines[at];
  const pick = (index: number) => {
    const next = Math.max(0, Math.min(index, lines.length - 1));
    setPicked(lines[next]?.path ?? null);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const press = ({ target }: MouseEvent) => {
    const pressed = target instanceof Element ? target.closest('[data-line]')?.getAttribute('data-line') : null;
    if (pressed != null) pick(Number(pressed));
  };
  const move = (event: KeyboardEvent) => {
    // A text of several lines is one value: the next line is that of another.
    const other = (step: number) => {
      let next = at + step;
      while (lines[next] !== undefined && lines[next]?.path === line?.path) next += step;
      return next;
    };
    const to = { ArrowDown: other(1), ArrowUp: other(-1), Home: 0, End: lines.length - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    pick(to);
  };
  const count = (origin: Origin) => lines.filter((one) => one.origin === origin).length;
  const said = line === undefined ? null : meaning(line, lines);

  return (
    <div className={styles.stored}>
      <ul className={styles.legend} aria-label={text.legend}>
        {ADDED.filter((origin) => count(origin) > 0).map((origin) => (
          <li key={origin} data-origin={origin}>
            <code>{SIGNS[origin]}</code> {origins[origin]} {count(origin)}
          </li>
        ))}
      </ul>
      <ul className={styles.lines} role="listbox" tabIndex={0} aria-label={text.stored(name)} aria-activedescendant={`${id}-${at}`} lang="en" onKeyDown={move} onClick={press}>
        {lines.map((one, i) => (
          <li key={i} id={`${id}-${i}`} role="option" aria-selected={one.path === line?.path} aria-label={`${one.text.trim()}, ${origins[one.origin]}`} data-origin={one.origin} data-sign={SIGNS[one.origin]} data-line={i}>
            {one.text}
          </li>
        ))}
      </ul>
      <p className={styles.meaning} aria-live="polite">
        {line !== undefined && said !== null && (
          <>
            <code lang="en">{said.path}</code> <b data-origin={line.origin}>{origins[line.origin]}</b> {said.text}
          </>
        )}
      </p>
      <p className={beside.note}>{text.pick}</p>
      {dropped.length > 0 && <p className={beside.note}>{text.dropped(dropped.join(', '))}</p>}
    </div>
  );
}
