import { useMemo } from 'react';
import { topologyCounts } from '@site/src/simulation/scheduler';
import { type LabText } from './messages';
import { type LabPod, type LabRun } from './run';
import { type StageView } from './view';
import styles from './Domains.module.css';

interface DomainsProps {
  pod: LabPod | undefined;
  view: StageView;
  run: LabRun;
  text: LabText;
}

/** What the chosen Pod's spread constraints and affinity terms count in each of their domains. Nothing where it has none. */
export function Domains({ pod, view, run, text }: DomainsProps) {
  const counts = useMemo(() => {
    if (pod === undefined || run.lean) return [];
    const others = view.standing.flatMap(({ pod: { pod: other, key }, lane, note, leaving }) =>
      lane === 'placed' && key !== pod.key ? [{ ...other, metadata: { ...other.metadata, ...(leaving ? { deletionTimestamp: '2026-01-05T00:00:00Z' } : {}) }, spec: { ...other.spec, nodeName: note } }] : []);
    return topologyCounts(pod.pod, { nodes: view.nodes.map(({ node }) => node), pods: others });
  }, [pod, run, view]);
  if (counts.length === 0) return null;
  return (
    <div className={styles.domains} role="group" aria-label={text.domains.label(pod?.short ?? '')}>
      {counts.map(({ rule, topologyKey, maxSkew, min, domains }, i) => (
        <p key={i}>
          <span className={styles.rule}>
            {text.domains.rules[rule]} <code>{topologyKey.replace(/^.*\//, '')}</code>
          </span>
          {domains.map(({ domain, matching }) => (
            <span key={domain} className={styles.domain} data-least={matching === min || undefined}>
              <code>{domain}</code> <span aria-hidden="true">{'●'.repeat(Math.min(6, matching)) || '○'}</span> {matching}
            </span>
          ))}
          {maxSkew !== null && min !== null && <span className={styles.rule}>{text.domains.skew(String(min), String(maxSkew))}</span>}
        </p>
      ))}
    </div>
  );
}
