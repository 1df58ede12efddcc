import { ISOLATIONS } from '@site/src/simulation/virtualization';
import { useMessages } from '@site/src/i18n/messages';
import { Why } from '../../parts';
import { useFormat } from '../format';
import { messages } from '../messages';
import type { Model } from '../model';
import { Arithmetic } from './Arithmetic';
import styles from './panels.module.css';

/** How many of the chosen application fit on the host in each isolation, and what stops the next one. */
export function FitPanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const format = useFormat();
  const most = Math.max(1, ...ISOLATIONS.map((isolation) => model.fits[isolation].count));

  return (
    <>
      <p className={styles.caption}>{text.fitOf(text.apps[model.chosen.app], format.number(model.state.memoryGiB))}</p>
      <ul className={styles.rows} role="list">
        {ISOLATIONS.map((isolation) => {
          const { count, byMemory, limitedBy, hostMiB, baseMiB, eachMiB } = model.fits[isolation];
          return (
            <li key={isolation} className={styles.row} data-chosen={model.chosen.isolation === isolation || undefined}>
              <div className={styles.head}>
                <span>
                  <b>{text.isolation[isolation]}</b> <span className={styles.aside}>{text.limitedBy[limitedBy]}</span>
                </span>
                <Why
                  answer={
                    <Arithmetic lines={limitedBy === 'maxPods' ? [{ label: text.limitedBy.maxPods, value: text.fitCount(format.number(count)), sources: ['maxPods'] }] : []}>
                      {text.fitDivision(format.mib(hostMiB), format.mib(baseMiB), format.mib(eachMiB), format.number(byMemory))}
                    </Arithmetic>
                  }
                >
                  {text.fitCount(format.number(count))}
                </Why>
              </div>
              <div className={styles.bar} data-thin aria-hidden="true">
                <span className={styles.segment} data-part="app" style={{ width: `${(count / most) * 100}%` }} />
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
