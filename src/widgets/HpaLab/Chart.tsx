import { useRef, type PointerEvent } from 'react';
import { SLOW_S } from '@site/src/simulation/resources/autoscaler/latency';
import type { SceneSync } from '@site/src/simulation/resources/autoscaler/scene';
import { useMessages } from '@site/src/i18n/messages';
import { useFormat } from './format';
import { messages } from './messages';
import { MINUTES } from './presets';
import { LIMITS } from './state';
import lab from '../parts/lab.module.css';
import styles from './HpaLab.module.css';

/** Units of the drawings: ten a look across, and their own heights. */
const PER_SYNC = 10;
const WIDTH = MINUTES * 4 * PER_SYNC;
const TALL = 100;
/** Longer latencies stand at the top, seconds. */
const MOST_LATENCY_S = 1;

const x = (seconds: number): number => (seconds / 15) * PER_SYNC;
const line = (points: readonly (readonly [number, number])[]): string => points.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('');

/** A line that keeps its value until the next look. */
function stairs(syncs: readonly SceneSync[], value: (sync: SceneSync) => number, y: (value: number) => number): (readonly [number, number])[] {
  return syncs.flatMap((sync) => [[x(sync.at) - PER_SYNC, y(value(sync))] as const, [x(sync.at), y(value(sync))] as const]);
}

interface ChartProps {
  load: readonly number[];
  syncs: readonly SceneSync[];
  at: number;
  bounds: { readonly min: number; readonly max: number };
  queue: boolean;
  /** A stroke: what becomes of the load, which may have changed since it was last drawn, and the look under the pointer. */
  onDraw: (stroke: (load: readonly number[]) => readonly number[], at: number) => void;
  onChoose: (at: number) => void;
}

