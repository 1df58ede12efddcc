import type { Decision, NodeTrace, Trace } from '@site/src/simulation/scheduler';
import { type Revealed } from './steps';

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

/** Null where no node is judged: nothing is chosen, or the scheduler does not look at the Pod. `trace`: the thoughts, where they are not with the decision. */
export function verdictsOn(decision: Decision | undefined, seen: Revealed, late: Trace | null): (node: string) => NodeVerdict | null {
  if (decision === undefined || (decision.kind !== 'scheduled' && decision.kind !== 'unschedulable')) return () => null;
  const trace = decision.trace ?? late ?? undefined;
  const byNode = new Map(trace?.nodes.map((node) => [node.node, node]));
  return (name) => {
    const node = byNode.get(name);
    const winner = decision.kind === 'scheduled' && seen.done && decision.node === name;
    const filtered = node?.visited === true && seen.filtered.has(name);
    return { trace: node, filtered, scored: filtered && node.feasible && trace?.scored === true && seen.scored.has(name), winner, only: winner && trace?.scored === false, decided: seen.done };
  };
}

export type VerdictState = 'idle' | 'rejected' | 'fits' | 'winner';

export function stateOf(verdict: NodeVerdict | null): VerdictState {
  if (verdict?.winner === true) return 'winner';
  if (verdict === null || !verdict.filtered) return 'idle';
  return verdict.trace?.feasible === false ? 'rejected' : 'fits';
}
