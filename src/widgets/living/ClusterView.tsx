import type { ReactNode } from 'react';
import { Glyph, type ObjectGlyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { NodePicture, OwnerPicture, Picture, PodPicture } from '@site/src/simulation/cluster/picture/picture';
import { ClusterDiagram } from './ClusterDiagram';
import { livingMessages } from './messages';
import { PodMark } from './PodMark';
import styles from './living.module.css';

interface ClusterViewProps {
  readonly picture: Picture;
  /** What can be done with a node or a Pod, beside it. */
  readonly nodeActions?: (node: NodePicture) => ReactNode;
  readonly podActions?: (pod: PodPicture) => ReactNode;
  /** Who owns the Pods is drawn too. */
  readonly owners?: boolean;
}

/** From so many Pods on they are marks without names, so that a node keeps its size. */
const CROWD = 36;
/** Marks in a node at most; the others are counted. */
const MARKS = 120;

const GLYPHS: Readonly<Record<string, ObjectGlyph>> = { Deployment: 'deployment', ReplicaSet: 'replicaSet', StatefulSet: 'statefulSet', DaemonSet: 'daemonSet', Job: 'job', CronJob: 'cronJob' };

/** A cluster at a moment: nodes as boxes, the Pods in them, and Pods that no node has yet; on demand as a diagram, too. */
export function ClusterView({ picture, nodeActions, podActions, owners = false }: ClusterViewProps) {
  const text = useMessages(livingMessages);
  const crowd = picture.pods.length > CROWD;
  const waiting = picture.pods.filter(({ node }) => node === null);
  return (
    <div className={styles.view}>
      {owners && <Owners picture={picture} />}
      <ul className={styles.nodes}>
        {picture.nodes.map((node) => (
          <NodeBox key={node.name} node={node} pods={picture.pods.filter((pod) => pod.node === node.name)} crowd={crowd} podActions={podActions}>
            {nodeActions?.(node)}
          </NodeBox>
        ))}
      </ul>
      <div className={styles.waiting} data-some={waiting.length > 0 || undefined}>
        <p className={styles.waitingName}>
          <Glyph kind="waiting" /> {text.waiting}: {waiting.length}
        </p>
        <Pods pods={waiting} crowd={crowd} podActions={podActions} />
      </div>
      <ClusterDiagram picture={picture} />
    </div>
  );
}

interface NodeBoxProps {
  readonly node: NodePicture;
  readonly pods: readonly PodPicture[];
  readonly crowd: boolean;
  readonly podActions: ((pod: PodPicture) => ReactNode) | undefined;
  readonly children: ReactNode;
}

function NodeBox({ node, pods, crowd, podActions, children }: NodeBoxProps) {
  const text = useMessages(livingMessages);
  const ready = text.nodeReady[node.ready];
  return (
    <li className={styles.node} data-ready={node.ready === 'True' || undefined} data-closed={node.unschedulable || undefined} aria-label={text.node(node.name, ready, pods.length)}>
      <p className={styles.nodeName}>
        <Glyph kind="node" /> <b>{node.name}</b> <span data-tone={node.ready === 'True' ? 'good' : 'failed'}>{ready}</span>
        {node.unschedulable && <span data-tone="warned">{text.cordoned}</span>}
      </p>
      <Pods pods={pods} crowd={crowd} podActions={podActions} />
      <p className={styles.used}>{text.requests(`${node.requestedMilliCpu}m`, `${node.milliCpu}m`)}</p>
      {children}
    </li>
  );
}

function Pods({ pods, crowd, podActions }: { pods: readonly PodPicture[]; crowd: boolean; podActions: ((pod: PodPicture) => ReactNode) | undefined }) {
  const text = useMessages(livingMessages);
  if (pods.length === 0) return null;
  const shown = crowd ? pods.slice(0, MARKS) : pods;
  return (
    <ul className={styles.pods} data-crowd={crowd || undefined}>
      {shown.map((pod) => (
        <PodMark key={pod.uid} pod={pod} small={crowd}>
          {crowd ? null : podActions?.(pod)}
        </PodMark>
      ))}
      {shown.length < pods.length && <li className={styles.rest}>{text.more(pods.length - shown.length)}</li>}
    </ul>
  );
}

/** Each object above those that it owns, with how many of its replicas are ready. */
function Owners({ picture }: { picture: Picture }) {
  const text = useMessages(livingMessages);
  if (picture.owners.length === 0) return null;
  const below = (key: string | null): OwnerPicture[] => picture.owners.filter(({ owner }) => owner === key);
  const roots = picture.owners.filter(({ owner }) => owner === null || !picture.owners.some(({ key }) => key === owner));
  const item = (one: OwnerPicture): ReactNode => {
    const owned = below(one.key);
    return (
      <li key={one.key}>
        <span className={styles.owner}>
          <Glyph kind={GLYPHS[one.kind] ?? 'controller'} /> {one.kind} <b>{one.name}</b> <small>{text.replicas(one.ready, one.desired)}</small>
        </span>
        {owned.length > 0 && <ul>{owned.map(item)}</ul>}
      </li>
    );
  };
  return (
    <div className={styles.owners} role="group" aria-label={text.owners}>
      <ul>{roots.map(item)}</ul>
    </div>
  );
}
