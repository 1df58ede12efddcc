import { useId } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { searchMessages } from './messages';
import styles from './SearchDialog.module.css';

interface RecentProps {
  queries: readonly string[];
  onPick: (query: string) => void;
  onForget: (query: string) => void;
  onClear: () => void;
}

export function Recent({ queries, onPick, onForget, onClear }: RecentProps) {
  const text = useMessages(searchMessages);
  const heading = useId();
  if (queries.length === 0) return null;
  return (
    <section aria-labelledby={heading} className={styles.block}>
      <div className={styles.blockHead}>
        <h2 id={heading}>{text.recent}</h2>
        <button type="button" className={styles.quiet} onClick={onClear}>
          {text.clear}
        </button>
      </div>
      <ul role="list" className={styles.recent}>
        {queries.map((query) => (
          <li key={query}>
            <button type="button" className={styles.pick} onClick={() => onPick(query)}>
              {query}
            </button>
            <button type="button" className={styles.forget} aria-label={text.remove(query)} onClick={() => onForget(query)}>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Examples({ onPick }: { onPick: (query: string) => void }) {
  const text = useMessages(searchMessages);
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={styles.block}>
      <div className={styles.blockHead}>
        <h2 id={heading}>{text.suggestions}</h2>
      </div>
      <ul role="list" className={styles.examples}>
        {text.examples.map((query) => (
          <li key={query}>
            <button type="button" className={styles.example} onClick={() => onPick(query)}>
              {query}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
