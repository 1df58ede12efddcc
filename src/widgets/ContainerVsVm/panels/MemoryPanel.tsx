import type { MemoryCode, Term } from '@site/src/simulation/virtualization';
import { useMessages } from '@site/src/i18n/messages';
import { Tone, Why } from '../../parts';
import { useFormat } from '../format';
import { messages } from '../messages';
import type { Model } from '../model';
import { modelMessages } from '../modelMessages';
import { Arithmetic, type Line } from './Arithmetic';
import styles from './panels.module.css';

/** The host's memory as one bar, then what each application takes of it. */
export function MemoryPanel({ model }: { model: Model }) {
  const text = useMessages(messages);
  const words = useMessages(modelMessages);
  const format = useFormat();
  const { base, apps, usedMiB, freeMiB } = model.memory;
  const host = Math.max(model.config.memoryMiB, usedMiB);
  const share = (mib: number) => `${(mib / host) * 100}%`;

  const lines = (terms: readonly Term<MemoryCode>[]): Line[] =>
    terms.map(({ code, value, sources }) => ({
      label: words.memory[code],
      value: format.mib(value),
      sources: code === 'guestFree' ? undefined : sources,
    }));

  return (
    <>
      <p className={styles.caption}>{text.used(format.mib(usedMiB), format.mib(model.config.memoryMiB))}</p>
      <div className={styles.bar} data-tall aria-hidden="true">
        <span className={styles.segment} data-part="base" style={{ width: share(base.totalMiB) }} title={text.base} />
        {apps
          .filter(({ placement }) => placement !== 'noRoom')
          .map(({ instance, memory }) => (
            <span key={instance.id} className={styles.group} style={{ width: share(memory.reservedMiB) }}>
              {memory.terms.map(({ code, value }) => (
                <span
                  key={code}
                  className={styles.segment}
                  data-part={code === 'app' ? 'app' : code === 'guestFree' ? 'empty' : 'extra'}
                  title={`${text.apps[instance.app]}, ${words.memory[code]}: ${format.mib(value)}`}
                  style={{ width: `${(value / memory.reservedMiB) * 100}%` }}
                />
              ))}
            </span>
          ))}
      </div>
      <p className={styles.legend} aria-hidden="true">
        {(
          [
            ['base', text.base],
            ['app', words.memory.app],
            ['extra', text.extra],
            ['empty', words.memory.guestFree],
          ] as const
        ).map(([part, label]) => (
          <span key={part}>
            <span className={styles.chip} data-part={part} /> {label}
          </span>
        ))}
      </p>
      <ul className={styles.rows} role="list">
        <li className={styles.row}>
          <div className={styles.head}>
            <span>{text.base}</span>
            <Why answer={<Arithmetic lines={lines(base.terms)} total={format.mib(base.totalMiB)} />}>{format.mib(base.totalMiB)}</Why>
          </div>
        </li>
        {apps.map(({ instance, memory, placement }, index) => (
          <li key={instance.id} className={styles.row} data-chosen={instance === model.chosen || undefined}>
            <div className={styles.head}>
              <span>
                {index + 1}. <b>{text.apps[instance.app]}</b> · {text.isolation[instance.isolation]}{' '}
                {placement === 'noRoom' && <Tone tone="failed">{text.marks.noRoom}</Tone>}
                {placement === 'guestTooSmall' && <Tone tone="warned">{text.marks.guestTooSmall}</Tone>}
              </span>
              <Why
                answer={
                  <Arithmetic lines={lines(memory.terms)} total={format.mib(memory.reservedMiB)}>
                    {memory.shortInGuestMiB > 0 && words.lacking(format.mib(memory.shortInGuestMiB))}
                  </Arithmetic>
                }
              >
                {format.mib(memory.reservedMiB)}
              </Why>
            </div>
          </li>
        ))}
        <li className={styles.row}>
          <div className={styles.head}>
            <span>{text.free}</span>
            <span className={styles.value}>{format.mib(freeMiB)}</span>
          </div>
        </li>
      </ul>
    </>
  );
}
