import type { NodeLook, ScaleDown } from '@site/src/simulation/resources/node-autoscaler/scale-down';
import { useMessages } from '@site/src/i18n/messages';
import { messages } from './messages';
import styles from './NodeAutoscale.module.css';

/** What keeps a node, or that it goes. */
export function useVerdict(): (look: NodeLook) => string {
  const { verdict: words } = useMessages(messages);
  return ({ verdict }) => {
    if (verdict.kind === 'blocked') return words.blocked[verdict.by];
    return verdict.kind === 'noPlace' ? words.noPlace(verdict.pod) : words[verdict.kind];
  };
}

/** Each node's requests against half of what it has, and what is decided about it. */
export function Shrinking({ decided, share }: { decided: ScaleDown; share: (value: number) => string }) {
  const text = useMessages(messages);
  const verdict = useVerdict();
  return (
    <ul className={styles.nodes}>
      {decided.looks.map((look) => {
        const moves = Object.entries(look.moves).map(([pod, node]) => `${pod} → ${node}`);
        return (
          <li key={look.node} data-goes={decided.remove.includes(look.node) || undefined}>
            <span className={styles.head}><b>{look.node}</b> <span className={styles.muted}>{text.shared(share(look.utilization))}</span></span>
            <span className={styles.track} aria-hidden="true"><span style={{ inlineSize: `${Math.min(100, look.utilization * 100)}%` }} /><i /></span>
            <span>{verdict(look)} {moves.length > 0 && text.verdict.moves(moves.join(', '))}</span>
          </li>
        );
      })}
    </ul>
  );
}
