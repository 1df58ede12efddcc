import { useLocale, useMessages } from '@site/src/i18n/messages';
import { LIMITS, type Crossing, type Point } from '../distributions/cost';
import styles from './CostCalculator.module.css';
import { costMessages } from './messages';

const WIDTH = 520;
const HEIGHT = 400;
const PLOT = { left: 74, right: 14, top: 40, bottom: 50 };
const TICKS_X = [1, 10, 20, 30, 40, 50];

/** A round number at or above the value, with steps of 1, 2 or 5 times a power of ten: four ticks divide it evenly. */
function roundUp(value: number): number {
  if (value <= 0) return 4;
  const power = 10 ** Math.floor(Math.log10(value / 4));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate * 4 >= value - 1e-9);
  return (step ?? 10 * power) * 4;
}

interface ChartProps {
  points: readonly Point[];
  clusters: number;
  crossings: readonly Crossing[];
  label: string;
}

/** Both totals over the number of clusters: managed as a solid line with round marks, own as a dashed line with square marks. */
export function Chart({ points, clusters, crossings, label }: ChartProps) {
  const locale = useLocale();
  const text = useMessages(costMessages);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const { min, max } = LIMITS.clusters;
  const top = roundUp(Math.max(...points.map((point) => Math.max(point.managed, point.own))));
  const x = (value: number) => PLOT.left + ((value - min) / (max - min)) * (WIDTH - PLOT.left - PLOT.right);
  const y = (value: number) => HEIGHT - PLOT.bottom - (value / top) * (HEIGHT - PLOT.top - PLOT.bottom);
  const path = (side: 'managed' | 'own') => points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.clusters).toFixed(1)} ${y(point[side]).toFixed(1)}`).join('');
  const now = points.find((point) => point.clusters === clusters)!;
  const meetings = crossings.map(({ at }) => {
    const before = points.findLast((point) => point.clusters <= at)!;
    const after = points.find((point) => point.clusters >= at)!;
    return { at, x: x(at), y: y(before.managed + (after.managed - before.managed) * (at - before.clusters)) };
  });

  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {[0, 1, 2, 3, 4].map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={PLOT.left} x2={WIDTH - PLOT.right} y1={y((top / 4) * tick)} y2={y((top / 4) * tick)} />
          <text className={styles.tick} x={PLOT.left - 8} y={y((top / 4) * tick)} dy="0.35em" textAnchor="end">
            {whole.format((top / 4) * tick)}
          </text>
        </g>
      ))}
      {TICKS_X.map((tick) => (
        <text key={tick} className={styles.tick} x={x(tick)} y={HEIGHT - PLOT.bottom + 20} textAnchor="middle">
          {whole.format(tick)}
        </text>
      ))}
      <text className={styles.tick} x={PLOT.left - 8} y={18} textAnchor="start" dx={-PLOT.left + 10}>
        {text.perMonth}
      </text>
      <text className={styles.tick} x={WIDTH - PLOT.right} y={HEIGHT - 8} textAnchor="end">
        {text.clustersAxis}
      </text>
      <line className={styles.now} x1={x(clusters)} x2={x(clusters)} y1={PLOT.top - 8} y2={HEIGHT - PLOT.bottom} />
      <path className={styles.managedLine} d={path('managed')} />
      <path className={styles.ownLine} d={path('own')} />
      <circle className={styles.managedMark} cx={x(clusters)} cy={y(now.managed)} r="6" />
      <rect className={styles.ownMark} x={x(clusters) - 5.5} y={y(now.own) - 5.5} width="11" height="11" />
      {meetings.map((meeting) => (
        <g key={meeting.at}>
          <circle className={styles.meet} cx={meeting.x} cy={meeting.y} r="9" />
          <text className={styles.meetText} x={meeting.x} y={meeting.y} dx={meeting.at > 26 ? -6 : 6} dy={meeting.at > 26 ? -20 : 32} textAnchor={meeting.at > 26 ? 'end' : 'start'}>
            {text.crossing(tenth.format(meeting.at))}
          </text>
        </g>
      ))}
    </svg>
  );
}
