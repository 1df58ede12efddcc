import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { ALLOCATABLE, requested, SIZES, type Cluster, type NodeName, type Placed } from './cluster';
import { homeClusterMessages } from './messages';
import styles from './HomeCluster.module.css';

interface NodeBoxProps {
  name: NodeName;
  cluster: Cluster;
  /** What the node scored for the last Pod, when nodes were scored. */
  score: number | undefined;
  chosen: boolean;
  /** `namespace/name` of the Pod that came last. */
  newest: string | null;
  onCordon: () => void;
}

/** A node as a box that Pods sit in: as tall as what it may use, filled by what is requested. */
export function NodeBox({ name, cluster, score, chosen, newest, onCordon }: NodeBoxProps) {
  const text = useMessages(homeClusterMessages);
  const pods = cluster.pods.filter((pod) => pod.node === name);
  const { cpu } = requested(cluster, name);
  const closed = cluster.cordoned.includes(name);
  return (
    <div className={styles.node} data-chosen={chosen || undefined} data-closed={closed || undefined} role="group" aria-label={text.node(name, pods.length, `${cpu}m`)}>
      <p className={styles.nodeName}>
        <Glyph kind="node" /> {name}
        {closed && <em>{text.cordoned}</em>}
        {score !== undefined && <b>{text.score(score)}</b>}
      </p>
      <div className={styles.room}>
        {pods.map((pod) => (
          <PodChip key={pod.name} pod={pod} fresh={newest === `default/${pod.name}`} />
        ))}
      </div>
      <p className={styles.used}>{text.requests(`${cpu}m`, `${ALLOCATABLE.cpu}m`)}</p>
      <button type="button" className={styles.cordon} aria-pressed={closed} onClick={onCordon}>
        {closed ? text.uncordon : text.cordon}
      </button>
    </div>
  );
}

/** A Pod, as high as its CPU request is of a node. */
export function PodChip({ pod, fresh }: { pod: Placed; fresh: boolean }) {
  return (
    <span className={styles.pod} data-size={pod.size} data-fresh={fresh || undefined}>
      <Glyph kind="pod" size={14} /> {pod.name} <small>{SIZES[pod.size].cpu}</small>
    </span>
  );
}
