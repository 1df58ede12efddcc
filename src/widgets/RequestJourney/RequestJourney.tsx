import { useState } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import { ADMIN } from '@site/src/simulation/scenarios/living/admin';
import type { Hop, JourneyView } from '@site/src/simulation/scenarios/living/request-journey/hops';
import { BIRTH } from '@site/src/simulation/scenarios/living/request-journey/scene';
import { useLiving } from '../living/useLiving';
import { Button, Slider } from '../parts';
import { WidgetFrame } from '../WidgetFrame';
import { Actors } from './Actors';
import { Objects } from './Objects';
import { messages } from './messages';
import styles from './RequestJourney.module.css';

const noOptions = (raw: unknown): null | undefined => (raw === null ? null : undefined);
const APPLY = { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'birth', user: ADMIN, body: BIRTH } as const;

/** From `kubectl apply` to a process that takes requests: every write, one after the other, with what it changed. */
export default function RequestJourney() {
  const text = useMessages(messages);
  const living = useLiving<null, JourneyView>({ name: 'request-journey', scene: 'request-journey', options: null, parseOptions: noOptions, playAfterAct: false });
  const { hops } = living.view;
  const [at, setAt] = useState(0);
  const place = Math.min(at, Math.max(0, hops.length - 1));
  const hop = hops[place];
  const apply = () => {
    setAt(0);
    void living.act({ kind: 'request', request: APPLY }).then(living.quiet);
  };
  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={living.kept}
      onReset={() => setAt(0)}
      lead={
        hop === undefined ? (
          <Button primary onClick={apply} disabled={living.busy}>
            {text.apply}
          </Button>
        ) : (
          <div className={styles.steps}>
            <Button onClick={() => setAt(place - 1)} disabled={place === 0}>{text.previous}</Button>
            <Button primary onClick={() => setAt(place + 1)} disabled={place === hops.length - 1}>{text.next}</Button>
            <Slider label={text.write} value={place + 1} min={1} max={hops.length} display={text.of(place + 1, hops.length)} onChange={(n) => setAt(n - 1)} />
          </div>
        )
      }
      stage={
        <div className={styles.stage}>
          <Actors active={hop?.actor} />
          <Write hop={hop} begun={hops[0]?.at ?? 0} />
          <Objects hops={hops.slice(0, hop === undefined ? 0 : place + 1)} />
        </div>
      }
      says={hop === undefined ? text.first : text.says[hop.actor](hop.kind, hop.name)}
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}

function Write({ hop, begun }: { hop: Hop | undefined; begun: number }) {
  const text = useMessages(messages);
  if (hop === undefined) return <div className={styles.write}><p>{text.nothing}</p></div>;
  return (
    <div className={styles.write}>
      <p>
        <code>{hop.request}</code>
      </p>
      <p className={styles.when}>
        {text.after(((hop.at - begun) / 1_000_000).toFixed(2))} · {text.stored(hop.revision)}
      </p>
      <ul>
        {hop.changes.map(({ path, value }) => (
          <li key={path}>
            <code>{path}</code>: <code>{value ?? text.gone}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
