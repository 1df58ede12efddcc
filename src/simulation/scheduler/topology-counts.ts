import type { Pod } from '../api';
import { resolveNamespaces, termMatches } from './cache/affinity-term';
import type { AffinityTerm } from './cache/affinity-term';
import { toPodInfo } from './cache/pod-info';
import { constraintsFor } from './plugins/pod-topology-spread/constraint';
import { countDomains } from './plugins/pod-topology-spread/filter';
import { newScheduler } from './schedule-all';
import type { ClusterInput } from './schedule-all';

/** What a rule of a Pod counts in each domain of a topology key, as its plugin does. */
export interface TopologyCounts {
  /** `spread` filters, `softSpread` only scores; the others are required terms of Pod affinity. */
  readonly rule: 'spread' | 'softSpread' | 'affinity' | 'antiAffinity';
  readonly topologyKey: string;
  readonly maxSkew: number | null;
  /** The emptiest domain's count (minDomains taken into account). */
  readonly min: number | null;
  readonly domains: readonly { readonly domain: string; readonly matching: number }[];
}

/** The domains that the Pod's own spread constraints and required affinity terms look at, counted over the Pods of the cluster; in the order of the nodes. */
export function topologyCounts(pod: Pod, cluster: ClusterInput): TopologyCounts[] {
  const own = pod.spec.topologySpreadConstraints ?? [];
  const info = toPodInfo(pod);
  const terms = info.requiredAffinity.length + info.requiredAntiAffinity.length;
  if (own.length + terms === 0) return [];
  const { cache } = newScheduler(cluster);
  const spread = (['DoNotSchedule', 'ScheduleAnyway'] as const).flatMap((mode) =>
    countDomains(constraintsFor(info, mode, { constraints: [], system: false }, cache), info, cache).map(({ constraint, column, counts, min }): TopologyCounts => ({
      rule: mode === 'DoNotSchedule' ? 'spread' : 'softSpread',
      topologyKey: constraint.topologyKey,
      maxSkew: constraint.maxSkew,
      min,
      domains: column.values.flatMap((domain, i) => (counts[i] < 0 ? [] : [{ domain, matching: counts[i] }])),
    })));
  const namespaces = cache.listers.list('Namespace').map(({ metadata }) => ({ name: metadata.name ?? '', labels: metadata.labels ?? {} }));
  const counted = (rule: 'affinity' | 'antiAffinity') => (given: AffinityTerm): TopologyCounts => {
    const term = resolveNamespaces(given, namespaces);
    const domains = new Map<string, number>();
    for (const node of cache.nodes) {
      const domain = node.labels[term.topologyKey];
      if (domain === undefined) continue;
      domains.set(domain, (domains.get(domain) ?? 0) + node.pods.filter((other) => termMatches(term, other.pod)).length);
    }
    return { rule, topologyKey: term.topologyKey, maxSkew: null, min: null, domains: [...domains].map(([domain, matching]) => ({ domain, matching })) };
  };
  return [...spread, ...info.requiredAffinity.map(counted('affinity')), ...info.requiredAntiAffinity.map(counted('antiAffinity'))];
}
