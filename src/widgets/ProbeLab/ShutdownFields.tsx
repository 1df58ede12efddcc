import clsx from 'clsx';
import { useMessages } from '@site/src/i18n/messages';
import { ANSWERS, SHUTDOWN_LIMITS, TERMS } from '@site/src/simulation/scenarios/living/probes/shutdown/options';
import type { ShutdownOptions } from '@site/src/simulation/scenarios/living/probes/shutdown/options';
import layout from '../living/layout.module.css';
import lab from '../parts/lab.module.css';
import { More, SegmentedControl, Slider } from '../parts';
import { shutdownMessages } from '../ShutdownLab/messages';

interface FieldsProps {
  readonly options: ShutdownOptions;
  readonly change: (part: Partial<ShutdownOptions>) => void;
}

function Seconds({ field, options, change }: FieldsProps & { field: keyof typeof SHUTDOWN_LIMITS }) {
  const text = useMessages(shutdownMessages);
  const [low, high] = SHUTDOWN_LIMITS[field];
  return <Slider label={text[field]} value={options[field]} min={low} max={high} display={field === 'preStop' && options.preStop === 0 ? text.none : text.seconds(String(options[field]))} onChange={(to) => change({ [field]: to })} />;
}

/** What most readers change first: how the process takes SIGTERM, and how long it waits before. */
export function ShutdownLead(props: FieldsProps) {
  const text = useMessages(shutdownMessages);
  return (
    <>
      <Seconds field="preStop" {...props} />
      <SegmentedControl legend={text.term} value={props.options.term} options={TERMS.map((value) => ({ value, label: text.terms[value] }))} onChange={(term) => props.change({ term })} />
    </>
  );
}

/** The rest of what decides on lost requests. */
export function ShutdownFields(props: FieldsProps) {
  const text = useMessages(shutdownMessages);
  return (
    <More label={text.settings} open>
      <div className={clsx(lab.fields, lab.wide)}>
        <Seconds field="grace" {...props} />
        <Seconds field="finish" {...props} />
        <Seconds field="lag" {...props} />
      </div>
      <div className={layout.actions}>
        <SegmentedControl
          legend={text.answer} value={String(props.options.answer)} options={ANSWERS.map((ms) => ({ value: String(ms), label: text.seconds(String(ms / 1000)) }))}
          onChange={(to) => props.change({ answer: ANSWERS.find((ms) => String(ms) === to) ?? props.options.answer })}
        />
      </div>
    </More>
  );
}
