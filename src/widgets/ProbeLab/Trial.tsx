import { useLocale, useMessages } from '@site/src/i18n/messages';
import { ASKS, PROBE_PRESET_IDS, PROBE_PRESETS } from '@site/src/simulation/scenarios/living/probes/options';
import type { ProbeOptions, ProbePreset } from '@site/src/simulation/scenarios/living/probes/options';
import type { ProbeView } from '@site/src/simulation/scenarios/living/probes/scene';
import layout from '../living/layout.module.css';
import { Goals, SegmentedControl, Why } from '../parts';
import figure from '../parts/figure.module.css';
import { Lanes } from './Lanes';
import { messages } from './messages';

/** The preset whose events these are, whatever its probes have become. */
const presetOf = (options: ProbeOptions): ProbePreset =>
  PROBE_PRESET_IDS.find((id) => (['startAfter', 'outageAt', 'outageFor', 'pauseAt', 'pauseFor'] as const).every((field) => PROBE_PRESETS[id][field] === options[field])) ?? (options.outageFor > 0 ? 'database' : options.pauseFor > 0 ? 'pause' : 'java');

const lostIn = ({ losses: { none, refused, cut, error } }: ProbeView): number => none + refused + cut + error;

/** What ten minutes came to, in a sentence. */
export function saysTrial(view: ProbeView, text: (typeof messages)['ko'], numbers: Intl.NumberFormat): string {
  return view.firstReady === null ? text.summaryNever(view.restarts) : text.summary(view.restarts, text.seconds(numbers.format(Math.round(view.firstReady / 1000))), lostIn(view));
}

interface LeadProps {
  readonly options: ProbeOptions;
  readonly change: (part: Partial<ProbeOptions>) => void;
}

export function ProbeLead({ options, change }: LeadProps) {
  const text = useMessages(messages);
  return (
    <>
      <SegmentedControl legend={text.preset} value={presetOf(options)} options={PROBE_PRESET_IDS.map((value) => ({ value, label: text.presets[value] }))} onChange={(id) => change({ ...PROBE_PRESETS[id], shutdown: options.shutdown })} />
      <SegmentedControl legend={text.startup} value={options.startup.on ? 'on' : 'off'} options={(['off', 'on'] as const).map((value) => ({ value, label: text.onOff[value] }))} onChange={(to) => change({ startup: { ...options.startup, on: to === 'on' } })} />
      <SegmentedControl legend={text.livenessAsks} value={options.liveness.asks} options={ASKS.map((value) => ({ value, label: text.asks[value] }))} onChange={(asks) => change({ liveness: { ...options.liveness, asks } })} />
    </>
  );
}

interface StageProps {
  readonly view: ProbeView;
  /** What this was played with. */
  readonly played: ProbeOptions;
  /** Now, and how wide the picture is, ms since the beginning. */
  readonly now: number;
  readonly wide: number;
}

/** Ten minutes of three Pods with their probes, what they came to, and what can be reached. */
export function TrialStage({ view, played, now, wide }: StageProps) {
  const text = useMessages(messages);
  const numbers = new Intl.NumberFormat(useLocale());
  const { none, refused, cut, error } = view.losses;
  const lost = lostIn(view);
  const isWhole = now >= 540_000;
  const { liveness, readiness } = played;
  const outage = played.outageFor === 0 ? null : ([played.outageAt * 1000, (played.outageAt + played.outageFor) * 1000] as const);
  // It was taken out of the Service while it stood still, and came back.
  const isSpared = view.lanes.length > 0 && view.lanes.every(({ stretches }) => stretches.filter(({ state }) => state === 'ready').length > 1);
  const worst = liveness.periodSeconds * liveness.failureThreshold + liveness.timeoutSeconds;
  return (
    <div className={layout.stage}>
      <Lanes lanes={view.lanes} lost={view.lost} now={now} wide={wide} outage={outage} says={text.lostSays(lost, numbers.format(view.sent))} />
      <dl className={layout.counts}>
        <div className={figure.tile} data-tone={view.restarts > 0 ? 'failed' : 'good'}>
          <dt>{text.counts.restarts}</dt>
          <dd><Why answer={text.whyRestarts(worst, liveness.failureThreshold, liveness.periodSeconds, liveness.timeoutSeconds)}>{view.restarts}</Why></dd>
        </div>
        <div className={figure.tile}>
          <dt>{text.counts.first}</dt>
          <dd>{view.firstReady === null ? text.never : text.seconds(numbers.format(Math.round(view.firstReady / 1000)))}</dd>
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
  );
}
