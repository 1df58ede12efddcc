import { useMemo } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { TextInput } from '@site/src/components/fields';
import { InlineText } from '@site/src/components/InlineText';
import { useMessages } from '@site/src/i18n/messages';
import { printRequirements } from '@site/src/simulation/api/selector';
import { Goals, More, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { CHALLENGE_IDS, CHALLENGES, wanted, type Challenge } from './challenges';
import { FORMS, readSelector, type Form } from './forms';
import { messages } from './messages';
import { isSelected, PodTiles } from './PodTiles';
import { readLabels } from './pods';
import { inForm, initialState, MAX_LABELS, MAX_TEXT, parseState, takeOver, type LabState } from './state';
import figure from '../parts/figure.module.css';
import styles from './SelectorLab.module.css';

/** Twelve Pods and a selector, as kubectl's text or in the manifest of who takes it: who is selected and why, and what that API refuses. */
export default function SelectorLab() {
  const text = useMessages(messages);
  const kept = useWidgetState<LabState>({ name: 'selector-lab', version: 1, initial: initialState, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<LabState>) => setState({ ...state, ...next });
  const { form, challenge } = state;
  const { selection, problems, error } = useMemo(() => readSelector(form, state.text), [form, state.text]);
  const labels = state.pods.map((pod) => ({ name: pod.name, read: readLabels(pod.labels) }));
  const selected = labels.filter(({ read }) => read.ok && isSelected(selection, read.labels));
  const target = challenge === 'none' ? undefined : labels.filter(({ read }) => read.ok && isSelected(wanted(challenge), read.labels)).map(({ name }) => name);

  const says = () => {
    if (selection === undefined) return text.says.refused;
    if (selection === 'nothing') return text.says.nothing;
    const same = form === 'kubectl' || selection.length === 0 ? [] : [text.says.same(printRequirements(selection))];
    if (selection.length === 0) return text.says.all;
    if (selected.length === 0) return [text.says.none, ...same].join(' ');
    const without = selected.filter(({ read }) => read.ok && selection.some(({ key }) => !Object.hasOwn(read.labels, key))).length;
    return [text.says.some(String(selected.length), String(labels.length)), ...(without > 0 ? [text.says.missing(String(without))] : []), ...same].join(' ');
  };
  const [missing, excess] = [target?.filter((name) => !selected.some((one) => one.name === name)) ?? [], selected.filter(({ name }) => target !== undefined && !target.includes(name))];
  const met = missing.length + excess.length === 0;

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <SegmentedControl<Form> legend={text.form} options={FORMS.map((value) => ({ value, label: value === 'kubectl' ? text.kubectl : value }))} value={form} onChange={(next) => setState(inForm(state, next))} />
          {form === 'kubectl' && (
            <label className={figure.field}>
              {text.selector}
              <TextInput code value={state.text} maxLength={MAX_TEXT} spellCheck={false} autoCapitalize="none" autoComplete="off" aria-invalid={error !== null} onChange={(event) => change({ text: event.target.value })} />
            </label>
          )}
        </div>
      }
      stage={<PodTiles pods={state.pods} selection={selection} wanted={target} />}
      says={
        <>
          <InlineText>{says()}</InlineText>
          {error !== null && <code className={styles.error} lang="en">{error}</code>}
          {form !== 'kubectl' && selection === undefined && problems.map(({ message }) => <code key={message} className={styles.error} lang="en">{message}</code>)}
        </>
      }
      controls={
        <div>
          {form !== 'kubectl' && <ManifestField key={form} value={state.text} problems={problems} label={text.manifest(form)} onChange={(next) => change({ text: next.slice(0, MAX_TEXT) })} />}
          <SegmentedControl<Challenge | 'none'> legend={text.challenges} options={(['none', ...CHALLENGE_IDS] as const).map((value) => ({ value, label: value === 'none' ? text.free : text.challenge[value] }))} value={challenge} onChange={(next) => change({ challenge: next })} />
          {challenge !== 'none' && (
            <div className={styles.task}>
              <p><InlineText>{text.task[challenge]}</InlineText></p>
              <Goals label={text.goals} goals={[{ id: challenge, met, text: met ? text.right : text.wrong(String(missing.length), String(excess.length)) }]} />
              <More key={challenge} label={text.answer}>
                <p><code>{CHALLENGES[challenge].answer}</code></p>
              </More>
            </div>
          )}
          <More label={text.edit}>
            <div className={styles.pods}>
              {state.pods.map((pod, index) => {
                const read = readLabels(pod.labels);
                return (
                  <label key={pod.name} className={figure.field}>
                    {text.labelsOf(pod.name)}
                    <TextInput code value={pod.labels} maxLength={MAX_LABELS} spellCheck={false} autoCapitalize="none" autoComplete="off" aria-invalid={!read.ok} onChange={(event) => change({ pods: state.pods.map((one, i) => (i === index ? { ...one, labels: event.target.value } : one)) })} />
                    {!read.ok && <span lang="en">{text.notLabels(read.error)}</span>}
                  </label>
                );
              })}
            </div>
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
