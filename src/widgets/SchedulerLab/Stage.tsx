import { useState } from 'react';
import { type Format } from '@site/src/phrases/amounts';
import { type Decision } from '@site/src/simulation/scheduler';
import { ScrollBox } from '../parts';
import { type LabText } from './messages';
import { NodeCard } from './NodeCard';
import { PodList } from './PodList';
import { type LabRun } from './run';
import { decidedBy, revealed, type Step } from './steps';
import { FailureEvent, Verdict } from './Verdict';
import { stateOf, verdictOn } from './verdict';
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
}

/** The Pods in their order, the nodes they sit on, and one verdict spelled out. */
export function Stage({ run, steps, cursor, selected, text, f, onSelect }: StageProps) {
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

  const active = current?.pod === selected && (step?.kind === 'filter' || step?.kind === 'score') ? step.node : null;
  const verdicts = new Map(view.nodes.map((node) => [node.name, verdictOn(decision, node.name, seen)]));
  // What the reader pressed, while it is about this step; else what the step is about; else the winner.
  const [pressed, setPressed] = useState<{ cursor: number; pod: string | null; node: string } | null>(null);
  const asked = pressed?.cursor === cursor && pressed.pod === selected && verdicts.has(pressed.node) ? pressed.node : null;
  const told = asked ?? active ?? (failure === null ? view.nodes.find((node) => stateOf(verdicts.get(node.name) ?? null) === 'winner')?.name : undefined) ?? null;
  const verdict = told === null ? null : (verdicts.get(told) ?? null);

  return (
    <div className={styles.stage}>
      {run.pods.length === 0 ? <p>{text.noPods}</p> : <PodList pods={queue} decided={decided} current={current?.pod ?? null} selected={selected} text={text} onSelect={onSelect} />}
      <ul className={styles.nodes} role="list" aria-label={text.nodesLabel}>
        {view.nodes.map((node) => (
          <NodeCard
            key={node.name}
            view={node}
            verdict={verdicts.get(node.name) ?? null}
            active={active === node.name}
            chosen={told === node.name}
            selected={selected}
            text={text}
            f={f}
            onChoose={() => setPressed({ cursor, pod: selected, node: node.name })}
          />
        ))}
      </ul>
      <ScrollBox className={styles.detail} label={text.detail}>
        {told !== null && verdict !== null ? <Verdict pod={pod?.short ?? ''} node={told} verdict={verdict} text={text} f={f} /> : failure !== null ? <FailureEvent failure={failure} text={text} /> : <p className={styles.quiet}>{text.detailHint}</p>}
      </ScrollBox>
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
  );
}
