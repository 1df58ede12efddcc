import { useState, type ReactNode } from 'react';
import { Glyph } from '@site/src/components/glyphs';
import { useMessages } from '@site/src/i18n/messages';
import { amountOf, createPod, deletePod, setCordon, settle, type SmallCluster } from '@site/src/simulation/cluster';
import type { Decision } from '@site/src/simulation/scheduler';
import { Button, SegmentedControl } from '../parts';
import { useWidgetState } from '../state';
import { WidgetFrame } from '../WidgetFrame';
import { firstDecisionOf, LIMITS, parseCluster, SIZE_IDS, SIZES, startOf, takeOver, type Preset, type SizeId } from './cluster';
import { homeClusterMessages } from './messages';
import { NodeBox, PodChip } from './NodeBox';
import styles from './HomeCluster.module.css';

interface Event {
  said: string | null;
  decision: Decision | null;
}

export interface HomeClusterProps {
  /** What the cluster starts with; one of `cluster.ts`. */
  preset?: Preset;
  /** Requests and scores in figures from the start. */
  numbers?: boolean;
}

/** A few nodes, one scheduler, and the reason for its last choice. */
export default function HomeCluster({ preset = 'busy', numbers: first = false }: HomeClusterProps) {
  const text = useMessages(homeClusterMessages);
  const kept = useWidgetState<SmallCluster>({ name: 'home-cluster', version: 2, initial: startOf(preset), parse: parseCluster, take: takeOver });
  const [firstEvent] = useState<Event>({ said: null, decision: firstDecisionOf(preset) });
  const [event, setEvent] = useState(firstEvent);
  const [size, setSize] = useState<SizeId>('medium');
  const [numbers, setNumbers] = useState(first);
  const cluster = kept.state;

  const act = (next: SmallCluster, said: string | null) => {
    const settled = settle(next);
    kept.setState(settled.cluster);
    setEvent({ said, decision: settled.last });
  };

  const waiting = cluster.pods.filter((pod) => pod.node === null);
  const oldest = cluster.pods.find((pod) => pod.node !== null);
  const trace = event.decision && 'trace' in event.decision ? event.decision.trace : undefined;
  const largest = Math.max(...cluster.nodes.map((node) => amountOf(node).milliCpu));

  return (
    <WidgetFrame
      title={text.title}
      tryFirst={text.tryFirst}
      kept={kept}
      onReset={() => setEvent(firstEvent)}
      lead={
        <>
          <Button
            primary
            blocked={waiting.length >= LIMITS.waiting ? text.tooMany(waiting.length) : cluster.pods.length >= LIMITS.pods ? text.noRoom(LIMITS.pods) : null}
            onClick={() => act(createPod(cluster, SIZES[size]), null)}
          >
            {text.add}
          </Button>
          <SegmentedControl legend={text.size} options={SIZE_IDS.map((value) => ({ value, label: text.sizes[value] }))} value={size} onChange={setSize} />
        </>
      }
      stage={
        <div className={styles.cluster} style={{ gridTemplateColumns: `repeat(${cluster.nodes.length}, minmax(0, 1fr))` }}>
          {cluster.nodes.map((node) => (
            <NodeBox
              key={node.name}
              node={node}
              cluster={cluster}
              score={trace?.scored ? trace.nodes.find((one) => one.node === node.name && one.feasible)?.total : undefined}
              chosen={event.decision?.kind === 'scheduled' && event.decision.node === node.name}
              newest={event !== firstEvent && event.decision?.kind === 'scheduled' ? event.decision.pod : null}
              numbers={numbers}
              onCordon={() => act(setCordon(cluster, node.name, !node.cordoned), node.cordoned ? text.uncordonedSays(node.name) : text.cordonedSays(node.name))}
            />
          ))}
          <div className={styles.pending} data-some={waiting.length > 0 || undefined}>
            <span className={styles.pendingName}>
              <Glyph kind="waiting" /> {waiting.length > 0 ? text.pending : text.noPending}
            </span>
            {waiting.map((pod) => (
              <PodChip key={pod.name} pod={pod} of={largest} fresh={false} numbers={numbers} />
            ))}
          </div>
        </div>
      }
      says={<Says event={event} numbers={numbers} />}
      controls={
        <div className={styles.buttons}>
          <Button disabled={oldest === undefined} onClick={() => oldest && act(deletePod(cluster, oldest.name), text.removed(oldest.name))}>
            {text.removeOldest}
          </Button>
          <label className={styles.numbers}>
            <input type="checkbox" checked={numbers} onChange={(change) => setNumbers(change.target.checked)} />
            {text.numbers}
          </label>
        </div>
      }
      simplifies={<p>{text.simplifies}</p>}
    />
  );
}

function Says({ event, numbers }: { event: Event; numbers: boolean }): ReactNode {
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
      {said} {text.placed(pod, decision.node, reasonFor(decision, numbers, text))}
    </>
  );
}

function reasonFor(decision: Extract<Decision, { kind: 'scheduled' }>, numbers: boolean, text: ReturnType<typeof useMessages<(typeof homeClusterMessages)['ko']>>): string {
  if (decision.score === null) return text.onlyOne;
  if (decision.tied.length > 1) return text.tied(decision.tied.join(', '));
  if (!numbers) return text.roomiest;
  const others = (decision.trace?.nodes ?? []).filter((node) => node.feasible && node.node !== decision.node);
  return text.byScore(decision.score, others.map((node) => `${node.node} ${node.total}`).join(', '));
}
