import clsx from 'clsx';
import { useRef } from 'react';
import { ManifestEditor, ProblemList, type EditorHandle } from '@site/src/components/editor';
import type { SceneSync } from '@site/src/simulation/resources/autoscaler/scene';
import { useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl, Slider } from '../parts';
import type { ReadAutoscaler } from './autoscaler';
import { useFormat } from './format';
import { messages } from './messages';
import { PRESET_IDS } from './presets';
import { MOST_PODS } from './run';
import { LIMITS, startOf, withGate, withYaml, type LabState } from './state';
import lab from '../parts/lab.module.css';
import styles from './HpaLab.module.css';

interface ControlsProps {
  state: LabState;
  read: ReadAutoscaler;
  bounded: boolean;
  sync: SceneSync | undefined;
  syncs: readonly SceneSync[];
  change: (next: LabState) => void;
}

/** Where to start; the autoscaler's text, the Pods, what kubectl would show and the changes open on demand. */
export function Controls({ state, read, bounded, sync, syncs, change }: ControlsProps) {
  const text = useMessages(messages);
  const f = useFormat();
  const editor = useRef<EditorHandle>(null);
  const changes = syncs.filter(({ scaleTo }) => scaleTo !== null);
  const level = () => {
    const minute = Math.round(state.at / 4);
    change({ ...state, load: state.load.map((value, index) => (index < minute ? value : state.load[minute])) });
  };
  return (
    <div>
      <div className={lab.starts}>
        <SegmentedControl legend={text.presets} value={state.preset} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))} onChange={(preset) => change(startOf(preset))} />
      </div>
      <More label={text.yaml}>
        {bounded && <p className={styles.notice}>{text.bounded(f.n(MOST_PODS))}</p>}
        <ManifestEditor ref={editor} value={state.yaml} problems={read.problems} label={text.manifest} onChange={(yaml) => change(withYaml(state, yaml))} />
        <ProblemList problems={read.problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
      </More>
      <More label={text.pods}>
        <div className={clsx(lab.fields, lab.wide)}>
          <Slider label={text.request} value={state.request} {...LIMITS.request} display={state.request === 0 ? text.none : `${state.request}m`} onChange={(request) => change({ ...state, request, limit: Math.max(state.limit, request) })} />
          <Slider label={text.limit} value={state.limit} {...LIMITS.limit} display={`${state.limit}m`} onChange={(limit) => change({ ...state, limit, request: Math.min(state.request, limit) })} />
          <Slider label={text.startup} value={state.startup} {...LIMITS.startup} display={text.seconds(f.n(state.startup))} onChange={(startup) => change({ ...state, startup })} />
          <Slider label={text.startupCpu} value={state.startupCpu} {...LIMITS.startupCpu} display={`${state.startupCpu}m`} onChange={(startupCpu) => change({ ...state, startupCpu })} />
          <Slider label={text.nodes} value={state.nodes} {...LIMITS.nodes} display={text.count(f.n(state.nodes))} onChange={(nodes) => change({ ...state, nodes, nodeMost: Math.max(state.nodeMost, nodes) })} />
          <Slider label={text.nodeMost} value={state.nodeMost} {...LIMITS.nodeMost} display={text.count(f.n(state.nodeMost))} onChange={(nodeMost) => change({ ...state, nodeMost, nodes: Math.min(state.nodes, nodeMost) })} />
          <Slider label={text.nodeStart} value={state.nodeStart} {...LIMITS.nodeStart} display={text.seconds(f.n(state.nodeStart))} onChange={(nodeStart) => change({ ...state, nodeStart })} />
        </div>
        <div className={styles.bar}>
          <SegmentedControl legend={text.probe} value={state.probe ? 'on' : 'off'} options={(['on', 'off'] as const).map((value) => ({ value, label: text.probes[value] }))} onChange={(value) => change({ ...state, probe: value === 'on' })} />
          <SegmentedControl legend={text.excess} value={state.queue ? 'waits' : 'lost'} options={(['lost', 'waits'] as const).map((value) => ({ value, label: text.excesses[value] }))} onChange={(value) => change({ ...state, queue: value === 'waits' })} />
          <SegmentedControl legend={text.gate} value={state.toZero ? 'on' : 'off'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.gates[value] }))} onChange={(value) => change(withGate(state, value === 'on'))} />
        </div>
        <div>
          <Button onClick={level}>{text.level}</Button>
        </div>
      </More>
      <More label={text.describe}>
        {sync !== undefined && (
          <>
            <p className={styles.heading}>{text.conditions}</p>
            <ul className={styles.conditions} lang="en">
              {sync.status.conditions.map(({ type, status, reason, message }) => (
                <li key={type}>
                  <b>{type}</b> <code>{`${status} ${reason}`}</code> {message}
                </li>
              ))}
            </ul>
            <p className={styles.heading}>{text.events}</p>
            {sync.events.length === 0 ? <p>{text.noEvents}</p> : (
              <ul className={styles.conditions} lang="en">
                {sync.events.map(({ type, reason, message }, index) => (
                  <li key={index}>
                    <b>{type}</b> <code>{reason}</code> {message}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </More>
      <More label={text.changes}>
        {changes.length === 0 ? <p>{text.noChange}</p> : (
          <ol className={styles.changes}>
            {changes.map(({ at, replicas, scaleTo }) => (
              <li key={at}>
                <button type="button" aria-pressed={at === sync?.at} onClick={() => change({ ...state, at: at / 15 })}>
                  {`${f.time(at)} · ${text.change(f.n(replicas), f.n(scaleTo ?? 0))}`}
                </button>
              </li>
            ))}
          </ol>
        )}
      </More>
    </div>
  );
}
