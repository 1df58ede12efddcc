import { useMessages } from '@site/src/i18n/messages';
import { Why } from '../../parts';
import { useFormat } from '../format';
import { messages } from '../messages';
import type { Model } from '../model';
import { NOISE_DURATION_US } from '../simulate';
import styles from './panels.module.css';

/** CPU that each application gets before and while the chosen one is noisy, as the CPU model computes it. */
export function NoisePanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const format = useFormat();
  if (!model.noise) return <p className={styles.caption}>{model.busy ? text.computing : text.says.noiseAlone}</p>;
  const run = text.cpuRun(format.number(NOISE_DURATION_US / 1_000_000, 1), format.number(model.config.cpus));

  return (
    <ul className={styles.rows} role="list">
      {model.noise.map((share) => {
        const index = model.instances.findIndex(({ id }) => id === share.id);
        const { app, isolation } = model.instances[index];
        const bar = (cpus: number) => ({ width: `${(cpus / model.config.cpus) * 100}%` });
        return (
          <li key={share.id} className={styles.row} data-chosen={share.id === model.chosen.id || undefined}>
            <div className={styles.head}>
              <span>
                {index + 1}. <b>{text.apps[app]}</b> · {text.isolation[isolation]}
              </span>
              <Why
                answer={
                  <span className={styles.note}>
                    {text.cpuWhy(share.group, share.threads, share.groupThreads, format.number(share.groupCpus, 2))}
                    {share.limited && text.cpuLimit} {run}
                  </span>
                }
              >
                {format.number(share.beforeCpus, 2)} → {text.cpuValue(format.number(share.afterCpus, 2))}
              </Why>
            </div>
            <div className={styles.pair} aria-hidden="true">
              <span className={styles.aside}>{text.before}</span>
              <div className={styles.bar} data-thin>
                <span className={styles.segment} data-part="empty" style={bar(share.beforeCpus)} />
              </div>
              <span className={styles.aside}>{text.after}</span>
              <div className={styles.bar} data-thin>
                <span className={styles.segment} data-part="app" style={bar(share.afterCpus)} />
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
