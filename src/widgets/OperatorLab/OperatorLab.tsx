import { clsx } from 'clsx';
import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Answer } from '@site/src/simulation/cluster/apiserver/types';
import type { Input } from '@site/src/simulation/cluster/history/history';
import { OPERATOR_INPUTS } from '@site/src/simulation/scenarios/living/operator/inputs';
import type { OperatorView } from '@site/src/simulation/scenarios/living/operator/scene';
import { clientWords } from '@site/src/simulation/scenarios/living/stop-component/checks';
import { EDGE_SCRIPT, LEVEL_SCRIPT } from '@site/src/simulation/scenarios/operator/script';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import loop from '../living/loop.module.css';
import { PodBox } from '../living/PodBox';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Button, Goals, More, SegmentedControl } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { Boxes } from './Boxes';
import { Calls } from './Calls';
import { messages } from './messages';
import { Program } from './Program';
import { says } from './says';
import styles from './OperatorLab.module.css';

const noOptions = (raw: unknown): null | undefined => (raw === null ? null : undefined);
const SCRIPTS = { level: LEVEL_SCRIPT, edge: EDGE_SCRIPT } as const;
type Way = keyof typeof SCRIPTS | 'own';

const wayOf = (program: string): Way => (['level', 'edge'] as const).find((way) => SCRIPTS[way].trim() === program.trim()) ?? 'own';

/** A Database and its operator: what it owns can be broken behind its back, it can be stopped, and its program be read and rewritten. */
export default function OperatorLab() {
  const text = useMessages(messages);
  const { picture, view, begun, ...rest } = useLiving<null, OperatorView>({ name: 'operator-lab', scene: 'operator', options: null, parseOptions: noOptions, speed: 1 });
  const [refused, setRefused] = useState<string | null>(null);
  const { database, operator, program } = view;
  const way = wayOf(program);
  const victim = picture.pods.find(({ status, owner }) => status !== 'Terminating' && owner?.startsWith('StatefulSet/') === true);

  const tell = (answer: Answer | undefined) => setRefused(answer !== undefined && 'failure' in answer ? clientWords(answer.failure) : null);
  const act = (input: Input) => rest.act(input).then(tell);
  const run = async (source: string) => {
    await act(OPERATOR_INPUTS.program(source));
    await act(OPERATOR_INPUTS.restart());
  };
  const none = database === null ? text.noDatabase : database.deleting ? text.isGoing : null;
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={rest.kept}
      onReset={() => setRefused(null)}
      lead={
        <div className={loop.lead}>
          <SegmentedControl<'on' | 'off'> legend={text.operator} value={operator === 'stopped' ? 'off' : 'on'} options={[{ value: 'on', label: text.runs }, { value: 'off', label: text.stopped }]} onChange={(to) => void act(OPERATOR_INPUTS.operator(to === 'on'))} />
          <SegmentedControl<Way> legend={text.program} value={way} options={[{ value: 'level', label: text.ways.level }, { value: 'edge', label: text.ways.edge }, ...(way === 'own' ? [{ value: 'own' as const, label: text.ways.own }] : [])]} onChange={(to) => (to === 'own' ? undefined : void run(SCRIPTS[to]))} />
          <Button primary blocked={view.service ? null : text.noService} onClick={() => void act(OPERATOR_INPUTS.deleteService())}>
            {text.deleteService}
          </Button>
        </div>
      }
      stage={
        <div className={clsx(layout.stage, styles.stage)}>
          <Boxes view={view} />
          <PodBox label={text.pods} pods={picture.pods} />
          <p className={loop.title} aria-hidden="true">{text.calls}</p>
          <Calls calls={view.calls} begun={begun} />
          <Goals label={text.goals} goals={(['repaired', 'stuck', 'backedUp', 'missed'] as const).map((id) => ({ id, text: text.goal[id], met: view.achieved[id] }))} />
        </div>
      }
      says={refused ?? says(view, text)}
      controls={
        <>
          <div className={layout.actions}>
            <Button onClick={() => victim && void act(OPERATOR_INPUTS.failPod(victim.name))} disabled={victim === undefined}>{text.failPod}</Button>
            <Button onClick={() => void act(OPERATOR_INPUTS.scaleSet(1))} disabled={view.set === null}>{text.scaleSet}</Button>
            <Button onClick={() => void act(OPERATOR_INPUTS.scale(database?.replicas === 5 ? 3 : 5))} blocked={none}>{text.scale(database?.replicas === 5 ? 3 : 5)}</Button>
            <Button onClick={() => void act(OPERATOR_INPUTS.scale(4))} disabled={none !== null}>{text.scale(4)}</Button>
          </div>
          <div className={layout.actions}>
            {database === null ? <Button onClick={() => void act(OPERATOR_INPUTS.create(3))}>{text.create}</Button> : <Button onClick={() => void act(OPERATOR_INPUTS.delete())} disabled={database.deleting}>{text.delete}</Button>}
            <Button onClick={() => void act(OPERATOR_INPUTS.force())} disabled={database === null || database.finalizers.length === 0}>{text.force}</Button>
          </div>
          <TimeBar picture={picture} begun={begun} {...rest} />
          <More label={text.edit}>
            <Program view={view} stopped={rest.overdue !== null} onRun={(source) => void run(source)} />
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
