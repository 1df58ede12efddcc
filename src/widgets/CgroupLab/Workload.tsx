import { useMessages } from '@site/src/i18n/messages';
import { SegmentedControl, Slider } from '../parts';
import { withChange } from './config';
import { LIMITS, WORKS, type LabContainer } from './containers';
import { useFormat } from './format';
import { messages } from './messages';
import type { Lab } from './useLab';

/** The chosen container, and how to change it. */
function useChosen({ session: { config }, change }: Lab) {
  return { container: config.containers[config.chosen], update: (part: Partial<LabContainer>) => change(withChange(config, config.chosen, part)) };
}

export function WorkKind({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const { container, update } = useChosen(lab);
  return <SegmentedControl legend={text.workOf(container.name)} value={container.work} options={WORKS.map((value) => ({ value, label: text.work[value] }))} onChange={(work) => update({ work })} />;
}

export function LeakSlider({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { container, update } = useChosen(lab);
  return <Slider label={text.leak} value={container.leak} {...LIMITS.leak} step={10} display={text.mib(format.whole(container.leak))} onChange={(leak) => update({ leak })} />;
}

export function ThreadsSlider({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { container, update } = useChosen(lab);
  return (
    <Slider
      label={text.threads} value={container.threads} {...LIMITS.threads} disabled={container.work === 'idle'}
      display={text.threadCount(format.whole(container.threads))} onChange={(threads) => update({ threads })}
    />
  );
}

export function WritesSlider({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { container, update } = useChosen(lab);
  return <Slider label={text.writes} value={container.writes} {...LIMITS.writes} step={10} display={text.mib(format.whole(container.writes))} onChange={(writes) => update({ writes })} />;
}

export function ProcessesSlider({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { container, update } = useChosen(lab);
  return <Slider label={text.processes} value={container.processes} {...LIMITS.processes} display={text.threadCount(format.whole(container.processes))} onChange={(processes) => update({ processes })} />;
}

/** What a request takes and the pause after it, where there are requests. */
export function RequestSliders({ lab }: { lab: Lab }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { container, update } = useChosen(lab);
  if (container.work !== 'requests') return null;
  return (
    <>
      <Slider label={text.requestMs} value={container.requestMs} {...LIMITS.requestMs} display={text.ms(format.whole(container.requestMs))} onChange={(requestMs) => update({ requestMs })} />
      <Slider label={text.pauseMs} value={container.pauseMs} {...LIMITS.pauseMs} step={5} display={text.ms(format.whole(container.pauseMs))} onChange={(pauseMs) => update({ pauseMs })} />
    </>
  );
}
