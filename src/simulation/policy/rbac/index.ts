/**
 * Role-based access control: who may do what, which binding allows it, what may be granted on.
 *
 *   const rbac = indexRbac({ roles, clusterRoles, roleBindings, clusterRoleBindings });
 *   authorize(rbac, user, request)  // { allowed, reason, grant }
 */
export { accessList, accessTable, combineResourceGroup, rulesReview } from './access-list';
export type { AccessRow, RulesReviewStatus } from './access-list';
export { aggregateAll, aggregatedRules } from './aggregate';
export { allGrants, authorize, rulesFor } from './authorize';
export type { Decision, RulesFor } from './authorize';
export { compactRules, compactString, sortRules } from './compact';
export { breakdownRule, uncoveredRules } from './covers';
export { describeGrant, forbiddenMessage } from './describe';
export { checkEscalation } from './escalation';
export type { EscalationDecision, RbacWrite } from './escalation';
export { indexRbac } from './index-objects';
export type { RbacIndex } from './index-objects';
export { nearMisses } from './near-misses';
export type { Lacking, NearMiss } from './near-misses';
export { ruleAllows } from './rule-allows';
export type { AccessRequest, Binding, ClusterRole, Grant, PathRequest, PolicyRule, RbacObjects, ResourceRequest, Role, RoleRef, Subject, User } from './types';
