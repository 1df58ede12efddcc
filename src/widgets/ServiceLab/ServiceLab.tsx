import { useMemo } from 'react';
import { addressesOf, CLIENTS, POD_STATES, runLab, type AddressName, type ClientName, type LabRun, type PodName, type ServiceOptions } from '@site/src/simulation/scenarios/services';
import { Select } from '@site/src/components/fields';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { Button, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { Examples, LadderStage, OwnName, ResolverFields, saysLadder } from '../DnsLadder/Ladder';
import { messages as ladderMessages } from '../DnsLadder/messages';
import type { LadderState } from '../DnsLadder/state';
import { titleOf } from '../titles';
import { WidgetFrame } from '../WidgetFrame';
import { Controls } from './Controls';
import { messages } from './messages';
import { countsOf, Picture } from './Picture';
import type { Preset } from './presets';
import { Rules } from './Rules';
import { parseState, startOf, TABS, takeOver, withOptions, type LabState, type Tab } from './state';
import lab from '../parts/lab.module.css';
import styles from './ServiceLab.module.css';

const FAILURES = ['refused', 'timed-out', 'reset'] as const;

/** What the hundred requests came to, in a sentence or two. */
function saysOf(run: LabRun, text: (typeof messages)['ko'], format: (n: number) => string): string {
  const { ending, pods, zones, sources } = countsOf(run);
  const failed = FAILURES.flatMap((one) => (ending(one) === 0 ? [] : [text.failed[one](format(ending(one)))]));
  return [text.says(format(ending('answered')), format(pods), format(zones)), ...failed, ...(sources.length === 0 ? [] : [text.source(sources.join(', '))])].join(' ');
}

/** One Service, four Pods on three nodes: where a hundred requests go, who they seem to come from, and the lines of rules that decided; and what finding its name costs. */
export default function ServiceLab({ preset: first = 'spread' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const number = new Intl.NumberFormat(useLocale());
  const initial = useMemo(() => startOf(first), [first]);
  const kept = useWidgetState<LabState>({ name: 'service-lab', version: 1, initial, parse: parseState, take: takeOver });
  const { state, setState } = kept;
  const { tab, dns, preset, options, shown } = state;
  const names = useMessages(ladderMessages);
  const run = useMemo(() => runLab(options), [options]);
  const change = (next: Partial<ServiceOptions>) => setState(withOptions(state, next));
  const press = (pod: PodName) => {
    const next = POD_STATES[(POD_STATES.indexOf(options.pods[pod]) + 1) % POD_STATES.length]!;
    change({ pods: { ...options.pods, [pod]: next } });
  };
  const tabs = <SegmentedControl<Tab> legend={text.tab} value={tab} options={TABS.map((value) => ({ value, label: text.tabs[value] }))} onChange={(next) => setState({ ...state, tab: next })} />;
  const start = (next: Preset) => setState(startOf(next));
  const fields = { state: dns, change: (next: Partial<LadderState>) => setState({ ...state, dns: { ...dns, ...next } }) };

  // One frame for both tabs: the one that is chosen keeps the focus.
  const ladder = {
    tryFirst: text.tryFirst.dns,
    lead: <OwnName {...fields} />,
    stage: <LadderStage state={dns} />,
    says: saysLadder(dns, names),
    controls: (
      <div className={styles.controls}>
        <Examples {...fields} />
        <ResolverFields {...fields} />
      </div>
    ),
    simplifies: <p>{text.dnsSimplifies} {names.simplifies}</p>,
  };
  const requests = {
    tryFirst: text.tryFirst[preset === 'dns' ? 'spread' : preset],
    lead: (
      <div className={lab.fields}>
        <Button primary onClick={() => change({ seed: options.seed + 1 })}>{text.again}</Button>
        <label>
          {text.client}
          <Select value={options.client} onChange={(event) => change({ client: event.target.value as ClientName })}>
            {CLIENTS.map(({ name, node }) => <option key={name} value={name}>{node === undefined ? text.outside : text.clientOn(name, node)}</option>)}
          </Select>
        </label>
        <label>
          {text.address}
          <Select value={options.address} onChange={(event) => change({ address: event.target.value as AddressName })}>
            {addressesOf(options.type).map((name) => <option key={name} value={name}>{text.addresses[name]}</option>)}
          </Select>
        </label>
      </div>
    ),
    stage: (
      <div className={styles.stage}>
        <Picture run={run} options={options} shown={shown} onPress={press} onShow={(pod) => setState({ ...state, shown: shown === pod ? undefined : pod })} />
        <Rules run={run} options={options} shown={shown} />
      </div>
    ),
    says: saysOf(run, text, (n) => number.format(n)),
    controls: <Controls preset={preset} options={options} run={run} shown={shown} change={change} start={start} />,
    simplifies: <ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>,
  };
  const { lead, ...parts } = tab === 'dns' ? ladder : requests;
  return (
    <WidgetFrame
      title={titleOf(text, first)}
      kept={kept}
      lead={
        <div className={styles.lead}>
          {tabs}
          {lead}
        </div>
      }
      {...parts}
    />
  );
}
