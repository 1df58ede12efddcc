import type { Labels } from '../../../api';
import { matchesAllTerms, resolveNamespaces, termMatches } from '../../cache/affinity-term';
import type { AffinityTerm } from '../../cache/affinity-term';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import type { PodCounter } from '../../cache/pod-counts';
import type { PodInfo } from '../../cache/pod-info';
import type { NodeFilter, Status } from '../../framework';
import { TopologyCounts } from './topology-counts';

export interface PodAffinityRejection {
  readonly kind: 'podAffinity';
  /** Whose rule it is: the Pod's own affinity or anti-affinity, or the anti-affinity of a Pod that is there. */
  readonly rule: 'affinity' | 'antiAffinity' | 'existingAntiAffinity';
  readonly topologyKey: string;
}

const WORDS = {
  affinity: "node(s) didn't match pod affinity rules",
  antiAffinity: "node(s) didn't match pod anti-affinity rules",
  existingAntiAffinity: "node(s) didn't satisfy existing pods anti-affinity rules",
} as const;

/** Pods that one term of the incoming Pod matches, or all of several. */
export const counterFor = (cache: Cache, terms: readonly AffinityTerm[]): PodCounter =>
  cache.counts.counter(`affinity ${terms.map(({ key }) => key).join(' ')}`, (info) => matchesAllTerms(terms, info.pod));

/** interpodaffinity/filtering.go. */
class PodAffinityFilter implements NodeFilter<PodAffinityRejection> {
  private constructor(
    private readonly plugin: string,
    private readonly pod: PodInfo,
    private readonly namespaceLabels: Labels,
    private readonly affinity: readonly AffinityTerm[],
    private readonly antiAffinity: readonly AffinityTerm[],
    private readonly affinityCounts: TopologyCounts,
    private readonly antiAffinityCounts: TopologyCounts,
    private readonly existing: TopologyCounts,
  ) {}

  /** PreFilter; null when neither the Pod nor any Pod that is there has a say. */
  static for(plugin: string, pod: PodInfo, cache: Cache): PodAffinityFilter | null {
    const namespaceLabels = cache.namespaceLabels(pod.namespace);
    const existing = new TopologyCounts(cache);
    for (const group of cache.terms.values()) {
      if (group.kind === 'requiredAntiAffinity' && termMatches(group.term, pod.pod, namespaceLabels)) existing.addAll(group.term.topologyKey, group.perNode);
    }
    if (existing.total === 0 && pod.requiredAffinity.length === 0 && pod.requiredAntiAffinity.length === 0) return null;
    const namespaces = cache.namespaces();
    const affinity = pod.requiredAffinity.map((term) => resolveNamespaces(term, namespaces));
    const antiAffinity = pod.requiredAntiAffinity.map((term) => resolveNamespaces(term, namespaces));
    const affinityCounts = new TopologyCounts(cache);
    const antiAffinityCounts = new TopologyCounts(cache);
    if (affinity.length > 0) {
      const { perNode } = counterFor(cache, affinity);
      for (const { topologyKey } of affinity) affinityCounts.addAll(topologyKey, perNode);
    }
    for (const term of antiAffinity) antiAffinityCounts.addAll(term.topologyKey, counterFor(cache, [term]).perNode);
    return new PodAffinityFilter(plugin, pod, namespaceLabels, affinity, antiAffinity, affinityCounts, antiAffinityCounts, existing);
  }

  check(node: NodeInfo): Status<PodAffinityRejection> | null {
    const unmet = this.unmetAffinity(node);
    if (unmet !== null) return this.reject('affinity', 'UnschedulableAndUnresolvable', unmet);
    if (this.antiAffinityCounts.total > 0) {
      const term = this.antiAffinity.find(({ topologyKey }) => (this.antiAffinityCounts.at(topologyKey, node) ?? 0) > 0);
      if (term !== undefined) return this.reject('antiAffinity', 'Unschedulable', term.topologyKey);
    }
    const key = this.existing.found(node);
    return key === null ? null : this.reject('existingAntiAffinity', 'Unschedulable', key);
  }

  /** satisfyPodAffinity: the topology key of the term that fails. The first Pod of a group that wants to be together may go anywhere. */
  private unmetAffinity(node: NodeInfo): string | null {
    let unmet: string | null = null;
    for (const { topologyKey } of this.affinity) {
      const count = this.affinityCounts.at(topologyKey, node);
      if (count === null) return topologyKey;
      if (count <= 0) unmet ??= topologyKey;
    }
    if (unmet !== null && this.affinityCounts.total === 0 && matchesAllTerms(this.affinity, this.pod.pod)) return null;
    return unmet;
  }

  private reject(rule: PodAffinityRejection['rule'], code: 'Unschedulable' | 'UnschedulableAndUnresolvable', topologyKey: string): Status<PodAffinityRejection> {
    return { plugin: this.plugin, code, reasons: [WORDS[rule]], params: [{ kind: 'podAffinity', rule, topologyKey }] };
  }

  clone(): PodAffinityFilter {
    const counts = [this.affinityCounts.clone(), this.antiAffinityCounts.clone(), this.existing.clone()] as const;
    return new PodAffinityFilter(this.plugin, this.pod, this.namespaceLabels, this.affinity, this.antiAffinity, ...counts);
  }

  addPod(other: PodInfo, node: NodeInfo): void {
    this.update(other, node, 1);
  }

  removePod(other: PodInfo, node: NodeInfo): void {
    this.update(other, node, -1);
  }

  private update(other: PodInfo, node: NodeInfo, delta: 1 | -1): void {
    for (const term of other.requiredAntiAffinity) if (termMatches(term, this.pod.pod, this.namespaceLabels)) this.existing.add(term.topologyKey, node, delta);
    if (matchesAllTerms(this.affinity, other.pod)) for (const { topologyKey } of this.affinity) this.affinityCounts.add(topologyKey, node, delta);
    for (const term of this.antiAffinity) if (termMatches(term, other.pod)) this.antiAffinityCounts.add(term.topologyKey, node, delta);
  }
}

export const podAffinityFilter = PodAffinityFilter.for;
