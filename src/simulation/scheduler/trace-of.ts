import type { Profile } from './framework';
import type { NodeInfo } from './node-info';
import type { PodInfo } from './pod-info';
import type { Cycle } from './schedule-one';
import type { Snapshot } from './snapshot';
import type { FilterVerdict, NodeTrace, ScoreLine, Trace } from './trace';

/** Everything about a cycle that can be shown. Must be called before the winner takes the Pod: explanations read the node's sums. */
export function traceOf(cycle: Cycle, pod: PodInfo, snapshot: Snapshot, profile: Profile): Trace {
  const filterNames = profile.plugins.filter((p) => p.plugin.filter !== undefined).map((p) => p.plugin.name);
  const position = new Map(cycle.feasible.map((node, i) => [node.name, i]));
  const trace = (node: NodeInfo, visited: boolean): NodeTrace => {
    const index = position.get(node.name);
    const scores = index === undefined ? [] : scoreLines(cycle, pod, node, index, snapshot);
    return {
      node: node.name,
      visited,
      filters: visited ? verdicts(cycle, filterNames, node) : [],
      feasible: index !== undefined,
      scores,
      total: scores.reduce((sum, line) => sum + line.weighted, 0),
    };
  };
  const seen = new Set(cycle.visited);
  const rest = snapshot.nodes.filter((node) => !seen.has(node));
  return {
    pod: pod.key,
    nodes: [...cycle.visited.map((node) => trace(node, true)), ...rest.map((node) => trace(node, false))],
    scored: cycle.scored !== null,
  };
}

function verdicts(cycle: Cycle, filterNames: readonly string[], node: NodeInfo): FilterVerdict[] {
  const rejection = cycle.rejections.get(node.name);
  let over = false;
  return filterNames.map((plugin): FilterVerdict => {
    if (over) return { plugin, verdict: 'notRun' };
    if (rejection?.plugin === plugin) {
      over = true;
      return { plugin, verdict: 'reject', code: rejection.code, reasons: rejection.reasons, params: rejection.params };
    }
    return { plugin, verdict: cycle.prepared.skippedFilters.has(plugin) ? 'skipped' : 'pass' };
  });
}

function scoreLines(cycle: Cycle, pod: PodInfo, node: NodeInfo, index: number, snapshot: Snapshot): ScoreLine[] {
  return (cycle.scored?.plugins ?? []).map(({ plugin, weight, skipped, raw, normalized }): ScoreLine => {
    if (skipped) return { plugin: plugin.name, skipped, raw: 0, normalized: 0, weight, weighted: 0 };
    const explanation = plugin.explain?.(cycle.prepared.state, pod, node, snapshot);
    const score = normalized[index] ?? 0;
    return {
      plugin: plugin.name,
      skipped,
      raw: raw[index] ?? 0,
      normalized: score,
      weight,
      weighted: score * weight,
      ...(explanation === undefined ? {} : { explanation }),
      ...(plugin.normalization === undefined ? {} : { normalization: { formula: plugin.normalization, max: Math.max(0, ...raw), min: Math.min(...raw) } }),
    };
  });
}
