import { useMemo } from 'react';
import { Select } from '@site/src/components/fields';
import { useMessages } from '@site/src/i18n/messages';
import { readRefusal } from '@site/src/simulation/policy/quota';
import { runQuotaLab, type LabAction, type QuotaWorld } from '@site/src/simulation/scenarios/quota/lab';
import { SHAPES, type Shape } from '@site/src/simulation/scenarios/quota/objects';
import { shownDeployment, shownEvents, shownQuota, shownReplicaSet, sumOf } from '@site/src/simulation/scenarios/quota/shown';
import { Button, Goals, More, SegmentedControl, TextButton, Tone } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { Bars } from './Bars';
import { messages } from './messages';
import { cpuOf, CPUS, hardOf, LIMIT_ITEMS, LIMITS, limitsOf, MOST_ACTIONS, MOST_REPLICAS, parseState, PLACES, startOf, wantedOf, type Cpu, type LabState, type Limits, type Place, type Preset } from './state';
import figure from '../parts/figure.module.css';
import styles from './QuotaLab.module.css';

const SHOWN: Readonly<Record<Place, (world: QuotaWorld) => string>> = { deployment: shownDeployment, replicaset: shownReplicaSet, events: shownEvents, quota: shownQuota };
const COMMANDS: Readonly<Record<Place, string>> = { deployment: 'kubectl get deployment', replicaset: 'kubectl get replicaset -o yaml', events: 'kubectl get events', quota: 'kubectl describe quota' };

