import { useId } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { answerOf, setAnswer } from '@site/src/progress/change';
import type { Answer } from '@site/src/progress/forms';
import { progressStore } from '@site/src/progress/store';
import { canMark, useProgress } from '@site/src/progress/useProgress';
import { markMessages } from './messages';
import styles from './marks.module.css';

interface QuestionProps {
  page: string;
  question: string;
}

const answers: readonly Answer[] = ['knew', 'notYet'];

/** Below an unfolded answer: did the reader know it? Pressing the same again takes it back. */
export function AnswerMarks({ page, question }: QuestionProps) {
  const text = useMessages(markMessages);
  const label = useId();
  const state = useProgress();
  const said = answerOf(state.progress, page, question);
  return (
    <div className={styles.answers} role="group" aria-labelledby={label}>
      <span id={label}>{text.answerGroup}</span>
      {answers.map((answer) => (
        <button
          key={answer}
          type="button"
          data-answer={answer}
          aria-pressed={said === answer}
          disabled={!canMark(state)}
          onClick={() => progressStore.update((progress) => setAnswer(progress, page, question, said === answer ? null : answer))}
        >
          {text[answer]}
        </button>
      ))}
      <noscript>{text.noScript}</noscript>
    </div>
  );
}

/** In the question's own line: what the reader said. All wordings share one cell, so that nothing moves when one takes the other's place. */
export function AnswerState({ page, question, unanswered }: QuestionProps & { unanswered: string }) {
  const text = useMessages(markMessages);
  const said = answerOf(useProgress().progress, page, question);
  return (
    <span className={styles.states}>
      <span data-shown={said === undefined || undefined} data-unanswered>
        {unanswered}
      </span>
      <span data-shown={said === 'knew' || undefined} data-answer="knew">
        {text.knewShort}
      </span>
      <span data-shown={said === 'notYet' || undefined} data-answer="notYet">
        {text.notYetShort}
      </span>
    </span>
  );
}
