import { useMessages } from '@site/src/i18n/messages';
import type { Check } from '@site/src/simulation/scenarios/living/stop-component/checks';
import { Tone } from '../parts';
import { messages } from './messages';
import styles from './StopComponent.module.css';

/** What works right now, each tried. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  const text = useMessages(messages);
  return (
    <ul className={styles.checks} aria-label={text.checks}>
      {checks.map((check) => (
        <li key={check.id}>
          <span className={styles.what}>{text.check[check.id]}</span>
          <Tone tone={check.works ? 'good' : 'failed'}>{check.works ? text.works : text.fails}</Tone>
          <Detail check={check} />
        </li>
      ))}
    </ul>
  );
}

function Detail({ check: { id, count, said, took, reached, works } }: { check: Check }) {
  const text = useMessages(messages);
  if (said !== undefined) {
    return (
      <span className={styles.detail}>
        <code>{said}</code>
        {took !== undefined && took > 0 && <> {text.took(took / 1_000_000)}</>}
      </span>
    );
  }
  if (id === 'running') return <span className={styles.detail}>{text.count(count ?? 0)}</span>;
  return reached === undefined || works ? null : <span className={styles.detail}>{text.reached[reached]}</span>;
}
