import { printList, quoteList } from '../../base/go/quote';
import type { PolicyRule } from './types';

/** isSimpleResourceRule: what may be written together, or undefined. */
function simpleKey(rule: PolicyRule): string | undefined {
  const names = rule.resourceNames ?? [];
  if (names.length > 1 || (rule.nonResourceURLs ?? []).length > 0 || rule.apiGroups?.length !== 1 || rule.resources?.length !== 1) return undefined;
  return JSON.stringify([rule.apiGroups[0], rule.resources[0], ...names]);
}

/**
 * CompactRules (pkg/registry/rbac/validation): rules for one resource that differ by their verbs become one. Upstream gives
 * the joined ones in no order; whoever prints them sorts.
 */
export function compactRules(rules: readonly PolicyRule[]): PolicyRule[] {
  const others: PolicyRule[] = [];
  const joined = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = simpleKey(rule);
    const known = key === undefined ? undefined : joined.get(key);
    if (key === undefined) others.push(rule);
    else joined.set(key, known === undefined ? rule : { ...known, verbs: [...known.verbs, ...rule.verbs] });
  }
  return [...others, ...joined.values()];
}

/** rbacv1helpers.CompactString: `{APIGroups:[""], Resources:["pods"], Verbs:["get"]}`. */
export function compactString(rule: PolicyRule): string {
  const parts: [string, readonly string[] | undefined][] = [
    ['APIGroups', rule.apiGroups], ['Resources', rule.resources], ['NonResourceURLs', rule.nonResourceURLs], ['ResourceNames', rule.resourceNames], ['Verbs', rule.verbs],
  ];
  return `{${parts.flatMap(([name, list]) => (list && list.length > 0 ? [`${name}:${quoteList(list)}`] : [])).join(', ')}}`;
}

/** PolicyRule.String of k8s.io/api, by which `kubectl auth can-i --list` and `kubectl describe` sort. */
export function ruleString(rule: PolicyRule): string {
  const list = (texts: readonly string[] | undefined): string => printList(texts ?? []);
  return `&PolicyRule{Verbs:${list(rule.verbs)},APIGroups:${list(rule.apiGroups)},Resources:${list(rule.resources)},ResourceNames:${list(rule.resourceNames)},NonResourceURLs:${list(rule.nonResourceURLs)},}`;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** sort.Stable(SortableRuleSlice). */
export const sortRules = (rules: readonly PolicyRule[]): PolicyRule[] =>
  rules.map((rule) => ({ rule, text: ruleString(rule) })).sort((a, b) => byText(a.text, b.text)).map(({ rule }) => rule);
