import clsx from 'clsx';
import { useMemo } from 'react';
import { Select } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { More, SegmentedControl, Slider } from '../parts';
import lab from '../parts/lab.module.css';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { Growth } from './Growth';
import { messages } from './messages';
import { scaleDown, scaleUp } from './model';
import { Shrinking, useVerdict } from './Shrinking';
import { DECISIONS, EXPANDERS, LIMITS, OCCUPANTS, parseState, PRESETS, takeOver, type AutoscaleState, type Dial, type Occupant, type Preset } from './state';
import styles from './NodeAutoscale.module.css';

/** The Cluster Autoscaler's two decisions: does a new node help the Pods that wait, and may this one go? */
export default function NodeAutoscale({ preset = 'up' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const locale = useLocale();
  const number = useMemo(() => {
    const format = new Intl.NumberFormat(locale);
    return (value: number) => format.format(value);
  }, [locale]);
  const share = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    return (value: number) => format.format(value);
  }, [locale]);
  const kept = useWidgetState<AutoscaleState>({ name: 'node-autoscale', version: 1, initial: PRESETS[preset], parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { decision } = state;
  const up = useMemo(() => scaleUp(state), [state]);
  const down = useMemo(() => scaleDown(state), [state]);
  const verdict = useVerdict();
  const change = (next: Partial<AutoscaleState>) => setState({ ...state, ...next });

  const shown: Readonly<Record<Dial, (value: number) => string>> = {
    pods: (value) => text.count(number(value)), smallMax: (value) => text.nodes(number(value)), largeMax: (value) => text.nodes(number(value)),
    cpu: (value) => `${number(value)}m`, requested: (value) => `${number(value)}m`, other: (value) => `${number(value)}m`, memory: (value) => `${number(value)}Mi`,
    unneeded: (value) => text.minutes(number(value)), added: (value) => text.minutes(number(value)),
  };
  const dial = (name: Dial) => <Slider key={name} label={text[name]} value={state[name]} {...LIMITS[name]} display={shown[name](state[name])} onChange={(value) => change({ [name]: value })} />;
  const occupant = (
    <label className={styles.choose}>
      {text.occupant}
      <Select value={state.occupant} onChange={(event) => change({ occupant: event.target.value as Occupant })}>
        {OCCUPANTS.map((one) => <option key={one} value={one}>{text.occupants[one]}</option>)}
      </Select>
    </label>
  );

  const says = () => {
    if (decision === 'down') {
      if (down.remove.length > 0) return text.says.down(down.remove.join(', '));
      return down.delayed ? text.says.delayed : text.says.stays(verdict(down.looks[0]));
    }
    if (state.pods === 0) return text.says.none;
    if (up.chosen !== null) return text.says.up(up.chosen.group, number(up.chosen.nodes), number(up.chosen.placed.length), number(state.pods));
    return up.options.some(({ not }) => not === 'atMaximum') ? text.says.full : text.says.helpless;
  };

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[decision]}
      kept={kept}
      lead={
        <div className={lab.fields}>
          <SegmentedControl legend={text.decision} value={decision} options={DECISIONS.map((value) => ({ value, label: text.decisions[value] }))} onChange={(value) => change({ decision: value })} />
          {decision === 'up' ? dial('cpu') : occupant}
          {dial(decision === 'up' ? 'pods' : 'requested')}
        </div>
      }
      stage={<div className={styles.stage}>{decision === 'up' ? <Growth state={state} decided={up} number={number} share={share} /> : <Shrinking decided={down} share={share} />}</div>}
      says={says()}
      controls={
        <More label={text.more}>
          <div className={clsx(lab.fields, lab.wide)}>
            {decision === 'up' ? [dial('memory'), dial('smallMax'), dial('largeMax')] : [dial('other'), dial('unneeded'), dial('added')]}
            {decision === 'up' && <SegmentedControl legend={text.expander} value={state.expander} options={EXPANDERS.map((value) => ({ value, label: value }))} onChange={(expander) => change({ expander })} />}
          </div>
        </More>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
