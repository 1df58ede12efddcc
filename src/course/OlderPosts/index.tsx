import type { ReactNode } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { InlineText } from '@site/src/components/InlineText';
import { courseMessages } from '../messages';
import { usePlaceId } from '../usePlaceId';
import styles from '../course.module.css';

export function OlderPosts({ children }: { children: ReactNode }) {
  return <div className={styles.olderPosts}>{children}</div>;
}

export function OlderPost({ id, claim, children }: { id: string; claim: string; children: ReactNode }) {
  const text = useMessages(courseMessages);
  const place = usePlaceId(`older-${id}`);
  return (
    <section className={styles.olderPost} id={place} aria-label={claim.replaceAll('`', '')}>
      <p className={styles.claim}>
        <span>{text.olderClaim}</span> <InlineText>{claim}</InlineText>
      </p>
      <div className={styles.fact}>
        <b>{text.olderFact}</b>
        <div>{children}</div>
      </div>
    </section>
  );
}
