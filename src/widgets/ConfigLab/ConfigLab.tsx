import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Answer, Request } from '@site/src/simulation/cluster/apiserver/types';
import { formatTime } from '@site/src/simulation/base/time';
import { configMap, createRequest, deleteConfig, editConfig, editSecret, killProcess, LEVELS, makeImmutable, newChecksum, nextPassword, restart, WAYS } from '@site/src/simulation/scenarios/living/config/manifest';
import type { Way } from '@site/src/simulation/scenarios/living/config/manifest';
import { CONFIG_DEFAULT, parseConfigOptions, STRATEGIES } from '@site/src/simulation/scenarios/living/config/options';
import type { ConfigOptions } from '@site/src/simulation/scenarios/living/config/options';
import type { ConfigView } from '@site/src/simulation/scenarios/living/config/scene';
import { clientWords } from '@site/src/simulation/scenarios/living/stop-component/checks';
import { EventList } from '../living/EventList';
import { TimeBar } from '../living/TimeBar';
import { useLiving } from '../living/useLiving';
import { Button, Goals, More, SegmentedControl, Tone } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { Inside } from './Inside';
import { Lanes } from './Lanes';
import type { Shown } from './Lanes';
import { messages } from './messages';
import styles from './ConfigLab.module.css';

const HOWS = ['patch', 'chart'] as const;
const SHOWN: readonly Shown[] = ['level', 'password'];
/** µs: longer than any sync takes. */
const LONG = 100_000_000;

/** kubectl's words for an answer that refuses. */
const refusal = (answer: Answer | undefined): string | null => {
  if (answer === undefined || !('failure' in answer)) return null;
  const { failure } = answer;
  return failure.reason === 'Invalid' ? `The ${failure.message}` : clientWords(failure);
};

/** One ConfigMap and one Secret, seven ways to use them: who sees an edit, and when. */
export default function ConfigLab() {
  const text = useMessages(messages);
  const living = useLiving<ConfigOptions, ConfigView>({ name: 'config-lab', scene: 'config', options: CONFIG_DEFAULT, parseOptions: parseConfigOptions, speed: 20 });
  const { picture, view, begun, seen } = living;
  const [how, setHow] = useState<(typeof HOWS)[number]>('patch');
  const [shown, setShown] = useState<Shown>('level');
  const [chosen, setChosen] = useState<Way>('volume');
  const [said, setSaid] = useState('');

  /** One request after another, until one is refused. */
  const send = async (requests: readonly Request[], done: string) => {
    for (const request of requests) {
      const refused = refusal(await living.act({ kind: 'request', request }));
      if (refused !== null) {
        setSaid(refused);
        return;
      }
    }
    setSaid(done);
  };
  const edit = (first: Request, level: string, password: string, done: string) => {
    const charted = how === 'chart';
    void send(charted ? [first, newChecksum(level, password)] : [first], charted ? `${done} ${text.did.chart}` : done);
  };
  const { level, password } = view.now;
  const changeLevel = (next: string) => {
    setShown('level');
    edit(editConfig(next), next, password, text.did.level(next));
  };
  const changePassword = () => {
    const next = nextPassword(password);
    setShown('password');
    edit(editSecret(next), level, next, text.did.password(next));
  };
  const remake = () => {
    const next = LEVELS[(LEVELS.findIndex((one) => one === level) + 1) % LEVELS.length]!;
    setShown('level');
    void send([deleteConfig, createRequest('configmaps', configMap(next))], text.did.remake(next));
  };

  const last = Object.fromEntries(WAYS.map((way) => [way, view.lanes[way].at(-1)])) as Record<Way, ConfigView['lanes'][Way][number] | undefined>;
  const isOld = (way: Way, key: Shown): boolean => last[way] === undefined || last[way].seen === null || last[way].stale[key];
  const names = (ways: readonly Way[]): string => ways.map((way) => text.ways[way]).join(', ');
  const summary = text.summary(view.now[shown], names(WAYS.filter((way) => !isOld(way, shown))), names(WAYS.filter((way) => isOld(way, shown))));
  // The edit that everything started with has the first place: what the reader wrote comes after it.
  const hasEdited = view.values.some(({ seen: value }, index) => index > 0 && value.level !== view.values[index - 1]!.seen.level);
  const volume = last.volume;
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={living.kept}
      onReset={() => setSaid('')}
      lead={
        <div className={styles.lead}>
          <SegmentedControl legend={text.level} value={level} options={LEVELS.map((value) => ({ value: value as string, label: value }))} onChange={changeLevel} />
          <SegmentedControl legend={text.how} value={how} options={HOWS.map((value) => ({ value, label: text.hows[value] }))} onChange={setHow} />
        </div>
      }
      stage={
        <div className={styles.stage}>
          <div className={styles.stored}>
            <p>
              <code>{text.stored(level, password)}</code> {view.immutable && <Tone tone="warned">{text.immutable}</Tone>}
            </p>
            <SegmentedControl legend={text.watch} value={shown} options={SHOWN.map((value) => ({ value, label: text.watched[value] }))} onChange={setShown} />
          </div>
          <Lanes watched={view} shown={shown} chosen={chosen} choose={setChosen} begun={begun} now={picture.now} seen={seen} />
          <Inside
            way={chosen}
            view={view.ways[chosen]}
            begun={begun}
            restart={() => void send([restart(chosen, formatTime(picture.now))], text.did.restart(text.ways[chosen]))}
            kill={() => void send([killProcess(view.ways[chosen].pod)], text.did.kill(view.ways[chosen].pod))}
          />
          <Goals
            label={text.goals}
            goals={[
              { id: 'all', text: text.goal.all, met: WAYS.every((way) => !isOld(way, 'level')) },
              { id: 'samePod', text: text.goal.samePod, met: view.ways.env.restarts > 0 && !isOld('env', 'level') },
              { id: 'chart', text: text.goal.chart, met: hasEdited && !isOld('checksum', 'level') && view.ways.checksum.restarts === 0 && isOld('envFrom', 'level') },
              { id: 'ghost', text: text.goal.ghost, met: living.options.strategy === 'Watch' && volume !== undefined && volume.stale.level && picture.now - volume.from > LONG },
            ]}
          />
        </div>
      }
      says={[said, summary].filter(Boolean).join(' ')}
      controls={
        <>
          <div className={styles.actions}>
            <Button onClick={changePassword}>{text.rotate}</Button>
            {view.immutable ? <Button onClick={remake}>{text.remake}</Button> : <Button onClick={() => void send([makeImmutable], text.did.freeze)}>{text.freeze}</Button>}
          </div>
          <TimeBar {...living} />
          <More label={text.settings}>
            <SegmentedControl
              legend={text.strategy}
              value={living.options.strategy}
              options={STRATEGIES.map((value) => ({ value, label: text.strategies[value] }))}
              onChange={(strategy) => {
                setSaid('');
                living.restart({ strategy });
              }}
            />
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
