import type { Preemption, Status } from '../framework';
import type { Write } from '../objects';

/** Why each node was turned down (framework.Diagnosis). */
export interface Diagnosis {
  /** Only nodes that were looked at and rejected. */
  readonly nodeToStatus: ReadonlyMap<string, Status>;
  /** Reasons that stand for the nodes not in the map. */
  readonly absentReasons: readonly string[];
  /** Set when PreFilter rejected the Pod for all nodes. */
  readonly preFilterMessage: string;
}

/** What PostFilter came to: words about why nothing can be done, or who would have to go. */
export type PostFilterOutcome =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** No node would help: a node kept for the Pod so far is free again. */
      readonly clearsNomination: boolean;
      /** What is to be written so that the Pod may fit another time: a claim given back. */
      readonly writes?: readonly Write[];
    }
  | { readonly kind: 'nominated'; readonly preemption: Preemption };

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
