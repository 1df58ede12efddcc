import { clsx } from 'clsx';
import { useMemo } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import type { Check, CheckedObject } from '@site/src/simulation/tools/manifest-check/check';
import { SegmentedControl } from '../parts';
import beside from '../parts/beside.module.css';
import { useWidgetState } from '../state';
import { useAsked } from '../state/useAsked';
import { WidgetFrame } from '../WidgetFrame';
import { Added } from './Added';
import { checker } from './checker';
import { messages } from './messages';
import { PRESET_IDS, PRESETS, type Preset } from './presets';
import { StoredView } from './StoredView';
import { parseState, startOf, takeOver, VIEWS, type CheckState, type View } from './state';
import styles from './ManifestCheck.module.css';

type Text = (typeof messages)['ko'];

function saysOf({ problems, objects }: Check, text: Text): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const notes = problems.length - errors;
  const first = errors > 0 ? text.says.some(String(objects.length), String(errors)) : objects.length === 0 ? text.says.empty : text.says.good(String(objects.length));
  return [first, ...(notes > 0 ? [text.says.notes(String(notes))] : []), ...(objects.some(({ custom }) => custom) ? [text.says.custom] : [])].join(' ');
}

/** What kubectl prints, as in a terminal. */
function Kubectl({ answer: { stdout, stderr, exit }, text }: { answer: Check['answer']; text: Text }) {
  return (
    <pre className={styles.answer} role="group" aria-label={text.views.kubectl} tabIndex={0} lang="en">
      <b>$ kubectl create -f - &lt; manifest.yaml</b>
      {`\n${stdout}`}
      <span>{stderr}</span>
      <i>{`(${text.exit(String(exit))})`}</i>
    </pre>
  );
}

function Stored({ object, text }: { object: CheckedObject | undefined; text: Text }) {
  if (object === undefined) return <p className={styles.nothing}>{text.none}</p>;
  if (object.stored === undefined) return <p className={styles.nothing}>{text.refused}</p>;
  return <StoredView key={`${object.kind}/${object.name}`} name={`${object.kind} ${object.name}`} stored={object.stored} />;
}

/** Any manifest as text: what the API server and kubectl say of it, line by line, and what is stored of it, with who wrote each line and why. */
export default function ManifestCheck({ preset = 'mistakes' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<CheckState>({ name: 'manifest-check', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<CheckState>) => setState({ ...state, ...next });
  const { output: check, busy } = useAsked(checker, state.text);
  const shown = useMemo(() => check?.objects.slice(0, check.shown) ?? [], [check]);
  const at = Math.min(state.at, Math.max(0, shown.length - 1));
  const object = shown[at];

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={preset === 'database' ? text.tryDatabase : text.tryFirst}
      kept={kept}
      lead={
        <label className={clsx(beside.choice, styles.choice)}>
          <span>{text.presets}</span>
          <Select value={PRESET_IDS.find((id) => PRESETS[id] === state.text) ?? ''} onChange={(event) => event.target.value !== '' && change({ text: PRESETS[event.target.value as Preset], at: 0 })}>
            <option value="">{text.own}</option>
            {PRESET_IDS.map((id) => (
              <option key={id} value={id}>{text.preset[id]}</option>
            ))}
          </Select>
        </label>
      }
      stage={
        <div className={clsx(beside.stage, styles.stage)} aria-busy={busy}>
          <ManifestField value={state.text} problems={check?.problems ?? []} label={text.text} onChange={(next) => change({ text: next })} />
          <div className={styles.beside}>
            <div className={styles.head}>
              <SegmentedControl<View> legend={text.view} options={VIEWS.map((value) => ({ value, label: text.views[value] }))} value={state.view} onChange={(view) => change({ view })} />
              <label className={clsx(beside.choice, styles.choice)} data-hidden={state.view !== 'stored' || undefined}>
                <span>{text.object}</span>
                <Select value={at} onChange={(event) => change({ at: Number(event.target.value) })}>
                  {shown.map(({ kind, name, line }, i) => (
                    <option key={i} value={i}>{text.objectName(kind, name, String(line))}</option>
                  ))}
                  {shown.length === 0 && <option value={0}>{text.noObject}</option>}
                </Select>
              </label>
            </div>
            {check === null ? <p className={styles.nothing} role="alert">{text.failed}</p> : state.view === 'kubectl' ? <Kubectl answer={check.answer} text={text} /> : <Stored object={object} text={text} />}
            {check !== null && check.objects.length > check.shown && <p className={beside.note}>{text.notShown}</p>}
          </div>
        </div>
      }
      says={check === null ? text.failed : busy ? text.busy : saysOf(check, text)}
      controls={object?.stored && state.view === 'stored' ? <Added stored={object.stored} /> : undefined}
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
