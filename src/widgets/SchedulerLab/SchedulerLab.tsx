import { useEffect, useMemo, useRef, useState } from 'react';
import { ManifestEditor, ProblemList, type EditorHandle } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { formatFor } from '@site/src/phrases/amounts';
import { useSchedulerPhrases } from '@site/src/phrases/scheduler';
import { type Decision } from '@site/src/simulation/scheduler';
import { Button, More } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame/WidgetFrame';
import { ClusterDiagram } from './ClusterDiagram';
import { NodeEditor } from './NodeEditor';
import { labMessages } from './messages';
import { Outcome } from './Outcome';
import { PRESETS, PRESET_IDS, type PresetId } from './presets';
import { MAX_PODS } from './run';
import { saysText } from './says';
import { Stage } from './Stage';
import { STATE_VERSION, initialState, parseState, takeOver, type LabState } from './state';
import { endOfPod, startOf, stepsOf } from './steps';
import { useFlight } from './useFlight';
import { useRun } from './useRun';
import { stageView } from './view';
import styles from './SchedulerLab.module.css';

/** Milliseconds between two steps of a run; movement itself takes 260. */
const STEP_MS = 320;

export interface SchedulerLabProps {
  /** What the lab starts with; one of `presets.ts`. */
  preset?: PresetId;
  /** A manifest of the page's own on the nodes of the preset. */
  manifest?: string;
}

