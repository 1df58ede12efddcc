import type { Code, Normalization } from '../framework';
import type { RejectionParams, ScoreExplanation } from '../profile/explanations';

/** What one plugin's filter said about one node. */
export interface FilterVerdict {
  readonly plugin: string;
  /** `skipped`: PreFilter saw that it has nothing to check. `notRun`: an earlier plugin had already rejected the node. */
  readonly verdict: 'pass' | 'reject' | 'skipped' | 'notRun';
  readonly code?: Code;
  /** Upstream's own texts. */
  readonly reasons?: readonly string[];
  readonly params?: readonly RejectionParams[];
}

export interface ScoreLine {
  readonly plugin: string;
  readonly skipped: boolean;
  readonly raw: number;
  readonly normalized: number;
  readonly weight: number;
  readonly weighted: number;
  readonly explanation?: ScoreExplanation;
  /** How raw scores became 0..100; absent where a plugin scores in that range already. */
  readonly normalization?: { readonly formula: Normalization; readonly max: number; readonly min: number };
}

export interface NodeTrace {
  readonly node: string;
  /** False for nodes beyond the number that was enough, and for those PreFilter left out. */
  readonly visited: boolean;
  readonly filters: readonly FilterVerdict[];
  readonly feasible: boolean;
  /** Empty unless there was something to choose: one feasible node wins without scoring. */
  readonly scores: readonly ScoreLine[];
  readonly total: number;
}

/** What PreFilter said about all nodes at once. */
export interface PreFilterTrace {
  /** Why no node can take the Pod. */
  readonly rejection?: { readonly plugin: string; readonly code: Code; readonly reasons: readonly string[]; readonly params: readonly RejectionParams[] };
  /** The only nodes looked at, and the plugins that said so. */
  readonly narrowed?: { readonly plugins: readonly string[]; readonly nodeNames: readonly string[] };
}

/** How one Pod found its node, or did not. Nodes are in the order of the visit. */
export interface Trace {
  readonly pod: string;
  readonly preFilter: PreFilterTrace;
  readonly nodes: readonly NodeTrace[];
  readonly scored: boolean;
}