/** The load, which can be drawn, above the Pods that follow it. */
export function Chart({ load, syncs, at, bounds, queue, onDraw, onChoose }: ChartProps) {
  const text = useMessages(messages);
  const f = useFormat();
  const last = useRef<number | null>(null);

  const placeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const across = Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width)));
    const up = 1 - Math.min(1, Math.max(0, (event.clientY - box.top) / Math.max(1, box.height)));
    return { across, value: Math.round((up * LIMITS.load.max) / LIMITS.load.step) * LIMITS.load.step };
  };
  const chosen = (across: number): number => Math.max(1, Math.round(across * MINUTES * 4));

  const draw = (event: PointerEvent<HTMLDivElement>) => {
    const { across, value } = placeOf(event);
    const minute = Math.round(across * MINUTES);
    const from = last.current ?? minute;
    last.current = minute;
    // A quick stroke skips minutes: what lies between follows the straight line.
    const [start, end] = [Math.min(from, minute), Math.max(from, minute)];
    const stroke = (now: readonly number[]) => {
      const before = now[from] ?? value;
      return now.map((old, index) => {
        if (index < start || index > end) return old;
        const share = from === minute ? 1 : Math.abs(index - from) / Math.abs(minute - from);
        return Math.round((before + (value - before) * share) / LIMITS.load.step) * LIMITS.load.step;
      });
    };
    onDraw(stroke, chosen(across));
  };

  const loadY = (value: number) => TALL - (value / LIMITS.load.max) * TALL;
  const most = Math.max(bounds.max, ...syncs.map(({ replicas }) => replicas), 4);
  const podY = (value: number) => TALL - (Math.min(value, most) / most) * (TALL - 4) - 2;
  const loadLine = load.map((value, minute) => [x(minute * 60), loadY(value)] as const);
  const top = syncs.map(({ at: second, load: now }) => [x(second), loadY(now)] as const);
  const under = syncs.map(({ at: second, load: now, lost }) => [x(second), loadY(Math.max(0, now - lost))] as const).reverse();
  const nodeY = (value: number) => TALL - (value / LIMITS.nodeMost.max) * (TALL - 4) - 2;
  const latencyY = (seconds: number) => TALL - (Math.min(seconds, MOST_LATENCY_S) / MOST_LATENCY_S) * (TALL - 4) - 2;
  const mostWaiting = Math.max(1, ...syncs.map(({ waiting }) => waiting));
  const replicas = syncs.map((sync) => sync.replicas);
  const lost = syncs.reduce((sum, sync) => sum + sync.lost * 15, 0);

  return (
    <div>
      <p className={styles.plotName}>{text.loadPlot}</p>
      <div
        className={styles.plot} data-draws role="img" aria-label={`${text.draw} ${text.figure(f.n(Math.min(...replicas)), f.n(Math.max(...replicas)), f.n(Math.round(lost)))}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture?.(event.pointerId);
          last.current = null;
          draw(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons > 0 && last.current !== null) draw(event);
        }}
        onPointerUp={() => {
          last.current = null;
        }}
        onPointerCancel={() => {
          last.current = null;
        }}
      >
        <svg viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
          <path className={styles.loadArea} d={`${line(loadLine)}L${WIDTH} ${TALL}L0 ${TALL}Z`} />
          {syncs.length > 0 && lost > 0 && <path className={styles.lost} d={`${line([...top, ...under])}Z`} />}
          <path className={styles.loadLine} d={line(loadLine)} />
          {queue && <path className={styles.waitingLine} d={line(syncs.map(({ at: second, waiting }) => [x(second), TALL - (waiting / mostWaiting) * TALL * 0.9] as const))} />}
          <line className={styles.cursor} x1={x(at * 15)} x2={x(at * 15)} y1={0} y2={TALL} />
        </svg>
        <span className={styles.top} aria-hidden="true">{f.n(LIMITS.load.max)}</span>
      </div>
      <p className={styles.plotName}>{text.podPlot}</p>
      {/* The same can be chosen with the slider of the time. */}
      <div
        className={styles.plot} role="img" aria-label={text.choose}
        onPointerDown={(event) => onChoose(chosen(placeOf(event).across))}
        onPointerMove={(event) => {
          if (event.buttons > 0) onChoose(chosen(placeOf(event).across));
        }}
      >
        <svg viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
          <line className={styles.bound} x1={0} x2={WIDTH} y1={podY(bounds.max)} y2={podY(bounds.max)} />
          {bounds.min > 0 && <line className={styles.bound} x1={0} x2={WIDTH} y1={podY(bounds.min)} y2={podY(bounds.min)} />}
          {syncs.length > 0 && (
            <>
              <path className={styles.serving} d={`${line(stairs(syncs, ({ serving }) => serving, podY))}L${WIDTH} ${TALL}L0 ${TALL}Z`} />
              <path className={styles.nodes} d={line(stairs(syncs, ({ nodes }) => nodes, nodeY))} />
              <path className={styles.proposed} d={line(stairs(syncs, (sync) => sync.why.proposed ?? sync.replicas, podY))} />
              <path className={styles.replicas} d={line(stairs(syncs, (sync) => sync.replicas, podY))} />
            </>
          )}
          <line className={styles.cursor} x1={x(at * 15)} x2={x(at * 15)} y1={0} y2={TALL} />
        </svg>
        <span className={styles.bounds} aria-hidden="true" style={{ insetBlockStart: `${Math.min(72, podY(bounds.max))}%` }}>{text.max(f.n(bounds.max))}</span>
      </div>
      <p className={styles.plotName}>{text.latencyPlot}</p>
      <div className={styles.plot} data-low aria-hidden="true">
        <svg viewBox={`0 0 ${WIDTH} ${TALL}`} preserveAspectRatio="none">
          <line className={styles.slowLine} x1={0} x2={WIDTH} y1={latencyY(SLOW_S)} y2={latencyY(SLOW_S)} />
          {syncs.length > 0 && <path className={styles.latency} d={line(syncs.map(({ at: second, latency }) => [x(second), latencyY(latency)] as const))} />}
          <line className={styles.cursor} x1={x(at * 15)} x2={x(at * 15)} y1={0} y2={TALL} />
        </svg>
      </div>
      <div className={styles.axis} aria-hidden="true">
        {[0, 15, 30, 45, 60].map((minute) => <span key={minute}>{text.minutes(f.n(minute))}</span>)}
      </div>
      <ul className={lab.legend}>
        <li><span className={styles.keyLoad} aria-hidden="true" />{text.legend.load}</li>
        {queue ? <li><span className={styles.keyWaiting} aria-hidden="true" />{text.legend.waiting}</li> : <li><span className={styles.keyLost} aria-hidden="true" />{text.legend.lost}</li>}
        <li><span className={styles.keyReplicas} aria-hidden="true" />{text.legend.replicas}</li>
        <li><span className={styles.keyServing} aria-hidden="true" />{text.legend.serving}</li>
        <li><span className={styles.keyProposed} aria-hidden="true" />{text.legend.proposed}</li>
        <li><span className={styles.keyNodes} aria-hidden="true" />{text.legend.nodes(f.n(LIMITS.nodeMost.max))}</li>
      </ul>
    </div>
  );
}
