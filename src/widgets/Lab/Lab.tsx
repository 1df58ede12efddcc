import { useEffect, useMemo, useState } from 'react';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import type { Lab as LabData } from '@site/src/labs/lab';
import { FIRST_SESSION } from '../terminal/firstSession';
import { terminalMessages } from '../terminal/messages';
import { usePlace } from '@site/src/islands/place';
import { addSteps, stepsOf } from '@site/src/progress/change';
import { noteOutline } from '@site/src/progress/outlines';
import { labOutline } from '@site/src/progress/place';
import { progressStore } from '@site/src/progress/store';
import { TerminalBody } from '../terminal/TerminalBody';
import { useTerminal } from '../terminal/useTerminal';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { Step } from './Step';
import styles from './Lab.module.css';

interface LabProps {
  /** What src/labs/<id>.yaml holds in the page's language, as JSON (src/mdx/remark-labs.ts). */
  readonly lab: string;
}

const NONE: readonly boolean[] = [];

function useRecordedSteps(page: string, lab: string): readonly string[] {
  const [steps, setSteps] = useState<readonly string[]>([]);
  useEffect(() => {
    const look = () => setSteps(stepsOf(progressStore.get().progress, page, lab));
    look();
    return progressStore.subscribe(look);
  }, [page, lab]);
  return steps;
}

/** Steps beside a terminal: each is ticked when the cluster is in the state that it asks for. */
export default function Lab({ lab: json }: LabProps) {
  const text = useMessages(messages);
  const { model } = useMessages(terminalMessages);
  const lab = useMemo(() => JSON.parse(json) as LabData<string>, [json]);
  const starts = useMemo(() => ({ lab: lab.start }), [lab]);
  const [typed, setTyped] = useState<{ readonly text: string; readonly n: number } | null>(null);
  const checksFor = useMemo(() => (done: readonly string[]) => lab.steps.filter(({ id }) => !done.includes(id)).slice(0, 1).map(({ check }) => check), [lab]);
  const terminal = useTerminal({ name: 'lab', starts, checks: checksFor });
  const { report, kept, ask, note } = terminal;
  const { done } = kept.state;
  const place = usePlace();
  const [page, id] = [place?.page ?? '', place?.id ?? ''];
  /** Steps that the reader's record has: those of this run, and those of an earlier one or of another browser. */
  const recorded = useRecordedSteps(page, id);
  const current = lab.steps.find(({ id }) => !done.includes(id));
  // What was found out of the step before says nothing of this one.
  const isAsked = current !== undefined && JSON.stringify(report?.checks[0]) === JSON.stringify(current.check);
  const held = isAsked ? (report?.held[0] ?? NONE) : NONE;
  const reached = current !== undefined && held.length === current.check.length && held.every(Boolean);

  useEffect(() => {
    if (!reached || current === undefined) return;
    const next = [...done, current.id];
    note({ done: next });
    progressStore.update((progress) => addSteps(progress, page, id, [current.id]));
    const broken = lab.steps.find((step) => !next.includes(step.id))?.broken;
    if (broken !== undefined) ask({ kind: 'broken', lines: broken });
    ask({ kind: 'checks', checks: checksFor(next), fresh: true });
  }, [ask, checksFor, current, done, id, lab, note, page, reached]);

  const outline = lab.steps.map((step) => step.id).join('\n');
  useEffect(() => {
    if (page !== '') noteOutline(labOutline(page, id), outline.split('\n'));
  }, [id, outline, page]);

  const count = lab.steps.filter(({ id }) => done.includes(id)).length;
  return (
    <WidgetFrame
      title={`${text.title}: ${lab.title}`}
      tryFirst={text.tryFirst}
      kept={kept}
      stage={
        <div className={styles.stage}>
          <p className={styles.goal}><InlineText>{lab.goal}</InlineText></p>
          <ol className={styles.steps} aria-label={text.steps}>
            {lab.steps.map((step, at) => (
              <Step
                key={step.id}
                step={step}
                number={at + 1}
                state={done.includes(step.id) ? 'done' : step === current ? 'now' : 'later'}
                before={recorded.includes(step.id)}
                held={step === current ? held : NONE}
                type={report === null ? null : (line) => setTyped((before) => ({ text: line, n: (before?.n ?? 0) + 1 }))}
              />
            ))}
          </ol>
          <TerminalBody terminal={terminal} first={FIRST_SESSION} typed={typed} />
        </div>
      }
      says={report === null ? text.loading : current === undefined ? text.allDone : text.says(count, lab.steps.length)}
      simplifies={
        <>
          <p>{model}</p>
          <p><InlineText>{lab.real}</InlineText></p>
        </>
      }
    />
  );
}
