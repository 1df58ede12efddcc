import { fnv32a } from '../base/hash';
import { createRandom } from '../base/random';
import { DEFAULT_PROFILE } from './default-profile';
import { NO_NODES_MESSAGE, fitErrorMessage, postFilter, truncateNote } from './diagnosis';
import type { Diagnosis, PostFilterOutcome } from './diagnosis';
import type { Profile, Status } from './framework';
import type { NodeInfo } from './node-info';
import type { PodInfo } from './pod-info';
import { runFilters, runPreFilter, runReserveToPreBind, runScores } from './runtime';
import type { Prepared, Scored } from './runtime';
import { numFeasibleNodesToFind } from './sampling';
import type { Snapshot } from './snapshot';

export interface SchedulerOptions {
  /** Decides ties; default 1. */
  readonly seed?: number;
  /** KubeSchedulerConfiguration percentageOfNodesToScore, 0..100; 0 (default) adapts to the cluster's size. */
  readonly percentageOfNodesToScore?: number;
  /**
   * Among nodes of equal top score: `seeded` (default) draws one; `visitOrder` takes the root of the heap that 1.36 builds from the
   * nodes in the order they were found. Upstream's order comes from parallel workers and differs from run to run, hence the default.
   */
  readonly tieBreak?: 'seeded' | 'visitOrder';
  readonly profile?: Profile;
}

/** What a scheduler remembers from one Pod to the next. */
export interface SchedulerMemory {
  nextStartNodeIndex: number;
}

export interface FitFailure {
  /** The text of the FailedScheduling event. Where preemption might help it ends with the filters' reasons. */
  readonly message: string;
  readonly diagnosis: Diagnosis;
  readonly postFilter: PostFilterOutcome;
}

/** The inside of one scheduling cycle; {@link traceOf} turns it into something to show. */
export interface Cycle {
  readonly prepared: Prepared;
  readonly visited: readonly NodeInfo[];
  readonly rejections: ReadonlyMap<string, Status>;
  readonly feasible: readonly NodeInfo[];
  readonly scored: Scored | null;
  readonly winner: NodeInfo | null;
  /** Names of the nodes that share the top score; one when there was no tie. */
  readonly tied: readonly string[];
  readonly score: number | null;
  readonly failure: FitFailure | null;
}

/**
 * pkg/scheduler/schedule_one.go schedulePod: filter nodes from where the last Pod left off until enough fit, score those, pick the best.
 * Reads the snapshot and advances `memory`; placing the Pod is up to the caller.
 */
export function scheduleOne(pod: PodInfo, snapshot: Snapshot, memory: SchedulerMemory, options: SchedulerOptions = {}): Cycle {
  const profile = options.profile ?? DEFAULT_PROFILE;
  const prepared = runPreFilter(profile, pod, snapshot);
  if (snapshot.nodes.length === 0) return failed(prepared, [], new Map(), emptyDiagnosis(), NO_NODES_MESSAGE, { kind: 'message', text: '' });
  if (prepared.rejection !== null) {
    const diagnosis: Diagnosis = { nodeToStatus: new Map(), absentReasons: prepared.rejection.reasons, preFilterMessage: prepared.rejection.reasons.join(', ') };
    return withMessage(pod, snapshot, prepared, [], diagnosis);
  }
  const names = prepared.nodeNames;
  const nodes = names === undefined ? snapshot.nodes : snapshot.nodes.filter((node) => names.has(node.name));
  const found = findFeasible(prepared, pod, nodes, memory.nextStartNodeIndex, options.percentageOfNodesToScore ?? 0);
  memory.nextStartNodeIndex = (memory.nextStartNodeIndex + found.feasible.length + found.rejections.size) % snapshot.nodes.length;
  if (found.feasible.length === 0) {
    const absentReasons = prepared.nodeNames === undefined ? [] : [`node(s) didn't satisfy plugin(s) [${prepared.narrowedBy.join(' ')}]`];
    return withMessage(pod, snapshot, prepared, found.visited, { nodeToStatus: found.rejections, absentReasons, preFilterMessage: '' });
  }
  const scored = found.feasible.length === 1 ? null : runScores(profile, prepared, pod, found.feasible, snapshot);
  const { index, tied } = scored === null ? { index: 0, tied: [0] } : selectNode(scored.totals, pod.key, options);
  const winner = found.feasible[index] ?? null;
  const refusal = winner === null ? null : runReserveToPreBind(profile, prepared, pod, winner);
  if (winner !== null && refusal !== null) {
    const diagnosis: Diagnosis = { nodeToStatus: new Map([[winner.name, refusal]]), absentReasons: [], preFilterMessage: '' };
    return failed(prepared, found.visited, found.rejections, diagnosis, fitErrorMessage(1, diagnosis, ''), { kind: 'message', text: '' });
  }
  return {
    prepared,
    visited: found.visited,
    rejections: found.rejections,
    feasible: found.feasible,
    scored,
    winner,
    tied: tied.map((i) => found.feasible[i]?.name ?? ''),
    score: scored === null ? null : (scored.totals[index] ?? null),
    failure: null,
  };
}

