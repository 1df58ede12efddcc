import { useId } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { GlossaryEntry } from '@site/src/glossary/entries';
import { Button, Tone } from '../parts';
import { Definition, OtherName, TermLink } from './Definition';
import styles from './GlossaryCards.module.css';
import { messages } from './messages';
import type { Question } from './pairs';
import { pressOnce, useFocusNext } from './useFocusNext';

interface PairStageProps {
  question: Question<GlossaryEntry> | null;
  /** Was the shown question answered right? Null until it is answered. */
  mark: boolean | null;
  at: number;
  length: number;
  marks: readonly boolean[];
  onPick: (right: boolean) => void;
  onNext: () => void;
}

/** One definition and two names; once one is picked, both definitions. */
export function PairStage({ question, mark, at, length, marks, onPick, onNext }: PairStageProps) {
  const text = useMessages(messages);
  const id = useId();
  const focus = useFocusNext();
  if (!question) return <p className={styles.card}>{text.noPairs}</p>;
  const { asked, rival, names } = question;
  return (
    <>
      <div className={styles.card} data-shown={mark !== null || undefined}>
        <p className={styles.place}>
          <span>{text.question(at + 1, length)}</span>
          <span>{text.score(marks.filter(Boolean).length, marks.length)}</span>
        </p>
        {mark !== null && <Name term={asked} mark={mark || undefined} />}
        <div id={`${id}-asked`} className={mark === null ? styles.meaning : undefined}>
          <Definition text={asked.definition} hide={mark === null ? names.map(({ name }) => name) : []} />
        </div>
        {mark !== null && (
          <>
            <Name term={rival} mark={mark ? undefined : false} />
            <Definition text={rival.definition} />
            <p className={styles.link}>
              <TermLink term={asked} />
              <TermLink term={rival} />
            </p>
          </>
        )}
      </div>
      <div ref={focus.next} className={styles.buttons} role="group" aria-label={text.which}>
        {mark === null ? (
          names.map((term) => (
            <Button key={term.id} aria-describedby={`${id}-asked`} {...pressOnce(focus, () => onPick(term.id === asked.id))}>
              {term.name}
            </Button>
          ))
        ) : (
          <Button key="next" primary {...pressOnce(focus, onNext)}>
            {at + 1 < length ? text.next : text.newRound}
          </Button>
        )}
      </div>
    </>
  );
}

/** A name, with the verdict if it is the one that was picked. */
function Name({ term, mark }: { term: GlossaryEntry; mark?: boolean }) {
  const text = useMessages(messages);
  return (
    <p className={styles.pairName}>
      {term.name} <OtherName term={term} /> {mark !== undefined && <Tone tone={mark ? 'good' : 'failed'}>{mark ? text.right : text.wrong}</Tone>}
    </p>
  );
}
