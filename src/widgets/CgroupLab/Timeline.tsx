import { useId, type CSSProperties } from 'react';
import type { Span } from '@site/src/simulation/resources';
import { TextButton, Tone, Why } from '../parts';
import { useMessages } from '@site/src/i18n/messages';
import { CpuAnswer } from './Answers';
import { useFormat } from './format';
import { messages } from './messages';
import type { NodeFigures } from './measures';
import { pathOf, WINDOW_US } from './session';
import type { Session } from './session';
import styles from './CgroupLab.module.css';

/** Between the lanes; many CPUs leave no room for it. */
const gapOf = (cpus: number): number => (cpus > 8 ? 0.5 : 2);
const WIDTH = 1000;

/** Spans of one group as one SVG path: a box in its CPU's lane for each stretch of time. */
function spansToPath(spans: readonly Span[], from: number, lane: number, gap: number): string {
  const lanes = new Map<number, { start: number; end: number }[]>();
  for (const span of spans) {
    const start = Math.max(0, ((span.from - from) / WINDOW_US) * WIDTH);
    const end = Math.min(WIDTH, ((span.to - from) / WINDOW_US) * WIDTH);
    const boxes = lanes.get(span.cpu) ?? [];
    const last = boxes.at(-1);
    // Stretches that would touch on a screen are drawn as one.
    if (last && start - last.end < 0.6) last.end = Math.max(last.end, end);
    else boxes.push({ start, end });
    lanes.set(span.cpu, boxes);
  }
  let path = '';
  for (const [cpu, boxes] of lanes) {
    const top = cpu * (lane + gap);
    for (const { start, end } of boxes) path += `M${start.toFixed(1)} ${top}H${end.toFixed(1)}V${top + lane}H${start.toFixed(1)}Z`;
  }
  return path;
}

/** Boundaries of `period` µs within the window, in picture units. */
function boundaries(base: number, period: number, from: number): number[] {
  const found: number[] = [];
  for (let at = base + Math.ceil((from - base) / period) * period; at <= from + WINDOW_US; at += period) found.push(((at - from) / WINDOW_US) * WIDTH);
  return found.length > 60 ? [] : found;
}

/** Who ran on which CPU, and who was throttled there; time runs to the right and ends now. */
export function Timeline({ session, figures, onChoose }: { session: Session; figures: NodeFigures; onChoose: (index: number) => void }) {
  const text = useMessages(messages);
  const format = useFormat();
  const { host, config } = session;
  const hatch = useId();
  const from = host.timeUs - WINDOW_US;
  // Few containers leave room for taller lanes.
  const gap = gapOf(config.cpus);
  const lane = config.cpus > 16 ? 1.5 : config.cpus > 8 ? 3 : config.cpus > 4 ? 5 : config.containers.length > 4 || config.cpus > 2 ? 9 : config.containers.length > 2 ? 11 : config.containers.length > 1 ? 14 : 18;
  const height = config.cpus * (lane + gap) - gap;
  return (
    <div>
      <p className={styles.heading}>{text.timeline}</p>
      <ul className={styles.rows}>
        {figures.containers.map((one, index) => {
          const cgroup = host.cgroups.find(({ path }) => path === pathOf(one.name));
          const spans = session.spans.filter((span) => span.group === cgroup?.cpu);
          const bandwidth = cgroup ? host.cpu.groups[cgroup.cpu].bandwidth : null;
          const label = text.timelineAlt(one.name, format.whole(one.usageMs), format.whole(one.throttled), format.whole(one.periods));
          const style = { '--series': `var(--kx-series-${(index % 6) + 1})` } as CSSProperties;
          return (
            <li key={one.name} className={styles.row} data-chosen={index === config.chosen || undefined} style={style}>
              <div className={styles.rowHead}>
                <TextButton className={styles.name} aria-pressed={index === config.chosen} onClick={() => onChoose(index)}>
                  <span className={styles.swatch} aria-hidden="true" />
                  {one.name}
                </TextButton>
                {one.exitCode !== null && !one.alive && <Tone tone="failed">{text.exited(String(one.exitCode))}</Tone>}
                {one.workCores !== null && <span className={styles.work}>{text.coreWork(format.cores(one.workCores))}</span>}
                <Why answer={<CpuAnswer figures={one} node={figures} />}>{text.cores(format.cores(one.cores))}</Why>
              </div>
              <svg className={styles.lanes} style={{ height: `${height}px` }} viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
                <defs>
                  <pattern id={`${hatch}-${index}`} width="14" height="8" patternUnits="userSpaceOnUse">
                    <path className={styles.hatch} d="M0 8L14 0" />
                  </pattern>
                </defs>
                {Array.from({ length: config.cpus }, (_, cpu) => (
                  <rect key={cpu} className={styles.lane} x={0} y={cpu * (lane + gap)} width={WIDTH} height={lane} />
                ))}
                <path className={styles.throttledBack} d={spansToPath(spans.filter((span) => span.task < 0), from, lane, gap)} />
                <path fill={`url(#${hatch}-${index})`} d={spansToPath(spans.filter((span) => span.task < 0), from, lane, gap)} />
                <path className={styles.ran} d={spansToPath(spans.filter((span) => span.task >= 0), from, lane, gap)} />
                {bandwidth?.quota != null && boundaries(bandwidth.timerBase, bandwidth.period, from).map((x) => (
                  <line key={x.toFixed(2)} className={styles.boundary} x1={x} x2={x} y1={0} y2={height} />
                ))}
              </svg>
            </li>
          );
        })}
      </ul>
      <div className={styles.axis} aria-hidden="true">
        <span>{text.ago}</span>
        <span>{text.now}</span>
      </div>
      <ul className={styles.legend}>
        <li><span className={styles.keyRan} aria-hidden="true" />{text.legend.ran}</li>
        <li><span className={styles.keyThrottled} aria-hidden="true" />{text.legend.throttled}</li>
        <li><span className={styles.keyBoundary} aria-hidden="true" />{text.legend.period}</li>
      </ul>
    </div>
  );
}
