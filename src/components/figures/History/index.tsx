import type { ReactElement } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Figure } from '../kit';
import styles from './History.module.css';
import { historyMessages } from './messages';

const events = [
  { id: 'borg', date: '2003', era: 'inside' },
  { id: 'omega', date: '2013', era: 'inside' },
  { id: 'open', date: '2014-06', era: 'open' },
  { id: 'v1', date: '2015-07', era: 'open' },
  { id: 'graduate', date: '2018-03', era: 'open' },
  { id: 'now', date: '2026', era: 'now' },
] as const;

/** Timeline as an ordered list: across on a wide page, downwards on a phone. */
export function History(): ReactElement {
  const text = useMessages(historyMessages);
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <ol className={styles.line}>
        {events.map(({ id, date, era }) => (
          <li key={id} className={styles.event} data-era={era}>
            <time dateTime={date}>{text.events[id].when}</time>
            <b>{text.events[id].what}</b>
            <p>{text.events[id].detail}</p>
          </li>
        ))}
      </ol>
    </Figure>
  );
}
