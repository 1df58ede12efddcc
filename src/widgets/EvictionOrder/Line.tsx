import type { CSSProperties } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { Tone } from '../parts';
import { messages } from './messages';
import type { EvictionModel } from './model';
import { POD_NAMES } from './state';
import styles from './EvictionOrder.module.css';

interface LineProps {
  model: EvictionModel;
  mib: (amount: number) => string;
  number: (value: number) => string;
}

/** The Pods in the order in which they go, with what each place rests on. */
export function Line({ model, mib, number }: LineProps) {
  const text = useMessages(messages);
  const sign = (amount: number): string => `${amount > 0 ? '+' : ''}${mib(amount)}`.replace('-', '−');
  return (
    <div>
      <p className={styles.heading}>{text.order}</p>
      <ol className={styles.line}>
        {model.places.map((place) => (
          <li key={place.name} style={{ '--series': `var(--kx-series-${POD_NAMES.indexOf(place.name) + 1})` } as CSSProperties} data-gone={place.evictedAt !== null || undefined}>
            <span className={styles.name}>
              <b>{place.name}</b> <span className={styles.muted}>{place.qos}</span>
              {model.kernel?.pod === place.name && <Tone tone="failed">{text.killed}</Tone>}
              {model.kernel === null && (place.evictedAt === null ? <Tone tone="good">{text.kept}</Tone> : <Tone tone="failed">{text.evicted(number(place.evictedAt))}</Tone>)}
            </span>
            <span>{place.exceeds ? text.over : text.within}: {text.place(mib(place.used), mib(place.requested), sign(place.used - place.requested))}</span>
            <span className={styles.muted}>{text.rest(number(place.priority).replace('-', '−'), number(place.oomScoreAdj).replace('-', '−'))}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
