import { useEffect, useState, type ReactElement } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { offlineMessages } from './messages';
import styles from './UpdateNotice.module.css';

/** How often a tab that has agreed looks whether the others do by now, in ms. */
const ASK_AGAIN = 3000;

interface UpdateNoticeProps {
  /** The reader agrees: asks all tabs, and gives the number of those that do not agree yet. The page reloads when it is 0. */
  agree: () => Promise<number>;
  onDismiss: () => void;
}

/** A quiet line in the corner: a new version is there, and the reader says when. */
export function UpdateNotice({ agree, onDismiss }: UpdateNoticeProps): ReactElement {
  const text = useMessages(offlineMessages);
  const [agreed, setAgreed] = useState(false);
  const [against, setAgainst] = useState(0);

  useEffect(() => {
    if (!agreed) return undefined;
    const ask = () => void agree().then(setAgainst, () => setAgreed(false));
    ask();
    const timer = setInterval(ask, ASK_AGAIN);
    return () => clearInterval(timer);
  }, [agreed, agree]);

  return (
    <section className={styles.notice} role="status" data-update-notice="">
      <p>{agreed && against > 0 ? text.waiting(against) : text.ready}</p>
      <div className={styles.actions}>
        {!agreed && (
          <button type="button" className={styles.reload} onClick={() => setAgreed(true)}>
            {text.reload}
          </button>
        )}
        <button type="button" className={styles.later} onClick={onDismiss}>
          {text.later}
        </button>
      </div>
    </section>
  );
}
