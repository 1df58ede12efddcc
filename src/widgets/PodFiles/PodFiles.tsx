import { useMemo, useRef, type CSSProperties } from 'react';
import { ManifestEditor, ProblemList, type EditorHandle } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { More, SegmentedControl, Slider, Tone, type ToneName } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { podFiles, type File, type Level } from './model';
import { Orders } from './Orders';
import { PRESET_IDS, PRESETS, type Preset } from './presets';
import { LIMITS, MAX_MANIFEST, parseState, startOf, takeOver, type FilesState } from './state';
import styles from './PodFiles.module.css';

const TONES = { Guaranteed: 'good', Burstable: 'warned', BestEffort: 'failed' } as const satisfies Readonly<Record<string, ToneName>>;

/** A Pod's manifest in, its cgroups and their files out, with what each value comes from. */
export default function PodFiles({ preset = 'burstable' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const n = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    return (value: number) => format.format(value);
  }, [locale]);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<FilesState>({ name: 'pod-files', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const model = useMemo(() => podFiles(state), [state]);
  const editor = useRef<EditorHandle>(null);
  const known = PRESET_IDS.find((id) => PRESETS[id] === state.manifest);
  const { pod, problems } = model;

  const from = ({ from: { code, milli = 0, shares = 0 } }: File): string => {
    switch (code) {
      case 'weightCurve': case 'weightLinear': case 'weightNode': return text.from[code](`${milli}m`, String(shares));
      case 'swap': return text.from.swap(state.swap);
      case 'oomGroup': return text.from.oomGroup(state.single);
      default: return text.from[code]();
    }
  };
  const says = pod === null ? (problems.some(({ severity }) => severity === 'error') ? text.says.refused : text.says.none) : text.says.shown(pod.qos, text.why[pod.qos]);
  const row = (level: Level, depth: number) => (
    <li key={`${level.path} ${level.name}`} style={{ '--depth': depth } as CSSProperties} data-kind={level.kind}>
      <p className={styles.level}>
        <b>{level.name}</b> <span>{text.level[level.kind]}</span>
      </p>
      <dl className={styles.files} aria-label={text.tree(`/sys/fs/cgroup${level.path}`)}>
        {level.files.map((file) => (
          <div key={file.name}>
            <dt>{file.name}</dt>
            <dd>
              <code>{file.value}</code> <span>{from(file)}</span>
            </dd>
          </div>
        ))}
        {level.oomScoreAdj !== undefined && (
          <div>
            <dt>oom_score_adj</dt>
            <dd>
              <code>{level.oomScoreAdj}</code>
            </dd>
          </div>
        )}
      </dl>
    </li>
  );

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <>
          <label className={styles.choose}>
            {text.pod}
            <Select value={known ?? ''} onChange={(event) => setState({ ...state, manifest: PRESETS[event.target.value as Preset] })}>
              {known === undefined && <option value="" disabled>{text.own}</option>}
              {PRESET_IDS.map((id) => <option key={id} value={id}>{text.presets[id]}</option>)}
            </Select>
          </label>
          <SegmentedControl legend={text.driver} value={state.driver} options={(['systemd', 'cgroupfs'] as const).map((value) => ({ value, label: text.drivers[value] }))} onChange={(driver) => setState({ ...state, driver })} />
        </>
      }
      stage={
        pod === null ? <ProblemList problems={problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} /> : (
          <div className={styles.stage}>
            <p className={styles.summary}>
              <Tone tone={TONES[pod.qos]}>{pod.qos}</Tone> {text.requests(`${n(pod.cpu)}m`, `${n(pod.memory / 1024 / 1024)}Mi`)}
            </p>
            <ul className={styles.tree}>{pod.levels.map((level, index) => row(level, level.kind === 'container' ? pod.levels.findIndex(({ kind }) => kind === 'pod') + 1 : index))}</ul>
          </div>
        )
      }
      says={says}
      controls={
        <div>
          <More label={text.edit}>
            <ManifestEditor ref={editor} value={state.manifest} problems={problems} label={text.manifest} onChange={(manifest) => setState({ ...state, manifest: manifest.slice(0, MAX_MANIFEST) })} />
            <ProblemList problems={problems} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
          </More>
          <More label={text.orders}>
            <Slider label={text.usage} value={state.usage} {...LIMITS.usage} display={text.mib(n(state.usage))} onChange={(usage) => setState({ ...state, usage })} />
            {pod !== null && <Orders pod={pod} n={n} />}
          </More>
          <More label={text.node}>
            <Slider label={text.nodeMemory} value={state.nodeMemory} {...LIMITS.nodeMemory} display={text.gib(n(state.nodeMemory))} onChange={(nodeMemory) => setState({ ...state, nodeMemory })} />
            <div className={styles.bar}>
              <SegmentedControl legend={text.swap} value={state.swap ? 'on' : 'off'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.swaps[value] }))} onChange={(value) => setState({ ...state, swap: value === 'on' })} />
              <SegmentedControl legend={text.single} value={state.single ? 'on' : 'off'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.singles[value] }))} onChange={(value) => setState({ ...state, single: value === 'on' })} />
            </div>
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
