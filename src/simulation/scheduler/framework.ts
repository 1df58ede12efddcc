import type { Pod, Taint } from '../api';
import type { NodeInfo } from './node-info';
import type { PodInfo } from './pod-info';
import type { Snapshot } from './snapshot';

/**
 * The scheduling framework (k8s.io/kube-scheduler/framework interface.go, KEP-624): extension points a plugin may implement, the
 * status codes it answers with, and the state it keeps during one cycle.
 */

export type Code = 'Success' | 'Unschedulable' | 'UnschedulableAndUnresolvable' | 'Wait' | 'Skip' | 'Error';

/** Why a node was rejected, as data; one entry for each upstream reason text. */
export type RejectionParams =
  | { readonly kind: 'unschedulable' }
  | { readonly kind: 'nodeName'; readonly wanted: string }
  | { readonly kind: 'taint'; readonly taint: Taint }
  | { readonly kind: 'nodeSelector'; readonly key: string; readonly wanted: string; readonly actual: string | null }
  | { readonly kind: 'nodeAffinity' }
  | { readonly kind: 'affinityConflict' }
  | { readonly kind: 'ports'; readonly port: number; readonly protocol: string; readonly hostIP: string }
  | { readonly kind: 'resource'; readonly resource: string; readonly requested: number; readonly used: number; readonly capacity: number }
  | {
      readonly kind: 'spread';
      readonly topologyKey: string;
      /** Null where the node lacks the label. */
      readonly domain: string | null;
      readonly matching: number;
      readonly self: number;
      readonly min: number;
      readonly maxSkew: number;
    }
  | { readonly kind: 'gates'; readonly gates: readonly string[] };

/** An answer other than Success. Success is `null`, as a nil *Status is upstream. */
export interface Status {
  readonly plugin: string;
  readonly code: Exclude<Code, 'Success'>;
  /** Upstream's texts, letter for letter. */
  readonly reasons: readonly string[];
  readonly params: readonly RejectionParams[];
}

export const SKIP: Status = { plugin: '', code: 'Skip', reasons: [], params: [] };

/** Status.IsRejected. */
export const isRejected = (status: Status): boolean => status.code === 'Unschedulable' || status.code === 'UnschedulableAndUnresolvable';

export const MAX_NODE_SCORE = 100;

/** The arithmetic behind a raw score, as data. */
export type ScoreExplanation =
  | { readonly kind: 'taints'; readonly untolerated: readonly Taint[] }
  | { readonly kind: 'nodeAffinity'; readonly terms: readonly { readonly weight: number; readonly matched: boolean }[] }
  | { readonly kind: 'spread'; readonly terms: readonly SpreadTerm[] }
  | { readonly kind: 'fit'; readonly resources: readonly FitTerm[] }
  | { readonly kind: 'balanced'; readonly after: BalanceTerm; readonly before: BalanceTerm }
  | {
      readonly kind: 'images';
      readonly images: readonly { readonly name: string; readonly size: number; readonly numNodes: number; readonly scaled: number }[];
      readonly totalNodes: number;
      readonly sum: number;
      readonly min: number;
      readonly max: number;
    };

/** One spread constraint on one node: count × weight + (maxSkew − 1), weight being ln(domains + 2). */
export interface SpreadTerm {
  readonly topologyKey: string;
  readonly domain: string;
  readonly count: number;
  readonly domains: number;
  readonly weight: number;
  readonly maxSkew: number;
  readonly part: number;
}

export interface FitTerm {
  readonly resource: 'cpu' | 'memory';
  /** On the node with this Pod, non-zero defaults included; milli CPU or bytes. */
  readonly requested: number;
  readonly allocatable: number;
  readonly score: number;
}

export interface BalanceTerm {
  /** Requested over allocatable, at most 1, by resource. */
  readonly fractions: readonly { readonly resource: 'cpu' | 'memory'; readonly requested: number; readonly allocatable: number; readonly fraction: number }[];
  readonly std: number;
  readonly score: number;
}

/** Names a slot of the cycle state and the type of what is in it. */
export class StateKey<T> {
  /** Never set; it only carries the type. */
  declare readonly type: T;
  constructor(readonly name: string) {}
}

/** framework.CycleState. */
export class CycleState {
  private readonly slots = new Map<StateKey<unknown>, unknown>();
  write<T>(key: StateKey<T>, value: T): void {
    this.slots.set(key, value);
  }
  read<T>(key: StateKey<T>): T | undefined {
    // Only write() fills a slot, and it takes the key's own type.
    return this.slots.get(key) as T | undefined;
  }
}

/** PreFilterResult: with `nodeNames`, only these nodes are looked at. */
export interface PreFilterResult {
  readonly status: Status | null;
  readonly nodeNames?: ReadonlySet<string>;
}

export interface Plugin {
  readonly name: string;
  /** PreEnqueue: may the Pod enter the queue at all? */
  preEnqueue?(pod: Pod): Status | null;
  /** QueueSort: negative when `a` goes first. */
  compare?(a: PodInfo, b: PodInfo): number;
  preFilter?(state: CycleState, pod: PodInfo, snapshot: Snapshot): PreFilterResult;
  filter?(state: CycleState, pod: PodInfo, node: NodeInfo): Status | null;
  preScore?(state: CycleState, pod: PodInfo, snapshot: Snapshot, nodes: readonly NodeInfo[]): Status | null;
  /** A whole number, 0 or more; 0..100 unless `normalize` brings it there. */
  score?(state: CycleState, pod: PodInfo, node: NodeInfo, snapshot: Snapshot): number;
  /** NormalizeScore, in place, over all nodes that passed the filters. */
  normalize?(scores: number[], state: CycleState, nodes: readonly NodeInfo[]): void;
  /** Which formula `normalize` uses: 100·s/max, 100 − 100·s/max, or 100·(max + min − s)/max. */
  readonly normalization?: 'share' | 'reversed' | 'spread';
  /** The arithmetic of `score`, for those who ask. */
  explain?(state: CycleState, pod: PodInfo, node: NodeInfo, snapshot: Snapshot): ScoreExplanation;
  reserve?(state: CycleState, pod: PodInfo, node: NodeInfo): Status | null;
  permit?(state: CycleState, pod: PodInfo, node: NodeInfo): Status | null;
  preBind?(state: CycleState, pod: PodInfo, node: NodeInfo): Status | null;
  /** Bind: the Pod as it is afterwards. */
  bind?(pod: Pod, nodeName: string): Pod;
}

/** A profile: plugins in order, each with the weight of its score. */
export interface Profile {
  readonly schedulerName: string;
  readonly plugins: readonly { readonly plugin: Plugin; readonly weight: number }[];
}
