import type { CSSProperties, ReactNode } from 'react';
import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { PodPicture } from '@site/src/simulation/cluster/picture/picture';
import { livingMessages } from './messages';
import styles from './living.module.css';

interface PodMarkProps {
  readonly pod: PodPicture;
  /** The mark alone: its name is read out and shown as a tooltip. */
  readonly small?: boolean;
  readonly children?: ReactNode;
}

/** A Pod by its state: sign and word, never colour alone. */
export function PodMark({ pod, small = false, children }: PodMarkProps) {
  const text = useMessages(livingMessages);
  const style = { '--tone': `var(--kx-${pod.tone})`, '--tone-bg': `var(--kx-${pod.tone}-bg)`, '--tone-line': `var(--kx-${pod.tone}-line)` } as CSSProperties;
  const label = text.pod(pod.name, pod.status, `${pod.ready}/${pod.containers}`, pod.restarts);
  if (small) {
    return (
      <li className={styles.mark} style={style}>
        <Glyph kind={pod.tone} size={12} title={label} />
      </li>
    );
  }
  return (
    <li className={styles.pod} style={style} data-status={pod.status} aria-label={label}>
      <span className={styles.podName}>
        <Glyph kind={pod.tone} size={14} /> {pod.name}
      </span>
      <span className={styles.podStatus}>
        {pod.status} {pod.ready}/{pod.containers}
        {pod.restarts > 0 && <small> ↻{pod.restarts}</small>}
      </span>
      {children}
    </li>
  );
}
