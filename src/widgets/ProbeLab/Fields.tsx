import clsx from 'clsx';
import { useMessages } from '@site/src/i18n/messages';
import { ASKS, PROBE_LIMITS, PROBES } from '@site/src/simulation/scenarios/living/probes/options';
import type { ProbeKind, ProbeOptions, ProbeSettings } from '@site/src/simulation/scenarios/living/probes/options';
import layout from '../living/layout.module.css';
import lab from '../parts/lab.module.css';
import { More, SegmentedControl, Slider } from '../parts';
import { messages } from './messages';

interface FieldsProps {
  readonly options: ProbeOptions;
  readonly change: (part: Partial<ProbeOptions>) => void;
}

/** Each probe with all of its fields, as its manifest names them. */
export function ProbeFields({ options, change }: FieldsProps) {
  const text = useMessages(messages);
  return (
    <>
      {PROBES.map((kind) => (
        <More key={kind} label={text.probes[kind]}>
          <One kind={kind} probe={options[kind]} change={(part) => change({ [kind]: { ...options[kind], ...part } })} />
        </More>
      ))}
    </>
  );
}

const COMMON = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold'] as const;

function One({ kind, probe, change }: { kind: ProbeKind; probe: ProbeSettings; change: (part: Partial<ProbeSettings>) => void }) {
  const text = useMessages(messages);
  const fields = kind === 'readiness' ? [...COMMON, 'successThreshold' as const] : COMMON;
  return (
    <>
      <div className={layout.actions}>
        <SegmentedControl legend={text.used} value={probe.on ? 'on' : 'off'} options={(['on', 'off'] as const).map((value) => ({ value, label: text.onOff[value] }))} onChange={(to) => change({ on: to === 'on' })} />
        <SegmentedControl legend={text.asksWhat} value={probe.asks} options={ASKS.map((value) => ({ value, label: text.asks[value] }))} onChange={(asks) => change({ asks })} />
      </div>
      <div className={clsx(lab.fields, lab.wide)}>
        {fields.map((field) => (
          <Slider key={field} label={field} value={probe[field]} min={PROBE_LIMITS[field][0]} max={PROBE_LIMITS[field][1]} display={String(probe[field])} onChange={(to) => change({ [field]: to })} />
        ))}
      </div>
    </>
  );
}

/** What the app is like, and what happens to it. */
export function WorldFields({ options, change }: FieldsProps) {
  const text = useMessages(messages);
  return (
    <div className={clsx(lab.fields, lab.wide)}>
      {(['startAfter', 'outageFor', 'outageAt', 'pauseFor', 'pauseAt'] as const).map((field) => (
        <Slider
          key={field} label={text[field]} value={options[field]} min={PROBE_LIMITS[field][0]} max={PROBE_LIMITS[field][1]} step={5}
          display={options[field] === 0 ? text.none : text.seconds(String(options[field]))} onChange={(to) => change({ [field]: to })}
        />
      ))}
    </div>
  );
}