interface Found {
  readonly visited: NodeInfo[];
  readonly feasible: NodeInfo[];
  readonly rejections: Map<string, Status>;
}

/** findNodesThatPassFilters, one node after the other. */
function findFeasible(prepared: Prepared, pod: PodInfo, nodes: readonly NodeInfo[], start: number, percentage: number): Found {
  const enough = numFeasibleNodesToFind(percentage, nodes.length);
  const found: Found = { visited: [], feasible: [], rejections: new Map() };
  for (let i = 0; i < nodes.length && found.feasible.length < enough; i += 1) {
    const node = nodes[(start + i) % nodes.length];
    if (node === undefined) break;
    const status = runFilters(prepared, pod, node);
    found.visited.push(node);
    if (status === null) found.feasible.push(node);
    else found.rejections.set(node.name, status);
  }
  return found;
}

/** Picks among the totals; see {@link SchedulerOptions.tieBreak}. */
function selectNode(totals: readonly number[], key: string, options: SchedulerOptions): { index: number; tied: number[] } {
  let best = -1;
  let tied: number[] = [];
  totals.forEach((total, i) => {
    if (total > best) {
      best = total;
      tied = [i];
    } else if (total === best) tied.push(i);
  });
  if (tied.length === 1) return { index: tied[0] ?? 0, tied };
  if (options.tieBreak === 'visitOrder') return { index: heapRoot(totals), tied };
  const random = createRandom((options.seed ?? 1) ^ fnv32a(key));
  return { index: tied[random.below(tied.length)] ?? 0, tied };
}

/** The root after container/heap Init over the totals, largest first: which of equals that is depends on where they stand. */
export function heapRoot(totals: readonly number[]): number {
  const order = totals.map((_, i) => i);
  const value = (at: number): number => totals[order[at] ?? 0] ?? 0;
  for (let parent = Math.floor(order.length / 2) - 1; parent >= 0; parent -= 1) {
    let i = parent;
    for (;;) {
      const left = 2 * i + 1;
      if (left >= order.length) break;
      const right = left + 1;
      const child = right < order.length && value(right) > value(left) ? right : left;
      if (!(value(child) > value(i))) break;
      [order[i], order[child]] = [order[child] ?? 0, order[i] ?? 0];
      i = child;
    }
  }
  return order[0] ?? 0;
}

const emptyDiagnosis = (): Diagnosis => ({ nodeToStatus: new Map(), absentReasons: [], preFilterMessage: '' });

function withMessage(
  pod: PodInfo,
  snapshot: Snapshot,
  prepared: Prepared,
  visited: readonly NodeInfo[],
  diagnosis: Diagnosis,
): Cycle {
  const outcome = postFilter(pod, diagnosis, snapshot.nodes);
  const message = fitErrorMessage(snapshot.nodes.length, diagnosis, outcome.kind === 'message' ? outcome.text : '');
  return failed(prepared, visited, diagnosis.nodeToStatus, diagnosis, truncateNote(message), outcome);
}

function failed(
  prepared: Prepared,
  visited: readonly NodeInfo[],
  rejections: ReadonlyMap<string, Status>,
  diagnosis: Diagnosis,
  message: string,
  outcome: PostFilterOutcome,
): Cycle {
  const failure: FitFailure = { message, diagnosis, postFilter: outcome };
  return { prepared, visited, rejections, feasible: [], scored: null, winner: null, tied: [], score: null, failure };
}
