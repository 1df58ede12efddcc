import { useSchedulerPhrases } from '@site/src/phrases/scheduler';
import { type Format } from '@site/src/phrases/amounts';
import { type NodeTrace, type FitFailure } from '@site/src/simulation/scheduler';
import { Why } from '../parts';
import { type LabText } from './messages';
import { type NodeVerdict } from './verdict';
import styles from './Verdict.module.css';

interface VerdictProps {
  pod: string;
  node: string;
  verdict: NodeVerdict;
  text: LabText;
  f: Format;
}

/** One node's verdict on one Pod in full: the filter that rejected it, or every score with its arithmetic. */
export function Verdict({ pod, node, verdict, text, f }: VerdictProps) {
  const phrases = useSchedulerPhrases();
  const { trace } = verdict;
  const rejection = trace?.filters.find((filter) => filter.verdict === 'reject');
  const looked = trace !== undefined && verdict.filtered;
  return (
    <>
      <p className={styles.title} data-bad={(looked && rejection !== undefined) || undefined}>
        {text.verdictOf(node, pod)} {looked ? rejection !== undefined ? <code>{rejection.plugin}</code> : verdict.winner ? text.winner : text.fits : verdict.decided ? text.notVisited : text.notLooked}
        {verdict.scored && trace !== undefined && <b className={styles.total}>{`${text.total} ${f.n(trace.total)}`}</b>}
      </p>
      {looked && rejection !== undefined && (
        <>
          {rejection.params?.map((params, i) => <p key={i}>{phrases.rejection(params)}</p>)}
          <p className={styles.upstream} lang="en">
            {rejection.reasons?.join(', ')}
          </p>
        </>
      )}
      {verdict.only && <p>{text.onlyOne}</p>}
      {verdict.scored && trace !== undefined && <Scores trace={trace} text={text} />}
      {looked && <Filters trace={trace} text={text} />}
    </>
  );
}

/** The event that a Pod without a place gets, word for word. */
export function FailureEvent({ failure, text }: { failure: FitFailure; text: LabText }) {
  return (
    <>
      <p className={styles.title} data-bad>
        {text.event}
      </p>
      <code className={styles.event} lang="en">
        {failure.message}
      </code>
      {failure.postFilter.kind === 'nominated' && (
        <p>{text.unmodelled.preemption(failure.postFilter.preemption.chosen.node, failure.postFilter.preemption.chosen.victims.map((victim) => victim.metadata.name ?? '').join(', '))}</p>
      )}
    </>
  );
}

function Scores({ trace, text }: { trace: NodeTrace; text: LabText }) {
  const phrases = useSchedulerPhrases();
  return (
    <ul className={styles.scores} role="list">
      {trace.scores.map((line) => (
        <li key={line.plugin}>
          <code>{line.plugin}</code> {line.skipped ? <span className={styles.quiet}>{text.nothingToSay}</span> : <Why answer={phrases.scoreWhy(line)}>{phrases.score(line)}</Why>}
        </li>
      ))}
    </ul>
  );
}

/** Every filter in the order it runs; the mark differs as well as the word. */
function Filters({ trace, text }: { trace: NodeTrace; text: LabText }) {
  const marks = { pass: '✓', reject: '✕', skipped: '–', notRun: '·' } as const;
  const words = { pass: text.pass, reject: text.rejected, skipped: text.skipped, notRun: text.notRun } as const;
  const passed = trace.filters.filter((filter) => filter.verdict === 'pass').length;
  return (
    <details className={styles.filters}>
      <summary>{text.filtersPassed(String(passed))}</summary>
      <ul role="list">
        {trace.filters.map((filter) => (
          <li key={filter.plugin} data-verdict={filter.verdict}>
            <span aria-hidden="true">{marks[filter.verdict]}</span> <code>{filter.plugin}</code> {words[filter.verdict]}
          </li>
        ))}
      </ul>
    </details>
  );
}
