import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import type { PodCounter } from '../../cache/pod-counts';
import type { PodInfo } from '../../cache/pod-info';
import type { TopologyColumn } from '../../cache/topology';
import { MAX_NODE_SCORE } from '../../framework';
import type { NodeScorer } from '../../framework';
import { mulDiv } from '../../helper/integers';
import { HOSTNAME, counterOf, inclusion } from './constraint';
import type { Constraint } from './constraint';

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
export interface SpreadScore {
  readonly kind: 'spread';
  readonly terms: readonly SpreadTerm[];
}

interface Domains {
  readonly constraint: Constraint;
  readonly column: TopologyColumn;
  readonly counter: PodCounter | null;
  /** By domain, −1 for domains without a candidate; unused for the hostname, whose counts are the node's own. */
  readonly counts: Int32Array;
  readonly size: number;
  readonly weight: number;
}

/** initPreScoreState and PreScore: domains are those of the nodes that passed the filters, Pods are counted on all nodes. */
function countDomains(constraints: readonly Constraint[], requireAll: boolean, pod: PodInfo, cache: Cache, nodes: readonly NodeInfo[]): { domains: Domains[]; ignored: Uint8Array | null } {
  const columns = constraints.map(({ topologyKey }) => cache.topology.column(topologyKey));
  const complete = (node: NodeInfo): boolean => {
    for (const column of columns) if (column.ids[node.slot] < 0) return false;
    return true;
  };
  let ignored: Uint8Array | null = null;
  let left = nodes.length;
  if (requireAll) {
    for (const node of nodes) {
      if (complete(node)) continue;
      ignored ??= new Uint8Array(cache.slotCount);
      ignored[node.slot] = 1;
      left -= 1;
    }
  }
  const domains = constraints.map((constraint, i): Domains => {
    const column = columns[i];
    const counter = counterOf(constraint, pod.namespace, cache);
    if (constraint.topologyKey === HOSTNAME) return { constraint, column, counter, counts: new Int32Array(0), size: left, weight: Math.log(left + 2) };
    // Nodes without the label make up a domain of their own, as if its value were empty.
    const empty = column.values.indexOf('');
    const nameless = empty < 0 ? column.values.length : empty;
    const counts = new Int32Array(column.values.length + 1).fill(-1);
    const idOf = (node: NodeInfo): number => {
      const id = column.ids[node.slot];
      return id < 0 ? nameless : id;
    };
    let size = 0;
    for (const node of nodes) {
      if (ignored !== null && ignored[node.slot] === 1) continue;
      const id = idOf(node);
      if (counts[id] < 0) {
        counts[id] = 0;
        size += 1;
      }
    }
    const includes = inclusion(pod, constraint);
    for (const node of counter === null ? [] : cache.nodes) {
      if (requireAll && !complete(node)) continue;
      const id = idOf(node);
      const count = counter?.at(node.slot) ?? 0;
      if (count > 0 && counts[id] >= 0 && (includes === null || includes(node))) counts[id] += count;
    }
    return { constraint, column, counter, counts, size, weight: Math.log(size + 2) };
  });
  return { domains, ignored };
}

/** podtopologyspread/scoring.go: fewer matching Pods in the node's domains are better. */
export function spreadScorer(constraints: readonly Constraint[], requireAll: boolean, pod: PodInfo, cache: Cache, nodes: readonly NodeInfo[]): NodeScorer<SpreadScore> {
  const { domains, ignored } = countDomains(constraints, requireAll, pod, cache, nodes);
  const isIgnored = (node: NodeInfo): boolean => ignored !== null && ignored[node.slot] === 1;
  const countOn = ({ constraint, counter, counts }: Domains, node: NodeInfo, id: number): number =>
    constraint.topologyKey === HOSTNAME ? (counter?.at(node.slot) ?? 0) : counts[id];
  return {
    score(node) {
      if (isIgnored(node)) return 0;
      let score = 0;
      for (const one of domains) {
        const id = one.column.ids[node.slot];
        if (id >= 0) score += countOn(one, node, id) * one.weight + (one.constraint.maxSkew - 1);
      }
      return Math.round(score);
    },
    normalize(scores, scored) {
      let max = 0;
      let min = Number.MAX_SAFE_INTEGER;
      for (let i = 0; i < scores.length; i += 1) {
        if (isIgnored(scored[i])) continue;
        if (scores[i] > max) max = scores[i];
        if (scores[i] < min) min = scores[i];
      }
      for (let i = 0; i < scores.length; i += 1) {
        scores[i] = isIgnored(scored[i]) ? 0 : max === 0 ? MAX_NODE_SCORE : mulDiv(MAX_NODE_SCORE, max + min - scores[i], max);
      }
    },
    explain(node) {
      const terms = isIgnored(node)
        ? []
        : domains.flatMap((one): SpreadTerm[] => {
            const id = one.column.ids[node.slot];
            if (id < 0) return [];
            const { topologyKey, maxSkew } = one.constraint;
            const count = countOn(one, node, id);
            return [{ topologyKey, domain: one.column.values[id], count, domains: one.size, weight: one.weight, maxSkew, part: count * one.weight + (maxSkew - 1) }];
          });
      return { kind: 'spread', terms };
    },
  };
}
