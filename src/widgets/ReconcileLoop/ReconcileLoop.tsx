import { clsx } from 'clsx';
import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Answer } from '@site/src/simulation/cluster/apiserver/types';
import type { Input } from '@site/src/simulation/cluster/history/history';
import { LOOP_INPUTS, ROOM } from '@site/src/simulation/scenarios/living/reconcile-loop/scene';
import type { LoopView } from '@site/src/simulation/scenarios/living/reconcile-loop/scene';
import { LOOP_CHOICES, setSwitches } from '@site/src/simulation/scenarios/living/reconcile-loop/switches';
import type { LoopSwitches } from '@site/src/simulation/scenarios/living/reconcile-loop/switches';
import { clientWords } from '@site/src/simulation/scenarios/living/stop-component/checks';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import loop from '../living/loop.module.css';
import { PodBox } from '../living/PodBox';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Button, Goals, More, SegmentedControl } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { Pipeline } from './Pipeline';
import { says } from './says';
import { Steps } from './Steps';
import styles from './ReconcileLoop.module.css';

const noOptions = (raw: unknown): null | undefined => (raw === null ? null : undefined);
const MOST_WANTED = 6;
/** How many Pods the namespace may have: enough, or fewer than there are. */
const ROOMS = [ROOM, 2] as const;

/** A ReplicaSet controller with the way from event to request laid open: news can be lost, the cache late, the worker paused, the controller bad. */
export default function ReconcileLoop() {
  const text = useMessages(messages);
  const { picture, view, begun, ...rest } = useLiving<null, LoopView>({ name: 'reconcile-loop', scene: 'reconcile-loop', options: null, parseOptions: noOptions, speed: 1 });
  const [refused, setRefused] = useState<string | null>(null);
  const { switches, desired } = view;
  const victim = picture.pods.find(({ status }) => status !== 'Terminating');

  const tell = (answer: Answer | undefined) => setRefused(answer !== undefined && 'failure' in answer ? clientWords(answer.failure) : null);
  const act = (input: Input) => void rest.act(input).then(tell);
  const choose = <S extends keyof LoopSwitches>(name: S, legend: string, labels: Readonly<Record<LoopSwitches[S], string>>) => (
    <SegmentedControl<LoopSwitches[S]> legend={legend} value={switches[name]} options={LOOP_CHOICES[name].map((value) => ({ value, label: labels[value] }))} onChange={(value) => act(setSwitches({ [name]: value }))} />
  );
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={rest.kept}
      onReset={() => setRefused(null)}
      lead={
        <div className={loop.lead}>
          {choose('events', text.events, text.eventsChoice)}
          {choose('controller', text.controller, text.controllerChoice)}
          <Button primary blocked={victim === undefined ? text.noPod : null} onClick={() => victim && act(LOOP_INPUTS.delete(victim.name))}>
            {text.remove}
          </Button>
        </div>
      }
      stage={
        <div className={clsx(layout.stage, styles.stage)}>
          <Pipeline view={view} now={picture.now} />
          <PodBox label={text.pods} pods={picture.pods} />
          <p className={loop.title} aria-hidden="true">{text.steps}</p>
          <Steps steps={view.steps} begun={begun} />
          <Goals label={text.goals} goals={(['repaired', 'waited', 'doubled'] as const).map((id) => ({ id, text: text.goal[id], met: view.achieved[id] }))} />
        </div>
      }
      says={refused ?? says(view, text)}
      controls={
        <>
          <div className={layout.actions}>
            {choose('cache', text.cache, text.cacheChoice)}
            {choose('worker', text.worker, text.workerChoice)}
            {choose('resync', text.resync, text.resyncChoice)}
          </div>
          <TimeBar picture={picture} begun={begun} {...rest} />
          <More label={text.more}>
            <div className={layout.actions}>
              <Button onClick={() => act(LOOP_INPUTS.add())}>{text.add}</Button>
              <Button onClick={() => act(LOOP_INPUTS.scale(desired + 1))} disabled={desired >= MOST_WANTED}>{text.scale(desired + 1)}</Button>
              <Button onClick={() => act(LOOP_INPUTS.scale(desired - 1))} disabled={desired <= 0}>{text.scale(Math.max(0, desired - 1))}</Button>
            </div>
            <SegmentedControl legend={text.quota} value={String(view.room)} options={ROOMS.map((pods) => ({ value: String(pods), label: pods }))} onChange={(pods) => act(LOOP_INPUTS.room(Number(pods)))} />
          </More>
          <More label={text.showEvents}>
            <EventList events={picture.events} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
