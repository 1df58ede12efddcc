import type { MatchResources } from '../../../api/generated/types/admissionregistration.v1';
import { namespaceMatches, objectMatches, ruleMatches } from '../predicates';
import type { AdmissionRequest, Lookup } from '../request';

/** Matcher.Matches (apiserver admission/plugin/policy/matching): which requests a policy or its binding means. Other versions of a resource, which `matchPolicy: Equivalent` would mean too, are not looked for. */
export function matchesRequest(resources: MatchResources, request: AdmissionRequest, lookup: Lookup): boolean | { readonly error: string } {
  const inNamespace = namespaceMatches(resources.namespaceSelector ?? {}, request, lookup);
  if (inNamespace === false || !objectMatches(resources.objectSelector ?? {}, request)) return false;
  const { excludeResourceRules = [], resourceRules = [] } = resources;
  if (excludeResourceRules.some((rule) => ruleMatches(rule, request))) return false;
  return (resourceRules.length === 0 || resourceRules.some((rule) => ruleMatches(rule, request))) && inNamespace;
}
