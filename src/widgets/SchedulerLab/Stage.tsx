import { useState } from 'react';
import { type Format } from '@site/src/phrases/amounts';
import { type Decision } from '@site/src/simulation/scheduler';
import { ScrollBox } from '../parts';
import { type LabText } from './messages';
import { NodeCard } from './NodeCard';
import { NodeGrid } from './NodeGrid';
import { PodList } from './PodList';
import { Points, pointOf } from './Points';
import { MAX_CARDS, type LabRun } from './run';
import { type LabState } from './lab-state';
import { revealed, type Step } from './steps';
import { useExplained } from './useRun';
import { FailureEvent, PreemptionDetail, PreFilterDetail, Verdict } from './Verdict';
import { stateOf, verdictsOn } from './verdict';
import { type StageView } from './view';
import { Zones } from './Zones';
import styles from './SchedulerLab.module.css';

interface StageProps {
  state: LabState;
  run: LabRun;
  view: StageView;
  steps: readonly Step[];
  cursor: number;
  selected: string | null;
  text: LabText;
  f: Format;
  onSelect: (key: string) => void;
}

/** Which happening is about the Pod: the one that is shown, else its last one so far, else its first. */
function aboutPod(run: LabRun, pod: string | null, until: number): number {
  const about = run.happenings.flatMap((one, i) => ((one.kind === 'attempt' || one.kind === 'aside') && one.decision.pod === pod ? [i] : []));
  return about.findLast((i) => i <= until) ?? about[0] ?? -1;
}

const decisionOf = (run: LabRun, happening: number): Decision | undefined => {
  const one = run.happenings[happening];
  return one?.kind === 'attempt' || one?.kind === 'aside' ? one.decision : undefined;
};

/** The queues, the nodes that Pods sit on, and one verdict spelled out. */
export function Stage({ state, run, view, steps, cursor, selected, text, f, onSelect }: StageProps) {
  const step = steps[cursor - 1];
  const happening = aboutPod(run, selected, step?.happening ?? -1);
  const decision = decisionOf(run, happening);
  const current = step === undefined ? undefined : decisionOf(run, step.happening);
  const seen = revealed(steps, cursor, happening);
  const pod = run.pods.find(({ key }) => key === selected);
  const here = step?.happening === happening ? step : undefined;
  const failure = decision?.kind === 'unschedulable' && (seen.done || here?.kind === 'postFilter') ? decision.failure : null;

  // What the reader pressed, while it is about this step; else what the step is about; else the winner.
  const [pressed, setPressed] = useState<{ cursor: number; pod: string | null; node: string } | null>(null);
  const asked = pressed?.cursor === cursor && pressed.pod === selected && view.nodes.some(({ name }) => name === pressed.node) ? pressed.node : null;
  const reached = happening >= 0 && happening <= (step?.happening ?? -1);
  const late = useExplained(state, run.lean && reached && decision !== undefined ? happening : null, asked);
  const verdictOf = verdictsOn(decision, seen, late?.trace ?? null);
  const active = here?.kind === 'filter' || here?.kind === 'score' ? here.node : null;
  const winner = decision?.kind === 'scheduled' && seen.done ? decision.node : null;
  const told = asked ?? active ?? winner;
  const short = verdictOf(told ?? '');
  const verdict = short !== null && run.lean && late?.node?.node === told ? { ...short, trace: late.node } : short;
  const choose = (node: string) => setPressed({ cursor, pod: selected, node });

  return (
    <div className={styles.stage}>
      {run.pods.length === 0 ? <p>{text.noPods}</p> : <PodList standing={view.standing} at={view.at} selected={selected} text={text} onSelect={onSelect} />}
      <Points at={pointOf(step, current)} text={text} />
      {view.nodes.length > MAX_CARDS ? (
        <NodeGrid nodes={view.nodes} verdictOf={verdictOf} chosen={told} home={winner} text={text} onChoose={choose} />
      ) : (
        <ul className={styles.nodes} role="list" aria-label={text.nodesLabel}>
          {view.nodes.map((node) => (
            <NodeCard key={node.name} view={node} verdict={verdictOf(node.name)} active={active === node.name} chosen={told === node.name} selected={selected} text={text} f={f} onChoose={() => choose(node.name)} />
          ))}
        </ul>
      )}
      <Zones pod={pod} view={view} run={run} text={text} f={f} />
      <ScrollBox className={styles.detail} label={text.detail}>
        {told !== null && verdict !== null && stateOf(verdict) !== 'idle' ? (
          <Verdict pod={pod?.short ?? ''} node={told} verdict={verdict} text={text} f={f} />
        ) : told !== null && verdict !== null ? (
          <p className={styles.quiet}>{`${text.verdictOf(told, pod?.short ?? '')} ${verdict.decided ? text.notVisited : text.notLooked}`}</p>
        ) : here?.kind === 'preFilter' && decision !== undefined ? (
          <PreFilterDetail decision={decision} text={text} />
        ) : here?.kind === 'postFilter' && failure !== null ? (
          <PreemptionDetail failure={failure} run={run} text={text} />
        ) : failure !== null ? (
          <FailureEvent failure={failure} text={text} />
        ) : (
          <p className={styles.quiet}>{text.detailHint}</p>
        )}
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
