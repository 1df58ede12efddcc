import { useMessages } from '@site/src/i18n/messages';
import { Tone } from '../../parts';
import { useFormat } from '../format';
import { messages } from '../messages';
import type { Model } from '../model';
import styles from './panels.module.css';

/** Who dies while the chosen application takes ever more memory, in which order and why, as the memory model computes it. */
export function LeakPanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { leak } = model;
  if (!leak) return <p className={styles.caption}>{model.busy ? text.computing : text.says.noiseAlone}</p>;
  return (
    <ul className={styles.rows} role="list">
      {model.memory.apps.filter(({ placement }) => placement === 'running').map(({ instance }) => {
        const { id, app, isolation } = instance;
        const index = model.instances.indexOf(instance);
        const nth = leak.kills.findIndex((kill) => kill.id === id);
        const kill = leak.kills[nth];
        return (
          <li key={id} className={styles.row} data-chosen={id === model.chosen.id || undefined}>
            <div className={styles.head}>
              <span>
                {index + 1}. <b>{text.apps[app]}</b> · {text.isolation[isolation]}
              </span>
              <Tone tone={kill ? 'failed' : 'good'}>{kill ? text.leakKilled(format.number(nth + 1)) : text.leakLives}</Tone>
            </div>
            {kill && <p className={styles.reason}>{kill.place === 'group' ? text.leakPlace.group(format.mib(Math.round(leak.limitMiB ?? 0)), format.number(kill.points)) : text.leakPlace[kill.place](format.number(kill.points))}</p>}
          </li>
        );
      })}
    </ul>
  );
}
