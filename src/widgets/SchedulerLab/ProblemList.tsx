import { type Problem } from '@site/src/simulation/api';
import { Tone } from '../parts';
import { type LabText } from './messages';
import { problemText } from './phrases';
import styles from './Editor.module.css';

interface ProblemListProps {
  problems: readonly Problem[];
  text: LabText;
  onGoTo: (line: number, column: number) => void;
}

const SHOWN = 20;

/** Each problem in the reader's language, with the API server's words and a way to its place. */
export function ProblemList({ problems, text, onGoTo }: ProblemListProps) {
  if (problems.length === 0) return <p className={`${styles.hint} ${styles.problemBox}`}>{text.problems.none}</p>;
  return (
    <section className={styles.problemBox} aria-label={text.problems.some(String(problems.length))}>
      <p className={styles.label}>{text.problems.some(String(problems.length))}</p>
      <ul className={styles.problems} role="list">
        {problems.slice(0, SHOWN).map((problem, i) => (
          <li key={i}>
            <button type="button" className={styles.goTo} onClick={() => onGoTo(problem.line, problem.column)}>
              {text.problems.goTo(String(problem.line), String(problem.column))}
            </button>
            <span>
              <Tone tone={problem.severity === 'error' ? 'failed' : 'warned'}>{problem.severity === 'error' ? text.problems.error : text.problems.warning}</Tone>{' '}
              {problemText(problem, text)}
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
