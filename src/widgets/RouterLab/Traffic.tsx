import type { CSSProperties } from 'react';
import type { Outcome, RouterAnswer } from '@site/src/simulation/scenarios/router/answer';
import { useLocale } from '@site/src/i18n/messages';
import { Button, Slider } from '../parts';
import type { Text } from './messages';
import styles from './RouterLab.module.css';

interface TrafficProps {
  readonly outcome: Outcome;
  readonly weights: RouterAnswer['weights'];
  readonly text: Text;
  readonly onAgain: () => void;
  /** The share of the second backend, in hundredths. */
  readonly onWeight: (percent: number) => void;
}

/** Where a thousand requests like this one go. */
export function Traffic({ outcome, weights, text, onAgain, onWeight }: TrafficProps) {
  const number = new Intl.NumberFormat(useLocale());
  const total = weights === undefined ? 0 : weights.values[0] + weights.values[1];
  const percent = weights === undefined || total === 0 ? 0 : Math.round((weights.values[1] / total) * 100);
  return (
    <>
      {outcome.kind === 'forwarded' ? (
        <ul className={styles.parts} aria-label={text.traffic}>
          {outcome.parts.map(({ backend, count, status }) => (
            <li key={backend ?? ''} style={{ '--share': count / 10 } as CSSProperties} data-failed={status === 200 ? undefined : true}>
              <i aria-hidden />
              <span>{backend === undefined ? text.none : `${backend} · ${status}`}</span>
              <b>{text.countOf(number.format(count))}</b>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.note}>{text.trafficNone}</p>
      )}
      <div className={styles.weights}>
        {weights === undefined ? <p className={styles.note}>{text.noWeights}</p> : <Slider label={text.weight} min={0} max={100} value={percent} display={text.weightOf(String(percent))} onChange={onWeight} />}
        <Button onClick={onAgain}>{text.again}</Button>
      </div>
      {outcome.kind === 'forwarded' && outcome.sent !== undefined && (
        <>
          <p className={styles.note}>{text.sent}</p>
          <pre className={styles.sent} lang="en" tabIndex={0} role="group" aria-label={text.sent}>
            {`${outcome.sent.path}\nhost: ${outcome.sent.host}\n${Object.entries(outcome.sent.headers).filter(([name]) => name !== 'host').map(([name, value]) => `${name}: ${value}\n`).join('')}`}
          </pre>
        </>
      )}
      {outcome.kind === 'forwarded' && outcome.mirrors.length > 0 && <p className={styles.note}>{text.mirrors(outcome.mirrors.join(', '))}</p>}
    </>
  );
}
