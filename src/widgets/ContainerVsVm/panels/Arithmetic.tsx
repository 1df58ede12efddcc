import type { ReactNode } from 'react';
import { figure, type FigureId } from '@site/src/simulation/virtualization';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { messages } from '../messages';
import styles from './panels.module.css';

export interface Line {
  readonly label: string;
  readonly value: string;
  /** Range of published values, where they differ. */
  readonly range?: readonly [string, string];
  /** Empty: the reader's own number. Undefined: neither published nor set, but computed (a remainder, a sum). */
  readonly sources?: readonly FigureId[];
}

/** The addends of a number, one a line, each with where it comes from. */
export function Arithmetic({ lines, total, children }: { lines: readonly Line[]; total?: string; children?: ReactNode }) {
  const text = useMessages(messages);
  return (
    <>
      {lines.map(({ label, value, range, sources }) => (
        <span key={label} className={styles.line}>
          <span>
            {label}
            {range && range[0] !== range[1] && <span className={styles.aside}> ({text.range(range[0], range[1])})</span>}
            {sources?.length === 0 && <span className={styles.aside}> ({text.yours})</span>}
            {sources?.map((id) => <SourceLink key={id} id={id} />)}
          </span>
          <span className={styles.value}>{value}</span>
        </span>
      ))}
      {total && (
        <span className={styles.line} data-total>
          <span>{text.sum}</span>
          <span className={styles.value}>{total}</span>
        </span>
      )}
      {children && <span className={styles.note}>{children}</span>}
    </>
  );
}

/** A published figure's title, linked to where it was published. */
export function SourceLink({ id }: { id: FigureId }) {
  const locale = useLocale();
  const { title, url, year, note } = figure(id).source;
  return (
    <a className={styles.source} href={url} title={note[locale]} target="_blank" rel="noreferrer">
      {title} ({year})
    </a>
  );
}
