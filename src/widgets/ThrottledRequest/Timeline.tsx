import { useId } from 'react';
import type { TracedRequest } from '@site/src/simulation/resources/request-run';
import { useMessages } from '@site/src/i18n/messages';
import { messages } from './messages';
import type { Piece } from './pieces';
import lab from '../parts/lab.module.css';
import styles from './ThrottledRequest.module.css';

const WIDTH = 1000;
const TALL = 40;

/** A round distance between marks of the axis: five to ten of them. */
function stepOf(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, ms / 5)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => ms / step <= 8) ?? 10 * power;
}

/** One request from its begin to its end: when it ran, when it stood still, when the quota came back. */
export function Timeline({ request, pieces, label, n }: { request: TracedRequest; pieces: readonly Piece[]; label: string; n: (value: number) => string }) {
  const text = useMessages(messages);
  const hatch = useId();
  const total = Math.max(1, request.latency / 1000);
  const x = (ms: number): number => (ms / total) * WIDTH;
  const step = stepOf(total);
  const marks = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
  return (
    <div>
      <svg className={styles.timeline} viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="12" height="8" patternUnits="userSpaceOnUse">
            <path className={styles.hatch} d="M0 8L12 0" />
          </pattern>
        </defs>
        {pieces.map(({ kind, from, to }) => (
          <g key={from}>
            <rect className={styles[kind]} x={x(from)} width={Math.max(1, x(to) - x(from))} y={kind === 'ran' ? 4 : 10} height={kind === 'ran' ? TALL - 8 : TALL - 20} />
            {kind === 'throttled' && <rect fill={`url(#${hatch})`} x={x(from)} width={Math.max(1, x(to) - x(from))} y={10} height={TALL - 20} />}
          </g>
        ))}
        {request.refills.map((at) => <line key={at} className={styles.refill} x1={x(at / 1000)} x2={x(at / 1000)} y1={0} y2={TALL} />)}
      </svg>
      <div className={styles.axis} aria-hidden="true">
        {marks.map((mark) => <span key={mark} style={{ insetInlineStart: `${(mark / total) * 100}%` }}>{n(mark)}</span>)}
      </div>
      <ul className={lab.legend}>
        <li><span className={styles.keyRan} aria-hidden="true" />{text.legend.ran}</li>
        <li><span className={styles.keyThrottled} aria-hidden="true" />{text.legend.throttled}</li>
        <li><span className={styles.keyWaited} aria-hidden="true" />{text.legend.waited}</li>
        <li><span className={styles.keyRefill} aria-hidden="true" />{text.legend.refill}</li>
      </ul>
    </div>
  );
}
