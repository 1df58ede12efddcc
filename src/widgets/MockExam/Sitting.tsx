import { useEffect, useMemo, useRef, useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { checkLists, heldOf, type Marks } from '@site/src/exam/grade';
import { startOf } from '@site/src/exam/start';
import type { Task } from '@site/src/exam/task';
import { FIRST_SESSION } from '../terminal/firstSession';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { frameMessages } from '../WidgetFrame/messages';
import { Paper } from './Paper';
import { Report } from './Report';
import { type ExamState } from './state';
import shared from '../parts/task.module.css';

interface SittingProps {
  readonly state: ExamState;
  readonly set: readonly Task<string>[];
  readonly marks: Marks | null;
  /** ms; null until the clock is known. */
  readonly remaining: number | null;
  setState: (next: (before: ExamState) => ExamState) => void;
  onGraded: (held: readonly boolean[]) => void;
  onAgain: () => void;
  onAnother: () => void;
}

/** The tasks above the terminal in which they are solved; once it has ended, the report in their place. */
export function Sitting({ state, set, marks, remaining, setState, onGraded, onAgain, onAnother }: SittingProps) {
  const { notices } = useMessages(frameMessages);
  const name = `${state.kind}-${state.seed}`;
  const starts = useMemo(() => ({ [name]: startOf(set) }), [name, set]);
  const terminal = useTerminal({ name: 'mock-exam-desk', starts });
  const { report, ask, kept } = terminal;
  const [typed, setTyped] = useState<{ readonly text: string; readonly n: number } | null>(null);
  const lists = useMemo(() => checkLists(set), [set]);
  const asked = useRef(false);
  const over = state.ended === null && remaining !== null && remaining <= 0;
  const grading = state.ended !== null && state.held === null;

  useEffect(() => {
    if (over) setState((before) => (before.ended === null ? { ...before, ended: Date.now() } : before));
  }, [over, setState]);

  // What holds is looked at once, at the end: it costs requests, and nobody is told before.
  useEffect(() => {
    if (!grading || report === null) return;
    if (!asked.current) {
      asked.current = true;
      ask({ kind: 'checks', checks: lists });
    } else if (report.checks.length === lists.length && report.held.length === lists.length) {
      asked.current = false;
      onGraded(heldOf(report.held));
      ask({ kind: 'checks', checks: [] });
    }
  }, [ask, grading, lists, onGraded, report]);

  const { notice } = kept;
  return (
    <div className={shared.stack}>
      {marks === null ? (
        <Paper state={state} set={set} remaining={remaining} setState={setState} />
      ) : (
        <Report state={state} set={set} marks={marks} type={report === null ? null : (line) => setTyped((before) => ({ text: line, n: (before?.n ?? 0) + 1 }))} onAgain={onAgain} onAnother={onAnother} />
      )}
      {(notice === 'storage-full' || notice === 'too-large') && <p role="status">{notices[notice]}</p>}
      <TerminalBody terminal={terminal} first={FIRST_SESSION} typed={typed} />
    </div>
  );
}
