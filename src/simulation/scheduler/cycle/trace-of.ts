import type { Cache } from '../cache/cache';
import type { NodeInfo } from '../cache/node-info';
import type { PodInfo } from '../cache/pod-info';
import type { SchedulerProfile } from '../profile/configuration';
import type { Cycle } from './schedule-one';
import type { FilterVerdict, NodeTrace, PreFilterTrace, ScoreLine, Trace } from './trace';

/** Everything about a cycle that can be shown. Must be called before the winner takes the Pod: explanations read the node's sums. */
export function traceOf(cycle: Cycle, pod: PodInfo, cache: Cache, profile: SchedulerProfile): Trace {
  const filterNames = profile.plugins.filter((p) => p.plugin.preFilter !== undefined).map((p) => p.plugin.name);
  const position = new Map(cycle.feasible.map((node, i) => [node.name, i]));
  const trace = (node: NodeInfo, visited: boolean): NodeTrace => {
    const index = position.get(node.name);
    const scores = index === undefined ? [] : scoreLines(cycle, node, index);
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
  const rest = cache.nodes.filter((node) => !seen.has(node));
  return {
    pod: pod.key,
    preFilter: preFilterTrace(cycle),
    nodes: [...cycle.visited.map((node) => trace(node, true)), ...rest.map((node) => trace(node, false))],
    scored: cycle.scored !== null,
  };
}

function preFilterTrace({ prepared: { rejection, nodeNames, narrowedBy } }: Cycle): PreFilterTrace {
  if (rejection !== null) return { rejection };
  return nodeNames === undefined ? {} : { narrowed: { plugins: narrowedBy, nodeNames: [...nodeNames].sort() } };
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

function scoreLines(cycle: Cycle, node: NodeInfo, index: number): ScoreLine[] {
  return (cycle.scored?.plugins ?? []).map(({ plugin, weight, scorer, raw, normalized }): ScoreLine => {
    if (scorer === null) return { plugin: plugin.name, skipped: true, raw: 0, normalized: 0, weight, weighted: 0 };
    const explanation = scorer.explain?.(node);
    const score = normalized[index];
    const floor = plugin.normalization === 'range' ? -Infinity : 0;
    return {
      plugin: plugin.name,
      skipped: false,
      raw: raw[index],
      normalized: score,
      weight,
      weighted: score * weight,
      ...(explanation === undefined ? {} : { explanation }),
      ...(plugin.normalization === undefined ? {} : { normalization: { formula: plugin.normalization, max: Math.max(floor, ...raw), min: Math.min(...raw) } }),
    };
  });
}
