import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Picture, PodPicture } from '@site/src/simulation/cluster/picture/picture';
import { ASKED, DISTURBANCES, parseWorkloadOptions, WORKLOADS_DEFAULT } from '@site/src/simulation/scenarios/living/workloads/disturbances';
import type { WorkloadOptions } from '@site/src/simulation/scenarios/living/workloads/disturbances';
import type { Workload } from '@site/src/simulation/scenarios/living/workloads/objects';
import type { WorkloadsView } from '@site/src/simulation/scenarios/living/workloads/scene';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import { livingMessages } from '../living/messages';
import { saysChanges } from '../living/saysChanges';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Button, More, SegmentedControl } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { messages } from './messages';
import { Row } from './Row';
import styles from './WorkloadControllers.module.css';

/** The kind at the top of a Pod's owners. */
function rootKind({ owners }: Picture, { owner }: PodPicture): string {
  let key = owner;
  for (let above = key; above !== null; ) {
    key = above;
    above = owners.find((one) => one.key === key)?.owner ?? null;
  }
  return key?.split('/')[0] ?? '';
}

/** Deployment, StatefulSet, DaemonSet, Job and CronJob on one cluster: the same is done to all, and the reader says before what each will do. */
export default function WorkloadControllers() {
  const text = useMessages(messages);
  const words = useMessages(livingMessages);
  const { picture, view, begun, options, ...rest } = useLiving<WorkloadOptions, WorkloadsView>({ name: 'workload-controllers', scene: 'workloads', options: WORKLOADS_DEFAULT, parseOptions: parseWorkloadOptions });
  const [guess, setGuess] = useState<readonly Workload[]>([]);
  const { disturbance, predicted } = options;
  const { asks } = ASKED[disturbance];
  const said = predicted ?? guess;
  const right = view.rows.filter(({ kind, isSo }) => isSo !== null && isSo === said.includes(kind)).length;
  const anew = (next: WorkloadOptions) => {
    setGuess([]);
    rest.restart(next);
  };
  const score = predicted === null ? text.first : text.score(right, asks.length);
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={rest.kept}
      onReset={() => setGuess([])}
      lead={
        <div className={styles.lead}>
          <SegmentedControl legend={text.disturbance} value={disturbance} options={DISTURBANCES.map((value) => ({ value, label: text.disturbances[value] }))} onChange={(value) => anew({ disturbance: value, predicted: null })} />
          {predicted === null ? (
            <Button primary onClick={() => rest.restart({ disturbance, predicted: asks.filter((kind) => guess.includes(kind)) })}>{text.go}</Button>
          ) : (
            <Button onClick={() => anew({ disturbance, predicted: null })}>{text.again}</Button>
          )}
        </div>
      }
      stage={
        <div className={layout.stage}>
          <p className={styles.question}>{text.question[disturbance]}</p>
          <ul className={styles.rows}>
            {view.rows.map((row) => (
              <Row
                key={row.kind}
                row={row}
                disturbance={disturbance}
                pods={picture.pods.filter((pod) => rootKind(picture, pod) === row.kind)}
                isAsked={asks.includes(row.kind)}
                says={said.includes(row.kind)}
                onSay={(yes) => setGuess((before) => [...before.filter((kind) => kind !== row.kind), ...(yes ? [row.kind] : [])])}
              />
            ))}
          </ul>
        </div>
      }
      says={rest.running ? saysChanges(rest.changes, words) || score : score}
      controls={
        <>
          <TimeBar picture={picture} begun={begun} {...rest} />
          <More label={text.showEvents}>
            <EventList events={picture.events} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
