import { useMessages } from '@site/src/i18n/messages';
import type { Second } from '@site/src/simulation/scenarios/living/rollout/roll';
import layout from '../living/layout.module.css';
import lab from '../parts/lab.module.css';
import { messages } from './messages';
import styles from './RolloutLab.module.css';

interface ChartProps {
  readonly seconds: readonly Second[];
  /** How many seconds the picture is wide. */
  readonly wide: number;
  readonly desired: number;
  readonly top: number;
  readonly says: string;
}

const TALL = 100;
const WIDE = 1000;

type Point = readonly [x: number, y: number];
const path = (points: readonly Point[]): string => points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');

/** Ready Pods of both versions over time against what is desired, and below what was lost in each second. */
export function Chart({ seconds, wide, desired, top, says }: ChartProps) {
  const text = useMessages(messages);
  const x = (second: number): number => (second / Math.max(1, wide)) * WIDE;
  const y = (pods: number): number => TALL - (pods / Math.max(1, top)) * TALL;
  const steps = (value: (second: Second) => number): Point[] => seconds.flatMap((second, at) => [[x(at), y(value(second))] as const, [x(at + 1), y(value(second))] as const]);
  const floor = steps(() => 0).reverse();
  const old = steps((second) => second.old);
  const both = steps((second) => second.old + second.fresh);
  const mostLost = Math.max(4, ...seconds.map(({ lost }) => lost));
  return (
    <figure className={styles.figure}>
      <ul className={lab.legend}>
        <li><span className={styles.keyOld} />{text.legend.old}</li>
        <li><span className={styles.keyFresh} />{text.legend.fresh}</li>
        <li><span className={styles.keyDesired} />{text.legend.desired}</li>
        <li><span className={styles.keyPods} />{text.legend.pods}</li>
        <li><span className={styles.keyLost} />{text.legend.lost}</li>
      </ul>
      <div className={styles.plot} role="img" aria-label={says}>
        <span className={styles.top} aria-hidden="true">{top}</span>
        <svg viewBox={`0 0 ${WIDE} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
          <path className={styles.old} d={`${path([...old, ...floor])}Z`} />
          <path className={styles.fresh} d={`${path([...both, ...[...old].reverse()])}Z`} />
          <path className={styles.pods} d={path(steps(({ pods }) => pods))} />
          <line className={styles.desired} x1={0} x2={WIDE} y1={y(desired)} y2={y(desired)} />
        </svg>
        <svg className={styles.losses} viewBox={`0 0 ${WIDE} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
          {seconds.map(({ lost }, at) => (lost === 0 ? null : <rect key={at} x={x(at)} width={Math.max(3, x(1))} y={TALL - (lost / mostLost) * TALL} height={(lost / mostLost) * TALL} />))}
        </svg>
      </div>
      <p className={layout.axis} aria-hidden="true">
        <span>{text.seconds('0')}</span>
        <span>{text.seconds(String(wide))}</span>
      </p>
    </figure>
  );
}
