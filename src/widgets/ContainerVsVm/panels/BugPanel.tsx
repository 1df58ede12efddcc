import { useMessages } from '@site/src/i18n/messages';
import { Tone } from '../../parts';
import { messages } from '../messages';
import type { Model } from '../model';
import { modelMessages } from '../modelMessages';
import styles from './panels.module.css';

/** For each application, whether the kernel bug reaches it, and why. */
export function BugPanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const words = useMessages(modelMessages);
  if (!model.blast) return <p className={styles.caption}>{text.marks.noRoom}</p>;
  return (
    <ul className={styles.rows} role="list">
      {model.blast.reach.map(({ id, reached, reason }) => {
        const index = model.instances.findIndex((instance) => instance.id === id);
        const { app, isolation } = model.instances[index];
        return (
          <li key={id} className={styles.row} data-chosen={id === model.chosen.id || undefined}>
            <div className={styles.head}>
              <span>
                {index + 1}. <b>{text.apps[app]}</b> · {text.isolation[isolation]}
              </span>
              <Tone tone={reached ? 'failed' : 'good'}>{reason === 'origin' ? text.marks.origin : reached ? text.marks.reached : text.marks.safe}</Tone>
            </div>
            <p className={styles.reason}>{words.reach[reason]}</p>
          </li>
        );
      })}
    </ul>
  );
}
