import { useMemo, useState } from 'react';
import { decidingLines, DISTRIBUTIONS, EVENTS, MODES, NODES, PODS, TYPES, type LabRun, type PodName, type NodeName, type ServiceOptions } from '@site/src/simulation/scenarios/services';
import { Select } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { PacketDiagram } from '../packets/PacketDiagram';
import { More, SegmentedControl } from '../parts';
import { messages } from './messages';
import { placeInLab, wayOfRequest } from './packets';
import { Lines } from './Picture';
import { PRESET_IDS, type Preset } from './presets';
import { explained } from './Rules';
import lab from '../parts/lab.module.css';
import styles from './ServiceLab.module.css';

const POLICIES = ['Cluster', 'Local'] as const;
const plain = <T extends string>(all: readonly T[]) => all.map((value) => ({ value, label: value }));

interface ControlsProps {
  preset: Preset;
  options: ServiceOptions;
  run: LabRun;
  shown: PodName | undefined;
  change: (next: Partial<ServiceOptions>) => void;
  start: (preset: Preset) => void;
}

/** All rules of the node that decided, made when they are looked at. */
function AllRules({ run, shown }: Pick<ControlsProps, 'run' | 'shown'>) {
  const text = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const [open, setOpen] = useState(false);
  const { decided } = useMemo(() => explained(run, shown), [run, shown]);
  const { all, deciding } = useMemo(() => decidingLines(decided), [decided]);
  if (decided.through === undefined) return null;
  return (
    <More label={text.all(decided.through, number.format(all.length))} onToggle={setOpen}>
      {open && <Lines lines={all} decided={new Set(deciding)} label={text.allLabel(decided.through)} />}
    </More>
  );
}

/** The way of the request that is explained, from node to node. */
function Way({ run, shown, client }: Pick<ControlsProps, 'run' | 'shown'> & { client: string }) {
  const { request } = useMemo(() => explained(run, shown), [run, shown]);
  return <PacketDiagram ways={[wayOfRequest(request)]} placeOf={placeInLab} from={client} to={request.pod} />;
}

/** The one that opens the other tab begins as the first does. */
const REQUEST_PRESETS = PRESET_IDS.filter((id) => id !== 'dns');

export function Controls({ preset: begun, options, run, shown, change, start }: ControlsProps) {
  const text = useMessages(messages);
  const preset = begun === 'dns' ? 'spread' : begun;
  return (
    <div className={styles.controls}>
      <SegmentedControl legend={text.presets} value={preset} options={REQUEST_PRESETS.map((value) => ({ value, label: text.preset[value] }))} onChange={start} />
      <More key={preset} label={text.settings} open={preset !== 'spread'}>
        <div className={styles.controls}>
          <SegmentedControl legend={text.external} value={options.externalTrafficPolicy} options={plain(POLICIES)} onChange={(externalTrafficPolicy) => change({ externalTrafficPolicy })} />
          <SegmentedControl legend={text.internal} value={options.internalTrafficPolicy} options={plain(POLICIES)} onChange={(internalTrafficPolicy) => change({ internalTrafficPolicy })} />
          <SegmentedControl legend={text.mode} value={options.mode} options={plain(MODES)} onChange={(mode) => change({ mode })} />
          <SegmentedControl legend={text.type} value={options.type} options={plain(TYPES)} onChange={(type) => change({ type })} />
          <SegmentedControl
            legend={text.distribution} value={options.distribution} options={DISTRIBUTIONS.map((value) => ({ value, label: value === 'none' ? text.none : value }))}
            onChange={(distribution) => change({ distribution })}
          />
          <div className={lab.fields}>
            <label>
              {text.via}
              <Select value={options.via} onChange={(event) => change({ via: event.target.value as NodeName })}>
                {NODES.map(({ name }) => <option key={name} value={name}>{name}</option>)}
              </Select>
            </label>
            <label>
              {text.event}
              <Select value={options.event} onChange={(event) => change({ event: event.target.value as ServiceOptions['event'] })}>
                {EVENTS.map((one) => <option key={one} value={one}>{text.events[one]}</option>)}
              </Select>
            </label>
            <label>
              {text.eventPod}
              <Select value={options.eventPod} onChange={(event) => change({ eventPod: event.target.value as PodName })}>
                {PODS.map(({ name }) => <option key={name} value={name}>{name}</option>)}
              </Select>
            </label>
          </div>
          <div className={styles.checks}>
            <label><input type="checkbox" checked={options.keepsConnection} onChange={(event) => change({ keepsConnection: event.target.checked })} />{text.keeps}</label>
            <label><input type="checkbox" checked={options.affinity} onChange={(event) => change({ affinity: event.target.checked })} />{text.affinity}</label>
          </div>
        </div>
      </More>
      <Way run={run} shown={shown} client={options.client === 'outside' ? text.outside : options.client} />
      <AllRules run={run} shown={shown} />
    </div>
  );
}
