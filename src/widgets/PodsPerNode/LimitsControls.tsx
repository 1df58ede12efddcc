import { useLocale, useMessages } from '@site/src/i18n/messages';
import { Button, SegmentedControl, Slider } from '../parts';
import { modeOf, modesOf, PROVIDERS, SIZES, SOURCES, type ModeId, type Source } from '@site/src/simulation/resources/pods-per-node';
import type { Capacity } from '@site/src/simulation/resources/pods-per-node';
import { messages } from './messages';
import styles from './PodsPerNode.module.css';
import { providerOf, RANGES, withDial, withProvider, type Dial, type PodsPerNodeState } from './state';

const GROUPS = { node: ['maxPods'], app: ['appCpu', 'appMemory'], daemon: ['daemonSets', 'hostNetwork', 'daemonCpu', 'daemonMemory'] } as const satisfies Record<string, readonly Dial[]>;

interface LimitsControlsProps {
  state: PodsPerNodeState;
  result: Capacity;
  onChange: (state: PodsPerNodeState) => void;
}

export function LimitsControls({ state, result, onChange }: LimitsControlsProps) {
  const text = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const provider = providerOf(state);
  const sources: readonly Source[] = modeOf(state.mode).sources.map((id) => SOURCES[id]);
  const value = (dial: Dial) => (dial === 'maxPods' ? (state.maxPods ?? result.defaultMaxPods) : state[dial]);
  const unit = (dial: Dial, amount: number) => {
    if (dial === 'appCpu' || dial === 'daemonCpu') return `${amount}m`;
    if (dial === 'appMemory' || dial === 'daemonMemory') return `${amount}Mi`;
    return text.pods(number.format(amount));
  };

  return (
    <div className={styles.controls}>
      <SegmentedControl legend={text.provider} options={PROVIDERS.map((id) => ({ value: id, label: text.providers[id] }))} value={provider} onChange={(next) => onChange(withProvider(state, next))} />
      <SegmentedControl<ModeId> legend={text.mode} options={modesOf(provider).map(({ id }) => ({ value: id, label: text.modes[id] }))} value={state.mode} onChange={(mode) => onChange({ ...state, mode, maxPods: null })} />
      <SegmentedControl legend={text.size} options={SIZES.map(({ id, vcpu, memoryGiB }) => ({ value: id, label: text.sizeLabel(vcpu, memoryGiB) }))} value={state.size} onChange={(size) => onChange({ ...state, size })} />
      <div className={styles.groups}>
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => (
          <fieldset key={group} className={styles.group} data-group={group}>
            <legend>{text.groups[group]}</legend>
            {GROUPS[group].map((dial) => (
              <Slider
                key={dial}
                label={text.dials[dial]}
                value={value(dial)}
                {...RANGES[dial]}
                max={dial === 'hostNetwork' ? Math.max(1, state.daemonSets) : RANGES[dial].max}
                disabled={dial === 'hostNetwork' && state.daemonSets === 0}
                display={unit(dial, value(dial))}
                onChange={(next) => onChange(withDial(state, dial, next))}
              />
            ))}
            {group === 'node' && (
              <Button disabled={state.maxPods === null} onClick={() => onChange({ ...state, maxPods: null })}>
                {text.useDefault(number.format(result.defaultMaxPods))}
              </Button>
            )}
          </fieldset>
        ))}
      </div>
      <details className={styles.sources}>
        <summary>{text.sources}</summary>
        <ul>
          {sources.map(({ title, url, checked }) => (
            <li key={url}>
              <a href={url}>{title}</a>
              {checked && <span> · {text.checked(checked)}</span>}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
