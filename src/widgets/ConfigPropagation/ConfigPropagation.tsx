import { useMessages } from '@site/src/i18n/messages';
import { configSeen, defaultConfigSync, latestFileUpdate, type SinceChange } from '@site/src/simulation/cluster/node/config-propagation';
import { SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { initialState, MOST_SECONDS, parseState, readerNames, READERS, SINCE, STEP, type PropagationState } from './state';
import figure from '../parts/figure.module.css';

const TONES: Readonly<Record<string, string>> = { new: 'good', old: 'failed' };

/** One change of a ConfigMap, five ways to read it: which process knows, and when? */
export default function ConfigPropagation() {
  const text = useMessages(messages);
  const kept = useWidgetState<PropagationState>({ name: 'config-propagation', version: 1, initial: initialState, parse: parseState });
  const { seconds, since } = kept.state;
  const latest = latestFileUpdate(defaultConfigSync);
  const change = (next: Partial<PropagationState>) => kept.setState({ ...kept.state, ...next });

  const says = () => {
    if (since === 'podReplaced') return text.says.replaced;
    if (since === 'containerRestarted') return text.says.restarted;
    if (seconds === 0) return text.says.start;
    return seconds < latest ? text.says.within(latest) : text.says.settled;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <SegmentedControl<SinceChange> legend={text.since} options={SINCE.map((value) => ({ value, label: text.sinceNames[value] }))} value={since} onChange={(next) => change({ since: next })} />
      }
      stage={
        <table className={figure.rows}>
          <thead>
            <tr>
              <th scope="col">{text.way}</th>
              <th scope="col">{text.sees}</th>
            </tr>
          </thead>
          <tbody>
            {readerNames.map((name) => {
              const seen = configSeen(READERS[name], seconds, since);
              return (
                <tr key={name}>
                  <th scope="row">{text.names[name]}</th>
                  <td data-tone={TONES[seen]}>{text.values[seen]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      }
      says={says()}
      controls={<Slider label={text.seconds} value={seconds} min={0} max={MOST_SECONDS} step={STEP} display={text.secondsShown(seconds)} onChange={(next) => change({ seconds: next })} />}
      simplifies={text.simplifies}
    />
  );
}
