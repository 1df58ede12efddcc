import { labelSelectorMatches } from '../../api/selectors';
import type { ClusterRole, PolicyRule } from './types';

/** equality.Semantic: an absent and an empty list are the same. */
function ruleKey({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  return JSON.stringify([verbs, apiGroups, resources, resourceNames, nonResourceURLs].map((list) => list ?? []));
}

/** Whether two lists hold the same rules in the same order. */
export const sameRules = (a: readonly PolicyRule[], b: readonly PolicyRule[]): boolean => a.length === b.length && a.every((rule, at) => ruleKey(rule) === ruleKey(b[at]!));

/**
 * The rules that an aggregating ClusterRole gets (pkg/controller/clusterroleaggregation: syncClusterRole): for each selector in
 * turn the rules of the roles it matches, by name, each rule once. undefined for a role that does not aggregate.
 */
export function aggregatedRules(role: ClusterRole, all: readonly ClusterRole[]): PolicyRule[] | undefined {
  if (role.aggregationRule == null) return undefined;
  const rules = new Map<string, PolicyRule>();
  const byName = [...all].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  for (const selector of role.aggregationRule.clusterRoleSelectors ?? []) {
    for (const other of byName) {
      if (other.metadata.name === role.metadata.name || !labelSelectorMatches(selector, other.metadata.labels ?? {})) continue;
      for (const rule of other.rules ?? []) if (!rules.has(ruleKey(rule))) rules.set(ruleKey(rule), rule);
    }
  }
  return [...rules.values()];
}

/** All ClusterRoles once the controller has come to rest: a role may aggregate roles that aggregate others. */
export function aggregateAll(clusterRoles: readonly ClusterRole[]): ClusterRole[] {
  let current = [...clusterRoles];
  // Every round hands the rules on by one role at least; roles that aggregate each other in a circle come to rest as well, as rules only add up.
  for (let round = 0; round <= clusterRoles.length; round += 1) {
    let changed = false;
    const before = current;
    current = before.map((role) => {
      const rules = aggregatedRules(role, before);
      if (rules === undefined || sameRules(rules, role.rules ?? [])) return role;
      changed = true;
      return { ...role, rules };
    });
    if (!changed) break;
  }
  return current;
}
