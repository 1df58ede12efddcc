import { useEffect, useMemo, useRef, useState } from 'react';
import { ManifestEditor, ProblemList, type EditorHandle } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { InlineText } from '@site/src/components/InlineText';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { formatFor } from '@site/src/phrases/amounts';
import { useSchedulerPhrases } from '@site/src/phrases/scheduler';
import type { Happening } from '@site/src/simulation/scenarios/scheduling';
import { podKey } from '@site/src/simulation/scheduler';
import { Button, More } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame/WidgetFrame';
import { DumpPanel } from './dump/DumpPanel';
import { ClusterDiagram } from './ClusterDiagram';
import { NodeEditor } from './NodeEditor';
import { labMessages } from './messages';
import { Outcome } from './Outcome';
import { ActionsPanel } from './panels/ActionsPanel';
import { ChallengePanel } from './panels/ChallengePanel';
import { PredictPanel } from './panels/PredictPanel';
import { ProfilePanel } from './panels/ProfilePanel';
import { RequestsPanel } from './panels/RequestsPanel';
import type { LabState } from './lab-state';
import { PRESETS, PRESET_IDS, isPreset, type PresetId } from './presets';
import { MAX_CARDS, MAX_PODS, configurationOf } from './run';
import { saysText } from './says';
import { Stage } from './Stage';
import { STATE_VERSION, fromPreset, initialState, parseState, takeOver } from './state';
import { endOfPod, startOf, stepsOf } from './steps';
import { useFlight } from './useFlight';
import { useRun } from './useRun';
import { stageView, type StageView } from './view';
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
  const { happenings } = run;
  const steps = useMemo(() => stepsOf(happenings), [happenings]);
  // `start`: in the middle of the run; `end`: after an edit, so that its result is seen at once.
  const [at, setAt] = useState<number | 'start' | 'end'>('start');
  const [playing, setPlaying] = useState(false);
  const [dumped, setDumped] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  const editor = useRef<EditorHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const cursor = at === 'start' ? startOf(steps, happenings) : at === 'end' ? steps.length : Math.min(at, steps.length);
  const prepare = useFlight(box, cursor);
  const view = useMemo(() => stageView(run, steps, cursor), [run, steps, cursor]);

  const step = steps[cursor - 1];
  const happening = step === undefined ? undefined : happenings[step.happening];
  const current = happening === undefined ? undefined : podOf(happening);
  const chosen = picked !== null && run.pods.some((pod) => pod.key === picked) ? picked : undefined;
  const selected = chosen ?? (cursor === steps.length && state.actions.length === 0 ? interesting(view) : undefined) ?? current ?? null;
  // What is said is about the Pod that is shown: the last step, or the last outcome of the Pod that was picked.
  const shownEnd = steps.findLastIndex((s, i) => i < cursor && s.kind === 'end' && podOf(happenings[s.happening]) === selected);
  const told = current !== selected && shownEnd >= 0 ? steps[shownEnd] : step;
  const short = (key: string): string => run.pods.find((pod) => pod.key === key)?.short ?? key.replace(/^default\//, '');

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

  const end = useMemo(() => stageView(run, [], 0, happenings.length), [run, happenings]);
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

  const presetId = PRESET_IDS.find((id) => JSON.stringify(fromPreset(PRESETS[id])) === JSON.stringify(fromPreset(state)));

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
          <span className={styles.progress} role="img" aria-label={text.controls.progress(f.n(cursor), f.n(steps.length))}>{`${f.n(cursor)}/${f.n(steps.length)}`}</span>
        </div>
      }
      stage={
        <div ref={box}>
          <Stage state={state} run={run} view={view} steps={steps} cursor={cursor} selected={selected} text={text} f={f} onSelect={setPicked} />
        </div>
      }
      says={busy ? text.busy : saysText({ step: told, happening: told === undefined ? undefined : happenings[told.happening], short, waiting: run.pods.length, text, f, phrases })}
      simplifies={
        <ul>
          <li>{text.simplifies.plugins}</li>
          <li>{text.simplifies.ties}</li>
          <li>{text.simplifies.controllers}</li>
          <li>{text.simplifies.admission}</li>
          <li>{text.simplifies.batching}</li>
          <li>{text.simplifies.names}</li>
        </ul>
      }
      controls={
        <div className={styles.controls}>
          <label className={styles.preset}>
            {text.controls.preset}
            <Select value={presetId ?? ''} onChange={(event) => isPreset(event.target.value) && change(fromPreset(PRESETS[event.target.value]), 'start')}>
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
          <More label={text.controls.predict}>
            <PredictPanel run={run} next={step === undefined ? 0 : step.last ? step.happening + 1 : step.happening} nodes={view.nodes.slice(0, MAX_CARDS).map(({ name }) => name)} onReveal={(to) => move(steps.findIndex(({ happening: i, last }) => i === to && last) + 1)} onRestart={() => move(0)} />
          </More>
          <More label={text.controls.challenges} open={state.challenge !== null}>
            <ChallengePanel state={state} run={run} onChange={change} />
          </More>
          <More label={text.controls.editManifest}>
            <Outcome run={run} text={text} />
            <div>
              <ManifestEditor ref={editor} value={state.manifest} problems={run.problems} label={text.controls.manifest} onChange={(manifest) => change({ manifest })} />
              <ProblemList problems={run.problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
              {run.leftOut > 0 && <p className={styles.notice}>{text.leftOut(f.n(run.leftOut), f.n(MAX_PODS))}</p>}
              {run.cut && <p className={styles.notice}>{text.cut}</p>}
              <p className={styles.hint}>
                <InlineText>{text.controls.manifestHint}</InlineText>
              </p>
            </div>
          </More>
          <More label={text.controls.nodes}>
            {run.ownNodes && <p className={styles.notice}>{text.controls.ownNodes}</p>}
            <NodeEditor drafts={state.nodes} built={run.drafts} text={text} onChange={(nodes) => change({ nodes })} />
          </More>
          <More label={text.controls.actions}>
            <ActionsPanel actions={state.actions} run={run} end={end} onChange={(actions) => change({ actions })} />
          </More>
          <More label={text.controls.requests}>
            <RequestsPanel pod={run.pods.find(({ key }) => key === selected)} />
          </More>
          <More label={text.controls.profile}>
            <ProfilePanel value={state.configuration} problem={run.configurationProblem} onChange={(configuration) => change({ configuration })} />
          </More>
          <More label={text.controls.dump} onToggle={(open) => open && setDumped(true)}>{dumped && <DumpPanel end={end} configuration={configurationOf(state.configuration).configuration} />}</More>
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
          <ClusterDiagram view={view} />
        </div>
      }
    />
  );
}

/** The Pod that a happening is about. */
function podOf(happening: Happening | undefined): string | undefined {
  switch (happening?.kind) {
    case 'attempt':
    case 'aside':
      return happening.decision.pod;
    case 'created':
      return happening.pods[0] === undefined ? undefined : podKey(happening.pods[0]);
    case 'leaving':
      return happening.by ?? happening.pod;
    case 'refused':
      return happening.pod;
    default:
      return undefined;
  }
}

/** At the end of a run the eye should land on what needs explaining: the first Pod without a place. */
const interesting = ({ standing }: StageView): string | undefined => standing.find(({ lane }) => lane === 'unschedulable' || lane === 'backoff')?.pod.key;
