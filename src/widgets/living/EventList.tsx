import { useMessages } from '@site/src/i18n/messages';
import type { EventPicture } from '@site/src/simulation/cluster/picture/picture';
import { ScrollBox } from '../parts';
import { clockText } from './clock';
import { livingMessages } from './messages';
import styles from './living.module.css';

interface EventListProps {
  readonly events: readonly EventPicture[];
  readonly begun: number;
  /** The newest of them, at most. */
  readonly most?: number;
}

/** What components say of objects, the newest first, in their own words. */
export function EventList({ events, begun, most = 30 }: EventListProps) {
  const text = useMessages(livingMessages);
  const shown = [...events].reverse().slice(0, most);
  return (
    <ScrollBox label={text.events} className={styles.events}>
      {shown.length === 0 && <p>{text.noEvents}</p>}
      <ol>
        {shown.map((event) => (
          <li key={event.uid} data-type={event.type}>
            <span className={styles.eventTime}>{clockText(Math.max(0, event.at - begun))}</span> <b>{event.reason}</b> {event.about}
            {event.count > 1 && <small> ({text.times(event.count)})</small>}
            <code>{event.message}</code>
          </li>
        ))}
      </ol>
    </ScrollBox>
  );
}
