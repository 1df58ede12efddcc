import { aggregateErrors } from '../../api/status';
import { printList } from '../../base/go/quote';
import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { rulesFor } from './authorize';
import { compactRules, sortRules } from './compact';
import { breakdownRule } from './covers';
import type { RbacIndex } from './index-objects';
import type { PolicyRule, User } from './types';

/** Status of a SelfSubjectRulesReview (pkg/registry/authorization/selfsubjectrulesreview, RBACAuthorizer.RulesFor). */
export interface RulesReviewStatus {
  readonly resourceRules: readonly PolicyRule[];
  readonly nonResourceRules: readonly PolicyRule[];
  readonly incomplete: boolean;
  readonly evaluationError?: string;
}

/** What RBAC says to a SelfSubjectRulesReview of the user in a namespace. A rule with resources and URLs appears in both lists. */
export function rulesReview(index: RbacIndex, user: User, namespace: string): RulesReviewStatus {
  const { rules, errors } = rulesFor(index, user, namespace);
  return {
    resourceRules: rules
      .filter(({ resources }) => (resources ?? []).length > 0)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({ verbs, apiGroups, resources, resourceNames })),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => (nonResourceURLs ?? []).length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
    ...(errors.length === 0 ? {} : { evaluationError: aggregateErrors(errors) }),
  };
}

/** One row of `kubectl auth can-i --list`; lists are printed as Go prints a `[]string`. */
export interface AccessRow {
  /** `deployments.apps/scale`, or "" for a URL. */
  readonly resource: string;
  readonly nonResourceURLs: readonly string[];
  readonly resourceNames: readonly string[];
  readonly verbs: readonly string[];
}

/** describe.CombineResourceGroup (kubectl): the resource with its group behind, a subresource last. */
export function combineResourceGroup(resources: readonly string[] | undefined, groups: readonly string[] | undefined): string {
  const [first] = resources ?? [];
  if (first === undefined) return '';
  const slash = first.indexOf('/');
  const [resource, rest] = slash < 0 ? [first, ''] : [first.slice(0, slash), first.slice(slash)];
  return groups?.[0] ? `${resource}.${groups[0]}${rest}` : `${resource}${rest}`;
}

/** The rows of `kubectl auth can-i --list` (kubectl pkg/cmd/auth: printStatus), in the order they are printed. */
export function accessList(status: Pick<RulesReviewStatus, 'resourceRules' | 'nonResourceRules'>): AccessRow[] {
  const parts = [...status.resourceRules, ...status.nonResourceRules].flatMap(breakdownRule);
  // kubectl's own CompactRules (pkg/util/rbac) names a verb once; the API server's does not mind.
  const compacted = compactRules(parts).map((rule) => ({ ...rule, verbs: [...new Set(rule.verbs)] }));
  return sortRules(compacted).map(({ resources, apiGroups, nonResourceURLs = [], resourceNames = [], verbs }) => ({
    resource: combineResourceGroup(resources, apiGroups), nonResourceURLs, resourceNames, verbs,
  }));
}

/** What `kubectl auth can-i --list` prints: headers and rows in columns (printAccessHeaders, printAccess). */
export function accessTable(status: Pick<RulesReviewStatus, 'resourceRules' | 'nonResourceRules'>): string {
  const rows = accessList(status).map(({ resource, nonResourceURLs, resourceNames, verbs }) => [resource, printList(nonResourceURLs), printList(resourceNames), printList(verbs)]);
  return alignColumns([['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rows].map((cells) => `${cells.join('\t')}\n`).join(''), KUBECTL_COLUMNS);
}
