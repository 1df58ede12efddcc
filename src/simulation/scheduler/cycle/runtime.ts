import type { Cache } from '../cache/cache';
import type { NodeInfo } from '../cache/node-info';
import type { PodInfo } from '../cache/pod-info';
import { MAX_NODE_SCORE } from '../framework';
import type { NodeFilter, NodeScorer, Plugin, Status, TryOut } from '../framework';
import type { RejectionParams, ScoreExplanation } from '../profile/explanations';
import type { Write } from '../objects';
import type { SchedulerProfile } from '../profile/configuration';

type Rejection = Status<RejectionParams>;

interface ActiveFilter {
  readonly plugin: string;
  readonly filter: NodeFilter<RejectionParams>;
}

/** What PreFilter leaves behind for the rest of the cycle (framework/runtime RunPreFilterPlugins). */
export interface Prepared {
  /** Filters still in play, in order; a plugin whose PreFilter said Skip is not among them. */
  readonly filters: readonly ActiveFilter[];
  readonly skippedFilters: ReadonlySet<string>;
  /** Plugins whose PreFilter had its turn. */
  readonly preFiltered: ReadonlySet<string>;
  /** Set when no node can fit; the same for all nodes. */
  readonly rejection: Rejection | null;
  /** Nodes to look at, when PreFilter narrowed them down, and the plugins that did. */
  readonly nodeNames: ReadonlySet<string> | undefined;
  readonly narrowedBy: readonly string[];
}

export function runPreFilter(profile: SchedulerProfile, pod: PodInfo, cache: Cache): Prepared {
  const filters: ActiveFilter[] = [];
  const skippedFilters = new Set<string>();
  const preFiltered = new Set<string>();
  const narrowedBy: string[] = [];
  let nodeNames: ReadonlySet<string> | undefined;
  let rejection: Rejection | null = null;
  for (const { plugin } of profile.plugins) {
    if (plugin.preFilter === undefined) continue;
    const result = plugin.preFilter(pod, cache);
    preFiltered.add(plugin.name);
    if (result === 'skip') {
      skippedFilters.add(plugin.name);
      continue;
    }
    if ('rejection' in result) {
      rejection = result.rejection.code === 'Error' ? wrapped(result.rejection, `running PreFilter plugin "${plugin.name}": `) : result.rejection;
      // Only a plain Unschedulable lets preemption happen, which needs the state of all plugins.
      if (rejection.code !== 'Unschedulable') break;
      continue;
    }
    filters.push({ plugin: plugin.name, filter: result.filter });
    if (result.nodeNames === undefined) continue;
    narrowedBy.push(plugin.name);
    const names = result.nodeNames;
    nodeNames = nodeNames === undefined ? names : new Set([...nodeNames].filter((name) => names.has(name)));
    if (nodeNames.size === 0) {
      const which = narrowedBy.length === 1 ? `plugin ${narrowedBy[0]}` : `plugin(s) [${narrowedBy.sort().join(' ')}] simultaneously`;
      rejection = { plugin: '', code: 'UnschedulableAndUnresolvable', reasons: [`node(s) didn't satisfy ${which}`], params: [] };
      break;
    }
  }
  return { filters, skippedFilters, preFiltered, rejection, nodeNames, narrowedBy };
}

const wrapped = (status: Rejection, prefix: string): Rejection => ({ ...status, reasons: [`${prefix}${status.reasons.join(', ')}`] });

/** What a plugin's PreFilter prepared. */
export const filterOf = ({ filters }: Prepared, plugin: string): NodeFilter<RejectionParams> | undefined => filters.find((one) => one.plugin === plugin)?.filter;

/** RunFilterPlugins: the first plugin that rejects the node ends it. */
function runFilters(filters: readonly ActiveFilter[], node: NodeInfo): Rejection | null {
  for (let i = 0; i < filters.length; i += 1) {
    const status = filters[i].filter.check(node);
    if (status !== null) return status.code === 'Error' ? wrapped(status, `running "${filters[i].plugin}" filter plugin: `) : status;
  }
  return null;
}

/** Pods whose nominated node this is; null while no Pod has one anywhere. */
export type Nominated = ((nodeName: string) => readonly PodInfo[]) | null;

const NOBODY: readonly PodInfo[] = [];

const cloneFilters = (filters: readonly ActiveFilter[]): ActiveFilter[] => filters.map(({ plugin, filter }) => ({ plugin, filter: filter.clone?.() ?? filter }));

/**
 * RunFilterPluginsWithNominatedPods: Pods that made room for themselves on this node and matter no less than this one count as if they were
 * there; the Pod must fit with and without them.
 */
