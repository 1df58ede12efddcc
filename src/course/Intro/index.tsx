import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { courseMessages } from '../messages';
import styles from '../course.module.css';

interface IntroProps {
  /** What the reader has in mind when they open the page. */
  question: string;
  audience: string;
  children: ReactNode;
}

/** The one-screen answer that opens a page. */
export function Intro({ question, audience, children }: IntroProps) {
  const text = useMessages(courseMessages);
  return (
    <div className={styles.intro}>
      <p className={styles.question}>{question}</p>
      <div className={styles.answer}>{children}</div>
      <p className={styles.audience}>
        <b>{text.audience}</b> {audience}
      </p>
    </div>
  );
}
