import { useMessages } from '@site/src/i18n/messages';
import { useProblemText } from '@site/src/phrases/api';
import { type Problem } from '@site/src/simulation/api';
import { Tone } from '../Tone';
import { editorMessages } from './messages';
import styles from './Editor.module.css';

interface ProblemListProps {
  problems: readonly Problem[];
  onGoTo: (line: number, column: number) => void;
}

const SHOWN = 20;

/** Each problem in the reader's language, with the API server's words and a way to its place. */
export function ProblemList({ problems, onGoTo }: ProblemListProps) {
  const text = useMessages(editorMessages);
  const sentence = useProblemText();
  if (problems.length === 0) return <p className={`${styles.hint} ${styles.problemBox}`}>{text.none}</p>;
  return (
    <section className={styles.problemBox} aria-label={text.some(String(problems.length))}>
      <p className={styles.label}>{text.some(String(problems.length))}</p>
      <ul className={styles.problems} role="list">
        {problems.slice(0, SHOWN).map((problem, i) => (
          <li key={i}>
            <button type="button" className={styles.goTo} onClick={() => onGoTo(problem.line, problem.column)}>
              {text.goTo(String(problem.line), String(problem.column))}
            </button>
            <span>
              <Tone tone={problem.severity === 'error' ? 'failed' : 'warned'}>{problem.severity === 'error' ? text.error : text.warning}</Tone>{' '}
              {sentence(problem)}
              <code className={styles.upstream} lang="en">
                {problem.message}
              </code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
