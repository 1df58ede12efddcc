import { useId } from 'react';
import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import styles from './GlossaryCards.module.css';
import { INTERVALS, type Box, type Counts } from './leitner';
import { messages } from './messages';

interface DeckControlsProps {
  decks: readonly { id: string; label: string }[];
  deck: string;
  onDeck: (id: string) => void;
  counts: Counts;
  /** Cards in the deck. */
  size: number;
}

/** Which deck, and how its cards lie in the boxes. */
export function DeckControls({ decks, deck, onDeck, counts, size }: DeckControlsProps) {
  const text = useMessages(messages);
  const id = useId();
  const totals = [
    { label: text.dueCount, n: counts.due },
    { label: text.freshCount, n: counts.fresh },
    { label: text.knownCount, n: counts.known },
  ];
  return (
    <div className={styles.controls}>
      <div className={styles.deck}>
        <label htmlFor={id}>{text.deck}</label>
        <Select id={id} value={deck} onChange={({ target }) => onDeck(target.value)}>
          {decks.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </Select>
      </div>
      <dl className={styles.totals} aria-label={text.counts}>
        {totals.map(({ label, n }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text.cardCount(n)}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.boxes} role="list">
        {counts.boxes.map((n, box) => (
          <li key={box}>
            <span className={styles.boxHead}>
              <b>{box === 0 ? text.fresh : text.box(box)}</b>
              <small>{box === 0 ? text.never : text.interval(INTERVALS[box as Box])}</small>
              <span>{text.cardCount(n)}</span>
            </span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.fill} style={{ width: `${size > 0 ? (n / size) * 100 : 0}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