/** Manifests in, placements out: kube-scheduler's filters and scores, one node at a time. */
export default function SchedulerLab({ preset: first = 'cpu', manifest }: SchedulerLabProps) {
  const text = useMessages(labMessages);
  const locale = useLocale();
  const f = useMemo(() => formatFor(locale), [locale]);
  const phrases = useSchedulerPhrases();
  const initial = useMemo(() => initialState(first, manifest), [first, manifest]);
  const kept = useWidgetState<LabState>({ name: 'scheduler-lab', version: STATE_VERSION, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { run, busy } = useRun(state);
  const steps = useMemo(() => stepsOf(run.decisions), [run]);
  // `start`: in the middle of the run; `end`: after an edit, so that its result is seen at once.
  const [at, setAt] = useState<number | 'start' | 'end'>('start');
  const [playing, setPlaying] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const editor = useRef<EditorHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const cursor = at === 'start' ? startOf(steps, run.decisions) : at === 'end' ? steps.length : Math.min(at, steps.length);
  const prepare = useFlight(box, cursor);

  const step = steps[cursor - 1];
  const current = step === undefined ? undefined : run.decisions[step.decision];
  const chosen = picked !== null && run.pods.some((pod) => pod.key === picked) ? picked : undefined;
  const selected = chosen ?? (cursor === steps.length ? interesting(run.decisions) : undefined) ?? current?.pod ?? null;
  // What is said is about the Pod that is shown: the last step, or the outcome of the Pod that was picked.
  const shownEnd = steps.findIndex((s) => s.kind === 'end' && run.decisions[s.decision]?.pod === selected);
  const told = current?.pod !== selected && shownEnd >= 0 && shownEnd < cursor ? steps[shownEnd] : step;
  const short = (key: string): string => run.pods.find((pod) => pod.key === key)?.short ?? key;

  const move = (to: number) => {
    prepare();
    setPicked(null);
    setAt(to >= steps.length ? 'end' : Math.max(0, to));
  };

  const moveRef = useRef(move);
  useEffect(() => {
    moveRef.current = move;
  });
  useEffect(() => {
    if (!playing) return undefined;
    if (cursor >= steps.length) {
      setPlaying(false);
      return undefined;
    }
    const timer = window.setTimeout(() => moveRef.current(cursor + 1), STEP_MS);
    return () => window.clearTimeout(timer);
  }, [playing, cursor, steps.length]);

  const change = (next: Partial<LabState>, show: 'start' | 'end' = 'end') => {
    setPlaying(false);
    setAt(show);
    setPicked(null);
    setState((previous) => ({ ...previous, ...next }));
  };

  // A reload, a link or an example of the page brings a state that this lab has not made: it is looked at from its middle.
  const made = useRef(state);
  useEffect(() => {
    if (made.current === state) return;
    made.current = state;
    setPlaying(false);
    setAt((now) => (now === 'end' ? now : 'start'));
  }, [state]);

  const toggleRun = () => {
    if (playing) setPlaying(false);
    else if (window.matchMedia?.('(prefers-reduced-motion: reduce)').matches) move(steps.length);
    else {
      if (cursor >= steps.length) move(0);
      setPlaying(true);
    }
  };

  const presetId = PRESET_IDS.find((id) => PRESETS[id].manifest === state.manifest && JSON.stringify(PRESETS[id].nodes) === JSON.stringify(state.nodes));

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      onReset={() => {
        setAt('start');
        setPlaying(false);
        setPicked(null);
      }}
      lead={
        <div className={styles.transport} role="group" aria-label={text.controls.play}>
          <Button primary disabled={cursor >= steps.length} onClick={() => move(cursor + 1)}>
            {text.controls.step}
          </Button>
          <Button disabled={cursor === 0} aria-label={text.controls.back} title={text.controls.back} onClick={() => move(cursor - 1)}>
            ←
          </Button>
          <Button disabled={steps.length === 0} aria-pressed={playing} onClick={toggleRun}>
            {playing ? text.controls.pause : text.controls.run}
          </Button>
          <span className={styles.progress}>{text.controls.progress(f.n(cursor), f.n(steps.length))}</span>
        </div>
      }
      stage={
        <div ref={box}>
          <Stage run={run} steps={steps} cursor={cursor} selected={selected} text={text} f={f} onSelect={setPicked} />
        </div>
      }
      says={busy ? text.busy : saysText(told, told === undefined ? undefined : run.decisions[told.decision], short, run.pods.length, text, f, phrases)}
      simplifies={
        <ul>
          <li>{text.simplifies.plugins}</li>
          <li>{text.simplifies.ties}</li>
          <li>{text.simplifies.admission}</li>
          <li>{text.simplifies.batching}</li>
          <li>{text.simplifies.names}</li>
        </ul>
      }
      controls={
        <div className={styles.controls}>
          <label className={styles.preset}>
            {text.controls.preset}
            <Select value={presetId ?? ''} onChange={(event) => change(PRESETS[event.target.value as PresetId], 'start')}>
              {presetId === undefined && (
                <option value="" disabled>
                  {text.controls.custom}
                </option>
              )}
              {PRESET_IDS.map((id) => (
                <option key={id} value={id}>
                  {text.controls.presets[id]}
                </option>
              ))}
            </Select>
          </label>
          <More label={text.controls.editManifest}>
            <Outcome run={run} text={text} />
            <div>
              <ManifestEditor ref={editor} value={state.manifest} problems={run.problems} label={text.controls.manifest} onChange={(manifest) => change({ manifest })} />
              <ProblemList problems={run.problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
              {run.leftOut > 0 && <p className={styles.notice}>{text.leftOut(f.n(run.leftOut), f.n(MAX_PODS))}</p>}
            </div>
          </More>
          <More label={text.controls.nodes}>
            <NodeEditor drafts={state.nodes} built={run.nodes} text={text} onChange={(nodes) => change({ nodes })} />
          </More>
          <More label={text.controls.more}>
            <div className={styles.play}>
              <Button disabled={cursor === 0} onClick={() => move(0)}>
                {text.controls.toStart}
              </Button>
              <Button disabled={cursor >= steps.length} onClick={() => move(endOfPod(steps, cursor))}>
                {text.controls.nextPod}
              </Button>
              <Button onClick={() => change({ seed: (state.seed % 2_000_000_000) + 1 })}>{text.controls.seed}</Button>
            </div>
          </More>
          <ClusterDiagram view={stageView(run, steps, cursor)} />
        </div>
      }
    />
  );
}

/** At the end of a run the eye should land on what needs explaining: the first Pod without a place. */
function interesting(decisions: readonly Decision[]): string | undefined {
  return decisions.find((decision) => decision.kind === 'unschedulable')?.pod;
}
