import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { courseMessages } from '../messages';
import styles from '../course.module.css';

/** How the section's subject looks on a real machine or cluster. */
export function RealCluster({ children }: { children: ReactNode }) {
  const text = useMessages(courseMessages);
  return (
    <div role="note" className={styles.realCluster} aria-label={text.realCluster}>
      <p className={styles.boxTitle}>{text.realCluster}</p>
      {children}
    </div>
  );
}

type CalloutKind = 'note' | 'careful' | 'model' | 'new';

export function Callout({ kind, title, children }: { kind: CalloutKind; title?: string; children: ReactNode }) {
  const text = useMessages(courseMessages);
  const label = text.callout[kind];
  return (
    <div role="note" className={styles.callout} data-kind={kind} aria-label={label}>
      <p className={styles.boxTitle}>
        <span>{label}</span>
        {title && <b>{title}</b>}
      </p>
      {children}
    </div>
  );
}

export function GoesDeeper({ children }: { children: ReactNode }) {
  return <div className={styles.goesDeeper}>{children}</div>;
}
