/** Whether some rules hold everything that others would grant (component-helpers auth/rbac/validation). */
import { withoutStars } from './rule-allows';
import type { PolicyRule } from './types';

/** BreakdownRule: an equal list of rules with one group, one resource, one verb and at most one name, or one URL and one verb. */
export function breakdownRule(rule: PolicyRule): PolicyRule[] {
  const names = rule.resourceNames ?? [];
  const parts: PolicyRule[] = [];
  for (const group of rule.apiGroups ?? []) {
    for (const resource of rule.resources ?? []) {
      for (const verb of rule.verbs) {
        const single = { apiGroups: [group], resources: [resource], verbs: [verb] };
        if (names.length === 0) parts.push(single);
        else parts.push(...names.map((name) => ({ ...single, resourceNames: [name] })));
      }
    }
  }
  for (const url of rule.nonResourceURLs ?? []) parts.push(...rule.verbs.map((verb) => ({ nonResourceURLs: [url], verbs: [verb] })));
  return parts;
}

const hasAll = (set: readonly string[], wanted: readonly string[]): boolean => wanted.every((one) => set.includes(one));

function resourceCovered(owned: readonly string[], resource: string): boolean {
  if (owned.includes(resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && owned.includes(`*/${resource.slice(slash + 1)}`);
}

const urlCovered = (owned: readonly string[], url: string): boolean =>
  owned.some((one) => one === url || (one.endsWith('*') && url.startsWith(withoutStars(one))));

/** ruleCovers: a part as `breakdownRule` gives it, against a whole rule. */
function ruleCovers(owner: PolicyRule, part: PolicyRule): boolean {
  const owned = { groups: owner.apiGroups ?? [], resources: owner.resources ?? [], names: owner.resourceNames ?? [] };
  const names = part.resourceNames ?? [];
  return (
    (owner.verbs.includes('*') || hasAll(owner.verbs, part.verbs)) &&
    (owned.groups.includes('*') || hasAll(owned.groups, part.apiGroups ?? [])) &&
    (owned.resources.includes('*') || (part.resources ?? []).every((resource) => resourceCovered(owned.resources, resource))) &&
    (part.nonResourceURLs ?? []).every((url) => urlCovered(owner.nonResourceURLs ?? [], url)) &&
    (owned.names.length === 0 || (names.length > 0 && hasAll(owned.names, names)))
  );
}

/** Covers: the parts of the servant's rules, in their order, that no single rule of the owner covers. */
export function uncoveredRules(owner: readonly PolicyRule[], servant: readonly PolicyRule[]): PolicyRule[] {
  return servant.flatMap(breakdownRule).filter((part) => !owner.some((rule) => ruleCovers(rule, part)));
}
