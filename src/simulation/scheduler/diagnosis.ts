import type { Status } from './framework';
import type { NodeInfo } from './node-info';
import type { PodInfo } from './pod-info';

/** Why each node was turned down (framework.Diagnosis). */
export interface Diagnosis {
  /** Only nodes that were looked at and rejected. */
  readonly nodeToStatus: ReadonlyMap<string, Status>;
  /** Reasons that stand for the nodes not in the map, when PreFilter left them out. */
  readonly absentReasons: readonly string[];
  /** Set when PreFilter rejected the Pod for all nodes. */
  readonly preFilterMessage: string;
}

/** Events cut their text there (apiserver events validation, NoteLengthLimit). */
const NOTE_LIMIT = 1024;

export const NO_NODES_MESSAGE = 'no nodes available to schedule pods';

function histogram(reasons: ReadonlyMap<string, number>): string[] {
  return [...reasons].map(([reason, count]) => `${count} ${reason}`).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** FitError.Error (pkg/scheduler/framework/types.go): "0/3 nodes are available: 1 …, 2 ….", then what PostFilter said. */
export function fitErrorMessage(numAllNodes: number, diagnosis: Diagnosis, postFilterMessage: string): string {
  let message = `0/${numAllNodes} nodes are available:`;
  if (diagnosis.preFilterMessage !== '') message += ` ${diagnosis.preFilterMessage}.`;
  else {
    const reasons = new Map<string, number>();
    const count = (reason: string, by: number): void => void reasons.set(reason, (reasons.get(reason) ?? 0) + by);
    for (const status of diagnosis.nodeToStatus.values()) for (const reason of status.reasons) count(reason, 1);
    const absent = numAllNodes - diagnosis.nodeToStatus.size;
    if (absent > 0) for (const reason of diagnosis.absentReasons) count(reason, absent);
    const lines = histogram(reasons);
    if (lines.length > 0) message += ` ${lines.join(', ')}.`;
  }
  return postFilterMessage === '' ? message : `${message} ${postFilterMessage}`;
}

/** What the FailedScheduling event shows. */
export const truncateNote = (message: string): string => (message.length <= NOTE_LIMIT ? message : `${message.slice(0, NOTE_LIMIT - 4)} ...`);

export type PostFilterOutcome =
  | { readonly kind: 'message'; readonly text: string }
  /** Pods of lower priority sit on nodes that could be freed: the real scheduler would try to evict some. Not modelled. */
  | { readonly kind: 'preemptionPossible'; readonly nodes: readonly string[] };

/**
 * What the PostFilter plugins of the default profile say when they cannot help: DynamicResources (no claim to deallocate) and
 * DefaultPreemption (preemption.Evaluator.Preempt). Exact as long as no node that preemption could free holds a Pod of lower
 * priority than this one; otherwise preemption might evict something, which is not modelled, and that is what is returned.
 */
export function postFilter(pod: PodInfo, diagnosis: Diagnosis, nodes: readonly NodeInfo[]): PostFilterOutcome {
  const claims = 'no new claims to deallocate';
  if (pod.pod.spec.preemptionPolicy === 'Never') return { kind: 'message', text: `${claims}, preemption: not eligible due to preemptionPolicy=Never.` };
  const candidates = nodes.filter((node) => diagnosis.preFilterMessage === '' && diagnosis.nodeToStatus.get(node.name)?.code === 'Unschedulable');
  const withVictims = candidates.filter((node) => node.pods.some((other) => other.priority < pod.priority));
  if (withVictims.length > 0) return { kind: 'preemptionPossible', nodes: withVictims.map((node) => node.name) };
  const reasons = new Map<string, number>();
  if (candidates.length > 0) reasons.set('No preemption victims found for incoming pod', candidates.length);
  if (nodes.length > candidates.length) reasons.set('Preemption is not helpful for scheduling', nodes.length - candidates.length);
  return { kind: 'message', text: `${claims}, preemption: 0/${nodes.length} nodes are available: ${histogram(reasons).join(', ')}.` };
}
