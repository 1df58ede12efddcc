import { useId } from 'react';
import Link from '@docusaurus/Link';
import { useMessages } from '@site/src/i18n/messages';
import { pageOf, setRead } from '@site/src/progress/change';
import { progressStore } from '@site/src/progress/store';
import { canMark, usePlaceOf, useProgress } from '@site/src/progress/useProgress';
import { KeepingHint } from './KeepingHint';
import { markMessages } from './messages';
import styles from './marks.module.css';

/** The end of a page: the reader says that they have read it; nothing is marked by itself. */
export function ReadMark({ page }: { page: string }) {
  const text = useMessages(markMessages);
  const title = useId();
  const state = useProgress();
  const place = usePlaceOf()(page);
  const { read } = pageOf(state.progress, page);
  const allReached = place.of !== null && place.of > 0 && place.reached === place.of;
  const ask = read ? text.endDone : allReached ? text.endAskReached(place.reached) : text.endAsk;
  return (
    <section className={styles.readMark} aria-labelledby={title} data-read={read || undefined}>
      <p id={title} className={styles.ask} aria-live="polite">
        {ask}
      </p>
      <div className={styles.row}>
        <ReadCheck page={page} label={text.iRead} />
        <Link className={styles.mapLink} to="/curriculum">
          {text.map}
        </Link>
      </div>
      <p className={styles.hint}>
        <KeepingHint keeping={state.keeping} hint={text.endHint} />
      </p>
    </section>
  );
}

/** The one control that marks a page as read, and takes the mark back. */
export function ReadCheck({ page, label }: { page: string; label: string }) {
  const state = useProgress();
  const { read } = pageOf(state.progress, page);
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={read} disabled={!canMark(state)} onChange={() => progressStore.update((progress) => setRead(progress, page, !read))} />
      <span>{label}</span>
    </label>
  );
}