/** A namespace with a quota, a Deployment and Pods in it, run by the real controllers: what was refused, by which charge, and where that is said. */
export default function QuotaLab({ preset = 'puzzle' }: { preset?: Preset }) {
  const text = useMessages(messages);
  const initial = useMemo(() => startOf(preset), [preset]);
  const kept = useWidgetState<LabState>({ name: 'quota-lab', version: 1, initial, parse: parseState });
  const { state, setState } = kept;
  const world = useMemo(() => runQuotaLab(state.actions), [state.actions]);
  const full = state.actions.length >= MOST_ACTIONS ? text.full : null;
  const act = (...actions: readonly LabAction[]) => setState({ ...state, actions: [...state.actions, ...actions].slice(0, MOST_ACTIONS) });

  const wanted = wantedOf(state)?.replicas ?? 0;
  const ready = world.deployment?.status?.readyReplicas ?? 0;
  const mine = world.refused.filter(({ action }) => action === state.actions.length - 1);
  const [refused] = mine;
  const refusal = refused === undefined ? undefined : readRefusal(refused.message);
  const own = world.pods.filter(({ metadata }) => metadata.labels?.app === undefined);
  const ofDeployment = world.pods.filter(({ metadata }) => metadata.labels?.app !== undefined);
  const places = Math.max(wanted, ofDeployment.length);

  const says = () => {
    if (world.answer !== undefined) return text.says.refused;
    if (refused !== undefined) return ofDeployment.length === 0 ? text.says.allRefused : text.says.controller(String(ready), String(wanted));
    if (world.deployment === undefined) return text.says.start;
    if (state.actions.at(-1)?.do === 'limits' && ready < wanted) return text.says.taken;
    return ready >= wanted ? text.says.done(String(ready), String(wanted)) : text.says.waiting(String(ready), String(wanted));
  };
  const why = () => {
    if (refusal === undefined) return refused === undefined && world.answer === undefined ? [] : [text.notQuota];
    if (refusal.kind === 'exceeded') return refusal.charges.map(({ resource, used, asked, hard }) => text.charge(resource, used, asked, sumOf(used, asked), hard));
    return [text.missingCharge(refusal.resources.join(', '))];
  };
  const five = ready === 5 && wanted === 5 && cpuOf(state) === '500m';

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      lead={
        <div className={styles.lead}>
          <label className={figure.field}>
            {text.template}
            <Select value={state.shape} onChange={(event) => setState({ ...state, shape: event.target.value as Shape })}>
              {SHAPES.map((shape) => <option key={shape} value={shape}>{text.shapes[shape]}</option>)}
            </Select>
          </label>
          <label className={figure.field}>
            {text.replicas}
            <Select value={String(state.replicas)} onChange={(event) => setState({ ...state, replicas: Number(event.target.value) })}>
              {Array.from({ length: MOST_REPLICAS + 1 }, (_, count) => <option key={count} value={String(count)}>{count}</option>)}
            </Select>
          </label>
          <Button primary blocked={full} onClick={() => act({ do: 'deployment', shape: state.shape, replicas: state.replicas })}>{text.apply}</Button>
          <Button disabled={full !== null} onClick={() => act({ do: 'pod', shape: state.shape })}>{text.pod}</Button>
        </div>
      }
      stage={
        <div className={styles.stage}>
          <Bars hard={world.quota?.status?.hard ?? {}} used={world.quota?.status?.used ?? {}} refusal={refusal} />
          <div>
            <p className={styles.heading}>{text.deployment}{wanted > 0 && <> · {text.ready} <b>{`${ready}/${wanted}`}</b></>}</p>
            {world.deployment === undefined ? <p>{text.none}</p> : (
              <ul className={styles.pods}>
                {Array.from({ length: places }, (_, index) => {
                  const pod = ofDeployment[index];
                  return (
                    <li key={index} data-missing={pod === undefined || undefined}>
                      {pod === undefined ? text.missing : <><span className={styles.name}>{pod.metadata.name}</span><Tone tone={pod.status?.phase === 'Running' ? 'good' : 'waiting'}>{text.phases[pod.status?.phase ?? ''] ?? ''}</Tone></>}
                    </li>
                  );
                })}
              </ul>
            )}
          </div>
          {own.length > 0 && (
            <div>
              <p className={styles.heading}>{text.singles}</p>
              <ul className={styles.pods}>
                {own.map(({ metadata, status }) => (
                  <li key={metadata.uid}>
                    <span className={styles.name}>{metadata.name}</span>
                    <Tone tone={status?.phase === 'Running' ? 'good' : 'waiting'}>{text.phases[status?.phase ?? ''] ?? ''}</Tone>
                    {full === null && <TextButton className={styles.remove} aria-label={text.remove(metadata.name ?? '')} onClick={() => act({ do: 'delete', name: metadata.name ?? '' })}>×</TextButton>}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div>
            <SegmentedControl<Place> legend={text.look} options={PLACES.map((value) => ({ value, label: text.places[value] }))} value={state.place} onChange={(place) => setState({ ...state, place })} />
            <pre className={styles.shown} role="group" aria-label={COMMANDS[state.place]} tabIndex={0} lang="en">{`$ ${COMMANDS[state.place]}\n${SHOWN[state.place](world)}`}</pre>
            <p className={styles.found}>{text.found[state.place]}</p>
          </div>
        </div>
      }
      says={
        <>
          {says()}
          {(refused?.message ?? world.answer) !== undefined && <code className={styles.answer} lang="en">{refused?.message ?? world.answer}</code>}
          {why().map((line) => <span key={line} className={styles.why}>{line}</span>)}
          {(refused?.times ?? 0) > 1 && <span className={styles.why}>{text.tries(String(refused?.times))}</span>}
        </>
      }
      controls={
        <div className={styles.controls}>
          <SegmentedControl<Limits> legend={text.limits} options={LIMITS.map((value) => ({ value, label: text.limitNames[value] }))} value={limitsOf(state)} onChange={(next) => full === null && act({ do: 'limits', item: LIMIT_ITEMS[next] })} />
          <SegmentedControl<Cpu> legend={text.quota} options={CPUS.map((value) => ({ value, label: value }))} value={cpuOf(state)} onChange={(cpu) => full === null && act({ do: 'quota', hard: hardOf(cpu) })} />
          <div className={styles.task}>
            <p className={styles.heading}>{text.goals}</p>
            <Goals label={text.goals} goals={[{ id: 'five', text: text.goal.five, met: five }, { id: 'unstated', text: text.goal.unstated, met: five && wantedOf(state)?.shape === 'bare' }]} />
            <More label={text.hint}><ul>{text.hints.map((hint) => <li key={hint}>{hint}</li>)}</ul></More>
          </div>
        </div>
      }
      simplifies={<ul>{text.simplifies.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>}
    />
  );
}
