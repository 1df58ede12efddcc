import type { AccessRequest, PolicyRule, ResourceRequest } from './types';

const ALL = '*';
const hasOrAll = (list: readonly string[] | undefined, wanted: string): boolean => list?.some((one) => one === ALL || one === wanted) ?? false;

/** Go's strings.TrimRight(text, "*"). */
export const withoutStars = (text: string): string => text.replace(/\*+$/, '');

/** rbacv1helpers.ResourceMatches: `pods`, `pods/log`, a star before the slash for that subresource of everything, or a star alone. */
function resourceMatches(rule: PolicyRule, resource: string, subresource: string): boolean {
  const combined = subresource === '' ? resource : `${resource}/${subresource}`;
  return rule.resources?.some((one) => one === ALL || one === combined || (subresource !== '' && one === `*/${subresource}`)) ?? false;
}

/** rbacv1helpers.ResourceNameMatches: no names in the rule mean every name, and a request without a name too. */
function resourceNameMatches(rule: PolicyRule, name: string): boolean {
  const names = rule.resourceNames ?? [];
  return names.length === 0 || names.includes(name);
}

/** rbacv1helpers.NonResourceURLMatches: a star counts at the end only. */
function pathMatches(rule: PolicyRule, path: string): boolean {
  return rule.nonResourceURLs?.some((url) => url === ALL || url === path || (url.endsWith('*') && path.startsWith(withoutStars(url)))) ?? false;
}

/** What of a rule fits a request for a resource; all of it must. */
export interface RuleFit {
  readonly verb: boolean;
  readonly apiGroup: boolean;
  readonly resource: boolean;
  readonly name: boolean;
}

/** The four comparisons of RuleAllows, each for itself. */
export const ruleFit = (request: ResourceRequest, rule: PolicyRule): RuleFit => ({
  verb: hasOrAll(rule.verbs, request.verb),
  apiGroup: hasOrAll(rule.apiGroups, request.apiGroup),
  resource: resourceMatches(rule, request.resource, request.subresource ?? ''),
  name: resourceNameMatches(rule, request.name ?? ''),
});

/** plugin/pkg/auth/authorizer/rbac: RuleAllows. */
export function ruleAllows(request: AccessRequest, rule: PolicyRule): boolean {
  if ('path' in request) return hasOrAll(rule.verbs, request.verb) && pathMatches(rule, request.path);
  const { verb, apiGroup, resource, name } = ruleFit(request, rule);
  return verb && apiGroup && resource && name;
}
