import type { CSSProperties } from 'react';
import { useMessages } from '@site/src/i18n/messages';
import type { Kind } from './data';
import styles from './KindBadge.module.css';
import { distributionMessages } from './messages';

/** One shape and one colour for each of the five kinds; the word says it too. */
const MARKS: Record<Kind, { mark: string; colour: string }> = {
  local: { mark: '○', colour: 'node' },
  distribution: { mark: '■', colour: 'pod' },
  builder: { mark: '▲', colour: 'kernel' },
  manager: { mark: '◆', colour: 'control' },
  cloud: { mark: '●', colour: 'network' },
};

export function KindBadge({ kind }: { kind: Kind }) {
  const text = useMessages(distributionMessages);
  const { mark, colour } = MARKS[kind];
  return (
    <span className={styles.badge} style={{ '--kind': `var(--kx-${colour})`, '--kind-bg': `var(--kx-${colour}-bg)` } as CSSProperties}>
      <span aria-hidden="true">{mark}</span>
      {text.kinds[kind]}
    </span>
  );
}
