import clsx from 'clsx';
import { useMessages } from '@site/src/i18n/messages';
import { DEADLINES, ROLLOUT_LIMITS } from '@site/src/simulation/scenarios/living/rollout/options';
import type { RolloutOptions } from '@site/src/simulation/scenarios/living/rollout/options';
import layout from '../living/layout.module.css';
import lab from '../parts/lab.module.css';
import { SegmentedControl, Slider } from '../parts';
import { messages } from './messages';

interface SettingsProps {
  readonly options: RolloutOptions;
  readonly change: (part: Partial<RolloutOptions>) => void;
}

/** The rest of what a rollout depends on. */
export function Settings({ options, change }: SettingsProps) {
  const text = useMessages(messages);
  const seconds = (n: number): string => (n === 0 ? text.none : text.seconds(String(n)));
  const [replicas, minReady, ready, stop] = [ROLLOUT_LIMITS.replicas, ROLLOUT_LIMITS.minReadySeconds, ROLLOUT_LIMITS.readyAfter, ROLLOUT_LIMITS.preStop];
  return (
    <>
      <div className={clsx(lab.fields, lab.wide)}>
        <Slider label={text.replicas} value={options.replicas} min={replicas[0]} max={replicas[1]} display={text.count(options.replicas)} onChange={(to) => change({ replicas: to })} />
        <Slider label="minReadySeconds" value={options.minReadySeconds} min={minReady[0]} max={minReady[1]} display={text.seconds(String(options.minReadySeconds))} onChange={(to) => change({ minReadySeconds: to })} />
        <Slider label={text.readyAfter} value={options.readyAfter} min={ready[0]} max={ready[1]} display={text.seconds(String(options.readyAfter))} onChange={(to) => change({ readyAfter: to })} />
        <Slider label={text.preStop} value={options.preStop} min={stop[0]} max={stop[1]} display={seconds(options.preStop)} onChange={(to) => change({ preStop: to })} />
      </div>
      <div className={layout.actions}>
        <SegmentedControl legend="progressDeadlineSeconds" value={String(options.progressDeadlineSeconds)} options={DEADLINES.map((one) => ({ value: String(one), label: text.seconds(String(one)) }))} onChange={(to) => change({ progressDeadlineSeconds: Number(to) })} />
        <SegmentedControl legend={text.probe} value={options.readinessProbe ? 'on' : 'off'} options={(['on', 'off'] as const).map((value) => ({ value, label: text.onOff[value] }))} onChange={(to) => change({ readinessProbe: to === 'on' })} />
        <SegmentedControl legend={text.term} value={options.graceful ? 'graceful' : 'atOnce'} options={(['atOnce', 'graceful'] as const).map((value) => ({ value, label: text.terms[value] }))} onChange={(to) => change({ graceful: to === 'graceful' })} />
      </div>
    </>
  );
}
