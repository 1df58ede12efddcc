import { ASSUMPTIONS, virtualizationSources, type Figure } from '@site/src/simulation/virtualization';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { useFormat, type Format } from './format';
import { messages } from './messages';
import { modelMessages } from './modelMessages';
import styles from './ContainerVsVm.module.css';

/** What the model leaves out, and every published figure it rests on. */
export function Simplifies() {
  const text = useMessages(messages);
  const words = useMessages(modelMessages);
  const locale = useLocale();
  const format = useFormat();

  return (
    <>
      <p className={styles.listTitle}>{text.assumptionsTitle}</p>
      <ul className={styles.assumptions}>
        {ASSUMPTIONS.map((code) => (
          <li key={code}>{words.assumptions[code]}</li>
        ))}
      </ul>
      <p className={styles.listTitle}>{text.figuresTitle}</p>
      <ul className={styles.figures} role="list">
        {virtualizationSources.map(({ id, unit, value, low, high, source, measured }) => (
          <li key={id}>
            <p>
              <b>{words.figures[id]}</b>: <span className={styles.number}>{quantity(format, unit, value)}</span>
              {low !== undefined && high !== undefined && (
                <span className={styles.muted}> ({text.range(quantity(format, unit, low), quantity(format, unit, high))})</span>
              )}
            </p>
            <p className={styles.muted}>{source.note[locale]}</p>
            <p>
              {text.figureSource}:{' '}
              <a href={source.url} target="_blank" rel="noreferrer">
                {source.title} ({source.year})
              </a>
              {measured && (
                <span className={styles.muted}>
                  {' '}
                  · {text.measure}: <code>{measured}</code>
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function quantity(format: Format, unit: Figure['unit'], value: number): string {
  switch (unit) {
    case 'ms':
      return format.ms(value);
    case 'MiB':
      return format.mib(value);
    case 'MB':
      return format.mb(value);
    case 'bytes':
      return `${format.number(value)} B`;
    case 'count':
      return format.number(value);
  }
}
