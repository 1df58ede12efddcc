import { type CSSProperties } from 'react';
import { type Format } from '@site/src/phrases/amounts';
import { taintText } from '@site/src/phrases/scheduler';
import { TextButton } from '../parts';
import { type LabText } from './messages';
import { ScoreBar } from './ScoreBar';
import { stateOf, type NodeVerdict } from './verdict';
import { type NodeView } from './view';
import styles from './NodeCard.module.css';

interface NodeCardProps {
  view: NodeView;
  verdict: NodeVerdict | null;
  /** The step that is shown looks at this node. */
  active: boolean;
  /** Its verdict is the one that is spelled out below. */
  chosen: boolean;
  /** The Pod that is looked at. */
  selected: string | null;
  text: LabText;
  f: Format;
  onChoose: () => void;
}

/** A node as a box that Pods sit in, with the verdict on the Pod in a word; press it to read the whole verdict. */
export function NodeCard({ view, verdict, active, chosen, selected, text, f, onChoose }: NodeCardProps) {
  const state = stateOf(verdict);
  const names = view.pods.map((pod) => pod.short).join(', ');
  return (
    <li className={styles.card} data-state={state} data-active={active || undefined} data-chosen={chosen || undefined}>
      <p className={styles.head}>
        <TextButton className={styles.name} aria-pressed={chosen} title={view.name} onClick={onChoose}>
          {view.name}
        </TextButton>
        {view.zone !== '' && <span className={styles.zone}>{view.zone}</span>}
      </p>
      <div className={styles.roomFrame}>
        <div className={styles.room} style={{ '--size': view.size } as CSSProperties} role="img" aria-label={text.roomLabel(view.name, names === '' ? text.nobody : names)}>
          {view.pods.map((pod) => (
            <span
              key={pod.key}
              className={styles.block}
              style={{ '--share': pod.share } as CSSProperties}
              data-pod={pod.key}
              data-selected={pod.key === selected || undefined}
              data-leaving={pod.leaving || undefined}
              title={`${pod.short} · ${f.cpu(pod.milliCPU)} · ${f.memory(pod.memory)}`}
            >
              {pod.share > 0.16 && pod.short}
            </span>
          ))}
        </div>
      </div>
      <p className={styles.amount}>{text.cpuOf(f.cpu(view.requested.milliCPU), f.cpu(view.allocatable.milliCPU))}</p>
      <p className={styles.amount}>{text.memoryOf(f.memory(view.requested.memory), f.memory(view.allocatable.memory))}</p>
      {view.extra.map(({ name, used, total }) => (
        <p key={name} className={styles.amount} title={name}>
          {name.replace(/^.*\//, '')} {f.n(used)} / {f.n(total)}
        </p>
      ))}
      {view.nominated.length > 0 && <p className={styles.taint}>{text.nominatedFor(view.nominated.join(', '))}</p>}
      {view.cordoned && <p className={styles.taint}>{text.cordoned}</p>}
      {view.taints.map((taint) => (
        <p key={taintText(taint)} className={styles.taint} title={taintText(taint)}>
          {text.taint(taintText(taint).replace(/^node(-role)?\.kubernetes\.io\//, ''))}
        </p>
      ))}
      <p className={styles.verdict}>{word(verdict, state, text, f)}</p>
      {verdict?.scored === true && verdict.trace !== undefined && <ScoreBar lines={verdict.trace.scores} />}
    </li>
  );
}

/** The mark differs as well as the word. */
function word(verdict: NodeVerdict | null, state: ReturnType<typeof stateOf>, text: LabText, f: Format): string {
  if (verdict === null) return '';
  if (state === 'idle') return verdict.decided ? text.notVisited : text.notLooked;
  if (state === 'rejected') return `✕ ${text.rejected}`;
  const score = verdict.scored && verdict.trace !== undefined ? ` ${text.points(f.n(verdict.trace.total))}` : '';
  return state === 'winner' ? `★ ${text.winner}${score}` : `✓ ${text.fits}${score}`;
}
