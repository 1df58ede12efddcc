import type { ReactNode } from 'react';
import { Tone } from '@site/src/components/Tone';
import { useMessages } from '@site/src/i18n/messages';
import { partMessages } from './messages';
import styles from './parts.module.css';

export interface Goal {
  /** Tells it from the others of the list. */
  id: string;
  text: ReactNode;
  met: boolean;
}

/** What a challenge asks for, and what of it the state as it is fulfils. */
export function Goals({ label, goals }: { label: string; goals: readonly Goal[] }) {
  const text = useMessages(partMessages);
  return (
    <ul className={styles.goals} role="list" aria-label={label} aria-live="polite">
      {goals.map(({ id, text: what, met }) => (
        <li key={id}>
          <Tone tone={met ? 'good' : 'waiting'}>{met ? text.met : text.open}</Tone> <span>{what}</span>
        </li>
      ))}
    </ul>
  );
}
