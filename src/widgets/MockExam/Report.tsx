import { clsx } from 'clsx';
import { Fragment } from 'react';
import { Glyph } from '@site/src/components/glyphs';
import { useWrittenParts } from '@site/src/components/CurriculumMap/useWrittenParts';
import { InlineText } from '@site/src/components/InlineText';
import { parts } from '@site/src/curriculum/parts';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { DOMAINS, LINES } from '@site/src/exam/curriculum';
import type { Marks, TaskMark } from '@site/src/exam/grade';
import type { Task } from '@site/src/exam/task';
import { Button, More, Tone } from '../parts';
import shared from '../parts/task.module.css';
import { messages } from './messages';
import type { ExamState } from './state';
import { useNumber } from './useNumber';
import styles from './MockExam.module.css';

interface ReportProps {
  readonly state: ExamState;
  readonly set: readonly Task<string>[];
  readonly marks: Marks;
  /** Types a line into the terminal; null where there is none yet. */
  readonly type: ((line: string) => void) | null;
  onAgain: () => void;
  onAnother: () => void;
}

/** Links to the parts of the course that teach what was missed. */
function Back({ numbers }: { readonly numbers: readonly number[] }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const written = useWrittenParts();
  return parts.filter(({ number }) => numbers.includes(number)).map(({ number, slug, title }) => {
    const href = written.get(slug);
    return (
      <span key={number} className={styles.part}>
        {href === undefined ? text.part(number, title[locale]) : <a href={href}>{text.part(number, title[locale])}</a>}
      </span>
    );
  });
}

function TaskReport({ task, mark, number, type }: { readonly task: Task<string>; readonly mark: TaskMark; readonly number: number; readonly type: ReportProps['type'] }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const points = useNumber();
  const all = mark.held.every(Boolean);
  return (
    <li className={styles.marked}>
      <p className={styles.facts}>
        <b>{number}.</b> <span>{LINES[task.line].name[locale]}</span> <Tone tone={all ? 'good' : mark.points > 0 ? 'warned' : 'failed'}>{all ? text.good : mark.points > 0 ? text.some : text.none}</Tone> <span>{text.outOf(points(mark.points), mark.of)}</span>
      </p>
      <More label={text.solution}>
        <p><InlineText>{task.text}</InlineText></p>
        <p>{text.looked}</p>
        <ul className={clsx(shared.checks, styles.checks)}>
          {task.checks.map(({ check }, at) => (
            <li key={check.join('\n')} data-met={mark.held[at] || undefined}>
              <Glyph kind={mark.held[at] === true ? 'good' : 'failed'} size={14} /> <small>{mark.held[at] === true ? text.held : text.unheld}</small>
              {check.map((line) => <code key={line}>{line}</code>)}
            </li>
          ))}
        </ul>
        {task.note !== undefined && <p><InlineText>{task.note}</InlineText></p>}
        <p className={styles.where}>
          {text.where}: {task.host === undefined ? text.here : <code>ssh {task.host}</code>}
        </p>
        {task.solution.map((line) => (
          <div key={line} className={styles.line}>
            <pre tabIndex={0}>{line}</pre>
            <Button onClick={() => type?.(line)} disabled={type === null}>{text.run}</Button>
          </div>
        ))}
        <p>{text.back}: <Back numbers={task.parts} /></p>
      </More>
    </li>
  );
}

/** Marks by domain with the parts to go back to, and every task with its solution. */
export function Report({ state, set, marks, type, onAgain, onAnother }: ReportProps) {
  const text = useMessages(messages);
  const locale = useLocale();
  const points = useNumber();
  const missed = (domain: string): readonly number[] => [...new Set(set.flatMap((task, at) => (task.domain === domain && marks.tasks[at]?.held.every(Boolean) !== true ? task.parts.slice(0, 2) : [])))];
  const spent = state.begun === null || state.ended === null ? 0 : Math.max(1, Math.round((state.ended - state.begun) / 60_000));
  return (
    <section className={shared.stack} aria-label={text.report}>
      <div className={shared.row}>
        <p className={styles.total}>
          <b>{text.outOf(points(marks.points), 100)}</b> <Tone tone={marks.passed ? 'good' : 'failed'}>{text.verdict(marks.passed)}</Tone> <span>{text.spent(spent)}</span>
        </p>
        <Button onClick={onAgain}>{text.again}</Button>
        <Button primary onClick={onAnother}>{text.anotherSet}</Button>
      </div>
      <table className={styles.table}>
        <caption>{text.report}</caption>
        <thead>
          <tr>
            <th scope="col">{text.domain}</th>
            <th scope="col">{text.points}</th>
          </tr>
        </thead>
        <tbody>
          {DOMAINS.map(({ id, name }) => {
            const mark = marks.domains.find(({ domain }) => domain === id);
            const numbers = missed(id);
            return (
              <Fragment key={id}>
                <tr data-leads={numbers.length > 0 || undefined}>
                  <th scope="row">{name[locale]}</th>
                  <td>{text.outOf(points(mark?.points ?? 0), mark?.of ?? 0)}</td>
                </tr>
                {numbers.length > 0 && (
                  <tr>
                    <td colSpan={2} className={styles.back}>{text.back}: <Back numbers={numbers} /></td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      <p>{text.after}</p>
      <ol className={styles.markedList}>
        {set.map((task, at) => {
          const mark = marks.tasks[at];
          return mark === undefined ? null : <TaskReport key={task.id} task={task} mark={mark} number={at + 1} type={type} />;
        })}
      </ol>
    </section>
  );
}
