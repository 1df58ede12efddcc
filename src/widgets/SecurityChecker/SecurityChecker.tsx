import { useMemo } from 'react';
import { ManifestField } from '@site/src/components/editor';
import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { attacks, type FailedCheck, type Level } from '@site/src/simulation/policy/pod-security';
import { Button, Diff, More, SegmentedControl, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { attackMessages } from './attackMessages';
import { Attacks } from './Attacks';
import { checkText, LEVELS } from './check';
import { messages } from './messages';
import { PRESET_IDS, PRESETS, type Preset } from './presets';
import { IMAGE_USERS, MAX_TEXT, parseState, PORT_STARTS, startOf, takeOver, VERSIONS, VIEWS, type CheckerState, type ImageUser, type PortStart, type Version, type View } from './state';
import styles from './SecurityChecker.module.css';

/** What a fix may take away from a program, by the checks that it mends. */
const NOTES = { volumes: ['hostPathVolumes', 'restrictedVolumes'], host: ['hostNamespaces', 'hostPorts'], user: ['runAsNonRoot', 'runAsUser'] } as const;

/** A Pod or workload as text: what of it fails at each level, in the words of the admission plug-in, and the smallest patch that passes. */
export default function SecurityChecker({ preset = 'plain' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const attackText = useMessages(attackMessages);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<CheckerState>({ name: 'security-checker', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const change = (next: Partial<CheckerState>) => setState({ ...state, ...next });
  const { level, version, view, imageUser, portStart } = state;
  const machine = { imageUser, portStart };
  const { pod, problems, more } = useMemo(() => checkText(state.text, { level, version }), [state.text, level, version]);
  const failed: readonly FailedCheck[] = pod?.evaluations[level].failed ?? [];
  const fixed = pod?.fixed ?? null;
  const known = text.checks as Readonly<Record<string, string>>;

  const says = () => {
    if (pod === null) return text.says.unreadable;
    if (view === 'attacks') {
      const found = attacks(pod.pod, 0, machine);
      const count = (outcome: string) => String(found.filter((one) => one.outcome === outcome).length);
      return attackText.says(count('possible'), count('indirect'));
    }
    if (failed.length === 0) return text.says.passes(level);
    return pod.kind === 'Pod' ? text.says.pod(level) : text.says.workload(pod.kind);
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <Button primary blocked={fixed === null ? (failed.length === 0 ? text.nothing : text.notInPlace) : null} onClick={() => fixed !== null && change({ text: fixed.slice(0, MAX_TEXT) })}>{text.apply}</Button>
          <SegmentedControl<Level> legend={text.level} options={LEVELS.map((value) => ({ value, label: value }))} value={level} onChange={(next) => change({ level: next })} />
          <label>
            {text.version}
            <Select value={version} onChange={(event) => change({ version: event.target.value as Version })}>
              {VERSIONS.map((one) => (
                <option key={one} value={one}>{one}</option>
              ))}
            </Select>
          </label>
        </div>
      }
      stage={
        <div className={styles.stage}>
          <ul className={styles.levels} aria-label={text.levels}>
            {LEVELS.map((one) => {
              const found = pod?.evaluations[one];
              return (
                <li key={one} data-chosen={one === level || undefined}>
                  <b>{one}</b>{' '}
                  {found !== undefined && <Tone tone={found.allowed ? 'good' : 'failed'}>{found.allowed ? text.passes : text.refused(String(found.failed.length))}</Tone>}
                </li>
              );
            })}
          </ul>
          {view === 'attacks' && pod !== null && <Attacks checked={pod} machine={machine} />}
          {view === 'checks' && failed.length > 0 && (
            <div className={styles.columns}>
              <div>
                <p className={styles.heading}>{text.failed(level)}</p>
                <ul className={styles.failed}>
                  {failed.map(({ id, reason, detail, at }) => (
                    <li key={id}>
                      <span lang="en">{detail === '' ? reason : `${reason} (${detail})`}</span>
                      <span>{known[id]}</span>
                      {at.map((one) => <code key={one}>{[pod?.at, one].filter((part) => part !== '').join('.')}</code>)}
                    </li>
                  ))}
                </ul>
              </div>
              <div>
                <p className={styles.heading}>{text.fix}</p>
                {fixed === null ? <p>{text.notInPlace}</p> : <Diff before={state.text} after={fixed} label={text.fix} />}
                {Object.entries(NOTES).map(([note, ids]) => failed.some(({ id }) => (ids as readonly string[]).includes(id)) && <p key={note} className={styles.note}>{text.notes[note as keyof typeof NOTES]}</p>)}
              </div>
            </div>
          )}
        </div>
      }
      says={
        <>
          {says()}
          {view === 'checks' && pod?.answer != null && <code className={styles.answer} lang="en">{pod.answer}</code>}
        </>
      }
      controls={
        <div className={styles.controls}>
          <SegmentedControl<View> legend={attackText.view} options={VIEWS.map((value) => ({ value, label: attackText.views[value] }))} value={view} onChange={(next) => change({ view: next })} />
          {view === 'attacks' && (
            <>
              <SegmentedControl legend={attackText.imageUser} options={IMAGE_USERS.map((value) => ({ value: String(value), label: attackText.users[value] }))} value={String(imageUser)} onChange={(next) => change({ imageUser: Number(next) as ImageUser })} />
              <SegmentedControl legend={attackText.ports} options={PORT_STARTS.map((value) => ({ value: String(value), label: attackText.starts[value] }))} value={String(portStart)} onChange={(next) => change({ portStart: Number(next) as PortStart })} />
            </>
          )}
          <SegmentedControl<Preset | ''> legend={text.presets} value={PRESET_IDS.find((id) => PRESETS[id] === state.text) ?? ''} options={PRESET_IDS.map((value) => ({ value, label: text.preset[value] }))} onChange={(next) => next !== '' && change({ text: PRESETS[next] })} />
          <More label={text.yaml} open>
            {more > 0 && <p className={styles.note}>{text.more(String(more))}</p>}
            <ManifestField value={state.text} problems={problems} label={text.yaml} onChange={(next) => change({ text: next.slice(0, MAX_TEXT) })} />
          </More>
        </div>
      }
      simplifies={<ul>{[...text.simplifies, attackText.simplifies].map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
