import type { ReactNode } from 'react';
import { clockText } from '../living/clock';
import layout from '../living/layout.module.css';
import styles from './ProbeLab.module.css';

/** Where a moment stands on an axis that is so wide. */
export const share = (ms: number, wide: number): string => `${((ms / wide) * 100).toFixed(3)}%`;

interface TrackProps {
  /** What stands above it. */
  readonly name: ReactNode;
  /** What it shows, in words. */
  readonly says: string;
  readonly parts: readonly { readonly state: string; readonly from: number; readonly until: number }[];
  /** ms. */
  readonly wide: number;
  readonly children?: ReactNode;
}

/** Stretches of time on one line, and what lies over them. */
export function Track({ name, says, parts, wide, children }: TrackProps) {
  return (
    <div className={styles.lane}>
      <p>{name}</p>
      <div className={styles.track} role="img" aria-label={says}>
        {parts.map(({ state, from, until }) => <span key={from} data-state={state} style={{ insetInlineStart: share(from, wide), width: share(until - from, wide) }} />)}
        {children}
      </div>
    </div>
  );
}

/** The times under tracks that are so many seconds wide. */
export function Axis({ seconds }: { readonly seconds: number }) {
  return (
    <p className={layout.axis} aria-hidden="true">
      {[0, seconds / 2, seconds].map((at) => <span key={at}>{clockText(at * 1000)}</span>)}
    </p>
  );
}
