import { resolveNamespaces, termMatches } from '../../cache/affinity-term';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import type { PodInfo } from '../../cache/pod-info';
import type { TermGroup } from '../../cache/term-groups';
import { MAX_NODE_SCORE } from '../../framework';
import type { NodeScorer } from '../../framework';
import { counterFor } from './filter';

export interface PodAffinityScore {
  readonly kind: 'podAffinity';
  /** What each of the node's domains adds: weights of matching terms, those of anti-affinity taken off. */
  readonly terms: readonly { readonly topologyKey: string; readonly domain: string; readonly sum: number }[];
}

/** kubescheduler.config.k8s.io/v1 InterPodAffinityArgs. */
export interface InterPodAffinityArgs {
  /** What a required affinity of a Pod that is there counts for when it matches the incoming Pod; 1 unless given. */
  readonly hardPodAffinityWeight?: number;
  readonly ignorePreferredTermsOfExistingPods?: boolean;
}

/** scoring.go scoreMap: sums by topology key and domain. */
class Sums {
  readonly byKey = new Map<string, { readonly ids: Int32Array; readonly values: readonly string[]; readonly sums: Float64Array }>();

  constructor(private readonly cache: Cache) {}

  add(key: string, perNode: Int32Array, weight: number): void {
    const column = this.cache.topology.column(key);
    const end = Math.min(perNode.length, column.ids.length);
    let entry = this.byKey.get(key);
    for (let slot = 0; slot < end; slot += 1) {
      const id = column.ids[slot];
      if (perNode[slot] === 0 || id < 0) continue;
      if (entry === undefined) this.byKey.set(key, (entry = { ids: column.ids, values: column.values, sums: new Float64Array(column.values.length) }));
      entry.sums[id] += perNode[slot] * weight;
    }
  }
}

/** processExistingPod: how much a term of Pods that are there counts when it matches the incoming Pod. */
function weightOf({ kind, weight }: TermGroup, hardWeight: number): number {
  switch (kind) {
    case 'requiredAffinity':
      return hardWeight;
    case 'preferredAffinity':
      return weight;
    case 'preferredAntiAffinity':
      return -weight;
    case 'requiredAntiAffinity':
      return 0;
  }
}

/** interpodaffinity/scoring.go; null when nothing counts for or against any node. */
export function podAffinityScorer(pod: PodInfo, cache: Cache, args: InterPodAffinityArgs): NodeScorer<PodAffinityScore> | null {
  const own = pod.preferredAffinity.length + pod.preferredAntiAffinity.length > 0;
  if (args.ignorePreferredTermsOfExistingPods === true && !own) return null;
  if (!own && cache.terms.size === 0) return null;
  const sums = new Sums(cache);
  const namespaces = own ? cache.namespaces() : [];
  for (const [terms, sign] of [[pod.preferredAffinity, 1], [pod.preferredAntiAffinity, -1]] as const) {
    for (const term of terms) {
      const resolved = resolveNamespaces(term, namespaces);
      sums.add(term.topologyKey, counterFor(cache, [resolved]).perNode, sign * term.weight);
    }
  }
  const namespaceLabels = cache.namespaceLabels(pod.namespace);
  for (const group of cache.terms.values()) {
    const weight = weightOf(group, args.hardPodAffinityWeight ?? 1);
    if (weight !== 0 && termMatches(group.term, pod.pod, namespaceLabels)) sums.add(group.term.topologyKey, group.perNode, weight);
  }
  if (sums.byKey.size === 0) return null;
  const entries = [...sums.byKey];
  const domainOf = (ids: Int32Array, node: NodeInfo): number => ids[node.slot];
  return {
    score(node) {
      let score = 0;
      for (const [, { ids, sums: byDomain }] of entries) {
        const id = domainOf(ids, node);
        if (id >= 0) score += byDomain[id];
      }
      return score;
    },
    normalize(scores) {
      let max = -Infinity;
      let min = Infinity;
      for (const score of scores) {
        if (score > max) max = score;
        if (score < min) min = score;
      }
      for (let i = 0; i < scores.length; i += 1) scores[i] = max > min ? Math.trunc(MAX_NODE_SCORE * ((scores[i] - min) / (max - min))) : 0;
    },
    explain: (node) => ({
      kind: 'podAffinity',
      terms: entries.flatMap(([topologyKey, { ids, values, sums: byDomain }]) => {
        const id = domainOf(ids, node);
        return id < 0 ? [] : [{ topologyKey, domain: values[id], sum: byDomain[id] }];
      }),
    }),
  };
}
