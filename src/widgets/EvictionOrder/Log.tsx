import { useMessages } from '@site/src/i18n/messages';
import { ScrollBox } from '../parts';
import { messages } from './messages';
import type { EvictionModel, LogEntry } from './model';
import styles from './EvictionOrder.module.css';

function useEntry(number: (value: number) => string): (entry: LogEntry) => string {
  const { entry: words } = useMessages(messages);
  return (entry) => {
    switch (entry.kind) {
      case 'observed': return words.observed(entry.threshold, number(entry.graceSeconds));
      case 'condition': return entry.holds ? words.on(entry.condition, entry.taint) : words.off(entry.condition);
      case 'collected': return words.collected;
      case 'evicted': return words.evicted(entry.pod, number(entry.graceSeconds));
    }
  };
}

/** What the kubelet does, second by second, with the messages that it writes into the Pods' status. */
export function Log({ model, number }: { model: EvictionModel; number: (value: number) => string }) {
  const text = useMessages(messages);
  const say = useEntry(number);
  return (
    <div>
      <p className={styles.heading}>{text.log}</p>
      <ScrollBox className={styles.log} label={text.log}>
        <ol>
          {model.log.map((entry, index) => (
            <li key={index} data-kind={entry.kind}>
              <b>{text.at(number(entry.at))}</b> {say(entry)}
              {entry.kind === 'evicted' && <code lang="en">{entry.message}</code>}
            </li>
          ))}
        </ol>
        {model.newcomer !== null && <p>{text.newcomer} <code lang="en">{model.newcomer}</code></p>}
      </ScrollBox>
    </div>
  );
}
