import { clsx } from 'clsx';
import { useMessages } from '@site/src/i18n/messages';
import type { Call } from '@site/src/simulation/scenarios/operator/controller';
import loop from '../living/loop.module.css';
import { ScrollBox } from '../parts';
import { messages } from './messages';
import styles from './OperatorLab.module.css';

const SECOND = 1_000_000;

/** Each call of the program, and what it did, the newest first. */
export function Calls({ calls, begun }: { calls: readonly Call[]; begun: number }) {
  const text = useMessages(messages);
  return (
    <ScrollBox label={text.calls} className={clsx(loop.told, styles.calls)}>
      {calls.length === 0 && <p>{text.noCalls}</p>}
      <ol>
        {[...calls].reverse().map((call, index) => (
          // A call has no name; those before it never change.
          <li key={calls.length - index} data-failed={call.error !== undefined || undefined}>
            <span className={clsx(loop.at, styles.at)}>{text.second(((call.at - begun) / SECOND).toFixed(1))}</span> <Told call={call} />
          </li>
        ))}
      </ol>
    </ScrollBox>
  );
}

function Told({ call: { key, event, did, said, error } }: { call: Call }) {
  const text = useMessages(messages);
  const done = did.filter(({ outcome }) => outcome !== 'same');
  return (
    <span>
      <code lang="en">{event === undefined ? `reconcile("${key}")` : `onEvent(${event.type} ${event.kind} ${event.name})`}</code>{' '}
      {done.length === 0 && error === undefined && text.nothing}
      {done.map(({ verb, kind, name, outcome }, index) => (
        // The same thing may be done twice.
        <span key={index} className={styles.deed} data-outcome={outcome}>{text.deed[verb](`${kind} ${name}`)}{outcome === 'failed' && ` ${text.refused}`}{index < done.length - 1 && ', '}</span>
      ))}
      {said.map((line, index) => <code key={index} lang="en" className={styles.said}>{line}</code>)}
      {error !== undefined && <span className={styles.error}> {text.failedAt(error.line)} <code lang="en">{error.message}</code></span>}
    </span>
  );
}
