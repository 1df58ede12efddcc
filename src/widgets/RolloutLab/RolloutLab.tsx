import clsx from 'clsx';
import { useState } from 'react';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import type { Answer } from '@site/src/simulation/cluster/apiserver/types';
import { ADMIN } from '@site/src/simulation/scenarios/living/admin';
import { AMOUNTS, boundsOf, NEW_IMAGES, parseRolloutOptions, ROLLOUT_DEFAULT } from '@site/src/simulation/scenarios/living/rollout/options';
import type { RolloutOptions } from '@site/src/simulation/scenarios/living/rollout/options';
import type { RolloutView } from '@site/src/simulation/scenarios/living/rollout/scene';
import { clientWords } from '@site/src/simulation/scenarios/living/stop-component/checks';
import { EventList } from '../living/EventList';
import layout from '../living/layout.module.css';
import { livingMessages } from '../living/messages';
import { saysChanges } from '../living/saysChanges';
import { TimeBar } from '../living/TimeBar';
import { useDraft } from '../living/useDraft';
import { useLiving } from '../living/useLiving';
import { Button, Goals, More, SegmentedControl, Why } from '../parts';
import figure from '../parts/figure.module.css';
import { WidgetFrame } from '../WidgetFrame';
import { Chart } from './Chart';
import { messages } from './messages';
import { Sets } from './Sets';
import { Settings } from './Settings';
import styles from './RolloutLab.module.css';

/** A rolling update under load: how many Pods are ready, how many there are, and which requests are lost. */
export default function RolloutLab() {
  const text = useMessages(messages);
  const words = useMessages(livingMessages);
  const numbers = new Intl.NumberFormat(useLocale());
  const living = useLiving<RolloutOptions, RolloutView>({ name: 'rollout-lab', scene: 'rollout', options: ROLLOUT_DEFAULT, parseOptions: parseRolloutOptions });
  const { picture, view, begun, seen, running } = living;
  const [said, setSaid] = useState<string | null>(null);
  const [options, change] = useDraft(living.options, (next) => {
    setSaid(null);
    living.restart(next);
  });
  const played = living.options;
  const bounds = boundsOf(played);
  const { none, refused, cut, error } = view.traffic.lost;
  const lost = none + refused + cut + error;
  const isDone = view.over && view.detected === null && view.refused === null && played.newImage === 'good';

  const tell = (done: string) => (answer: Answer | undefined) => setSaid(answer !== undefined && 'failure' in answer ? clientWords(answer.failure) : done);
  const pause = () =>
    void living.act({ kind: 'request', request: { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'default', name: 'shop', user: ADMIN, patch: { spec: { paused: !view.paused } } } }).then(tell(view.paused ? text.resumed : text.paused));
  const undo = () => {
    if ('says' in view.undo) setSaid(view.undo.says);
    else void living.act({ kind: 'request', request: view.undo.request }).then(tell(text.undone));
  };
  const amounts = AMOUNTS.map((value) => ({ value, label: value }));
  const wide = Math.max(1, Math.ceil((Math.max(seen, picture.now) - begun) / 1_000_000));
  const summary = view.refused === null ? text.summary(view.least, played.replicas, view.most, numbers.format(view.traffic.sent), lost) : `${text.refused} ${view.refused}`;
  const found = view.detected === null ? '' : text.detected(view.detected);
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={living.kept}
      onReset={() => setSaid(null)}
      lead={
        <div className={clsx(layout.lead, styles.lead)}>
          <SegmentedControl legend="maxUnavailable" value={options.maxUnavailable} options={amounts} onChange={(maxUnavailable) => change({ maxUnavailable })} />
          <SegmentedControl legend="maxSurge" value={options.maxSurge} options={amounts} onChange={(maxSurge) => change({ maxSurge })} />
          <SegmentedControl legend={text.newImage} value={options.newImage} options={NEW_IMAGES.map((value) => ({ value, label: text.images[value] }))} onChange={(newImage) => change({ newImage })} />
        </div>
      }
      stage={
        <div className={layout.stage}>
          <Chart seconds={view.seconds} wide={wide} desired={played.replicas} top={Math.max(bounds.most, view.most)} says={text.chartSays(view.least, played.replicas, view.most, lost, view.seconds.length)} />
          <dl className={layout.counts}>
            <div className={figure.tile}>
              <dt>{text.least}</dt>
              <dd><Why answer={text.whyLeast(played.replicas, played.maxUnavailable, bounds.least)}>{view.least}</Why></dd>
            </div>
            <div className={figure.tile}>
              <dt>{text.most}</dt>
              <dd><Why answer={text.whyMost(played.replicas, played.maxSurge, bounds.most)}>{view.most}</Why></dd>
            </div>
            <div className={figure.tile}>
              <dt>{text.sent}</dt>
              <dd>{numbers.format(view.traffic.sent)}</dd>
            </div>
            <div className={figure.tile} data-tone={lost > 0 ? 'failed' : 'good'}>
              <dt>{text.lost}</dt>
              <dd><Why answer={text.whyLost(none, refused, cut, error)}>{lost}</Why></dd>
            </div>
          </dl>
          <Sets picture={picture} images={view.images} />
          <p className={styles.status}>
            <span>{text.status}</span> <code lang="en">{view.status}</code>
          </p>
          <Goals
            label={text.goals}
            goals={[
              { id: 'full', text: text.goal.full, met: isDone && view.least >= played.replicas },
              { id: 'twelve', text: text.goal.twelve(played.replicas + 2), met: isDone && view.most <= played.replicas + 2 },
              { id: 'lossless', text: text.goal.lossless, met: isDone && lost === 0 },
              { id: 'detect', text: text.goal.detect, met: played.newImage !== 'good' && view.detected !== null && view.detected <= 60 },
            ]}
          />
        </div>
      }
      says={running ? saysChanges(living.changes, words) || summary : [said, summary, found].filter(Boolean).join(' ')}
      controls={
        <>
          <div className={layout.actions}>
            <Button onClick={() => living.playFrom(begun)}>{text.again}</Button>
            <Button onClick={pause}>{view.paused ? text.resume : text.pause}</Button>
            <Button onClick={undo}>{text.undo}</Button>
          </div>
          <TimeBar {...living} />
          <More label={text.settings}>
            <Settings options={options} change={change} />
          </More>
          <More label={text.events}>
            <EventList events={picture.events} begun={begun} />
          </More>
        </>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}
