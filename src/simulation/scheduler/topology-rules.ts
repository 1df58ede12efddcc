import type { Pod } from '../api';
import { compareText } from '../base/ordered-map';
import { matchesAllTerms, resolveNamespaces, termMatches } from './cache/affinity-term';
import type { AffinityTerm } from './cache/affinity-term';
import type { Cache } from './cache/cache';
import type { NodeInfo } from './cache/node-info';
import { podInfoOf } from './cache/pod-info';
import type { PodInfo } from './cache/pod-info';
import { constraintsFor, counterOf } from './plugins/pod-topology-spread/constraint';
import { countDomains } from './plugins/pod-topology-spread/filter';
import type { Domains } from './plugins/pod-topology-spread/filter';
import { newScheduler } from './schedule-all';
import type { ClusterInput } from './schedule-all';

/** A node of a domain: which of its Pods the rule counts, and how many others there are. */
export interface NodeOfDomain {
  readonly node: string;
  /** Keys. */
  readonly counted: readonly string[];
  readonly others: number;
  /** False where the rule leaves the node aside (nodeAffinityPolicy, nodeTaintsPolicy). */
  readonly takenIn: boolean;
}

export interface TopologyDomain {
  readonly domain: string;
  readonly matching: number;
  /** Whether the rule lets the Pod in here; null where it only scores. */
  readonly allowed: boolean | null;
  readonly nodes: readonly NodeOfDomain[];
}

/** A rule that looks at domains of nodes, and what it sees there. */
export interface TopologyRule {
  /** `repelled`: the required anti-affinity of Pods that are there; the others are the Pod's own. */
  readonly rule: 'spread' | 'softSpread' | 'affinity' | 'antiAffinity' | 'repelled' | 'preferredAffinity' | 'preferredAntiAffinity';
  readonly topologyKey: string;
  readonly maxSkew: number | null;
  /** The emptiest domain's count (minDomains taken into account). */
  readonly min: number | null;
  /** How much the Pod itself adds to a domain's count: 1 where the constraint selects it. */
  readonly self: number;
  readonly weight: number | null;
  /** By name, and so are their nodes. */
  readonly domains: readonly TopologyDomain[];
  /** Nodes that have not the label. */
  readonly unlabelled: readonly string[];
}

interface Looked {
  readonly topologyKey: string;
  readonly counts: (pod: PodInfo) => boolean;
  readonly takesIn?: (node: NodeInfo) => boolean;
  readonly allows: (matching: number, total: number) => boolean | null;
}

/** The nodes by their value of a key, with what is counted on each. */
function domainsOf({ topologyKey, counts, takesIn = () => true, allows }: Looked, cache: Cache): Pick<TopologyRule, 'domains' | 'unlabelled'> {
  const byValue = new Map<string, NodeOfDomain[]>();
  const unlabelled: string[] = [];
  for (const node of [...cache.nodes].sort((a, b) => compareText(a.name, b.name))) {
    if (!Object.hasOwn(node.labels, topologyKey)) {
      unlabelled.push(node.name);
      continue;
    }
    const counted = node.pods.filter(counts).map(({ key }) => key);
    const value = node.labels[topologyKey] ?? '';
    byValue.set(value, [...(byValue.get(value) ?? []), { node: node.name, counted, others: node.pods.length - counted.length, takenIn: takesIn(node) }]);
  }
  const sums = [...byValue].sort(([a], [b]) => compareText(a, b)).map(([domain, nodes]) => ({ domain, nodes, matching: nodes.reduce((sum, { counted, takenIn }) => sum + (takenIn ? counted.length : 0), 0) }));
  const total = sums.reduce((sum, { matching }) => sum + matching, 0);
  return { domains: sums.map((one) => ({ ...one, allowed: allows(one.matching, total) })), unlabelled };
}

function spreadRule({ constraint, self, min, includes }: Domains, hard: boolean, several: readonly string[], pod: PodInfo, cache: Cache): TopologyRule {
  const counter = counterOf(constraint, pod.namespace, cache);
  // With several constraints a node counts only where it has all their labels.
  const takesIn = (node: NodeInfo): boolean => several.every((key) => Object.hasOwn(node.labels, key)) && (includes === null || includes(node));
  const allows = (matching: number): boolean | null => (hard ? matching + self - min <= constraint.maxSkew : null);
  const seen = domainsOf({ topologyKey: constraint.topologyKey, counts: (info) => counter?.matches(info) === true, takesIn, allows }, cache);
  return { rule: hard ? 'spread' : 'softSpread', topologyKey: constraint.topologyKey, maxSkew: constraint.maxSkew, min, self, weight: null, ...seen };
}

/** The rules of a Pod that look beyond single nodes: its spread constraints and (anti-)affinity terms, and the anti-affinity of Pods that would repel it, over the Pods of the cluster. */
export function topologyRules(pod: Pod, cluster: ClusterInput): TopologyRule[] {
  const info = podInfoOf(pod);
  const { cache } = newScheduler(cluster);
  const spread = (['DoNotSchedule', 'ScheduleAnyway'] as const).flatMap((mode) => {
    const constraints = constraintsFor(info, mode, { constraints: [], system: false }, cache);
    const keys = constraints.map(({ topologyKey }) => topologyKey);
    return countDomains(constraints, info, cache).map((one) => spreadRule(one, mode === 'DoNotSchedule', keys, info, cache));
  });
  const namespaces = cache.namespaces();
  const own = { maxSkew: null, min: null, self: 0, weight: null };
  const term = (rule: TopologyRule['rule'], given: AffinityTerm, weight: number | null, allows: Looked['allows'], counts?: Looked['counts']): TopologyRule => {
    const resolved = resolveNamespaces(given, namespaces);
    return { ...own, rule, weight, topologyKey: given.topologyKey, ...domainsOf({ topologyKey: given.topologyKey, counts: counts ?? ((other) => termMatches(resolved, other.pod)), allows }, cache) };
  };
  const required = info.requiredAffinity.map((one) => resolveNamespaces(one, namespaces));
  const first = matchesAllTerms(required, pod);
  const repelling = new Map<string, Set<string>>();
  for (const { pods } of cache.nodes) {
    for (const other of pods) {
      for (const one of other.requiredAntiAffinity) {
        if (termMatches(one, pod, cache.namespaceLabels(info.namespace))) repelling.set(one.topologyKey, (repelling.get(one.topologyKey) ?? new Set()).add(other.key));
      }
    }
  }
  return [
    ...spread,
    ...required.map((one) => term('affinity', one, null, (matching, total) => matching > 0 || (total === 0 && first), (other) => matchesAllTerms(required, other.pod))),
    ...info.requiredAntiAffinity.map((one) => term('antiAffinity', one, null, (matching) => matching === 0)),
    ...[...repelling].map(([topologyKey, keys]): TopologyRule => ({ ...own, rule: 'repelled', topologyKey, ...domainsOf({ topologyKey, counts: ({ key }) => keys.has(key), allows: (matching) => matching === 0 }, cache) })),
    ...info.preferredAffinity.map((one) => term('preferredAffinity', one, one.weight, () => null)),
    ...info.preferredAntiAffinity.map((one) => term('preferredAntiAffinity', one, one.weight, () => null)),
  ];
}
