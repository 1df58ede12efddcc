import { useState, type ReactNode } from 'react';
import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import type { Decision } from '@site/src/simulation/scheduler';
import { Button } from '../parts';
import { useWidgetState } from '../useWidgetState';
import { WidgetFrame } from '../WidgetFrame';
import { initialCluster, initialDecision, NODE_NAMES, order, parseCluster, removeOldest, settle, SIZES, toggleCordon, type Cluster, type NodeName, type Size } from './cluster';
import { homeClusterMessages } from './messages';
import { NodeBox, PodChip } from './NodeBox';
import styles from './HomeCluster.module.css';

interface Event {
  said: string | null;
  decision: Decision | null;
}

const firstEvent: Event = { said: null, decision: initialDecision };

/** The home page's cluster: three nodes, one scheduler, and the reason for its last choice. */
export default function HomeCluster() {
  const text = useMessages(homeClusterMessages);
  const kept = useWidgetState<Cluster>({ id: 'home-cluster', version: 1, initial: initialCluster, parse: parseCluster });
  const [event, setEvent] = useState<Event>(firstEvent);
  const cluster = kept.state;

  const act = (next: Cluster, said: string | null) => {
    const settled = settle(next);
    kept.setState(settled.cluster);
    setEvent({ said, decision: settled.last });
  };

  const deleteOldest = () => {
    const { cluster: next, name } = removeOldest(cluster);
    if (name !== null) act(next, text.removed(name));
  };

  const waiting = cluster.pods.filter((pod) => pod.node === null);
  const trace = event.decision && 'trace' in event.decision ? event.decision.trace : undefined;

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      onReset={() => setEvent(firstEvent)}
      stage={
        <div className={styles.cluster}>
          {NODE_NAMES.map((name) => (
            <NodeBox
              key={name}
              name={name}
              cluster={cluster}
              score={trace?.scored ? trace.nodes.find((node) => node.node === name && node.feasible)?.total : undefined}
              chosen={event.decision?.kind === 'scheduled' && event.decision.node === name}
              newest={event !== firstEvent && event.decision?.kind === 'scheduled' ? event.decision.pod : null}
              onCordon={() => act(toggleCordon(cluster, name), cluster.cordoned.includes(name) ? text.uncordonedSays(name) : text.cordonedSays(name))}
            />
          ))}
          <div className={styles.pending} data-some={waiting.length > 0 || undefined}>
            <span className={styles.pendingName}>
              <Glyph kind="waiting" /> {waiting.length > 0 ? text.pending : text.noPending}
            </span>
            {waiting.map((pod) => (
              <PodChip key={pod.name} pod={pod} fresh={false} />
            ))}
          </div>
        </div>
      }
      says={<Says event={event} />}
      controls={
        <div className={styles.buttons}>
          {(Object.keys(SIZES) as Size[]).map((size) => (
            <Button key={size} primary={size === 'medium'} disabled={waiting.length >= 3} onClick={() => act(order(cluster, size), null)}>
              {text.add(text.sizes[size])}
            </Button>
          ))}
          <Button disabled={cluster.pods.length === waiting.length} onClick={deleteOldest}>
            {text.removeOldest}
          </Button>
        </div>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}

function Says({ event }: { event: Event }): ReactNode {
  const text = useMessages(homeClusterMessages);
  const { said, decision } = event;
  if (decision === null) return said ?? text.first;
  const pod = decision.pod.replace('default/', '');
  if (decision.kind === 'unschedulable') {
    return (
      <>
        {said} {text.stuck(pod)} <code className={styles.message}>{decision.failure.message}</code>
      </>
    );
  }
  if (decision.kind !== 'scheduled') return said ?? text.first;
  return (
    <>
      {said} {text.placed(pod, decision.node, reasonFor(decision, text))}
    </>
  );
}

function reasonFor(decision: Extract<Decision, { kind: 'scheduled' }>, text: ReturnType<typeof useMessages<(typeof homeClusterMessages)['ko']>>): string {
  if (decision.score === null) return text.onlyOne;
  if (decision.tied.length > 1) return text.tied(decision.tied.join(', '));
  const others = (decision.trace?.nodes ?? []).filter((node) => node.feasible && node.node !== decision.node);
  return text.byScore(decision.score, others.map((node) => `${node.node as NodeName} ${node.total}`).join(', '));
}
