import { createRandom, fnv32a } from '../../base';
import type { Cache } from '../cache/cache';
import type { NodeInfo } from '../cache/node-info';
import type { PodInfo } from '../cache/pod-info';
import type { PostFilterResult, Status } from '../framework';
import type { Write } from '../objects';
import type { SchedulerProfile } from '../profile/configuration';
import type { RejectionParams } from '../profile/explanations';
import { NO_NODES_MESSAGE, fitErrorMessage, truncateNote } from './messages';
import type { Diagnosis, PostFilterOutcome } from './messages';
import { checkNode, filterOf, runPreFilter, runScores, tryOut } from './runtime';
import type { Nominated, Prepared, Scored } from './runtime';
import { numFeasibleNodesToFind } from './sampling';

export interface CycleOptions {
  /** Decides ties; default 1. */
  readonly seed?: number;
  /** KubeSchedulerConfiguration percentageOfNodesToScore, 0..100; 0 (default) adapts to the cluster's size. */
  readonly percentageOfNodesToScore?: number;
  /**
   * Among nodes of equal top score: `seeded` (default) draws one; `visitOrder` takes the root of the heap that 1.36 builds from the
   * nodes in the order they were found; `name` takes the first by name. Upstream's order comes from parallel workers and differs from run
   * to run, hence the default.
   */
  readonly tieBreak?: 'seeded' | 'visitOrder' | 'name';
}

/** What a scheduler remembers from one Pod to the next. */
export interface SchedulerMemory {
  nextStartNodeIndex: number;
}

export interface FitFailure {
  /** The text of the FailedScheduling event. */
  readonly message: string;
  readonly diagnosis: Diagnosis;
  readonly postFilter: PostFilterOutcome;
  /** UnschedulablePlugins: who rejected the Pod, sorted. None when the cycle itself failed, as without any node. */
  readonly plugins: readonly string[];
}

/** The inside of one scheduling cycle; traceOf turns it into something to show. */
export interface Cycle {
  readonly prepared: Prepared;
  readonly visited: readonly NodeInfo[];
  readonly rejections: ReadonlyMap<string, Status<RejectionParams>>;
  readonly feasible: readonly NodeInfo[];
  readonly scored: Scored | null;
  readonly winner: NodeInfo | null;
  /** Names of the nodes that share the top score; one when there was no tie. */
  readonly tied: readonly string[];
  readonly score: number | null;
  readonly failure: FitFailure | null;
}

/** What a cycle works with. */
export interface CycleContext {
  readonly profile: SchedulerProfile;
  readonly cache: Cache;
  readonly memory: SchedulerMemory;
  readonly nominated: Nominated;
  readonly options: CycleOptions;
  /** Keep what a trace needs. */
  readonly trace: boolean;
}

/**
 * pkg/scheduler/schedule_one.go schedulingAlgorithm: filter nodes from where the last Pod left off until enough fit, score those, pick the
 * best; without any, ask the PostFilter plugins. Reads the cache and advances `memory`; placing the Pod is up to the caller.
 */
export function scheduleOne(pod: PodInfo, context: CycleContext): Cycle {
  const { profile, cache, memory, options } = context;
  const nodes = cache.nodes;
  if (nodes.length === 0) return failed(emptyPrepared(), [], new Map(), { message: NO_NODES_MESSAGE, diagnosis: NO_DIAGNOSIS, postFilter: NOTHING, plugins: [] });
  const prepared = runPreFilter(profile, pod, cache);
  const { rejection } = prepared;
  if (rejection?.code === 'Error') return failed(prepared, [], new Map(), { message: truncateNote(rejection.reasons.join(', ')), diagnosis: NO_DIAGNOSIS, postFilter: NOTHING, plugins: [] });
  if (rejection !== null) {
    const diagnosis: Diagnosis = { nodeToStatus: new Map(), absentReasons: rejection.reasons, preFilterMessage: rejection.reasons.join(', ') };
    return unfit(pod, context, prepared, [], new Map(), diagnosis, rejection, rejection.plugin === '' ? prepared.narrowedBy : [rejection.plugin]);
  }
  const found = findFeasible(prepared, pod, context);
  memory.nextStartNodeIndex = (memory.nextStartNodeIndex + found.feasible.length + found.rejections.size) % nodes.length;
  const error = [...found.rejections.values()].find(({ code }) => code === 'Error');
  if (error !== undefined) return failed(prepared, found.visited, found.rejections, { message: truncateNote(error.reasons.join(', ')), diagnosis: NO_DIAGNOSIS, postFilter: NOTHING, plugins: [] });
  if (found.feasible.length === 0) {
    const absentReasons = prepared.nodeNames === undefined ? [] : [`node(s) didn't satisfy plugin(s) [${[...prepared.narrowedBy].sort().join(' ')}]`];
    const diagnosis = { nodeToStatus: found.rejections, absentReasons, preFilterMessage: '' };
    const plugins = new Set([...prepared.narrowedBy, ...[...found.rejections.values()].map(({ plugin }) => plugin)]);
    return unfit(pod, context, prepared, found.visited, found.rejections, diagnosis, null, [...plugins].sort());
  }
  const scored = found.feasible.length === 1 ? null : runScores(profile, pod, found.feasible, cache, prepared, context.trace);
  const { index, tied } = scored === null ? { index: 0, tied: [0] } : selectNode(scored.totals, found.feasible, pod.key, options);
  return {
    prepared,
    visited: found.visited,
    rejections: found.rejections,
    feasible: found.feasible,
    scored,
    winner: found.feasible[index],
    tied: tied.map((i) => found.feasible[i].name),
    score: scored === null ? null : scored.totals[index],
    failure: null,
  };
}

