import { type CSSProperties } from 'react';
import { type Format } from '@site/src/phrases/amounts';
import { taintText, useSchedulerPhrases } from '@site/src/phrases/scheduler';
import { type NodeTrace } from '@site/src/simulation/scheduler';
import { Why } from '../parts';
import { type LabText } from './messages';
import { type Resident, type NodeView } from './view';
import styles from './NodeCard.module.css';

interface NodeCardProps {
  view: NodeView;
  /** What the selected Pod's decision says about this node, as far as it is revealed. */
  verdict: { trace: NodeTrace | undefined; filtered: boolean; scored: boolean; winner: boolean; only: boolean; decided: boolean } | null;
  active: boolean;
  selected: string | null;
  text: LabText;
  f: Format;
}

export function NodeCard({ view, verdict, active, selected, text, f }: NodeCardProps) {
  const rejected = verdict?.filtered === true && verdict.trace?.feasible === false;
  const state = verdict === null || !verdict.filtered ? 'idle' : rejected ? 'rejected' : verdict.winner ? 'winner' : 'fits';
  return (
    <li className={styles.card} data-state={state} data-active={active || undefined}>
      <div className={styles.head}>
        <span className={styles.name}>{view.name}</span>
        {view.zone !== '' && <span className={styles.tag}>{view.zone}</span>}
        {view.cordoned && <span className={styles.tag}>{text.cordoned}</span>}
        {view.taints.map((taint) => (
          <span key={taintText(taint)} className={styles.tag} data-kind="taint">
            {text.taint(taintText(taint).replace('node-role.kubernetes.io/', ''))}
          </span>
        ))}
      </div>
      <Room view={view} selected={selected} text={text} f={f} />
      <Bar label={text.cpu} used={view.requested.milliCPU} total={view.allocatable.milliCPU} show={f.cpu} text={text} />
      <Bar label={text.memory} used={view.requested.memory} total={view.allocatable.memory} show={f.memory} text={text} />
      <div className={styles.verdict}>{verdict !== null && <Verdict verdict={verdict} text={text} f={f} />}</div>
    </li>
  );
}

/** The box Pods sit in: as tall as the node's CPU is large, filled from below by what each Pod requests. */
function Room({ view, selected, text, f }: { view: NodeView; selected: string | null; text: LabText; f: Format }) {
  const names = view.pods.map((pod) => pod.short).join(', ');
  return (
    <div className={styles.roomFrame}>
      <div
        className={styles.room}
        style={{ '--size': view.size } as CSSProperties}
        role="img"
        aria-label={text.roomLabel(view.name, names === '' ? text.nobody : names)}
      >
        {view.pods.map((pod) => (
          <Block key={pod.key} pod={pod} selected={pod.key === selected} f={f} />
        ))}
      </div>
    </div>
  );
}

function Block({ pod, selected, f }: { pod: Resident; selected: boolean; f: Format }) {
  const style = { '--share': pod.share } as CSSProperties;
  return (
    <span className={styles.block} style={style} data-pod={pod.key} data-selected={selected || undefined} title={`${pod.short} · ${f.cpu(pod.milliCPU)} · ${f.memory(pod.memory)}`}>
      {pod.share > 0.08 && pod.short}
    </span>
  );
}

interface BarProps {
  label: string;
  used: number;
  total: number;
  show: (value: number) => string;
  text: LabText;
}

function Bar({ label, used, total, show, text }: BarProps) {
  const share = total === 0 ? 0 : Math.min(1, used / total);
  return (
    <div className={styles.bar}>
      <span>{label}</span>
      <span className={styles.track} aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={styles.amount}>{text.requestedOf(show(used), show(total))}</span>
    </div>
  );
}

function Verdict({ verdict, text, f }: { verdict: NonNullable<NodeCardProps['verdict']>; text: LabText; f: Format }) {
  const phrases = useSchedulerPhrases();
  const { trace } = verdict;
  if (trace === undefined || (!verdict.filtered && !verdict.decided)) return <p className={styles.quiet}>{text.notLooked}</p>;
  if (!verdict.filtered) return <p className={styles.quiet}>{text.notVisited}</p>;
  const rejection = trace.filters.find((filter) => filter.verdict === 'reject');
  if (rejection !== undefined) {
    return (
      <>
        <p className={styles.title}>
          <span aria-hidden="true">✕</span> {text.rejected} · <code>{rejection.plugin}</code>
        </p>
        {rejection.params?.map((params, i) => <p key={i}>{phrases.rejection(params)}</p>)}
        <p className={styles.upstream} lang="en">
          {rejection.reasons?.join(', ')}
        </p>
        <Filters trace={trace} text={text} />
      </>
    );
  }
  return (
    <>
      <p className={styles.title}>
        <span aria-hidden="true">{verdict.winner ? '★' : '✓'}</span> {verdict.winner ? text.winner : text.fits}
        {verdict.scored && (
          <span className={styles.total}>
            {text.total} {f.n(trace.total)}
          </span>
        )}
      </p>
      {verdict.only && <p>{text.onlyOne}</p>}
      {verdict.scored && <Scores trace={trace} text={text} />}
      <Filters trace={trace} text={text} />
    </>
  );
}

function Scores({ trace, text }: { trace: NodeTrace; text: LabText }) {
  const phrases = useSchedulerPhrases();
  return (
    <ul className={styles.scores} role="list">
      {trace.scores.map((line) => (
        <li key={line.plugin}>
          <code>{line.plugin}</code>
          {line.skipped ? (
            <span className={styles.quiet}>{text.nothingToSay}</span>
          ) : (
            <Why answer={phrases.scoreWhy(line)}>{phrases.score(line)}</Why>
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
