import { useState } from 'react';
import { InlineText } from '@site/src/components/InlineText';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { LINES } from '@site/src/exam/curriculum';
import { pointsOf } from '@site/src/exam/draw';
import type { Task } from '@site/src/exam/task';
import { Button } from '../parts';
import shared from '../parts/task.module.css';
import { messages } from './messages';
import { clockOf, type ExamState } from './state';
import styles from './MockExam.module.css';

interface PaperProps {
  readonly state: ExamState;
  readonly set: readonly Task<string>[];
  readonly remaining: number | null;
  setState: (next: (before: ExamState) => ExamState) => void;
}

/** The clock, the numbers of the tasks with their flags, and the task that is shown. */
export function Paper({ state, set, remaining, setState }: PaperProps) {
  const text = useMessages(messages);
  const locale = useLocale();
  const [ending, setEnding] = useState(false);
  const task = set[state.at];
  const time = remaining === null ? '' : clockOf(remaining);
  const go = (at: number) => setState((before) => ({ ...before, at: Math.min(Math.max(0, at), set.length - 1) }));
  if (task === undefined) return null;
  const flagged = state.flags.includes(task.id);
  return (
    <div className={shared.stack}>
      <div className={shared.row}>
        <p className={styles.clock} role="timer" aria-live="off" data-late={(remaining !== null && remaining < 5 * 60_000) || undefined}>
          {text.left} <b>{time}</b>
        </p>
        <Button onClick={() => setEnding(true)} aria-expanded={ending}>{text.end}</Button>
      </div>
      {ending && (
        <div className={styles.ask} role="alert">
          <p>{text.endAsk(time)}</p>
          <div className={shared.row}>
            <Button primary onClick={() => setState((before) => ({ ...before, ended: Date.now() }))}>{text.endNow}</Button>
            <Button onClick={() => setEnding(false)}>{text.endNot}</Button>
          </div>
        </div>
      )}
      <nav aria-label={text.choose}>
        <ol className={styles.numbers}>
          {set.map(({ id }, at) => (
            <li key={id}>
              <button type="button" className={styles.number} aria-label={text.number(at + 1, state.flags.includes(id))} aria-current={at === state.at ? 'step' : undefined} data-flagged={state.flags.includes(id) || undefined} onClick={() => go(at)}>
                {at + 1}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section className={styles.task} aria-label={text.task(state.at + 1, set.length)}>
        <p className={styles.facts}>
          <b>{text.task(state.at + 1, set.length)}</b> <span>{LINES[task.line].name[locale]}</span> <span>{text.of(pointsOf(set).get(task.id) ?? 0)}</span> <span>{text.minutes(task.minutes)}</span>
        </p>
        <p className={styles.where}>
          {text.where}: {task.host === undefined ? text.here : <code>ssh {task.host}</code>}
        </p>
        <p><InlineText>{task.text}</InlineText></p>
        <div className={shared.row}>
          <Button onClick={() => go(state.at - 1)} disabled={state.at === 0}>{text.previous}</Button>
          <Button aria-pressed={flagged} onClick={() => setState((before) => ({ ...before, flags: flagged ? before.flags.filter((id) => id !== task.id) : [...before.flags, task.id] }))}>
            <span aria-hidden="true">⚑</span> {flagged ? text.flagged : text.flag}
          </Button>
          <Button onClick={() => go(state.at + 1)} disabled={state.at === set.length - 1}>{text.next}</Button>
        </div>
      </section>
    </div>
  );
}
