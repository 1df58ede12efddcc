import type { CSSProperties, ReactNode } from 'react';
import styles from './Tone.module.css';

export type ToneName = 'waiting' | 'working' | 'good' | 'warned' | 'failed';

/** Never colour alone: each tone has a mark of its own, and the word is the badge's text. */
const MARKS: Record<ToneName, string> = { waiting: '○', working: '◐', good: '●', warned: '▲', failed: '✕' };

interface ToneProps {
  tone: ToneName;
  /** Without a box of its own: where the badge stands in one already. */
  bare?: boolean;
  children: ReactNode;
}

export function Tone({ tone, bare, children }: ToneProps) {
  const style = { '--tone': `var(--kx-${tone})`, '--tone-bg': `var(--kx-${tone}-bg)`, '--tone-line': `var(--kx-${tone}-line)` } as CSSProperties;
  return (
    <span className={styles.tone} style={style} data-bare={bare || undefined}>
      <span aria-hidden="true">{MARKS[tone]}</span>
      {children}
    </span>
  );
}
