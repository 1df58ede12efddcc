import { useSchedulerPhrases } from '@site/src/phrases/scheduler';
import { type Format } from '@site/src/phrases/amounts';
import { type Decision, type NodeTrace, type FitFailure } from '@site/src/simulation/scheduler';
import { Why } from '../parts';
import { type LabText } from './messages';
import { type LabRun } from './run';
import { PluginBar, mostOf } from './ScoreBar';
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
    </>
  );
}

/** What PreFilter worked out for all nodes at once. */
export function PreFilterDetail({ decision, text }: { decision: Decision; text: LabText }) {
  const phrases = useSchedulerPhrases();
  const trace = decision.kind === 'scheduled' || decision.kind === 'unschedulable' ? decision.trace : undefined;
  if (trace === undefined) return <p>{text.preFilter.what}</p>;
  const { rejection, narrowed } = trace.preFilter;
  const skipped = trace.nodes.find(({ visited }) => visited)?.filters.filter(({ verdict }) => verdict === 'skipped') ?? [];
  return (
    <>
      <p className={styles.title} data-bad={rejection !== undefined || undefined}>
        PreFilter {rejection !== undefined && <code>{rejection.plugin}</code>}
      </p>
      {rejection?.params.map((params, i) => <p key={i}>{phrases.rejection(params)}</p>)}
      {rejection !== undefined && (
        <p className={styles.upstream} lang="en">
          {rejection.reasons.join(', ')}
        </p>
      )}
      {narrowed !== undefined && <p>{text.preFilter.narrowed(narrowed.plugins.join(', '), narrowed.nodeNames.join(', ') || text.nobody)}</p>}
      {rejection === undefined && <p>{skipped.length === 0 ? text.preFilter.what : text.preFilter.skipped(skipped.map(({ plugin }) => plugin).join(', '))}</p>}
    </>
  );
}

const LISTED = 12;

/** What PostFilter found: on which nodes who would have to go, and which node was taken. */
export function PreemptionDetail({ failure, run, text }: { failure: FitFailure; run: LabRun; text: LabText }) {
  const { postFilter } = failure;
  if (postFilter.kind !== 'nominated') {
    return (
      <>
        <p className={styles.title}>PostFilter: {text.preemption.none}</p>
        <code className={styles.event} lang="en">
          {postFilter.text}
        </code>
      </>
    );
  }
  const { candidates, chosen, tied } = postFilter.preemption;
  const name = (namespace: string, pod: string): string => run.pods.find(({ key }) => key === `${namespace}/${pod}`)?.short ?? pod;
  return (
    <>
      <p className={styles.title}>PostFilter: {text.preemption.chosen(chosen.node)}</p>
      <ul className={styles.candidates} role="list">
        {candidates.slice(0, LISTED).map(({ node, victims, pdbViolations }) => (
          <li key={node} data-chosen={node === chosen.node || undefined}>
            <b>{node}</b> {text.preemption.victims(victims.map(({ metadata, spec }) => `${name(metadata.namespace ?? 'default', metadata.name ?? '')} (${spec.priority ?? 0})`).join(', '))}
            {pdbViolations > 0 && ` · ${text.preemption.budgets(String(pdbViolations))}`}
          </li>
        ))}
      </ul>
      {tied.length > 1 && <p>{text.preemption.tied(tied.join(', '))}</p>}
    </>
  );
}

function Scores({ trace, text }: { trace: NodeTrace; text: LabText }) {
  const phrases = useSchedulerPhrases();
  const most = mostOf(trace.scores);
  return (
    <ul className={styles.scores} role="list">
      {trace.scores.map((line, i) => (
        <li key={line.plugin}>
          <code>{line.plugin}</code>{' '}
          {line.skipped ? (
            <span className={styles.quiet}>{text.nothingToSay}</span>
          ) : (
            <>
              <PluginBar line={line} index={i} most={most} /> <Why answer={phrases.scoreWhy(line)}>{phrases.score(line)}</Why>
            </>
          )}
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
