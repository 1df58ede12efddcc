import clsx from 'clsx';
import { useMemo } from 'react';
import type { SceneSync } from '@site/src/simulation/resources/autoscaler/scene';
import { useMessages } from '@site/src/i18n/messages';
import { Slider } from '../parts';
import { useWidgetState } from '../state';
import { useInWorker } from '../state/useInWorker';
import { WidgetFrame } from '../WidgetFrame';
import { readAutoscaler } from './autoscaler';
import { Chart } from './Chart';
import { Controls } from './Controls';
import { Decision } from './Decision';
import { useFormat, type Format } from './format';
import { messages } from './messages';
import { Hour } from './Hour';
import { outcomeOf } from './outcome';
import { PRESETS, type Preset } from './presets';
import { MOST_PODS, runLab, type SceneState } from './run';
import { LIMITS, parseState, startOf, takeOver, type LabState } from './state';
import lab from '../parts/lab.module.css';
import styles from './HpaLab.module.css';

const makeWorker = () => new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module' });

/** Why the formula gives what there is: the verdict on the metric that decided. */
function verdictOf({ metrics, proposed }: SceneSync['why']): 'within' | 'turned' | 'stays' {
  const verdict = metrics.flatMap((metric) => ('calculated' in metric && metric.replicas === proposed ? [metric.calculated.arithmetic.verdict] : []))[0];
  return verdict === 'within' || verdict === 'turned' ? verdict : 'stays';
}

/** What the look came to, in a sentence. */
function saysOf({ at, replicas, scaleTo, why }: SceneSync, text: (typeof messages)['ko'], f: Format): string {
  const time = f.time(at);
  const now = f.n(replicas);
  if (scaleTo !== null) return (scaleTo > replicas ? text.says.up : text.says.down)(time, now, f.n(scaleTo));
  if (why.proposed === null) return why.metrics.length > 0 ? text.says.failed(time, now) : text.says.stays(time, now);
  if (why.proposed === replicas) return text.says[verdictOf(why)](time, now);
  return (why.stabilised === replicas ? text.says.waits : text.says.limited)(time, f.n(why.proposed), now);
}

/** A load that the reader draws, the Pods that follow it, and each decision of the HPA with its arithmetic. */
export default function HpaLab({ preset = 'spike' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const f = useFormat();
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<LabState>({ name: 'hpa-lab', version: 2, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { load, yaml, applied, request, limit, startup, startupCpu, probe, queue, toZero, nodes, nodeMost, nodeStart, at } = state;
  // The time that is looked at changes nothing of what happens.
  const scene = useMemo(
    (): SceneState => ({ load, applied, request, limit, startup, startupCpu, probe, queue, toZero, nodes, nodeMost, nodeStart }),
    [load, applied, request, limit, startup, startupCpu, probe, queue, toZero, nodes, nodeMost, nodeStart],
  );
  const { output: syncs, busy } = useInWorker(scene, runLab, makeWorker);
  const read = useMemo(() => readAutoscaler(yaml, toZero), [yaml, toZero]);
  const atWork = useMemo(() => readAutoscaler(applied, toZero).hpa, [applied, toZero]);
  const outcome = useMemo(() => outcomeOf(syncs), [syncs]);
  const sync = syncs[at - 1];
  const { minReplicas = 1, maxReplicas = 1 } = atWork?.spec ?? {};
  const bounds = { min: Math.min(MOST_PODS, minReplicas), max: Math.min(MOST_PODS, maxReplicas) };
  const minute = Math.round(at / 4);

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[state.preset]}
      kept={kept}
      lead={
        <div className={clsx(lab.fields, styles.lead)}>
          <Slider label={text.time} value={at} {...LIMITS.at} display={f.time(at * 15)} onChange={(next) => setState({ ...state, at: next })} />
          <Slider
            label={text.loadHere(f.n(minute))} value={load[minute]} {...LIMITS.load} display={text.perSecond(f.n(load[minute]))}
            onChange={(value) => setState({ ...state, load: load.map((old, index) => (index === minute ? value : old)) })}
          />
        </div>
      }
      stage={
        <div className={styles.stage} aria-busy={busy}>
          <Chart
            load={load} syncs={syncs} at={at} bounds={bounds} queue={queue}
            onDraw={(stroke, chosen) => setState((before) => ({ ...before, load: stroke(before.load), at: chosen }))}
            onChoose={(chosen) => setState((before) => ({ ...before, at: chosen }))}
          />
          {sync !== undefined && atWork !== null && <Decision sync={sync} hpa={atWork} />}
          {syncs.length > 0 && <Hour outcome={outcome} par={load === PRESETS.goal.load || load.every((value, index) => value === PRESETS.goal.load[index])} />}
        </div>
      }
      says={read.hpa === null ? text.says.refused : sync === undefined ? '' : saysOf(sync, text, f)}
      controls={<Controls state={state} read={read} bounded={Math.max(minReplicas, maxReplicas) > MOST_PODS} sync={sync} syncs={syncs} change={setState} />}
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
