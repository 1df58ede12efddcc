/** Replays the `rbac` suite: authorization, coverage, escalation and the bootstrap policy. */
import { authorize, checkEscalation, forbiddenMessage, indexRbac, uncoveredRules } from '../../src/simulation/policy/rbac';
import type { AccessRequest, PolicyRule, RbacObjects, RbacWrite, User } from '../../src/simulation/policy/rbac';
import { bootstrapPolicy } from '../../src/simulation/policy/rbac/bootstrap';
import type { GoldenCase, Replay } from './types';

type RequestIn = { user: string; groups: string[]; verb: string; path?: string } & AccessRequest;

const userOf = ({ user, groups }: { user: string; groups?: string[] }): User => ({ name: user, groups: groups ?? [] });

function replayAuthorize(input: RbacObjects & { request: RequestIn }): unknown {
  const user = userOf(input.request);
  const { allowed, reason } = authorize(indexRbac(input), user, input.request);
  return { allowed, reason, ...(allowed ? {} : { message: forbiddenMessage(user, input.request, reason) }) };
}

function replayDefaultRoles(input: RbacObjects & { requests: RequestIn[] }): unknown {
  const bootstrap = bootstrapPolicy();
  const index = indexRbac({
    ...bootstrap,
    roleBindings: [...bootstrap.roleBindings, ...(input.roleBindings ?? [])],
    clusterRoleBindings: [...bootstrap.clusterRoleBindings, ...(input.clusterRoleBindings ?? [])],
  });
  return { allowed: input.requests.map((request) => authorize(index, userOf(request), request).allowed) };
}

function replayCovers(input: { owner: PolicyRule[]; servant: PolicyRule[] }): unknown {
  const uncovered = uncoveredRules(input.owner, input.servant);
  return { covers: uncovered.length === 0, uncovered };
}

function replayEscalation(input: RbacObjects & { create: RbacWrite; user: string; groups?: string[] }): unknown {
  const { allowed, error } = checkEscalation(indexRbac(input), userOf(input), input.create);
  return error === undefined ? { allowed } : { allowed, error };
}

const KINDS = new Map<string, (input: never) => unknown>([
  ['authorize', replayAuthorize], ['random', replayAuthorize], ['defaultRoles', replayDefaultRoles], ['covers', replayCovers], ['escalation', replayEscalation],
]);

export const replay: Replay = (one: GoldenCase) => KINDS.get(one.kind)?.(one.in as never);
