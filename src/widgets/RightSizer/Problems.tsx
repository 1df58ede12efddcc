import type { UsageProblem } from '@site/src/simulation/resources/sizing/types';
import { useMessages } from '@site/src/i18n/messages';
import { Tone } from '../parts';
import { useFormat } from './format';
import { messages } from './messages';
import styles from './RightSizer.module.css';

type Sentences = (typeof messages)['ko']['problem'];

/** What is wrong with a line, and what to do about it. */
function sentenceOf({ code, params }: UsageProblem, text: Sentences): string {
  const of = (name: string): string => String(params[name] ?? '');
  switch (code) {
    case 'columnCount': return text.columnCount(of('found'), of('expected'));
    case 'quantity': return text.quantity(of('text'), of('column'));
    case 'negative': return text.negative(of('text'));
    case 'unavailable': return text.unavailable(of('pod'));
    case 'noContainer': case 'noValue': return text[code](of('found'));
    case 'whichMetric': return text.whichMetric(of('name'));
    default: return text[code]();
  }
}

interface ProblemsProps {
  problems: readonly UsageProblem[];
  onGoTo: (line: number) => void;
}

export function Problems({ problems, onGoTo }: ProblemsProps) {
  const text = useMessages(messages);
  const f = useFormat();
  if (problems.length === 0) return null;
  return (
    <section className={styles.problems} aria-label={text.problems(f.n(problems.length))}>
      <ul role="list">
        {problems.map((problem, index) => (
          <li key={index}>
            <button type="button" onClick={() => onGoTo(problem.line)}>{text.line(f.n(problem.line))}</button>
            <span>
              <Tone tone={problem.severity === 'error' ? 'failed' : 'warned'} bare>{''}</Tone> {sentenceOf(problem, text.problem)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
