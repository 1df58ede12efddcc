import type { CSSProperties } from 'react';
import { Glyph } from '@site/src/components/glyphs';
import { useLocale, useMessages } from '@site/src/i18n/messages';
import { amountOf, requestedOn, type SmallCluster, type SmallNode, type SmallPod } from '@site/src/simulation/cluster';
import { Button } from '../parts';
import { homeClusterMessages } from './messages';
import styles from './HomeCluster.module.css';

interface NodeBoxProps {
  node: SmallNode;
  cluster: SmallCluster;
  /** What the node scored for the last Pod, when nodes were scored. */
  score: number | undefined;
  chosen: boolean;
  /** `namespace/name` of the Pod that came last. */
  newest: string | null;
  /** Requests and scores in figures. */
  numbers: boolean;
  onCordon: () => void;
}

/** A node as a box that Pods sit in: as tall as what it may use, filled by what is requested. */
export function NodeBox({ node, cluster, score, chosen, newest, numbers, onCordon }: NodeBoxProps) {
  const text = useMessages(homeClusterMessages);
  const locale = useLocale();
  const pods = cluster.pods.filter((pod) => pod.node === node.name);
  const all = amountOf(node).milliCpu;
  const { milliCpu } = requestedOn(cluster, node.name);
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(milliCpu / all);
  return (
    <div className={styles.node} data-chosen={chosen || undefined} data-closed={node.cordoned || undefined} role="group" aria-label={text.node(node.name, pods.length, share)}>
      <p className={styles.nodeName}>
        <Glyph kind="node" /> {node.name}
        {node.cordoned && <em>{text.cordoned}</em>}
      </p>
      <div className={styles.room}>
        {pods.map((pod) => (
          <PodChip key={pod.name} pod={pod} of={all} fresh={newest === `default/${pod.name}`} numbers={numbers} />
        ))}
      </div>
      <p className={styles.used}>
        {numbers ? text.requests(`${milliCpu}m`, `${all}m`) : text.used(share)}
        {numbers && score !== undefined && <b> · {text.score(score)}</b>}
      </p>
      <Button className={styles.cordon} aria-pressed={node.cordoned} onClick={onCordon}>
        {node.cordoned ? text.uncordon : text.cordon}
      </Button>
    </div>
  );
}

/** A Pod, as high as its CPU request is of a node. */
export function PodChip({ pod, of, fresh, numbers }: { pod: SmallPod; of: number; fresh: boolean; numbers: boolean }) {
  return (
    <span className={styles.pod} style={{ '--share': amountOf(pod).milliCpu / of } as CSSProperties} data-fresh={fresh || undefined}>
      <Glyph kind="pod" size={14} /> {pod.name} {numbers && <small>{pod.cpu}</small>}
    </span>
  );
}
