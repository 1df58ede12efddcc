import { CycleState, MAX_NODE_SCORE, isRejected } from './framework';
import type { Plugin, Profile, Status } from './framework';
import type { NodeInfo } from './node-info';
import type { PodInfo } from './pod-info';
import type { Snapshot } from './snapshot';

/** What PreFilter leaves behind for the rest of the cycle (framework/runtime RunPreFilterPlugins). */
export interface Prepared {
  readonly state: CycleState;
  /** Filter plugins still in play, in order; one whose PreFilter said Skip is not run. */
  readonly filters: readonly Plugin[];
  readonly skippedFilters: ReadonlySet<string>;
  /** Set when no node can fit; the same for all nodes. */
  readonly rejection: Status | null;
  /** Nodes to look at, when PreFilter narrowed them down, and the plugins that did. */
  readonly nodeNames: ReadonlySet<string> | undefined;
  readonly narrowedBy: readonly string[];
}

export function runPreFilter(profile: Profile, pod: PodInfo, snapshot: Snapshot): Prepared {
  const state = new CycleState();
  const skippedFilters = new Set<string>();
  const narrowedBy: string[] = [];
  let nodeNames: ReadonlySet<string> | undefined;
  let rejection: Status | null = null;
  for (const { plugin } of profile.plugins) {
    if (plugin.preFilter === undefined) continue;
    const result = plugin.preFilter(state, pod, snapshot);
    if (result.status?.code === 'Skip') {
      skippedFilters.add(plugin.name);
      continue;
    }
    if (result.status !== null) {
      rejection = result.status;
      if (rejection.code === 'UnschedulableAndUnresolvable') break;
      continue;
    }
    if (result.nodeNames !== undefined) {
      narrowedBy.push(plugin.name);
      const names: ReadonlySet<string> = result.nodeNames;
      nodeNames = nodeNames === undefined ? names : new Set([...nodeNames].filter((name) => names.has(name)));
    }
  }
  const filters = profile.plugins.map((p) => p.plugin).filter((p) => p.filter !== undefined && !skippedFilters.has(p.name));
  return { state, filters, skippedFilters, rejection, nodeNames, narrowedBy };
}

/** RunFilterPlugins: the first plugin that rejects the node ends it. */
export function runFilters(prepared: Prepared, pod: PodInfo, node: NodeInfo): Status | null {
  for (const plugin of prepared.filters) {
    const status = plugin.filter?.(prepared.state, pod, node) ?? null;
    if (status !== null) return status;
  }
  return null;
}

/** One plugin's scores over the feasible nodes, in their order. */
export interface PluginScores {
  readonly plugin: Plugin;
  readonly weight: number;
  /** PreScore said Skip: the plugin has nothing to say about this Pod and adds nothing. */
  readonly skipped: boolean;
  readonly raw: readonly number[];
  readonly normalized: readonly number[];
}

export interface Scored {
  readonly plugins: readonly PluginScores[];
  /** Weighted sums, by node. */
  readonly totals: readonly number[];
}

/** RunPreScorePlugins, RunScorePlugins: score, normalize, weigh, add up. */
export function runScores(profile: Profile, prepared: Prepared, pod: PodInfo, nodes: readonly NodeInfo[], snapshot: Snapshot): Scored {
  const totals = new Array<number>(nodes.length).fill(0);
  const plugins: PluginScores[] = [];
  for (const { plugin, weight } of profile.plugins) {
    if (plugin.score === undefined) continue;
    if (plugin.preScore?.(prepared.state, pod, snapshot, nodes)?.code === 'Skip') {
      plugins.push({ plugin, weight, skipped: true, raw: [], normalized: [] });
      continue;
    }
    const raw: number[] = [];
    for (const node of nodes) raw.push(plugin.score(prepared.state, pod, node, snapshot));
    let normalized = raw;
    if (plugin.normalize !== undefined) {
      normalized = raw.slice();
      plugin.normalize(normalized, prepared.state, nodes);
    }
    for (let i = 0; i < nodes.length; i += 1) totals[i] = (totals[i] ?? 0) + (normalized[i] ?? 0) * weight;
    plugins.push({ plugin, weight, skipped: false, raw, normalized });
  }
  return { plugins, totals };
}

/** What the framework checks after normalizing; a plugin that breaks it is a bug, and tests look for it. */
export const isValidScore = (score: number): boolean => Number.isInteger(score) && score >= 0 && score <= MAX_NODE_SCORE;

/** Reserve, Permit and PreBind in turn; the first refusal wins. None of the modelled default plugins takes part in them. */
export function runReserveToPreBind(profile: Profile, prepared: Prepared, pod: PodInfo, node: NodeInfo): Status | null {
  for (const point of ['reserve', 'permit', 'preBind'] as const) {
    for (const { plugin } of profile.plugins) {
      const status = plugin[point]?.(prepared.state, pod, node) ?? null;
      if (status !== null && (isRejected(status) || status.code === 'Wait' || status.code === 'Error')) return status;
    }
  }
  return null;
}
