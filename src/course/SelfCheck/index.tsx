import type { ReactNode } from 'react';
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import { useMessages } from '@site/src/i18n/messages';
import { answerOf } from '@site/src/progress/change';
import { useProgress } from '@site/src/progress/useProgress';
import { AnswerMarks, AnswerState } from '@site/src/components/ProgressPanel/AnswerMarks';
import { markMessages } from '@site/src/components/ProgressPanel/messages';
import marks from '@site/src/components/ProgressPanel/marks.module.css';
import { InlineText } from '@site/src/components/InlineText';
import { courseMessages } from '../messages';
import { usePlaceId } from '../usePlaceId';
import { idsOf } from '../Objectives';
import styles from '../course.module.css';

/** Questions with folded answers, and how many of them the reader knew. */
export function SelfCheck({ children }: { children: ReactNode }) {
  const text = useMessages(markMessages);
  const page = useDoc().metadata.id;
  const { progress } = useProgress();
  const ids = idsOf(children);
  const said = ids.map((id) => answerOf(progress, page, id));
  const count = (answer: (typeof said)[number]) => said.filter((one) => one === answer).length;
  return (
    <div className={styles.selfCheck}>
      <p className={marks.tally}>{text.answered(ids.length, count('knew'), count('notYet'))}</p>
      {children}
    </div>
  );
}

/** A question with its answer folded below; plain HTML, so it works without JavaScript and for find-in-page. */
export function Question({ id, ask, children }: { id: string; ask: string; children: ReactNode }) {
  const text = useMessages(courseMessages);
  const place = usePlaceId(`question-${id}`);
  const page = useDoc().metadata.id;
  return (
    <details className={styles.quiz} id={place}>
      <summary>
        <span className={styles.ask}>
          <InlineText>{ask}</InlineText>
        </span>
        <AnswerState page={page} question={id} unanswered={text.showAnswer} />
      </summary>
      <div className={styles.folded}>
        {children}
        <AnswerMarks page={page} question={id} />
      </div>
    </details>
  );
}
