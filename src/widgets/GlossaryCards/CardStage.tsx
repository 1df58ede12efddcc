import { useId } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { GlossaryEntry } from '@site/src/glossary/entries';
import { Button } from '../parts';
import { Definition, OtherName, TermLink } from './Definition';
import styles from './GlossaryCards.module.css';
import type { Card } from './leitner';
import { messages } from './messages';
import { pressOnce, useFocusNext } from './useFocusNext';

interface CardStageProps {
  /** The card to ask now; null when the day's cards are done. */
  term: GlossaryEntry | null;
  card: Card | null;
  shown: boolean;
  /** Cards left today, this one included. */
  left: number;
  onShow: () => void;
  onAnswer: (knew: boolean) => void;
}

/** One card: its names, on request its meaning, and the two answers. */
export function CardStage({ term, card, shown, left, onShow, onAnswer }: CardStageProps) {
  const text = useMessages(messages);
  const id = useId();
  const focus = useFocusNext();
  if (!term) {
    return (
      <div ref={focus.next} className={styles.card} tabIndex={-1}>
        <p className={styles.name}>{text.done}</p>
        <p className={styles.meaning}>{text.otherDeck}</p>
      </div>
    );
  }
  return (
    <>
      <div className={styles.card} data-shown={shown || undefined}>
        <p className={styles.place}>
          <span>{card ? text.box(card.box) : text.fresh}</span>
          <span>{text.place(left)}</span>
        </p>
        <p id={`${id}-name`} className={styles.name}>
          {term.name} <OtherName term={term} />
        </p>
        <div id={`${id}-meaning`} className={styles.meaning}>
          {shown ? <Definition text={term.definition} /> : <p className={styles.ask}>{text.ask}</p>}
        </div>
        <p className={styles.link}>{shown && <TermLink term={term} />}</p>
      </div>
      <div ref={focus.next} className={styles.buttons} role="group" aria-label={shown ? text.how : term.name}>
        {shown ? (
          <>
            <Button key="again" aria-describedby={`${id}-meaning`} {...pressOnce(focus, () => onAnswer(false))}>
              {text.again}
            </Button>
            <Button key="knew" aria-describedby={`${id}-meaning`} {...pressOnce(focus, () => onAnswer(true))}>
              {text.knew}
            </Button>
          </>
        ) : (
          <Button key="show" primary aria-describedby={`${id}-name`} {...pressOnce(focus, onShow)}>
            {text.show}
          </Button>
        )}
      </div>
    </>
  );
}
