import { Glyph } from '@site/src/components/glyphs';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import type { LabStep } from '@site/src/labs/lab';
import { Button, More } from '../parts';
import { messages } from './messages';
import styles from './Lab.module.css';

interface StepProps {
  readonly step: LabStep<string>;
  readonly number: number;
  readonly state: 'done' | 'now' | 'later';
  /** The reader's record has it from an earlier run. */
  readonly before: boolean;
  /** Which of its checks hold now. */
  readonly held: readonly boolean[];
  /** Types a line into the terminal; null where there is none yet. */
  readonly type: ((line: string) => void) | null;
}

/** One step: what to reach, what is looked at, hints in two grades, the solution. */
export function Step({ step, number, state, before, held, type }: StepProps) {
  const text = useMessages(messages);
  const { hints, solution, real, check, after } = step;
  const [first, second] = hints;
  return (
    <li className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <p className={styles.ask}>
        <span className={styles.mark}>
          <Glyph kind={state === 'done' ? 'good' : state === 'now' ? 'working' : 'waiting'} size={16} /> <span className={styles.word}>{text[state]}</span>
        </span>
        <span>
          <b>{number}.</b> <InlineText>{step.text}</InlineText>
          {before && state !== 'done' && <small className={styles.before}> {text.before}</small>}
        </span>
      </p>
      {state === 'done' && after !== undefined && <p className={styles.after}><InlineText>{after}</InlineText></p>}
      {state === 'now' && (
        <div className={styles.helps}>
          <ul className={styles.checks} aria-label={text.check}>
            {check.map((line, at) => (
              <li key={line} data-met={held[at] || undefined}>
                <Glyph kind={held[at] === true ? 'good' : 'waiting'} size={14} /> <code>{line}</code> <small>{held[at] === true ? text.met : text.unmet}</small>
              </li>
            ))}
          </ul>
          <More label={text.hint}><p><InlineText>{first}</InlineText></p></More>
          <More label={text.moreHint}><p><InlineText>{second}</InlineText></p></More>
          <More label={text.solution}>
            {solution.map((line) => (
              <div key={line} className={styles.line}>
                <pre>{line}</pre>
                <Button onClick={() => type?.(line)} disabled={type === null}>{text.run}</Button>
              </div>
            ))}
            {real !== undefined && (
              <>
                <p>{text.real}</p>
                <pre>{real.join('\n')}</pre>
              </>
            )}
          </More>
        </div>
      )}
    </li>
  );
}
