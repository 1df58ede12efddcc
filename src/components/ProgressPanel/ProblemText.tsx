import { useMessages } from '@site/src/i18n/messages';
import type { ImportProblem } from '@site/src/progress/transfer';
import { panelMessages } from './messages';
import styles from './ProgressPanel.module.css';

/** What is wrong with the file and what to do; that nothing has changed. */
export function ProblemText({ problem }: { problem: ImportProblem }) {
  const text = useMessages(panelMessages);
  return (
    <div className={styles.problem}>
      <b>{text.refused}</b>
      <p>{phrase(problem, text.problem)}</p>
      <p>{text.unchanged}</p>
    </div>
  );
}

function phrase(problem: ImportProblem, texts: (typeof panelMessages)['ko']['problem']): string {
  switch (problem.code) {
    case 'newer':
      return texts.newer(problem);
    case 'damaged':
      return texts.damaged(problem);
    case 'tooLarge':
      return texts.tooLarge(problem);
    case 'unreadable':
      return texts.unreadable(problem);
    case 'empty':
      return texts.empty(problem);
    case 'notJson':
      return texts.notJson(problem);
    case 'foreign':
      return texts.foreign(problem);
  }
}
