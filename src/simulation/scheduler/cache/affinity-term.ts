import { labelSelectorMatches } from '../../api';
import type { Labels, LabelSelector, Pod, PodAffinityTerm } from '../../api';

/** A Pod (anti-)affinity term with its namespaces spelled out (kube-scheduler framework AffinityTerm). */
export interface AffinityTerm {
  readonly topologyKey: string;
  readonly namespaces: ReadonlySet<string>;
  /** Undefined selects no namespace besides those listed; `{}` selects all. */
  readonly namespaceSelector: LabelSelector | undefined;
  readonly selector: LabelSelector | undefined;
  /** Equal for terms that match the same Pods in the same topology. */
  readonly key: string;
}

export interface WeightedTerm extends AffinityTerm {
  readonly weight: number;
}

export const namespaceOf = (pod: Pod): string => pod.metadata.namespace || 'default';

function withKey(term: Omit<AffinityTerm, 'key'>): AffinityTerm {
  const key = JSON.stringify([term.topologyKey, [...term.namespaces], term.namespaceSelector ?? null, term.selector ?? null]);
  return { ...term, key };
}

/** newAffinityTerm: without a list and without a selector the term means the Pod's own namespace. */
export function affinityTerm(pod: Pod, term: PodAffinityTerm): AffinityTerm {
  const own = (term.namespaces ?? []).length === 0 && term.namespaceSelector === undefined;
  return withKey({
    topologyKey: term.topologyKey,
    namespaces: new Set(own ? [namespaceOf(pod)] : term.namespaces),
    namespaceSelector: term.namespaceSelector,
    selector: term.labelSelector,
  });
}

const selectsAll = (selector: LabelSelector): boolean =>
  Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;

/**
 * mergeAffinityTermNamespacesIfNotEmpty: the incoming Pod's namespace selectors become lists of names, so that a Pod can be matched
 * without a look at its namespace. `{}` stays, as it means every namespace, known or not.
 */
export function resolveNamespaces<T extends AffinityTerm>(term: T, namespaces: readonly { readonly name: string; readonly labels: Labels }[]): T {
  const { namespaceSelector } = term;
  if (namespaceSelector === undefined || selectsAll(namespaceSelector)) return term;
  const names = namespaces.filter(({ labels }) => labelSelectorMatches(namespaceSelector, labels)).map(({ name }) => name);
  return { ...term, ...withKey({ ...term, namespaces: new Set([...term.namespaces, ...names].sort()), namespaceSelector: undefined }) };
}

/** AffinityTerm.Matches; `namespaceLabels` are those of the Pod's namespace. */
export function termMatches(term: AffinityTerm, pod: Pod, namespaceLabels: Labels = {}): boolean {
  const inNamespace = term.namespaces.has(namespaceOf(pod)) || (term.namespaceSelector !== undefined && labelSelectorMatches(term.namespaceSelector, namespaceLabels));
  return inNamespace && labelSelectorMatches(term.selector, pod.metadata.labels ?? {});
}

/** podMatchesAllAffinityTerms. */
export const matchesAllTerms = (terms: readonly AffinityTerm[], pod: Pod): boolean => terms.length > 0 && terms.every((term) => termMatches(term, pod));
