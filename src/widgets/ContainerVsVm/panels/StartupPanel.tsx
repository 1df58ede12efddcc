import { ISOLATIONS } from '@site/src/simulation/virtualization';
import { useMessages } from '@site/src/i18n/messages';
import { Why } from '../../parts';
import { useFormat } from '../format';
import { messages } from '../messages';
import type { Model } from '../model';
import { modelMessages } from '../modelMessages';
import { Arithmetic } from './Arithmetic';
import styles from './panels.module.css';

/** Four start-ups on one time axis, linear: what can't be seen really is that short. */
export function StartupPanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const words = useMessages(modelMessages);
  const format = useFormat();
  const longest = Math.max(...ISOLATIONS.map((isolation) => model.startups[isolation].totalMs), 1);

  return (
    <>
      <p className={styles.caption}>
        <span className={styles.aside}>{text.axis}</span>
      </p>
      <ul className={styles.rows} role="list">
        {ISOLATIONS.map((isolation) => {
          const { phases, totalMs, lowMs, highMs } = model.startups[isolation];
          return (
            <li key={isolation} className={styles.row} data-chosen={model.chosen.isolation === isolation || undefined}>
              <div className={styles.head}>
                <b>{text.isolation[isolation]}</b>
                <Why
                  answer={
                    <Arithmetic
                      total={format.ms(totalMs)}
                      lines={phases.map((phase) => ({
                        label: words.phases[phase.code],
                        value: format.ms(phase.ms),
                        range: [format.ms(phase.lowMs), format.ms(phase.highMs)],
                        sources: phase.source ? [phase.source] : [],
                      }))}
                    >
                      {lowMs < highMs && text.range(format.ms(lowMs), format.ms(highMs))}
                    </Arithmetic>
                  }
                >
                  {format.ms(totalMs)}
                </Why>
              </div>
              <div className={styles.bar} aria-hidden="true">
                {phases.map((phase) => (
                  <span
                    key={phase.code}
                    className={styles.phase}
                    data-phase={phase.code}
                    title={`${words.phases[phase.code]}: ${format.ms(phase.ms)}`}
                    style={{ width: `${(phase.ms / longest) * 100}%` }}
                  />
                ))}
              </div>
              <p className={styles.legend}>
                {phases.map((phase) => (
                  <span key={phase.code}>
                    <span className={styles.chip} data-phase={phase.code} aria-hidden="true" /> {words.short[phase.code]} <b>{format.ms(phase.ms)}</b>
                  </span>
                ))}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