export function checkNode(filters: readonly ActiveFilter[], pod: PodInfo, node: NodeInfo, nominated: Nominated): Rejection | null {
  const others = nominated === null ? NOBODY : nominated(node.name);
  if (others.length > 0) {
    const ahead = others.filter((other) => other.priority >= pod.priority && other.uid !== pod.uid);
    if (ahead.length > 0) {
      const copy = node.copy();
      const clones = cloneFilters(filters);
      for (const other of ahead) {
        copy.addPod(other);
        for (const { filter } of clones) filter.addPod?.(other, copy);
      }
      const status = runFilters(clones, copy);
      if (status !== null) return status;
    }
  }
  return runFilters(filters, node);
}

/** Filters on a copy of their state, for preemption. */
export function tryOut(prepared: Prepared, pod: PodInfo, nominated: Nominated): TryOut {
  const clones = cloneFilters(prepared.filters);
  return {
    addPod: (other, node) => clones.forEach(({ filter }) => filter.addPod?.(other, node)),
    removePod: (other, node) => clones.forEach(({ filter }) => filter.removePod?.(other, node)),
    check: (node) => checkNode(clones, pod, node, nominated),
  };
}

/** One plugin's scores over the feasible nodes, in their order. */
export interface PluginScores {
  readonly plugin: Plugin<RejectionParams, ScoreExplanation>;
  readonly weight: number;
  /** Null when PreScore said Skip: the plugin has nothing to say about this Pod and adds nothing. */
  readonly scorer: NodeScorer<ScoreExplanation> | null;
  readonly raw: readonly number[];
  readonly normalized: readonly number[];
}

export interface Scored {
  readonly plugins: readonly PluginScores[];
  /** Weighted sums, by node. */
  readonly totals: readonly number[];
}

/** RunPreScorePlugins, RunScorePlugins: score, normalize, weigh, add up. `keep`: also what each plugin said, for those who want to see it. */
export function runScores(profile: SchedulerProfile, pod: PodInfo, nodes: readonly NodeInfo[], cache: Cache, prepared: Prepared, keep: boolean): Scored {
  const totals = new Array<number>(nodes.length).fill(0);
  const plugins: PluginScores[] = [];
  let scores = new Array<number>(nodes.length).fill(0);
  for (const { plugin, weight } of profile.plugins) {
    if (plugin.preScore === undefined) continue;
    const scorer = plugin.preScore(pod, cache, nodes, filterOf(prepared, plugin.name));
    if (scorer === null) {
      if (keep) plugins.push({ plugin, weight, scorer, raw: [], normalized: [] });
      continue;
    }
    if (scorer.uniform !== undefined && !keep) {
      const one = [scorer.uniform];
      scorer.normalize?.(one, nodes.slice(0, 1));
      if (one[0] !== 0) for (let i = 0; i < nodes.length; i += 1) totals[i] += one[0] * weight;
      continue;
    }
    if (scorer.uniform === undefined) for (let i = 0; i < nodes.length; i += 1) scores[i] = scorer.score(nodes[i]);
    else scores.fill(scorer.uniform);
    const raw = keep ? scores.slice() : scores;
    scorer.normalize?.(scores, nodes);
    for (let i = 0; i < nodes.length; i += 1) totals[i] += scores[i] * weight;
    if (!keep) continue;
    plugins.push({ plugin, weight, scorer, raw, normalized: scores });
    scores = scores.slice();
  }
  return { plugins, totals };
}

/** What the framework checks after normalizing; a plugin that breaks it is a bug, and tests look for it. */
export const isValidScore = (score: number): boolean => Number.isInteger(score) && score >= 0 && score <= MAX_NODE_SCORE;

/** Reserve in turn; the first refusal undoes the ones before it. */
export function runReserve(profile: SchedulerProfile, pod: PodInfo, node: NodeInfo, cache: Cache, prepared: Prepared): Rejection | null {
  for (const { plugin } of profile.plugins) {
    const status = plugin.reserve?.(pod, node, cache, filterOf(prepared, plugin.name)) ?? null;
    if (status === null) continue;
    runUnreserve(profile, pod, node, cache);
    return status;
  }
  return null;
}

/** RunPreBindPlugins: what all of them want to have written. */
export const runPreBind = (profile: SchedulerProfile, pod: PodInfo, node: NodeInfo, cache: Cache, prepared: Prepared): readonly Write[] =>
  profile.plugins.flatMap(({ plugin }) => plugin.preBind?.(pod, node, cache, filterOf(prepared, plugin.name)) ?? []);

export function runUnreserve(profile: SchedulerProfile, pod: PodInfo, node: NodeInfo, cache: Cache): void {
  for (const { plugin } of [...profile.plugins].reverse()) plugin.unreserve?.(pod, node, cache);
}
