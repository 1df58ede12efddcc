import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Input } from '@site/src/simulation/cluster/history/history';
import { ATTACHABLE, BINDINGS, MODES, parseStorageOptions, POLICIES, STARTS, STORAGE_DEFAULT, TRIALS } from '@site/src/simulation/scenarios/living/storage/options';
import type { StorageOptions } from '@site/src/simulation/scenarios/living/storage/options';
import { NODES } from '@site/src/simulation/scenarios/living/storage/manifest';
import type { StorageView } from '@site/src/simulation/scenarios/living/storage/scene';
import { clientWords } from '@site/src/simulation/scenarios/living/stop-component/checks';
import { ClusterView } from '../living/ClusterView';
import { EventList } from '../living/EventList';
import { livingMessages } from '../living/messages';
import { saysChanges } from '../living/saysChanges';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Goals, More, SegmentedControl } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { Actions } from './Actions';
import { messages } from './messages';
import { Volumes } from './Volumes';
import styles from './StorageLab.module.css';

/** Claims, volumes, nodes and Pods of a whole cluster: what waits for what, and what is never given back. */
export default function StorageLab() {
  const text = useMessages(messages);
  const words = useMessages(livingMessages);
  const living = useLiving<StorageOptions, StorageView>({ name: 'storage-lab', scene: 'storage', options: STORAGE_DEFAULT, parseOptions: parseStorageOptions });
  const { picture, view, begun, options, running, log } = living;
  const [said, setSaid] = useState('');
  const restart = (next: StorageOptions) => {
    setSaid('');
    living.restart(next);
  };
  const change = (part: Partial<StorageOptions>) => restart({ ...options, ...part });
  const send = async (inputs: readonly Input[], done: string) => {
    for (const input of inputs) {
      const answer = await living.act(input);
      if (answer !== undefined && 'failure' in answer) {
        setSaid(answer.failure.reason === 'Invalid' ? `The ${answer.failure.message}` : clientWords(answer.failure));
        return;
      }
    }
    setSaid(done);
  };

  const stopped = new Set(picture.components.filter(({ state }) => state === 'stopped').map(({ name }) => name));
  const off = NODES.find((node) => stopped.has(`kubelet/${node}`)) ?? null;
  const up = picture.pods.filter(({ status, ready }) => status === 'Running' && ready > 0);
  const volumes = view.volumes.map(({ phase, zone, attachments }) => text.volumeState(phase, zone, attachments.map(({ node }) => node).join(', '))).join('; ');
  const summary = text.summary(picture.pods.map(({ name, status, node }) => text.pod(name, status, node)).join(', '), volumes);
  const [volume] = view.volumes;
  const { trial } = options;
  const met: Readonly<Record<StorageOptions['trial'], boolean>> = {
    zones: up.length === 1 && volume?.zone === 'zone-b',
    modes: up.length === 2 && new Set(up.map(({ node }) => node)).size === 2,
    reclaim: log.some(({ input }) => input.kind === 'request' && input.request.verb === 'delete' && input.request.resource === 'persistentvolumeclaims') && view.volumes.length === 1 && volume?.phase === 'Bound' && volume.policy === 'Retain' && !volume.claimGone && view.claims.some(({ deleting }) => !deleting) && up.length === 1,
    expand: view.claims[0]?.capacity === '8Gi' && !log.some(({ input }) => input.kind === 'request' && input.request.verb === 'delete'),
    lost: off !== null && up.some(({ node }) => node !== off),
    limit: up.length === 3,
  };
  const yes = (on: boolean) => (on ? 'true' : 'false');
  const reasons = Object.entries(view.unscheduled);
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst[trial]}
      kept={living.kept}
      onReset={() => setSaid('')}
      lead={
        <div className={styles.lead}>
          <SegmentedControl legend={text.trial} value={trial} options={TRIALS.map((value) => ({ value, label: text.trials[value] }))} onChange={(next) => restart(STARTS[next])} />
          {trial === 'zones' && <SegmentedControl legend={text.binding} value={options.binding} options={BINDINGS.map((value) => ({ value, label: value }))} onChange={(binding) => change({ binding })} />}
          {trial === 'modes' && <SegmentedControl legend={text.mode} value={options.mode} options={MODES.map((value) => ({ value, label: text.modes[value] }))} onChange={(mode) => change({ mode })} />}
          {trial === 'modes' && <SegmentedControl legend={text.where} value={options.together ? 'together' : 'apart'} options={(['apart', 'together'] as const).map((value) => ({ value, label: text.wheres[value] }))} onChange={(to) => change({ together: to === 'together' })} />}
          {trial === 'reclaim' && <SegmentedControl legend={text.policy} value={options.policy} options={POLICIES.map((value) => ({ value, label: value }))} onChange={(policy) => change({ policy })} />}
          {trial === 'expand' && <SegmentedControl legend={text.expandable} value={yes(options.expandable)} options={['true', 'false'].map((value) => ({ value, label: value }))} onChange={(to) => change({ expandable: to === 'true' })} />}
          {trial === 'limit' && <SegmentedControl legend={text.attachable} value={String(options.attachable)} options={ATTACHABLE.map((n) => ({ value: String(n), label: String(n) }))} onChange={(n) => change({ attachable: Number(n) as StorageOptions['attachable'] })} />}
        </div>
      }
      stage={
        <div className={styles.stage}>
          <Actions options={options} picture={picture} view={view} off={off} send={(inputs, done) => void send(inputs, done)} />
          <Volumes claims={view.claims} volumes={view.volumes} />
          <ClusterView picture={picture} />
          <div className={styles.why}>
            {reasons.length > 0 && <p>{text.why}</p>}
            {reasons.map(([name, message]) => <p key={name}><b>{name}</b> <code lang="en">{message}</code></p>)}
          </div>
          <Goals label={text.goals} goals={[{ id: trial, text: text.goal[trial], met: met[trial] }]} />
        </div>
      }
      says={running ? [said, saysChanges(living.changes, words)].filter(Boolean).join(' ') || summary : [said, summary].filter(Boolean).join(' ')}
      controls={
        <>
          <TimeBar {...living} />
          <More label={text.events} open>
            <EventList events={picture.events.filter(({ about }) => !about.startsWith('Node/') || trial === 'lost')} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
