import { clsx } from 'clsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CodeEditor, type EditorHandle } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import type { PackagingAnswer, Question } from '@site/src/simulation/scenarios/packaging/answer';
import { TOOLS, type Tool } from '@site/src/simulation/scenarios/packaging/files';
import type { Place } from '@site/src/simulation/scenarios/packaging/places';
import { GOALS } from '@site/src/simulation/scenarios/packaging/puzzle';
import { Diff, ScrollBox, SegmentedControl } from '../parts';
import beside from '../parts/beside.module.css';
import { diffLines } from '../parts/diff';
import { useWidgetState } from '../state';
import { useAsked } from '../state/useAsked';
import { WidgetFrame } from '../WidgetFrame';
import { packaging } from './asker';
import { FileTree } from './FileTree';
import { messages, type Text } from './messages';
import { MoreFiles } from './MoreFiles';
import { PRESET_IDS, type Preset } from './presets';
import { Rendered } from './Rendered';
import { SameResult } from './SameResult';
import { MAX_TEXT, parseState, presetOf, solved, stateOf, takeOver, targetsOf, withFile, withoutFile, withTool, type PackageState } from './state';
import { stepAt, Steps } from './Steps';
import { viewsOf, type View } from './views';
import styles from './PackageLab.module.css';

const objectsIn = (text: string): number => text.split('\n').filter((line) => line.startsWith('kind: ')).length;

function saysOf({ output, against, steps, puzzle }: PackagingAnswer, { tool, view, step }: PackageState, text: Text): string {
  if (view === 'same' && puzzle !== undefined) {
    const met = GOALS.filter((goal) => puzzle.met[goal]).length;
    return met === GOALS.length ? text.says.solved : text.says.puzzle(String(met), String(GOALS.length));
  }
  if (!output.ok) return output.place === undefined ? text.says.stoppedSomewhere : text.says.stopped(output.place.file, String(output.place.line));
  if (view === 'diff' && against.ok) return text.says.changed(String(diffLines(against.text, output.text).filter(({ sign }) => sign !== ' ').length));
  const shown = steps[stepAt(steps, step)];
  if (view === 'steps' && shown !== undefined) return text.does[shown.what] ?? '';
  return text.says[tool](String(objectsIn(output.text)));
}

/** A chart with values and a base with overlays as files: what each tool makes of them, where it stops, step by step, and whether both give the same. */
export default function PackageLab({ preset = 'values' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const initial = useMemo(() => stateOf(preset), [preset]);
  const kept = useWidgetState<PackageState>({ name: 'package-lab', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<PackageState>) => setState({ ...state, ...next });
  const { tool, files, open, view } = state;
  const targets = targetsOf(tool, files);
  const pick = (wanted: string): string => (targets.includes(wanted) ? wanted : (targets[0] ?? ''));
  const [target, against] = [pick(state.target[tool]), pick(state.against[tool])];
  const puzzle = view === 'same';
  const question = useMemo<Question>(() => ({ tool, files, target, against, puzzle }), [tool, files, target, against, puzzle]);
  const { output: answer, busy } = useAsked(packaging, question);
  const output = answer?.output;
  const place = output === undefined || output.ok ? undefined : output.place;
  const error = output === undefined || output.ok ? '' : output.error;
  const marks = useMemo(
    () => (place === undefined || place.file !== open ? [] : [{ line: place.line, column: 1, endLine: place.line, endColumn: 1000, severity: 'error' as const, message: error }]),
    [place, open, error],
  );

  const editor = useRef<EditorHandle>(null);
  const [going, setGoing] = useState<Place | null>(null);
  // Its file is open first; then the caret goes to its line.
  useEffect(() => {
    if (going === null || going.file !== open) return;
    editor.current?.goTo(going.line, going.column);
    setGoing(null);
  }, [going, open]);
  const go = (to: Place) => {
    setGoing(to);
    if (to.file !== open && Object.hasOwn(files, to.file)) change({ open: to.file });
  };

  const shown = (one: string): string => (one === '' ? (tool === 'helm' ? text.plain : text.top) : one);
  const command = tool === 'helm' ? `helm template web ./web${target === '' ? '' : ` -f ${target}`}` : `kubectl kustomize ${target === '' ? '.' : target}`;
  const choice = (which: 'target' | 'against', value: string) => (
    <label className={clsx(beside.choice, styles.choice)}>
      <span>{text[which][tool]}</span>
      <Select value={value} onChange={(event) => change({ [which]: { ...state[which], [tool]: event.target.value }, step: -1 })}>
        {targets.map((one) => <option key={one} value={one}>{shown(one)}</option>)}
      </Select>
    </label>
  );

  const panel = (found: PackagingAnswer) => {
    switch (view) {
      case 'rendered':
        return <Rendered output={found.output} command={command} text={text} onGo={go} />;
      case 'diff':
        if (!found.output.ok) return <Rendered output={found.output} command={command} text={text} onGo={go} />;
        if (!found.against.ok) return <p className={beside.note}>{text.notBoth}</p>;
        return found.output.text === found.against.text ? <p className={beside.note}>{text.equal}</p> : <Diff label={text.diff(shown(against), shown(target))} before={found.against.text} after={found.output.text} />;
      case 'steps':
        return <Steps steps={found.steps} wanted={state.step} text={text} onStep={(step) => change({ step })} />;
      case 'same':
        return found.puzzle === undefined ? null : <SameResult puzzle={found.puzzle} text={text} onSolve={() => setState(solved(state))} />;
    }
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[presetOf(state) ?? preset]}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <SegmentedControl<Tool> legend={text.tool} value={tool} options={TOOLS.map((value) => ({ value, label: text.tools[value] }))} onChange={(next) => setState(withTool(state, next))} />
          {choice('target', target)}
          {view === 'diff' && choice('against', against)}
        </div>
      }
      stage={
        <div className={clsx(beside.stage, styles.stage)} aria-busy={busy}>
          <div className={beside.column}>
            <FileTree files={files} open={open} faulty={place?.file} text={text} onOpen={(path) => change({ open: path })} />
            {Object.hasOwn(files, open) ? (
              <CodeEditor key={open} ref={editor} value={files[open]!} marks={marks} label={text.editor(open)} hint={text.hint} onChange={(next) => change({ files: { ...files, [open]: next.slice(0, MAX_TEXT) } })} />
            ) : (
              <p className={beside.note}>{text.noFile}</p>
            )}
          </div>
          <div className={beside.column}>
            <SegmentedControl<View> legend={text.view} value={view} options={viewsOf(tool).map((value) => ({ value, label: text.views[value] }))} onChange={(next) => change({ view: next })} />
            <ScrollBox label={text.views[view]} className={styles.panel}>{answer === null ? <p className={beside.note} role="alert">{text.failed}</p> : panel(answer)}</ScrollBox>
          </div>
        </div>
      }
      says={answer === null ? text.failed : busy ? text.busy : saysOf(answer, state, text)}
      controls={
        <div className={beside.column}>
          <label className={clsx(beside.choice, styles.choice)}>
            <span>{text.presets}</span>
            <Select value={presetOf(state) ?? ''} onChange={(event) => event.target.value !== '' && setState(stateOf(event.target.value as Preset))}>
              <option value="">{text.own}</option>
              {PRESET_IDS.map((id) => <option key={id} value={id}>{text.preset[id]}</option>)}
            </Select>
          </label>
          <MoreFiles state={state} text={text} onAdd={(path) => setState(withFile(state, path, ''))} onRemove={() => setState(withoutFile(state, open))} />
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
