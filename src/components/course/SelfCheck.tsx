import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { InlineText } from './InlineText';
import { courseMessages } from './messages';
import styles from './course.module.css';

export function SelfCheck({ children }: { children: ReactNode }) {
  return <div className={styles.selfCheck}>{children}</div>;
}

/** A question with its answer folded below; plain HTML, so it works without JavaScript and for find-in-page. */
export function Question({ id, ask, children }: { id: string; ask: string; children: ReactNode }) {
  const text = useMessages(courseMessages);
  return (
    <details className={styles.quiz} id={`question-${id}`}>
      <summary>
        <span className={styles.ask}>
          <InlineText>{ask}</InlineText>
        </span>
        <span className={styles.unfold}>{text.showAnswer}</span>
      </summary>
      <div className={styles.folded}>{children}</div>
    </details>
  );
}
