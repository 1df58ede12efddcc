import { useLocale, useMessages } from '@site/src/i18n/messages';
import { ASKS, parseProbeOptions, PROBE_PRESET_IDS, PROBE_PRESETS } from '@site/src/simulation/scenarios/living/probes/options';
import type { ProbeOptions, ProbePreset } from '@site/src/simulation/scenarios/living/probes/options';
import type { ProbeView } from '@site/src/simulation/scenarios/living/probes/scene';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import { livingMessages } from '../living/messages';
import { saysChanges } from '../living/saysChanges';
import { TimeBar } from '../living/TimeBar';
import { useDraft } from '../living/useDraft';
import { useLiving } from '../living/useLiving';
import { Button, Goals, More, SegmentedControl, Why } from '../parts';
import figure from '../parts/figure.module.css';
import { WidgetFrame } from '../WidgetFrame';
import { ProbeFields, WorldFields } from './Fields';
import { Lanes } from './Lanes';
import { messages } from './messages';

/** The preset whose events these are, whatever its probes have become. */
const presetOf = (options: ProbeOptions): ProbePreset =>
  PROBE_PRESET_IDS.find((id) => (['startAfter', 'outageAt', 'outageFor', 'pauseAt', 'pauseFor'] as const).every((field) => PROBE_PRESETS[id][field] === options[field])) ?? (options.outageFor > 0 ? 'database' : options.pauseFor > 0 ? 'pause' : 'java');

/** Probes of three Pods, tried for ten minutes: what is restarted, when there is traffic, and what is lost. */
export default function ProbeLab() {
  const text = useMessages(messages);
  const words = useMessages(livingMessages);
  const numbers = new Intl.NumberFormat(useLocale());
  const living = useLiving<ProbeOptions, ProbeView>({ name: 'probe-lab', scene: 'probes', options: PROBE_PRESETS.java, parseOptions: parseProbeOptions, speed: 20 });
  const { picture, view, begun, seen, running } = living;
  const [options, change] = useDraft(living.options, living.restart);
  const played = living.options;
  const { none, refused, cut, error } = view.losses;
  const lost = none + refused + cut + error;
  const [now, wide] = [(picture.now - begun) / 1000, Math.max(1000, (seen - begun) / 1000, (picture.now - begun) / 1000)];
  const isWhole = now >= 540_000;
  const { liveness, readiness } = played;
  const outage = played.outageFor === 0 ? null : ([played.outageAt * 1000, (played.outageAt + played.outageFor) * 1000] as const);
  const first = view.firstReady === null ? null : text.seconds(numbers.format(Math.round(view.firstReady / 1000)));
  const summary = first === null ? text.summaryNever(view.restarts) : text.summary(view.restarts, first, lost);
  // It was taken out of the Service while it stood still, and came back.
  const isSpared = view.lanes.length > 0 && view.lanes.every(({ stretches }) => stretches.filter(({ state }) => state === 'ready').length > 1);
  const worst = liveness.periodSeconds * liveness.failureThreshold + liveness.timeoutSeconds;
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={living.kept}
      lead={
        <div className={layout.lead}>
          <SegmentedControl legend={text.preset} value={presetOf(options)} options={PROBE_PRESET_IDS.map((value) => ({ value, label: text.presets[value] }))} onChange={(id) => change(PROBE_PRESETS[id])} />
          <SegmentedControl legend={text.startup} value={options.startup.on ? 'on' : 'off'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.onOff[value] }))} onChange={(to) => change({ startup: { ...options.startup, on: to === 'on' } })} />
          <SegmentedControl legend={text.livenessAsks} value={options.liveness.asks} options={ASKS.map((value) => ({ value, label: text.asks[value] }))} onChange={(asks) => change({ liveness: { ...options.liveness, asks } })} />
        </div>
      }
      stage={
        <div className={layout.stage}>
          <Lanes lanes={view.lanes} lost={view.lost} now={now} wide={wide} outage={outage} says={text.lostSays(lost, numbers.format(view.sent))} />
          <dl className={layout.counts}>
            <div className={figure.tile} data-tone={view.restarts > 0 ? 'failed' : 'good'}>
              <dt>{text.counts.restarts}</dt>
              <dd><Why answer={text.whyRestarts(worst, liveness.failureThreshold, liveness.periodSeconds, liveness.timeoutSeconds)}>{view.restarts}</Why></dd>
            </div>
            <div className={figure.tile}>
              <dt>{text.counts.first}</dt>
              <dd>{first ?? text.never}</dd>
            </div>
            <div className={figure.tile} data-tone={lost > 0 ? 'failed' : undefined}>
              <dt>{text.counts.lost}</dt>
              <dd><Why answer={text.whyLost(none, refused, cut, error)}>{lost}</Why></dd>
            </div>
          </dl>
          <Goals
            label={text.goals}
            goals={[
              { id: 'calm', text: text.goal.calm, met: isWhole && played.startAfter > 20 && view.restarts === 0 && view.firstReady !== null && view.firstReady < 30_000 },
              { id: 'outage', text: text.goal.outage, met: isWhole && played.outageFor > 60 && played.outageAt + played.outageFor < 540 && view.restarts === 0 && view.firstReady !== null && liveness.on },
              { id: 'pause', text: text.goal.pause, met: isWhole && played.pauseFor > 20 && view.restarts === 0 && liveness.on && readiness.on && isSpared },
            ]}
          />
        </div>
      }
      says={running ? saysChanges(living.changes, words) || summary : summary}
      controls={
        <>
          <div className={layout.actions}>
            <Button onClick={() => living.playFrom(begun)}>{text.again}</Button>
          </div>
          <TimeBar {...living} />
          <More label={text.world}>
            <WorldFields options={options} change={change} />
          </More>
          <ProbeFields options={options} change={change} />
          <More label={text.events}>
            <EventList events={picture.events} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
