import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { InlineText } from '@site/src/components/InlineText';
import { courseMessages } from '../messages';
import { usePlaceId } from '../usePlaceId';
import styles from '../course.module.css';

export function Mistakes({ children }: { children: ReactNode }) {
  return <div className={styles.mistakes}>{children}</div>;
}

/** One common mistake: symptom, then `<Why>` and `<Fix>` as children. */
export function Mistake({ id, symptom, children }: { id: string; symptom: string; children: ReactNode }) {
  const text = useMessages(courseMessages);
  const place = usePlaceId(`mistake-${id}`);
  return (
    <section className={styles.mistake} id={place} aria-label={symptom.replaceAll('`', '')}>
      <p className={styles.symptom}>
        <span>{text.symptom}</span> <InlineText>{symptom}</InlineText>
      </p>
      {children}
    </section>
  );
}

export function Why({ children }: { children: ReactNode }) {
  const text = useMessages(courseMessages);
  return (
    <div className={styles.reason}>
      <b>{text.why}</b>
      <div>{children}</div>
    </div>
  );
}

export function Fix({ children }: { children: ReactNode }) {
  const text = useMessages(courseMessages);
  return (
    <div className={styles.reason} data-fix="">
      <b>{text.fix}</b>
      <div>{children}</div>
    </div>
  );
}
