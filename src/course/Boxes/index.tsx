import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { InlineText } from '@site/src/components/InlineText';
import { courseMessages } from '../messages';
import { usePlaceId } from '../usePlaceId';
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

/**
 * What a reader may skip at first, folded below its title; plain HTML, so it works without JavaScript and for find-in-page.
 * A heading stays outside: the list of contents and links lead to it.
 */
export function UnderTheHood({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const text = useMessages(courseMessages);
  const place = usePlaceId(`hood-${id}`);
  return (
    <details className={styles.hood} id={place}>
      <summary>
        <span className={styles.hoodLabel}>{text.underTheHood}</span>
        <span className={styles.hoodTitle}>
          <InlineText>{title}</InlineText>
        </span>
      </summary>
      <div className={styles.folded}>{children}</div>
    </details>
  );
}

export function GoesDeeper({ children }: { children: ReactNode }) {
  return <div className={styles.goesDeeper}>{children}</div>;
}
