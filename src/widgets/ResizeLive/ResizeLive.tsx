import { useMemo } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl, Slider, Tone, type ToneName } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { FILES, resizeModel, roomFor, type Outcome } from './model';
import { LIMITS, parseState, PRESET_IDS, PRESETS, RUNNING, takeOver, withAmount, type Amounts, type Preset, type ResizeState } from './state';
import lab from '../parts/lab.module.css';
import styles from './ResizeLive.module.css';

const TONES: Readonly<Record<Outcome['kind'], ToneName>> = { refused: 'failed', unchanged: 'waiting', pending: 'waiting', stuck: 'warned', restarted: 'warned', applied: 'good' };

/** A running Pod, the sizes that are wanted, and what API server, kubelet and kernel make of it. */
export default function ResizeLive({ preset = 'grow' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const n = useMemo(() => {
    const format = new Intl.NumberFormat(locale);
    return (value: number) => format.format(value);
  }, [locale]);
  const kept = useWidgetState<ResizeState>({ name: 'resize-live', version: 1, initial: PRESETS[preset], parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { outcome, steps, before, after } = useMemo(() => resizeModel(state), [state]);
  const { kind } = outcome;
  const milli = (value: number) => `${n(value)}m`;
  const mib = (value: number) => `${n(value)}Mi`;
  const slider = (field: keyof Amounts) => {
    const cpu = field.startsWith('cpu');
    return (
      <Slider
        key={field} label={text[field]} value={state.wanted[field]} {...(cpu ? LIMITS.cpu : LIMITS.memory)} display={(cpu ? milli : mib)(state.wanted[field])}
        onChange={(value) => setState(withAmount(state, { [field]: value }))}
      />
    );
  };

  const kubelet = () => {
    if (kind === 'refused') return text.kubelet.waiting;
    if (kind === 'pending') return text.kubelet.pending(outcome.reason);
    return text.kubelet[kind === 'applied' ? 'allocated' : kind];
  };
  const files = kind === 'applied' ? text.files.written(steps.map(({ resource, change }) => text.step(resource, change === 'raise')).join(', ')) : kind === 'restarted' ? text.files.anew : text.files.same;
  const says = kind === 'refused' ? text.says.refused(outcome.message) : kind === 'pending' ? text.says.pending(outcome.reason) : text.says[kind];
  const message = 'message' in outcome ? outcome.message : null;

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={<div className={lab.fields}>{slider('cpuLimit')}{slider('memoryLimit')}</div>}
      stage={
        <div className={styles.stage}>
          <p className={styles.head}>
            <Tone tone={TONES[kind]}>{text.outcome[kind]}</Tone> {text.running}: {milli(RUNNING.cpuRequest)}–{milli(RUNNING.cpuLimit)}, {mib(RUNNING.memoryRequest)}–{mib(RUNNING.memoryLimit)} → {text.wanted}: {milli(state.wanted.cpuRequest)}–{milli(state.wanted.cpuLimit)}, {mib(state.wanted.memoryRequest)}–{mib(state.wanted.memoryLimit)}
          </p>
          <ol className={styles.path}>
            <li data-stops={kind === 'refused' || undefined}>
              <b>{text.path.api}</b> {kind === 'refused' ? text.api.refused(String(outcome.code)) : text.api.ok}
              {kind === 'refused' && <code lang="en">{message}</code>}
            </li>
            <li data-stops={kind === 'pending' || kind === 'stuck' || undefined} data-idle={kind === 'refused' || undefined}>
              <b>{text.path.kubelet}</b> {kubelet()}
              {kind !== 'refused' && message !== null && <code lang="en">{message}</code>}
            </li>
            <li data-idle={kind !== 'applied' && kind !== 'restarted' ? true : undefined}>
              <b>{text.path.files}</b> {files}
            </li>
          </ol>
          <table className={styles.files}>
            <thead>
              <tr>
                <th scope="col">{text.file}</th>
                <th scope="col">{text.before}</th>
                <th scope="col">{text.after}</th>
              </tr>
            </thead>
            <tbody>
              {FILES.map((file) => (
                <tr key={file} data-changed={before[file] !== after[file] || undefined}>
                  <th scope="row">{file}</th>
                  <td>{before[file]}</td>
                  <td>{after[file]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      }
      says={says}
      controls={
        <div>
          <div className={lab.starts}>
            <span>{text.presets}</span>
            {PRESET_IDS.map((id) => <Button key={id} onClick={() => setState(PRESETS[id])}>{text.preset[id]}</Button>)}
          </div>
          <More label={text.more}>
            <div className={lab.fields}>
              {slider('cpuRequest')}
              {slider('memoryRequest')}
              <Slider label={text.usage} value={state.usage} {...LIMITS.usage} display={mib(state.usage)} onChange={(usage) => setState({ ...state, usage })} />
              <Slider label={`${text.others} · ${text.room(n(roomFor(state.others)))}`} value={state.others} {...LIMITS.others} display={milli(state.others)} onChange={(others) => setState({ ...state, others })} />
            </div>
            <SegmentedControl legend={text.policy} value={state.restarts ? 'on' : 'off'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.policies[value] }))} onChange={(value) => setState({ ...state, restarts: value === 'on' })} />
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
