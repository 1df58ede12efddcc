import type { Pod } from '../api';
import type { Cache } from './cache/cache';
import type { NodeInfo } from './cache/node-info';
import type { PodInfo } from './cache/pod-info';
import type { EventInterest } from './events';
import type { Write } from './objects';

/**
 * The scheduling framework (k8s.io/kube-scheduler/framework interface.go, KEP-624): the extension points that a plugin may implement and
 * the answers it gives. It knows no plugin: what a plugin says about a node is the plugin's own type `R`, how it explains a score its
 * own type `E`; profile/explanations.ts puts them together.
 */

export type Code = 'Success' | 'Unschedulable' | 'UnschedulableAndUnresolvable' | 'Wait' | 'Skip' | 'Error';

/** An explanation as data; `kind` says which plugin's words it takes. */
export interface Params {
  readonly kind: string;
}

/** An answer other than Success and Skip. Success is `null`, as a nil *Status is upstream. */
export interface Status<R extends Params = Params> {
  readonly plugin: string;
  readonly code: Exclude<Code, 'Success' | 'Skip'>;
  /** Upstream's texts, letter for letter. */
  readonly reasons: readonly string[];
  readonly params: readonly R[];
}

/** Status.IsRejected. */
export const isRejected = (status: Status): boolean => status.code === 'Unschedulable' || status.code === 'UnschedulableAndUnresolvable';

export const MAX_NODE_SCORE = 100;

/** What PreFilter prepared for one Pod: Filter with its state (upstream keeps it in CycleState). */
export interface NodeFilter<R extends Params = Params> {
  /** Filter: why this node will not do, or null. */
  check(node: NodeInfo): Status<R> | null;
  /** StateData.Clone, AddPod and RemovePod of PreFilterExtensions: for filters that look beyond the node itself. */
  clone?(): NodeFilter<R>;
  addPod?(pod: PodInfo, node: NodeInfo): void;
  removePod?(pod: PodInfo, node: NodeInfo): void;
}

export type PreFilterResult<R extends Params = Params> =
  /** Nothing to check for this Pod. */
  | 'skip'
  /** No node can take the Pod. */
  | { readonly rejection: Status<R> }
  /** With `nodeNames` only these nodes are looked at. */
  | { readonly filter: NodeFilter<R>; readonly nodeNames?: ReadonlySet<string> };

/** What PreScore prepared: Score and NormalizeScore with their state. */
export interface NodeScorer<E extends Params = Params> {
  /** Set when all nodes get this same score, which then need not be worked out node by node; normalizing equal scores gives the same however many there are. */
  readonly uniform?: number;
  /** A whole number; 0..100 unless `normalize` brings it there. */
  score(node: NodeInfo): number;
  /** NormalizeScore, in place, over all nodes that passed the filters. */
  normalize?(scores: number[], nodes: readonly NodeInfo[]): void;
  /** The arithmetic of `score`, for those who ask. */
  explain?(node: NodeInfo): E;
}

/** Which formula `normalize` uses: 100·s/max, 100 − 100·s/max, 100·(max + min − s)/max, or 100·(s − min)/(max − min). */
export type Normalization = 'share' | 'reversed' | 'spread' | 'range';

/** Why the nodes were turned down, for PostFilter (framework NodeToStatus). */
export interface NodeStatuses {
  readonly byNode: ReadonlyMap<string, Status>;
  /** What stands for the nodes not in the map. */
  readonly absent: Status | null;
}

/** What a PostFilter plugin can work with. */
export interface FailedCycle {
  readonly pod: PodInfo;
  readonly cache: Cache;
  readonly statuses: NodeStatuses;
  /** Whether the PreFilter of this plugin got its turn before another one ended the cycle. */
  readonly preFiltered: (plugin: string) => boolean;
  /** What the PreFilter of a plugin prepared, with what its Filter left there; undefined where it had nothing to check. */
  readonly filter: (plugin: string) => NodeFilter | undefined;
  /** The cycle's filters, on a copy of their state. */
  readonly tryOut: () => TryOut;
  /** A draw in [0, bound). */
  readonly below: (bound: number) => number;
}

/** Filters to play with: Pods can be taken away and put back before asking again. */
export interface TryOut {
  addPod(pod: PodInfo, node: NodeInfo): void;
  removePod(pod: PodInfo, node: NodeInfo): void;
  /** RunFilterPluginsWithNominatedPods. */
  check(node: NodeInfo): Status | null;
}

/** A node that would fit if the victims went. */
export interface PreemptionCandidate {
  readonly node: string;
  /** Most important first. */
  readonly victims: readonly Pod[];
  readonly pdbViolations: number;
}

export interface Preemption {
  readonly candidates: readonly PreemptionCandidate[];
  readonly chosen: PreemptionCandidate;
  /** Nodes that no rule tells apart from the chosen one, itself included. */
  readonly tied: readonly string[];
}

export type PostFilterResult =
  | { readonly kind: 'nominated'; readonly preemption: Preemption }
  | { readonly kind: 'error'; readonly message: string }
  /** `clearsNomination`: a node kept for the Pod so far is of no use to it. `writes`: what is to be written so that the Pod may fit another time. */
  | { readonly kind: 'unschedulable'; readonly message: string; readonly clearsNomination?: boolean; readonly writes?: readonly Write[] };

/** A Pod that waits in the queue, as QueueSort sees it. */
export interface Queued {
  readonly priority: number;
  /** When it came into the queue, or failed last, in seconds. */
  readonly timestamp: number;
}

export interface Plugin<R extends Params = Params, E extends Params = Params> {
  readonly name: string;
  /** PreEnqueue: may the Pod enter the queue at all? */
  preEnqueue?(pod: Pod, cache: Cache): Status<R> | null;
  /** QueueSort: does `a` go before `b`? */
  less?(a: Queued, b: Queued): boolean;
  /** PreFilter, and Filter with what it prepared. */
  preFilter?(pod: PodInfo, cache: Cache): PreFilterResult<R>;
  postFilter?(cycle: FailedCycle): PostFilterResult;
  /** PreScore, and Score with what it prepared; null when the plugin has nothing to say about this Pod. `filter`: of its own PreFilter. */
  preScore?(pod: PodInfo, cache: Cache, nodes: readonly NodeInfo[], filter?: NodeFilter): NodeScorer<E> | null;
  readonly normalization?: Normalization;
  reserve?(pod: PodInfo, node: NodeInfo, cache: Cache, filter?: NodeFilter): Status<R> | null;
  unreserve?(pod: PodInfo, node: NodeInfo, cache: Cache): void;
  /** PreBind: what is to be written before the Pod is bound. */
  preBind?(pod: PodInfo, node: NodeInfo, cache: Cache, filter?: NodeFilter): readonly Write[];
  /** Bind: the Pod as it is afterwards. */
  bind?(pod: Pod, nodeName: string): Pod;
  /** EventsToRegister: what may make a Pod schedulable that this plugin rejected. */
  readonly events?: readonly EventInterest[];
}

/** A profile: plugins in order, each with the weight of its score. */
export interface Profile<R extends Params = Params, E extends Params = Params> {
  readonly schedulerName: string;
  readonly plugins: readonly { readonly plugin: Plugin<R, E>; readonly weight: number }[];
  readonly percentageOfNodesToScore?: number;
}
