import { type ReactNode } from 'react';
import { type Format } from '@site/src/phrases/amounts';
import { type Decision, type NodeTrace } from '@site/src/simulation/scheduler';
import { type LabText } from './messages';
import { NodeCard } from './NodeCard';
import { PodList } from './PodList';
import { type LabRun } from './run';
import { decidedBy, revealed, type Step } from './steps';
import { stageView } from './view';
import styles from './SchedulerLab.module.css';

interface StageProps {
  run: LabRun;
  steps: readonly Step[];
  cursor: number;
  selected: string | null;
  text: LabText;
  f: Format;
  onSelect: (key: string) => void;
  /** The buttons that move through the steps. */
  children: ReactNode;
}

export function Stage({ run, steps, cursor, selected, text, f, onSelect, children }: StageProps) {
  const view = stageView(run, steps, cursor);
  const step = steps[cursor - 1];
  const current = step === undefined ? undefined : run.decisions[step.decision];
  const over = run.decisions.slice(0, decidedBy(steps, cursor));
  const decided = new Map<string, Decision>(over.map((decision) => [decision.pod, decision]));
  const index = run.decisions.findIndex((decision) => decision.pod === selected);
  const decision = run.decisions[index];
  const seen = revealed(steps, cursor, index);
  const pod = run.pods.find((p) => p.key === selected);
  const order = new Map(run.decisions.map((d, i) => [d.pod, i]));
  const queue = [...run.pods].sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  const failure = decision?.kind === 'unschedulable' && seen.done ? decision.failure : null;
  return (
    <div className={styles.stage}>
      <div className={styles.queue}>
        <p className={styles.heading}>{text.podsLabel}</p>
        {run.pods.length === 0 ? <p>{text.noPods}</p> : <PodList pods={queue} decided={decided} current={current?.pod ?? null} selected={selected} text={text} onSelect={onSelect} />}
      </div>
      {children}
      <div className={styles.cluster}>
        <p className={styles.heading}>{pod === undefined ? text.nodesLabel : text.decisionFor(pod.short)}</p>
        <ul className={styles.nodes} role="list" aria-label={text.nodesLabel}>
          {view.nodes.map((node) => (
            <NodeCard
              key={node.name}
              view={node}
              verdict={verdictFor(decision, node.name, seen)}
              active={step !== undefined && current?.pod === selected && (step.kind === 'filter' || step.kind === 'score') && step.node === node.name}
              selected={selected}
              text={text}
              f={f}
            />
          ))}
        </ul>
        <div className={styles.event} data-empty={failure === null || undefined} role="group" aria-label={text.event} tabIndex={0}>
          {failure === null ? (
            <p>{text.noEvent}</p>
          ) : (
            <>
              <p>{text.event}</p>
              <code lang="en">{failure.message}</code>
              {failure.postFilter.kind === 'nominated' && <p>{text.unmodelled.preemption(failure.postFilter.preemption.chosen.node, failure.postFilter.preemption.chosen.victims.map((victim) => victim.metadata.name ?? '').join(', '))}</p>}
            </>
          )}
        </div>
        {run.unmodelled.length > 0 && (
          <div className={styles.notice} role="note">
            <p>{text.unmodelled.title}</p>
            <ul>
              {run.unmodelled.map((part) => (
                <li key={`${part.plugin} ${part.field}`}>{text.unmodelled.field(part.field, part.plugin)}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}

function verdictFor(decision: Decision | undefined, node: string, seen: ReturnType<typeof revealed>) {
  if (decision === undefined || (decision.kind !== 'scheduled' && decision.kind !== 'unschedulable')) return null;
  const trace: NodeTrace | undefined = decision.trace?.nodes.find((n) => n.node === node);
  const winner = decision.kind === 'scheduled' && seen.done && decision.node === node;
  return {
    trace,
    filtered: seen.filtered.has(node),
    scored: seen.scored.has(node),
    winner,
    only: winner && decision.trace?.scored === false,
    decided: seen.done,
  };
}
