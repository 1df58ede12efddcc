import { useMemo } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { Button, More, SegmentedControl, Slider } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { Line } from './Line';
import { Log } from './Log';
import { messages } from './messages';
import { evictionModel, type EvictionModel } from './model';
import { NodeBar } from './NodeBar';
import { LIMITS, parseSetup, POD_NAMES, PRESET_IDS, PRESETS, RESOURCES, takeOver, type EvictionSetup, type PodName, type Preset } from './state';
import lab from '../parts/lab.module.css';
import styles from './EvictionOrder.module.css';

/** The Pod whose use the reader moves first. */
const LEADING = { memory: 'cache', disk: 'web' } as const;

function useSentence({ available, kernel, places, relieved, rule }: EvictionModel, mib: (amount: number) => string, number: (value: number) => string): string {
  const { says, rules } = useMessages(messages);
  const [first, second] = places;
  if (first === undefined || second === undefined) return '';
  if (kernel !== null) return says.kernel(kernel.pod, number(kernel.oomScoreAdj), first.name);
  if (relieved) return says.relieved;
  const gone = places.filter(({ evictedAt }) => evictedAt !== null).sort((a, b) => (a.evictedAt ?? 0) - (b.evictedAt ?? 0));
  if (gone.length === 0) return says.calm(mib(available), first.name);
  return says.evicted(gone.map(({ name }) => name).join(', '), first.name, rule === null ? '' : rules[rule](first.name, second.name));
}

/** A node whose memory or disk runs short: who goes first and why, when, and in the kubelet's words. */
export default function EvictionOrder({ preset = 'memory' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const number = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    return (value: number) => format.format(value);
  }, [locale]);
  const kept = useWidgetState<EvictionSetup>({ name: 'eviction-order', version: 1, initial: PRESETS[preset], parse: parseSetup, take: takeOver });
  const { state, setState } = kept;
  const { resource, softGrace } = state;
  const model = useMemo(() => evictionModel(state), [state]);
  const mib = (amount: number) => `${number(amount)}Mi`;
  const change = (next: Partial<EvictionSetup>) => setState({ ...state, ...next });
  const use = (pod: PodName) => (
    <Slider
      key={pod} label={text.uses(pod, text.resources[resource])} value={state[resource][pod]} {...LIMITS[resource]} display={mib(state[resource][pod])}
      onChange={(value) => change({ [resource]: { ...state[resource], [pod]: value } })}
    />
  );
  const amount = (field: 'system' | 'otherDisk' | 'images' | 'minReclaim') => (
    <Slider key={field} label={text[field]} value={state[field]} {...LIMITS[field]} display={mib(state[field])} onChange={(value) => change({ [field]: value })} />
  );

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[resource]}
      kept={kept}
      lead={
        <div className={lab.fields}>
          <SegmentedControl legend={text.resource} value={resource} options={RESOURCES.map((value) => ({ value, label: text.resources[value] }))} onChange={(value) => change({ resource: value })} />
          {use(LEADING[resource])}
        </div>
      }
      stage={
        <div className={styles.stage}>
          <NodeBar setup={state} model={model} mib={mib} />
          <div className={styles.columns}>
            <Line model={model} mib={mib} number={number} />
            <Log model={model} number={number} />
          </div>
        </div>
      }
      says={useSentence(model, mib, number)}
      controls={
        <div>
          <div className={lab.starts}>
            <span>{text.presets}</span>
            {PRESET_IDS.map((id) => <Button key={id} onClick={() => setState(PRESETS[id])}>{text.preset[id]}</Button>)}
          </div>
          <More label={text.more.use}>
            <div className={lab.fields}>
              {POD_NAMES.filter((pod) => pod !== LEADING[resource]).map(use)}
              {resource === 'memory' ? amount('system') : [amount('otherDisk'), amount('images')]}
            </div>
          </More>
          <More label={text.more.settings}>
            <div className={lab.fields}>
              <SegmentedControl legend={text.soft} value={softGrace === null ? 'off' : 'on'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.softKinds[value] }))} onChange={(value) => change({ softGrace: value === 'on' ? 90 : null })} />
              {softGrace !== null && <Slider label={text.softGrace} value={softGrace} {...LIMITS.softGrace} display={text.seconds(number(softGrace))} onChange={(value) => change({ softGrace: value })} />}
              {softGrace !== null && <Slider label={text.podGrace} value={state.podGrace} {...LIMITS.podGrace} display={text.seconds(number(state.podGrace))} onChange={(value) => change({ podGrace: value })} />}
              {amount('minReclaim')}
            </div>
          </More>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
