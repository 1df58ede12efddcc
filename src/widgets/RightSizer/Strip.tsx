import type { Bars } from './run';
import styles from './RightSizer.module.css';

interface StripProps {
  bars: Bars;
  request: number;
  limit: number | null;
  label: string;
  names: { request: string; limit: string };
}

const WIDTH = 1000;
const TALL = 40;

/** Where the samples lie, and where request and limit would be. */
export function Strip({ bars, request, limit, label, names }: StripProps) {
  const full = Math.max(bars.most, request, limit ?? 0) * 1.04 || 1;
  const width = (bars.most / full / bars.counts.length) * WIDTH;
  const tallest = Math.max(...bars.counts, 1);
  const place = (value: number): string => `${((value / full) * 100).toFixed(2)}%`;
  return (
    <div className={styles.strip} role="img" aria-label={label}>
      <svg viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
        {bars.counts.map((count, index) => count > 0 && (
          <rect key={index} className={styles.bar} x={index * width} width={Math.max(1, width - 1)} y={TALL - Math.max(3, (count / tallest) * TALL)} height={Math.max(3, (count / tallest) * TALL)} />
        ))}
      </svg>
      <span className={styles.mark} aria-hidden="true" style={{ insetInlineStart: place(request) }} data-late={request / full > 0.7 || undefined}>
        <i>{limit === request ? `${names.request} = ${names.limit}` : names.request}</i>
      </span>
      {limit !== null && limit !== request && (
        <span className={styles.mark} aria-hidden="true" data-limit style={{ insetInlineStart: place(limit) }} data-late={limit / full > 0.7 || undefined}>
          <i>{names.limit}</i>
        </span>
      )}
    </div>
  );
}
