import { type Decision, type NodeTrace } from '@site/src/simulation/scheduler';
import { type revealed } from './steps';

/** What a Pod's decision says about one node, as far as it is revealed. */
export interface NodeVerdict {
  readonly trace: NodeTrace | undefined;
  readonly filtered: boolean;
  readonly scored: boolean;
  readonly winner: boolean;
  /** It won because no other node was feasible. */
  readonly only: boolean;
  readonly decided: boolean;
}

/** Null where no node is judged: nothing is chosen, or the scheduler does not look at the Pod. */
export function verdictOn(decision: Decision | undefined, node: string, seen: ReturnType<typeof revealed>): NodeVerdict | null {
  if (decision === undefined || (decision.kind !== 'scheduled' && decision.kind !== 'unschedulable')) return null;
  const trace = decision.trace?.nodes.find((n) => n.node === node);
  const winner = decision.kind === 'scheduled' && seen.done && decision.node === node;
  return { trace, filtered: seen.filtered.has(node), scored: seen.scored.has(node), winner, only: winner && decision.trace?.scored === false, decided: seen.done };
}

export type VerdictState = 'idle' | 'rejected' | 'fits' | 'winner';

export function stateOf(verdict: NodeVerdict | null): VerdictState {
  if (verdict === null || !verdict.filtered) return 'idle';
  if (verdict.trace?.feasible === false) return 'rejected';
  return verdict.winner ? 'winner' : 'fits';
}
