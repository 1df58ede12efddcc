import { type CSSProperties } from 'react';
import { type ScoreLine } from '@site/src/simulation/scheduler';
import styles from './ScoreBar.module.css';

/** The most that all plugins together can give a node. */
export const mostOf = (lines: readonly ScoreLine[]): number => lines.reduce((sum, { weight }) => sum + weight * 100, 0);

/** A node's total as a bar, one piece a plugin; the figures stand beside it. */
export function ScoreBar({ lines }: { lines: readonly ScoreLine[] }) {
  const most = mostOf(lines);
  return (
    <span className={styles.bar} aria-hidden="true">
      {lines.map((line, i) => (line.weighted === 0 ? null : <span key={line.plugin} title={`${line.plugin} ${line.weighted}`} data-series={i % 6} style={{ '--share': line.weighted / Math.max(1, most) } as CSSProperties} />))}
    </span>
  );
}

/** One plugin's part of the total. */
export function PluginBar({ line, index, most }: { line: ScoreLine; index: number; most: number }) {
  return (
    <span className={styles.bar} data-one aria-hidden="true">
      <span data-series={index % 6} style={{ '--share': line.weighted / Math.max(1, most) } as CSSProperties} />
    </span>
  );
}
