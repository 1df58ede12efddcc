import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Answer } from '@site/src/simulation/cluster/apiserver/types';
import type { ComponentName } from '@site/src/simulation/cluster/components';
import { ADMIN } from '@site/src/simulation/scenarios/living/admin';
import { clientWords } from '@site/src/simulation/scenarios/living/stop-component/checks';
import type { StopView } from '@site/src/simulation/scenarios/living/stop-component/scene';
import { ClusterView } from '../living/ClusterView';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import { livingMessages } from '../living/messages';
import { saysChanges } from '../living/saysChanges';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Button, More } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { Checks } from './Checks';
import { messages } from './messages';
import { Switch } from './Switch';
import styles from './StopComponent.module.css';

const CONTROL_PLANE = ['kube-apiserver', 'kube-scheduler', 'kube-controller-manager'] as const;
const ETCD = ['etcd-0', 'etcd-1', 'etcd-2'] as const;

const noOptions = (raw: unknown): null | undefined => (raw === null ? null : undefined);

/** A cluster whose parts can be stopped one by one: what goes on, what does not, and what the client is told. */
export default function StopComponent() {
  const text = useMessages(messages);
  const words = useMessages(livingMessages);
  const living = useLiving<null, StopView>({ name: 'stop-component', scene: 'stop-component', options: null, parseOptions: noOptions });
  const { picture, view, begun } = living;
  const [said, setSaid] = useState<string | null>(null);
  const stateOf = (name: string) => picture.components.find((one) => one.name === name)?.state ?? 'running';
  const replicas = picture.owners.find(({ kind }) => kind === 'Deployment')?.desired ?? 0;
  const victim = picture.pods.find(({ status }) => status !== 'Terminating');

  const toggle = (name: ComponentName) => {
    const action = stateOf(name) === 'stopped' ? 'start' : 'stop';
    setSaid(action === 'stop' ? text.stopped(name) : text.started(name));
    void living.act({ kind: 'component', action, name });
  };
  const tell = (done: string) => (answer: Answer | undefined) => setSaid(answer !== undefined && 'failure' in answer ? clientWords(answer.failure) : done);
  const scale = (to: number) =>
    living.act({ kind: 'request', request: { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user: ADMIN, patch: { spec: { replicas: to } } } }).then(tell(text.scaled(to)));
  const remove = (name: string) => living.act({ kind: 'request', request: { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name, user: ADMIN } }).then(tell(text.deleted(name)));

  const part = (name: ComponentName, label: string = name) => <Switch key={name} name={label} state={stateOf(name)} onToggle={() => toggle(name)} />;
  const news = saysChanges(living.changes, words);
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={living.kept}
      onReset={() => setSaid(null)}
      lead={
        <div className={styles.parts} role="group" aria-label={text.controlPlane}>
          {CONTROL_PLANE.map((name) => part(name))}
          {ETCD.map((name) => part(name))}
        </div>
      }
      stage={
        <div className={styles.stage}>
          <ClusterView picture={picture} nodeActions={({ name }) => part(`kubelet/${name}`, text.kubelet)} />
          <Checks checks={view.checks} />
        </div>
      }
      says={[said, news].filter(Boolean).join(' ') || text.first}
      controls={
        <>
          <div className={layout.actions}>
            <Button onClick={() => void scale(replicas + 1)} disabled={replicas >= 12}>{text.scale(replicas + 1)}</Button>
            <Button onClick={() => void scale(replicas - 1)} disabled={replicas <= 1}>{text.scale(replicas - 1)}</Button>
            <Button onClick={() => victim && void remove(victim.name)} disabled={victim === undefined}>{text.remove}</Button>
          </div>
          <TimeBar {...living} />
          <More label={text.events}>
            <EventList events={picture.events} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
