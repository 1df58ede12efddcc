import { useLocale, useMessages } from '@site/src/i18n/messages';
import { parseProbeOptions, PROBE_PRESETS, TABS } from '@site/src/simulation/scenarios/living/probes/options';
import type { ProbeOptions } from '@site/src/simulation/scenarios/living/probes/options';
import type { ShutdownOptions } from '@site/src/simulation/scenarios/living/probes/shutdown/options';
import type { ProbeView } from '@site/src/simulation/scenarios/living/probes/scene';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import { livingMessages } from '../living/messages';
import { saysChanges } from '../living/saysChanges';
import { TimeBar } from '../living/TimeBar';
import { useDraft } from '../living/useDraft';
import { useLiving } from '../living/useLiving';
import { Button, More, SegmentedControl } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { ProbeFields, WorldFields } from './Fields';
import { messages } from './messages';
import { saysEnding } from './shutdown';
import { ShutdownFields, ShutdownLead } from './ShutdownFields';
import { shutdownMessages } from '../ShutdownLab/messages';
import { ShutdownStage } from './ShutdownStage';
import { ProbeLead, saysTrial, TrialStage } from './Trial';

/** Probes of three Pods, tried for ten minutes: what is restarted, when there is traffic, and what is lost. In its other tab: one of them ends under load. */
export default function ProbeLab({ start = PROBE_PRESETS.java }: { start?: ProbeOptions }) {
  const text = useMessages(messages);
  const endText = useMessages(shutdownMessages);
  const words = useMessages(livingMessages);
  const numbers = new Intl.NumberFormat(useLocale());
  const living = useLiving<ProbeOptions, ProbeView>({ name: 'probe-lab', scene: 'probes', options: start, parseOptions: parseProbeOptions, speed: start.tab === 'shutdown' ? 5 : 20 });
  const { picture, view, begun, seen, running } = living;
  const [options, change] = useDraft(living.options, living.restart);
  const [now, wide] = [(picture.now - begun) / 1000, Math.max(1000, (seen - begun) / 1000, (picture.now - begun) / 1000)];
  const seconds = (ms: number) => numbers.format(Math.round(ms / 100) / 10);
  const changeEnd = (part: Partial<ShutdownOptions>) => change({ shutdown: { ...options.shutdown, ...part } });
  const isEnd = options.tab === 'shutdown';
  const { ending } = view;
  const summary = ending === null ? saysTrial(view, text, numbers) : saysEnding(ending, endText, (n) => numbers.format(n), seconds);
  const news = ending?.refused != null ? '' : saysChanges(living.changes, words);

  // One frame for both tabs: the one that is chosen keeps the focus.
  return (
    <WidgetFrame
      title={isEnd ? endText.title : text.title}
      tryFirst={isEnd ? endText.tryFirst : text.tryFirst}
      kept={living.kept}
      lead={
        <div className={layout.lead}>
          <SegmentedControl legend={endText.tab} value={options.tab} options={TABS.map((value) => ({ value, label: endText.tabs[value] }))} onChange={(tab) => change({ tab })} />
          {isEnd ? <ShutdownLead options={options.shutdown} change={changeEnd} /> : <ProbeLead options={options} change={change} />}
        </div>
      }
      stage={ending === null ? <TrialStage view={view} played={living.options} now={now} wide={wide} /> : <ShutdownStage view={ending} options={living.options.shutdown} nodes={picture.nodes.map(({ name }) => name)} now={now} wide={wide} />}
      says={running ? news || summary : summary}
      controls={
        <>
          <div className={layout.actions}>
            <Button onClick={() => living.playFrom(begun)}>{text.again}</Button>
          </div>
          <TimeBar {...living} />
          {isEnd ? <ShutdownFields options={options.shutdown} change={changeEnd} /> : (
            <>
              <More label={text.world}>
                <WorldFields options={options} change={change} />
              </More>
              <ProbeFields options={options} change={change} />
            </>
          )}
          <More label={text.events}>
            <EventList events={picture.events} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{isEnd ? endText.simplifies : text.simplifies}</p>}
    />
  );
}