interface Found {
  readonly visited: NodeInfo[];
  readonly feasible: NodeInfo[];
  readonly rejections: Map<string, Status<RejectionParams>>;
}

/** findNodesThatFitPod: the node nominated for this Pod first, and only that if it fits; otherwise node by node. */
function findFeasible(prepared: Prepared, pod: PodInfo, { profile, cache, memory, nominated, options }: CycleContext): Found {
  const { filters, nodeNames } = prepared;
  const own = cache.node(pod.pod.status?.nominatedNodeName ?? '');
  if (own !== undefined && checkNode(filters, pod, own, nominated) === null) return { visited: [own], feasible: [own], rejections: new Map() };
  const nodes = nodeNames === undefined ? cache.nodes : cache.nodes.filter((node) => nodeNames.has(node.name));
  const enough = numFeasibleNodesToFind(profile.percentageOfNodesToScore ?? options.percentageOfNodesToScore ?? 0, nodes.length);
  const found: Found = { visited: [], feasible: [], rejections: new Map() };
  for (let i = 0, at = memory.nextStartNodeIndex % Math.max(1, nodes.length); i < nodes.length && found.feasible.length < enough; i += 1, at += 1) {
    if (at === nodes.length) at = 0;
    const node = nodes[at];
    const status = checkNode(filters, pod, node, nominated);
    found.visited.push(node);
    if (status === null) found.feasible.push(node);
    else found.rejections.set(node.name, status);
  }
  return found;
}

/** Picks among the totals; see {@link CycleOptions.tieBreak}. */
function selectNode(totals: readonly number[], nodes: readonly NodeInfo[], key: string, options: CycleOptions): { index: number; tied: number[] } {
  let best = -1;
  for (let i = 0; i < totals.length; i += 1) if (totals[i] > best) best = totals[i];
  const tied: number[] = [];
  for (let i = 0; i < totals.length; i += 1) if (totals[i] === best) tied.push(i);
  if (tied.length === 1) return { index: tied[0], tied };
  if (options.tieBreak === 'visitOrder') return { index: heapRoot(totals), tied };
  if (options.tieBreak === 'name') return { index: tied.reduce((first, i) => (nodes[i].name < nodes[first].name ? i : first)), tied };
  return { index: tied[drawer(key, options)(tied.length)], tied };
}

const drawer = (key: string, options: CycleOptions): ((bound: number) => number) => {
  const random = createRandom((options.seed ?? 1) ^ fnv32a(key));
  return (bound) => random.below(bound);
};

/** The root after container/heap Init over the totals, largest first: which of equals that is depends on where they stand. */
export function heapRoot(totals: readonly number[]): number {
  const order = totals.map((_, i) => i);
  const value = (at: number): number => totals[order[at]];
  for (let parent = Math.floor(order.length / 2) - 1; parent >= 0; parent -= 1) {
    let i = parent;
    for (;;) {
      const left = 2 * i + 1;
      if (left >= order.length) break;
      const right = left + 1;
      const child = right < order.length && value(right) > value(left) ? right : left;
      if (!(value(child) > value(i))) break;
      [order[i], order[child]] = [order[child], order[i]];
      i = child;
    }
  }
  return order[0] ?? 0;
}

const NOTHING: PostFilterOutcome = { kind: 'message', text: '', clearsNomination: true };
const NO_DIAGNOSIS: Diagnosis = { nodeToStatus: new Map(), absentReasons: [], preFilterMessage: '' };
const emptyPrepared = (): Prepared => ({ filters: [], skippedFilters: new Set(), preFiltered: new Set(), rejection: null, nodeNames: undefined, narrowedBy: [] });

/** RunPostFilterPlugins: the first that finds a way ends it, and so does one that fails; the words of the others are put together. */
function runPostFilter(pod: PodInfo, { profile, cache, nominated, options }: CycleContext, prepared: Prepared, byNode: ReadonlyMap<string, Status>, absent: Status | null): PostFilterOutcome {
  const words: string[] = [];
  const writes: Write[] = [];
  let clearsNomination = false;
  for (const { plugin } of profile.plugins) {
    const result: PostFilterResult | undefined = plugin.postFilter?.({
      pod,
      cache,
      statuses: { byNode, absent },
      preFiltered: (name) => prepared.preFiltered.has(name),
      filter: (name) => filterOf(prepared, name),
      tryOut: () => tryOut(prepared, pod, nominated),
      below: drawer(pod.key, options),
    });
    if (result === undefined) continue;
    if (result.kind === 'nominated') return { kind: 'nominated', preemption: result.preemption };
    if (result.kind === 'error') return { kind: 'message', text: result.message, clearsNomination: false };
    words.push(result.message);
    writes.push(...(result.writes ?? []));
    clearsNomination ||= result.clearsNomination === true;
  }
  return { kind: 'message', text: words.join(', '), clearsNomination, ...(writes.length === 0 ? {} : { writes }) };
}

function unfit(
  pod: PodInfo,
  context: CycleContext,
  prepared: Prepared,
  visited: readonly NodeInfo[],
  rejections: Cycle['rejections'],
  diagnosis: Diagnosis,
  absent: Status | null,
  plugins: readonly string[],
): Cycle {
  const postFilter = runPostFilter(pod, context, prepared, rejections, absent);
  const message = fitErrorMessage(context.cache.nodes.length, diagnosis, postFilter.kind === 'message' ? postFilter.text : '');
  return failed(prepared, visited, rejections, { message: truncateNote(message), diagnosis, postFilter, plugins });
}

function failed(prepared: Prepared, visited: readonly NodeInfo[], rejections: Cycle['rejections'], failure: FitFailure): Cycle {
  return { prepared, visited, rejections, feasible: [], scored: null, winner: null, tied: [], score: null, failure };
}
