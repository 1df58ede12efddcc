import { aggregateErrors } from '../../api/status';
import { describeGrant } from './describe';
import { bindingsFor, rulesOfRole } from './index-objects';
import type { RbacIndex } from './index-objects';
import { ruleAllows } from './rule-allows';
import type { AccessRequest, Grant, PolicyRule, User } from './types';

export interface Decision {
  readonly allowed: boolean;
  /** The authorizer's own words; empty for a plain refusal, as RBAC then has no opinion. */
  readonly reason: string;
  /** What allowed it. */
  readonly grant?: Grant;
}

/** VisitRulesFor: every rule that reaches the user, and every role that could not be read, in upstream's order. */
export function* visitRules(index: RbacIndex, user: User, namespace: string): Generator<{ readonly grant: Grant } | { readonly error: string }> {
  for (const { binding, subject, namespace: home } of bindingsFor(index, user, namespace)) {
    const found = rulesOfRole(index, binding.roleRef, home);
    if ('error' in found) {
      yield found;
      continue;
    }
    for (const [place, rule] of found.rules.entries()) yield { grant: { binding, subject, rule, index: place } };
  }
}

const namespaceOf = (request: AccessRequest): string => ('path' in request ? '' : (request.namespace ?? ''));

/** RBACAuthorizer.Authorize (plugin/pkg/auth/authorizer/rbac): the first rule that allows decides; rules only ever add. */
export function authorize(index: RbacIndex, user: User, request: AccessRequest): Decision {
  const errors: string[] = [];
  for (const visited of visitRules(index, user, namespaceOf(request))) {
    if ('error' in visited) errors.push(visited.error);
    else if (ruleAllows(request, visited.grant.rule)) return { allowed: true, reason: `RBAC: allowed by ${describeGrant(visited.grant)}`, grant: visited.grant };
  }
  return { allowed: false, reason: errors.length === 0 ? '' : `RBAC: ${aggregateErrors(errors)}` };
}

/** Every grant that would allow the request, not only the first: what must all go before the user is refused. */
export function allGrants(index: RbacIndex, user: User, request: AccessRequest): Grant[] {
  return [...visitRules(index, user, namespaceOf(request))].flatMap((visited) => ('grant' in visited && ruleAllows(request, visited.grant.rule) ? [visited.grant] : []));
}

export interface RulesFor {
  readonly rules: readonly PolicyRule[];
  /** Roles that could not be read; the rules are then those that could. */
  readonly errors: readonly string[];
}

/** DefaultRuleResolver.RulesFor: all rules of a user in a namespace. */
export function rulesFor(index: RbacIndex, user: User, namespace: string): RulesFor {
  const visited = [...visitRules(index, user, namespace)];
  return {
    rules: visited.flatMap((one) => ('grant' in one ? [one.grant.rule] : [])),
    errors: visited.flatMap((one) => ('error' in one ? [one.error] : [])),
  };
}
