import { useMessages } from '@site/src/i18n/messages';
import type { Way } from '@site/src/simulation/scenarios/living/config/manifest';
import type { WayView } from '@site/src/simulation/scenarios/living/config/scene';
import { clockText } from '../living/clock';
import { Button, ScrollBox } from '../parts';
import { messages } from './messages';
import styles from './ConfigLab.module.css';

interface InsideProps {
  readonly way: Way;
  readonly view: WayView;
  readonly begun: number;
  readonly restart: () => void;
  readonly kill: () => void;
}

/** What somebody sees in the container, and what can be done to it. */
export function Inside({ way, view: { pod, due, restarts, inside }, begun, restart, kill }: InsideProps) {
  const text = useMessages(messages);
  return (
    <div className={styles.inside}>
      <p>
        <b>{text.ways[way]}</b> <small>{text.inside(pod)} · {text.restarts(restarts)}{due === null ? '' : ` · ${text.due(clockText(due - begun))}`}</small>
      </p>
      <ScrollBox label={text.inside(pod)} className={styles.terminal}>
        <pre lang="en">{inside.length === 0 ? text.gone : inside.flatMap(({ command, lines }) => [`$ ${command}`, ...lines]).join('\n')}</pre>
      </ScrollBox>
      <div className={styles.actions}>
        <Button onClick={restart}>{text.restart}</Button>
        <Button onClick={kill}>{text.kill}</Button>
      </div>
    </div>
  );
}
